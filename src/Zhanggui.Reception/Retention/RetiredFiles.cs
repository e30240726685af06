using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Verify;

namespace Zhanggui.Reception.Retention;

/// <summary>Which files go with a conversation: the buyer's own that its messages carry and no other talk of theirs does.</summary>
internal sealed class RetiredFiles(ConversationReader reader, SubjectKeys keys)
{
    private const int MostTalks = 10_000;
    private const int PageRows = 500;

    /// <summary>Files with the number of their pieces.</summary>
    public async Task<List<(Guid Id, int Chunks)>> FindAsync(DbConnection connection, DbTransaction transaction, Conversation head, IReadOnlySet<Guid> carried, CancellationToken ct)
    {
        var found = new List<(Guid, int)>();
        if (carried.Count == 0)
        {
            return found;
        }

        var elsewhere = await ElsewhereAsync(connection, transaction, head, ct);
        if (elsewhere is null)
        {
            return found;
        }

        foreach (var id in carried.Where(id => !elsewhere.Contains(id)))
        {
            // What was uploaded for another buyer goes with that buyer's talk.
            found.AddRange(await connection.ReadAllAsync(transaction, "select id, chunks from reception_file where id = @id and buyer_id in (@buyer, @subject)",
                r => (r.GetGuid(0), r.GetInt32(1)), ct, ("id", id), ("buyer", head.Buyer), ("subject", head.Subject)));
        }

        return found;
    }

    /// <summary>The file that a message carries; null when it carries none.</summary>
    /// <exception cref="CryptographicException">The words were tampered with.</exception>
    public static Guid? Of(RecordRow row, SubjectKey key)
    {
        if (row.Sealed.Length == 0 || row.Message.Kind is not (MessageKind.Image or MessageKind.File) || MessageContent.Read(key.Open(row.Sealed)).Body is not { } bytes)
        {
            return null;
        }

        using var body = JsonDocument.Parse(bytes);
        return body.RootElement.TryGetProperty("file", out var file) && file.TryGetProperty("id", out var id) && id.TryGetGuid(out var found) ? found : null;
    }

    /// <summary>Null when that cannot be told (too many talks, or one whose words were tampered with): then the files stay until the buyer is erased.</summary>
    private async Task<HashSet<Guid>?> ElsewhereAsync(DbConnection connection, DbTransaction transaction, Conversation head, CancellationToken ct)
    {
        var carried = new HashSet<Guid>();
        var talks = await reader.HeadsAsync(connection, transaction, "where c.shop_id = @shop and c.id <> @id and c.retired_at is null and (c.buyer_id in (@buyer, @subject) or c.subject_id in (@buyer, @subject)) limit @limit", ct,
            ("shop", head.Shop.Value), ("id", head.Id.Value), ("buyer", head.Buyer), ("subject", head.Subject), ("limit", MostTalks));
        if (talks.Count == MostTalks)
        {
            return null;
        }

        foreach (var talk in talks)
        {
            if (await keys.FindAsync(talk.Subject, ct) is not { } key)
            {
                continue;
            }

            try
            {
                for (var rows = await PageAsync(talk, 0); rows.Count > 0; rows = rows.Count < PageRows ? [] : await PageAsync(talk, rows[^1].Message.Seq))
                {
                    carried.UnionWith(rows.Select(r => Of(r, key)).OfType<Guid>());
                }
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        return carried;

        Task<List<RecordRow>> PageAsync(Conversation of, long after) => RecordRows.ReadAsync(connection, transaction, of.Id, after, PageRows, ct, "m.kind in (1, 2)");
    }
}
