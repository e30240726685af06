using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Guard.Ledger;

/// <summary>Every hit with what became of it. Rows are added and never changed; only words that were never sent go after their time, and a buyer's with the buyer.</summary>
internal sealed class HitLedger(Database database, SubjectKeys keys)
{
    internal static readonly string[] Columns =
        ["id", "shop_id", "subject_id", "conversation_id", "person_id", "act_id", "at", "rule", "kind", "name", "level", "book", "book_version", "start_at", "length", "effect", "words", "team_id", "team", "channel"];

    internal static readonly string Insert =
        $"insert into guard_hit ({string.Join(", ", Columns)}) values ({string.Join(", ", Columns.Select(c => "@" + c))}) on conflict do nothing";

    internal const string Select = "h.id, h.shop_id, h.subject_id, h.conversation_id, h.person_id, h.act_id, h.at, h.rule, h.kind, h.name, h.level, h.book, h.book_version, h.start_at, h.length, h.effect, h.words, h.team_id, h.team, h.channel";

    /// <summary>The hits of one message, sealed; null where there is nothing to keep or the buyer has been erased.</summary>
    public async ValueTask<GuardTrace?> SealAsync(IReadOnlyList<KeptHit> hits, CancellationToken ct, SoothedAgain? told = null)
    {
        if (hits.Count == 0 || await keys.FindOrCreateAsync(hits[0].Subject, hits[0].Shop, ct) is not { } key)
        {
            return null;
        }

        return new GuardTrace(hits.Select(h => (object?[])
        [
            h.Id, h.Shop.Value, h.Subject, h.Conversation, h.Person.Value, h.Act, h.At.ToUnixTimeMilliseconds(), h.Rule, h.Kind, h.Name, (int)h.Level, h.Book, h.BookVersion, h.Start, h.Length,
            (int)h.Effect, key.Seal(JsonSerializer.SerializeToUtf8Bytes(h.Words, HouseJson.Options)),
            h.Place.TeamId?.Value, h.Place.Team, h.Place.Channel,
        ]).ToList(), told is null ? [] : [OutboxStore.Row(Guid.CreateVersion7(), told.At, told, told.Shop)]);
    }

    /// <summary>In a transaction of its own; the same act again adds nothing.</summary>
    public Task KeepAsync(GuardTrace trace, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await GuardTrace.StoreAsync(c, t, [trace], ct);
        return true;
    }, ct);

    public async Task<List<KeptHit>> ReadAsync(DbConnection connection, string tail, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        var rows = await connection.ReadAllAsync(null, $"select {Select} from guard_hit h {tail}", Read, ct, values);
        await keys.WarmAsync([.. rows.Select(r => r.Hit.Subject).Distinct()], ct);
        var hits = new List<KeptHit>(rows.Count);
        foreach (var (hit, words) in rows)
        {
            hits.Add(words is not null && await keys.FindAsync(hit.Subject, ct) is { } key ? hit with { Words = JsonSerializer.Deserialize<HitWords>(key.Open(words), HouseJson.Options) } : hit);
        }

        return hits;
    }

    private static (KeptHit Hit, byte[]? Words) Read(DbDataReader r) => (
        new KeptHit(Id(r, 0), new ShopId(Id(r, 1)), Id(r, 2), Id(r, 3), new PersonId(Id(r, 4)), Id(r, 5), Instant.FromUnixTimeMilliseconds(r.GetInt64(6)), r.GetString(7), r.GetString(8), r.GetString(9),
            (GuardLevel)r.GetInt32(10), r.GetString(11), r.GetInt32(12), r.GetInt32(13), r.GetInt32(14), (HitEffect)r.GetInt32(15), null,
            new HitPlace(r.IsDBNull(17) ? null : new TeamId(Id(r, 17)), r.IsDBNull(18) ? null : r.GetString(18), r.IsDBNull(19) ? null : r.GetString(19))),
        r.IsDBNull(16) ? null : r.GetFieldValue<byte[]>(16));

    internal static Guid Id(DbDataReader r, int column) => r.GetGuid(column);
}
