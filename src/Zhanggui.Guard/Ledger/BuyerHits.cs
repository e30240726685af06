using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Ledger;

/// <summary>What rang in messages to a buyer: exported with them; when they are erased its words go, and that it rang stays.</summary>
internal sealed class BuyerHits(Database database, HitLedger ledger) : IPersonalData
{
    private const int Most = 10_000;

    public string Section => "guard";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        json.WriteStartArray();
        await using var connection = await database.OpenAsync(ct);
        foreach (var id in Ids(subject))
        {
            foreach (var hit in await ledger.ReadAsync(connection, "where h.subject_id = @subject order by h.at, h.id limit @most", ct, ("subject", id), ("most", Most)))
            {
                json.WriteStartObject();
                json.WriteString("at", hit.At.ToString());
                json.WriteString("rule", hit.Name);
                json.WriteString("text", hit.Words?.Slice);
                json.WriteString("draft", hit.Words?.Draft);
                json.WriteString("reason", hit.Words?.Reason);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        foreach (var id in Ids(subject))
        {
            await database.WriteAsync(async (c, t) =>
                await c.ExecuteAsync(t, "update guard_hit set words = null where subject_id = @subject and words is not null", ct, ("subject", id))
                + await c.ExecuteAsync(t, "update guard_dispute set words = null, answer = null where subject_id = @subject", ct, ("subject", id))
                + await c.ExecuteAsync(t, "delete from guard_near where subject_id = @subject", ct, ("subject", id)), ct);
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var (count, disputes, near) = (0L, 0L, 0L);
        foreach (var id in Ids(subject))
        {
            count += await connection.ReadLongAsync(null, "select count(*) from guard_hit where subject_id = @subject", ct, ("subject", id)) ?? 0;
            disputes += await connection.ReadLongAsync(null, "select count(*) from guard_dispute where subject_id = @subject", ct, ("subject", id)) ?? 0;
            near += await connection.ReadLongAsync(null, "select count(*) from guard_near where subject_id = @subject", ct, ("subject", id)) ?? 0;
        }

        return new Dictionary<string, long> { ["guard_hits"] = count, ["guard_disputes"] = disputes, ["guard_near_misses"] = near };
    }

    private static List<Guid> Ids(DataSubject subject) => [.. subject.Subjects.Append(subject.Buyer).Select(b => b.Value).Distinct()];
}
