using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Files;

/// <summary>The files of a buyer's talks: listed in the export with their content as far as it fits, and removed with the buyer.</summary>
internal sealed class PersonalFiles(Database database, FileShelf shelf) : IPersonalData
{
    private const int MostFiles = 10_000;

    /// <summary>The export is one document in memory: content beyond this is only named, and can be downloaded from the conversation.</summary>
    private const long MostContentBytes = 32 * 1_048_576;

    public string Section => "files";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        var left = MostContentBytes;
        json.WriteStartArray();
        foreach (var (id, _) in await ListAsync(subject, ct))
        {
            if (await shelf.FindAsync(id, ct) is not { } file)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("id", file.Id);
            json.WriteString("name", file.Name);
            json.WriteString("type", file.Type.MediaType);
            json.WriteNumber("size", file.Size);
            json.WriteString("at", InstantJson.Format(file.At));
            json.WriteBoolean("byBuyer", file.Person is null);
            if (file.Size <= left)
            {
                left -= file.Size;
                using var bytes = new MemoryStream();
                await shelf.CopyAsync(file, 0, file.Size, bytes, ct);
                json.WriteBase64String("content", bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The keys are gone, so nothing could be read any more; the bytes and the rows go as well.</summary>
    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var (id, chunks) in await ListAsync(subject, ct))
        {
            await shelf.RemoveAsync(id, chunks, ct);
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct) =>
        new Dictionary<string, long>(StringComparer.Ordinal) { ["files"] = (await ListAsync(subject, ct)).Count };

    private async Task<List<(Guid Id, int Chunks)>> ListAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = new List<(Guid, int)>();
        foreach (var one in subject.Subjects)
        {
            found.AddRange(await connection.ReadAllAsync(null, "select id, chunks from reception_file where buyer_id = @buyer and shop_id = @shop order by at limit @limit",
                r => (r.GetGuid(0), r.GetInt32(1)), ct, ("buyer", one.Value), ("shop", subject.Shop.Value), ("limit", MostFiles)));
        }

        return found;
    }
}
