using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Rules;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Guard.Overview;

/// <summary>What rang, counted and one by one. Whoever looks at others' is in the audit.</summary>
internal static class OverviewCalls
{
    private const int Page = 50;
    private const int MostExported = 10_000;
    private const int MostReasons = 500;

    internal sealed record CountLine(string Key, string? Name, string? Kind, GuardLevel Level, long All, long Taken, long Changed, long Past, long Hinted, long Approved, long Stopped, long Abandoned, long Disputed, double? Share, long? Messages);

    internal sealed record RingsAnswer(IReadOnlyList<CountLine> Rows, CountLine Total, bool SeesAll, bool MayAnswer, bool Stands, string? Book, int BookVersion, string From, string To);

    internal sealed record DayLine(string Date, long All, long AsItWas);

    internal sealed record HoursAnswer(IReadOnlyList<HourPart> Parts, IReadOnlyList<DayLine> Days);

    internal sealed record HitsAnswer(IReadOnlyList<HitLine> Hits, string? Next);

    internal sealed record ReasonLine(string Reason, int Count);

    internal sealed record AnnoyingLine(CountLine Count, IReadOnlyList<ReasonLine> Reasons, string Path);

    internal sealed record AnnoyingAnswer(IReadOnlyList<AnnoyingLine> Rules, int Least, int TooFew);

    public static async Task<IResult> RingsAsync([AsParameters] HitAsk ask, string? by, Actor actor, IShops shops, IRuleBooks books, IPeople people, Rings rings, Database database, TimeProvider clock, CancellationToken ct)
    {
        var asked = await HitQuery.OfAsync(ask, actor, shops, clock.GetCurrentInstant(), ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        if (by is not (null or "rule" or "person" or "team" or "channel"))
        {
            return new GuardFilterWrong("by").ToProblem();
        }

        var (query, key) = (asked.Value, by ?? "rule");
        var counts = await rings.CountAsync(query, key, ct);
        var book = await books.EffectiveAsync(GuardSection.Section, query.Shop.Id, clock.GetCurrentInstant(), ct);
        if (key == "rule" && !query.IsMine && string.IsNullOrEmpty(ask.Rule))
        {
            counts.AddRange(book.Rules.Rules.Where(r => !counts.Exists(c => c.Key == r.Key)).Select(r => new RingCount(r.Key, r.Name ?? r.Key, GuardReading.NameOf(r.Kind), r.Level, 0, new Dictionary<HitEffect, long>(), 0)));
        }

        var said = key == "rule" || query.IsMine ? [] : await rings.SaidByAsync(query, key, ct);
        var names = key != "person" ? null : await people.FindManyAsync([.. counts.Select(c => PersonId.From(Guid.Parse(c.Key))).Take(1000)], ct);
        if (key == "person" && !query.IsMine)
        {
            await AuditAsync(database, clock, actor, query, "guard.hit.count", new { ask.From, ask.To, Persons = counts.Count }, ct);
        }

        var lines = counts.ConvertAll(c => Line(c, names is null ? c.Name.Length > 0 ? c.Name : c.Key : names.GetValueOrDefault(PersonId.From(Guid.Parse(c.Key)))?.Name, said.TryGetValue(c.Key, out var n) ? n : null));
        var total = new RingCount(string.Empty, string.Empty, null, GuardLevel.Pass, counts.Sum(c => c.All), Enum.GetValues<HitEffect>().ToDictionary(e => e, e => counts.Sum(c => c.Became.GetValueOrDefault(e))), counts.Sum(c => c.Disputed));
        return Results.Json(new RingsAnswer(lines, Line(total, null, null), actor.Can(Permissions.ReadAll, query.Shop.Id), MayAnswer(actor, query.Shop.Id), book.Book.Version > 0 && book.Rules.Rules.Count > 0,
            book.Book.Version > 0 ? book.Book.Book : null, book.Book.Version, Iso(query.Within.Start, query.Shop), Iso(query.Within.End - Duration.Epsilon, query.Shop)), HouseJson.Options);
    }

    /// <summary>By days, and busy against idle hours (GUARD-29).</summary>
    public static async Task<IResult> HoursAsync([AsParameters] HitAsk ask, Actor actor, IShops shops, Rings rings, TimeProvider clock, CancellationToken ct)
    {
        var asked = await HitQuery.OfAsync(ask, actor, shops, clock.GetCurrentInstant(), ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        var query = asked.Value;
        var hours = (await rings.CountAsync(query, "hour", ct)).ToDictionary(c => Instant.FromUnixTimeMilliseconds(long.Parse(c.Key, System.Globalization.CultureInfo.InvariantCulture) * 3_600_000));
        var parts = query.IsMine ? [] : BusyHours.Of(await rings.SaidAsync(query, ct), hours.ToDictionary(h => h.Key, h => h.Value.All));
        var byDay = hours.GroupBy(h => h.Key.InZone(query.Shop.TimeZone).Date).ToDictionary(d => d.Key, d => (All: d.Sum(h => h.Value.All), AsItWas: d.Sum(h => h.Value.AsItWas)));
        var (first, last) = (query.Within.Start.InZone(query.Shop.TimeZone).Date, (query.Within.End - Duration.Epsilon).InZone(query.Shop.TimeZone).Date);
        var days = new List<DayLine>();
        for (var day = first; day <= last; day = day.PlusDays(1))
        {
            days.Add(new DayLine(NodaTime.Text.LocalDatePattern.Iso.Format(day), byDay.GetValueOrDefault(day).All, byDay.GetValueOrDefault(day).AsItWas));
        }

        return Results.Json(new HoursAnswer(parts, days), HouseJson.Options);
    }

    public static async Task<IResult> HitsAsync([AsParameters] HitAsk ask, Actor actor, IShops shops, HitLedger ledger, HitViews views, Database database, TimeProvider clock, CancellationToken ct)
    {
        var asked = await HitQuery.OfAsync(ask, actor, shops, clock.GetCurrentInstant(), ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        if (asked.Value.Behind(ask.Before) is not { } query)
        {
            return new GuardFilterWrong("before").ToProblem();
        }

        var most = Math.Clamp(ask.Limit ?? Page, 1, Page);
        var hits = await ReadAsync(database, ledger, query, most, ct);
        if (!query.IsMine)
        {
            await AuditAsync(database, clock, actor, query, "guard.hit.look", new { ask.From, ask.To, ask.Rule, ask.Person, ask.Team, ask.Channel, ask.Effect, Rows = hits.Count }, ct);
        }

        return Results.Json(new HitsAnswer(await views.OfAsync(actor, hits, ct), hits.Count == most ? HitQuery.PlaceOf(hits[^1]) : null), HouseJson.Options);
    }

    /// <summary>The hits as a table for a spreadsheet; the export is in the audit.</summary>
    public static async Task<IResult> ExportAsync([AsParameters] HitAsk ask, Actor actor, IShops shops, HitLedger ledger, HitViews views, Database database, TimeProvider clock, CancellationToken ct)
    {
        var asked = await HitQuery.OfAsync(ask, actor, shops, clock.GetCurrentInstant(), ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        var query = asked.Value;
        var hits = await ReadAsync(database, ledger, query, MostExported, ct);
        await AuditAsync(database, clock, actor, query, "guard.hit.export", new { ask.From, ask.To, ask.Rule, ask.Person, ask.Team, ask.Channel, ask.Effect, Mine = query.IsMine, Rows = hits.Count }, ct);
        var isZh = !actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            csv.Row(isZh ? ["时间", "客服", "团队", "渠道", "规则", "级别", "响的话", "结果", "理由", "申诉", "会话", "消息"] : ["At", "Agent", "Team", "Channel", "Rule", "Level", "Words", "What became of it", "Reason", "Disputed", "Conversation", "Message"]);
            foreach (var line in await views.OfAsync(actor, hits, ct))
            {
                csv.Row(line.At.InZone(query.Shop.TimeZone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), line.PersonName, line.Team, line.Channel, line.Name,
                    GuardWords.Of(line.Level, isZh), line.Slice, GuardWords.Of(line.Effect, isZh), line.Reason, line.Dispute is { } state ? GuardWords.OfDispute(state, isZh) : null, line.Conversation.ToString(), line.Seq?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return Results.File(stream.ToArray(), "text/csv; charset=utf-8", "guard-hits.csv");
    }

    /// <summary>Rules by the share sent as it stood and by how often agents said that it was fine; only those that rang often enough to tell.</summary>
    public static async Task<IResult> AnnoyingAsync([AsParameters] HitAsk ask, Actor actor, IShops shops, IRuleBooks books, Rings rings, HitLedger ledger, Database database, TimeProvider clock, CancellationToken ct)
    {
        var asked = await HitQuery.OfAsync(ask with { Mine = false }, actor, shops, clock.GetCurrentInstant(), ct);
        if (!asked.IsDone)
        {
            return asked.Refusal!.ToProblem();
        }

        var query = asked.Value;
        if (query.IsMine)
        {
            return new GuardShopNotFound().ToProblem();
        }

        var book = await books.EffectiveAsync(GuardSection.Section, query.Shop.Id, clock.GetCurrentInstant(), ct);
        var least = book.Rules.LeastRings ?? 1;
        var counts = await rings.CountAsync(query, "rule", ct);
        var lines = new List<AnnoyingLine>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var count in counts.Where(c => c.All >= least && c.AsItWas + c.Disputed > 0).OrderByDescending(c => c.Share + ((double)c.Disputed / c.All)).ThenByDescending(c => c.All).Take(Page))
        {
            var past = await ledger.ReadAsync(connection, $"{query.Where} and h.rule = @its and h.effect in (2, 4) order by h.at desc, h.id desc limit @most", ct, [.. query.Values, ("its", count.Key), ("most", MostReasons)]);
            var reasons = past.Where(h => h.Words?.Reason is not null).GroupBy(h => h.Words!.Reason!.Trim(), StringComparer.OrdinalIgnoreCase).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(3)
                .Select(g => new ReasonLine(g.Key, g.Count())).ToList();
            lines.Add(new AnnoyingLine(Line(count, count.Name, null), reasons, $"guard.rules.{count.Key}"));
        }

        await AuditAsync(database, clock, actor, query, "guard.hit.count", new { ask.From, ask.To, Rules = lines.Count }, ct);
        return Results.Json(new AnnoyingAnswer(lines, least, counts.Count(c => c.All < least)), HouseJson.Options);
    }

    internal static bool MayAnswer(Actor actor, ShopId shop) => actor.Can(Permissions.ReadAll, shop) && actor.CanSomewhere(RulesPermissions.EditBook);

    internal static Task AuditAsync(Database database, TimeProvider clock, Actor actor, HitQuery query, string act, object what, CancellationToken ct) =>
        AuditAsync(database, clock, actor, query.Shop.Id, act, what, ct);

    internal static Task AuditAsync(Database database, TimeProvider clock, Actor actor, ShopId shop, string act, object what, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop, actor.Person, act, "shop", shop.ToString(), After: what), ct);
        return 0;
    }, ct);

    private static async Task<List<KeptHit>> ReadAsync(Database database, HitLedger ledger, HitQuery query, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ledger.ReadAsync(connection, $"{query.Where} order by h.at desc, h.id desc limit @most", ct, [.. query.Values, ("most", most)]);
    }

    private static CountLine Line(RingCount c, string? name, long? messages)
    {
        return new CountLine(c.Key, name, c.Kind, c.Level, c.All, Of(HitEffect.Taken), Of(HitEffect.Changed), Of(HitEffect.Past), Of(HitEffect.Hinted), Of(HitEffect.Approved), Of(HitEffect.Stopped), Of(HitEffect.Abandoned),
            c.Disputed, c.Share, messages);

        long Of(HitEffect effect) => c.Became.GetValueOrDefault(effect);
    }

    private static string Iso(Instant at, ShopCard shop) => NodaTime.Text.LocalDatePattern.Iso.Format(at.InZone(shop.TimeZone).Date);
}
