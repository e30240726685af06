using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>An agent's own day: what is open, what was closed and how, and how long one was in which state.</summary>
internal static class MyDay
{
    private const int MostClosed = 1000;
    private const int MostSpans = 500;

    internal sealed record Open(Guid Id, long Number, string State, string BuyerName, string ChannelName, Instant? WaitingSince, Instant? SnoozedUntil, Instant LastAt, string LastText);

    internal sealed record Outcome(string Name, int Count);

    internal sealed record State(DutyState Duty, long Seconds);

    internal sealed record Answer(Instant At, LocalDate Day, IReadOnlyList<Open> Open, int Closed, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<State> States, DutyState Now, Instant NowSince, IReadOnlyList<DayShift> Shifts, FloorWatch.Limits Limits);

    internal sealed record DayShift(string? Shift, LocalTime? Start, LocalTime? End, string? Place);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, IShops shops, IDuty duty, IRoster roster, Database database, ConversationReader reader, ShopRules rules, ReceptionOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var day = now.InZone(card.TimeZone).Date;
        var from = card.TimeZone.AtStartOfDay(day).ToInstant();
        var (amber, red) = await rules.WaitsAsync(card.Id, now, ct);
        await using var connection = await database.OpenAsync(ct);
        var heads = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.state <> 3 and c.assignee_id = @me order by (c.waiting_since is null), c.waiting_since, c.last_at desc limit @limit", ct,
            ("shop", shop), ("me", actor.Person.Value), ("limit", options.DayRows));
        var closed = await connection.ReadAllAsync(null,
            "select outcome from reception_conversation where shop_id = @shop and state = 3 and closed_at >= @from and assignee_id = @me order by closed_at desc limit @limit",
            r => r.IsDBNull(0) ? string.Empty : r.GetString(0), ct, ("shop", shop), ("from", from.ToUnixTimeMilliseconds()), ("me", actor.Person.Value), ("limit", MostClosed));
        var current = await duty.GetAsync(card.Id, actor.Person, ct);
        var spans = await duty.HistoryAsync(card.Id, actor.Person, new Interval(from, now), MostSpans, ct);
        var shifts = (await roster.ShiftsAsync(card.Id, day, day.PlusDays(1), ct)).Where(s => s.Person == actor.Person);
        return Results.Json(new Answer(now, day,
            [.. heads.Where(Party.Of(actor).Sees).Select(h => new Open(h.Id.Value, h.Number, h.State == ConversationState.Snoozed ? "snoozed" : "open", h.About.BuyerName, h.ChannelName, h.WaitingSince, h.SnoozedUntil, h.LastAt, h.LastText))],
            closed.Count, [.. closed.GroupBy(o => o, StringComparer.Ordinal).Select(g => new Outcome(g.Key, g.Count())).OrderByDescending(o => o.Count).ThenBy(o => o.Name, StringComparer.Ordinal)],
            StatesOf(spans, from, now), current.State, current.Since, [.. shifts.Select(s => new DayShift(s.Shift, s.Start, s.End, s.Place))],
            new FloorWatch.Limits((long?)amber?.TotalSeconds, (long?)red?.TotalSeconds, null, await rules.CapacityAsync(card.Id, now, ct))), HouseJson.Options);
    }

    /// <summary>Time in each state within [<paramref name="from"/>, <paramref name="now"/>); what lasts still counts up to now.</summary>
    internal static IReadOnlyList<State> StatesOf(IReadOnlyList<DutySpan> spans, Instant from, Instant now) =>
    [
        .. spans.Where(s => s.State != DutyState.Off).GroupBy(s => s.State).OrderBy(g => g.Key)
            .Select(g => new State(g.Key, (long)g.Aggregate(Duration.Zero, (sum, s) => sum + Duration.Max(Duration.Zero, Instant.Min(s.Until ?? now, now) - Instant.Max(s.From, from))).TotalSeconds)),
    ];
}
