using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Records.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Records.Keeping;

/// <summary>What imported files tell of a buyer. They know the platform's name only, so the buyer is found by the marks of the proven names.</summary>
internal sealed class PersonalRecords(Database database, SubjectKeys keys, IRecordStore store) : IPersonalData
{
    /// <summary>Nobody in particular: the erasure itself says in its own record who wanted it.</summary>
    private static readonly PersonId House = new(Guid.Empty);

    public string Section => "records";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        json.WriteStartArray();
        foreach (var name in await NamesAsync(subject, ct))
        {
            (string, object?)[] buyer = [("shop", subject.Shop.Value), ("buyer", name)];
            var key = await keys.FindAsync(MessageKeeper.SubjectOf(subject.Shop, name), ct);
            var messages = await connection.ReadAllAsync(null, "select id, account, sender, sent_at, text_sealed, unknown_sealed from records_message where shop_id = @shop and buyer = @buyer order by sent_at, id",
                r => (Id: r.GetString(0), Account: r.IsDBNull(1) ? null : r.GetString(1), Sender: (SenderKind)r.GetInt32(2), At: r.IsDBNull(3) ? (long?)null : r.GetInt64(3), Sealed: r.IsDBNull(4) ? null : r.GetFieldValue<byte[]>(4), Unknown: r.IsDBNull(5) ? null : r.GetFieldValue<byte[]>(5)), ct, buyer);
            foreach (var message in messages)
            {
                json.WriteStartObject();
                json.WriteString("message", message.Id);
                json.WriteString("buyer", name);
                json.WriteString("account", message.Account);
                json.WriteString("sender", message.Sender.ToString());
                json.WriteString("at", message.At is { } at ? Instant.FromUnixTimeMilliseconds(at).ToString() : null);
                json.WriteString("text", message.Sealed is null || key is null ? null : Encoding.UTF8.GetString(key.Value.Open(message.Sealed)));
                if (message.Unknown is not null && key is not null)
                {
                    json.WritePropertyName("unknown");
                    json.WriteRawValue(Encoding.UTF8.GetString(key.Value.Open(message.Unknown)));
                }

                json.WriteEndObject();
            }

            foreach (var (file, cells) in await connection.ReadAllAsync(null, "select file, cells from records_row where shop_id = @shop and buyer = @buyer order by file, row_key", r => (r.GetString(0), r.GetString(1)), ct, buyer))
            {
                json.WriteStartObject();
                json.WriteString("file", file);
                json.WritePropertyName("cells");
                json.WriteRawValue(cells);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var name in await NamesAsync(subject, ct))
        {
            await store.EraseAsync(subject.Shop, name, House, "buyer erased", ct);
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var count = 0L;
        foreach (var name in await NamesAsync(subject, ct))
        {
            count += await connection.ReadLongAsync(null, "select count(*) from records_message where shop_id = @shop and buyer = @buyer", ct, ("shop", subject.Shop.Value), ("buyer", name)) ?? 0;
            count += await connection.ReadLongAsync(null, "select count(*) from records_row where shop_id = @shop and buyer = @buyer", ct, ("shop", subject.Shop.Value), ("buyer", name)) ?? 0;
        }

        return new Dictionary<string, long>(StringComparer.Ordinal) { ["imported"] = count };
    }

    /// <summary>The names in the shop's files that bear one of the marks.</summary>
    private Task<IReadOnlyList<string>> NamesAsync(DataSubject subject, CancellationToken ct) => subject.NamesAmongAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, "select distinct buyer from records_message where shop_id = @shop union select distinct buyer from records_row where shop_id = @shop and buyer is not null", r => r.GetString(0), ct, ("shop", subject.Shop.Value));
    });
}
