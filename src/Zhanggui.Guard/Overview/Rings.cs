using System.Data.Common;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Guard.Overview;

/// <summary>How often something rang, and what became of it. <paramref name="Key"/>: a rule, a person, a team, a channel, an hour.</summary>
internal sealed record RingCount(string Key, string Name, string? Kind, GuardLevel Level, long All, IReadOnlyDictionary<HitEffect, long> Became, long Disputed)
{
    /// <summary>Sent as it stood: past a confirm or block, or past a hint.</summary>
    public long AsItWas => Of(HitEffect.Past) + Of(HitEffect.Hinted) + Of(HitEffect.Approved);

    /// <summary>Of all that rang the part sent as it stood.</summary>
    public double? Share => All == 0 ? null : (double)AsItWas / All;

    private long Of(HitEffect effect) => Became.GetValueOrDefault(effect);
}

/// <summary>Counts hits in the database.</summary>
internal sealed class Rings(Database database)
{
    private const int MostGroups = 50_000;

    private sealed record Group(string Key, string Name, string? Kind, GuardLevel Level, HitEffect Effect, long Count);

    /// <param name="by"><c>rule</c>, <c>person</c>, <c>team</c>, <c>channel</c> or <c>hour</c> (the instant at which an hour begins, in milliseconds).</param>
    public async Task<List<RingCount>> CountAsync(HitQuery query, string by, CancellationToken ct)
    {
        var (key, name, kind) = by switch
        {
            "rule" => ("h.rule", "max(h.name)", "max(h.kind)"),
            "person" => ("h.person_id", "''", "''"),
            "team" => ("coalesce(h.team, '')", "''", "''"),
            "channel" => ("coalesce(h.channel, '')", "''", "''"),
            _ => ("h.at / 3600000", "''", "''"),
        };
        await using var connection = await database.OpenAsync(ct);
        var groups = await connection.ReadAllAsync(null,
            $"select {key}, {name}, {kind}, h.level, h.effect, count(*) from guard_hit h {query.Where} group by {key}, h.level, h.effect order by 6 desc limit {MostGroups}",
            r => new Group(KeyOf(r), r.GetString(1), r.GetString(2), (GuardLevel)r.GetInt32(3), (HitEffect)r.GetInt32(4), r.GetInt64(5)), ct, [.. query.Values]);
        var disputed = await DisputedAsync(connection, query, by, ct);
        return
        [
            .. groups.GroupBy(g => g.Key, StringComparer.Ordinal).Select(g => new RingCount(
                g.Key, g.First().Name, g.First().Kind is { Length: > 0 } said ? said : null, g.Max(x => x.Level), g.Sum(x => x.Count),
                g.GroupBy(x => x.Effect).ToDictionary(e => e.Key, e => e.Sum(x => x.Count)), disputed.GetValueOrDefault(g.Key)))
            .OrderByDescending(c => c.All).ThenBy(c => c.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>What agents said while the hours passed: messages per hour and per person, as far as they have been looked through.</summary>
    public async Task<List<(Instant Hour, long Messages, long Persons)>> SaidAsync(HitQuery query, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select hour, sum(messages), count(distinct person_id) from guard_said where shop_id = @shop and hour >= @from and hour < @to group by hour order by hour limit 10000",
            r => (Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), Convert.ToInt64(r.GetValue(1), System.Globalization.CultureInfo.InvariantCulture), r.GetInt64(2)), ct, Of(query, "shop", "from", "to"));
    }

    /// <summary>Messages per person, team or channel.</summary>
    public async Task<Dictionary<string, long>> SaidByAsync(HitQuery query, string by, CancellationToken ct)
    {
        var key = by switch { "person" => "person_id", "team" => "team", _ => "channel" };
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null,
            $"select {key}, sum(messages) from guard_said where shop_id = @shop and hour >= @from and hour < @to group by {key} limit 5000",
            r => (KeyOf(r), Convert.ToInt64(r.GetValue(1), System.Globalization.CultureInfo.InvariantCulture)), ct, Of(query, "shop", "from", "to"));
        return rows.ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, long>> DisputedAsync(DbConnection connection, HitQuery query, string by, CancellationToken ct)
    {
        if (by is not ("rule" or "person"))
        {
            return [];
        }

        var key = by == "rule" ? "d.rule" : "d.person_id";
        var mine = query.IsMine ? " and d.person_id = @me" : string.Empty;
        var rows = await connection.ReadAllAsync(null, $"select {key}, count(*) from guard_dispute d where d.shop_id = @shop and d.at >= @from and d.at < @to{mine} group by {key} limit 5000",
            r => (KeyOf(r), r.GetInt64(1)), ct, Of(query, query.IsMine ? ["shop", "from", "to", "me"] : ["shop", "from", "to"]));
        return rows.ToDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);
    }

    private static (string, object?)[] Of(HitQuery query, params string[] names) => [.. query.Values.Where(v => names.Contains(v.Name))];

    private static string KeyOf(DbDataReader r) => r.GetFieldType(0) == typeof(Guid) || (r.GetValue(0) is string text && Guid.TryParse(text, out _))
        ? r.GetGuid(0).ToString()
        : Convert.ToString(r.GetValue(0), System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
