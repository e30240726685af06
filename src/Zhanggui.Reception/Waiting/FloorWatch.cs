using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>The floor of a shop at one instant, made once a second for everybody who watches, and already as the bytes that go out.</summary>
internal sealed class FloorWatch
{
    private const int MostTalks = 20_000;
    private const int MostRows = 200;
    private readonly Database database;
    private readonly IShops shops;
    private readonly IPeople people;
    private readonly IDuty duty;
    private readonly IPresence presence;
    private readonly ConversationReader reader;
    private readonly ShopRules rules;
    private readonly TimeProvider clock;
    private readonly SharedSecond<Guid, byte[]> kept;
    private readonly SharedSecond<Guid, FloorDay> days;

    public FloorWatch(Database database, IShops shops, IPeople people, IDuty duty, IPresence presence, ConversationReader reader, ShopRules rules, TimeProvider clock)
    {
        (this.database, this.shops, this.people, this.duty, this.presence, this.reader, this.rules, this.clock) = (database, shops, people, duty, presence, reader, rules, clock);
        kept = new SharedSecond<Guid, byte[]>(clock, TimeSpan.FromSeconds(1), MakeAsync);
        days = new SharedSecond<Guid, FloorDay>(clock, TimeSpan.FromSeconds(30), DayAsync);
    }

    internal sealed record WaitingRow(Guid Id, long Number, string State, string BuyerName, string ChannelName, PersonId? Assignee, string? AssigneeName, Instant? WaitingSince, Instant? QueuedAt, string LastText, string Reason);

    internal sealed record Limits(long? AmberSeconds, long? RedSeconds, long? SupervisorSeconds, int Capacity);

    internal sealed record Gap(string Name, string From, string To, int AtLeast, IReadOnlyList<string> There);

    internal sealed record Picture(Instant At, FloorCounts Counts, Limits Limits, IReadOnlyList<WaitingRow> Waiting, bool HasMore, IReadOnlyList<FloorAgent> Agents, FloorDay Day, IReadOnlyList<Gap> Gaps);

    public Task<byte[]> OfAsync(ShopId shop) => kept.GetAsync(shop.Value);

    private async Task<byte[]> MakeAsync(Guid id)
    {
        var (shop, ct) = (new ShopId(id), CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var (amber, red) = await rules.WaitsAsync(shop, now, ct);
        var supervisor = (await rules.FloorAsync(shop, now, ct)).WaitSupervisor;
        var able = await people.WithPermissionAsync(shop, Permissions.SendMessages, null, ct);
        var states = (await duty.ListAsync(shop, ct)).ToDictionary(d => d.Person);
        var gaps = await presence.GapsAsync(shop, ct);
        await using var connection = await database.OpenAsync(ct);
        var talks = await TalksAsync(connection, shop, ct);
        var waiting = await reader.HeadsAsync(connection, null,
            "where c.shop_id = @shop and c.state <> 3 and c.state in (0, 1) and (c.waiting_since is not null or c.state = 0) order by coalesce(c.waiting_since, c.queued_at, c.last_at), c.number limit @limit", ct, ("shop", id), ("limit", MostRows + 1));
        var counts = FloorCounts.Of(talks, [.. able.Select(p => states.GetValueOrDefault(p.Id)?.State ?? DutyState.Off)], amber, red, supervisor, now);
        var picture = new Picture(now, counts, new Limits(Seconds(amber), Seconds(red), Seconds(supervisor), await rules.CapacityAsync(shop, now, ct)),
            [.. waiting.Take(MostRows).Select(h => new WaitingRow(h.Id.Value, h.Number, h.State == ConversationState.Waiting ? "waiting" : "open", h.About.BuyerName, h.ChannelName, h.Assignee, h.AssigneeName, h.WaitingSince, h.QueuedAt, h.LastText, h.Reason))],
            waiting.Count > MostRows,
            FloorCounts.Agents(talks, able.Select(p => (p.Id, p.Name, states.GetValueOrDefault(p.Id)?.State ?? DutyState.Off, states.GetValueOrDefault(p.Id)?.Since))),
            await days.GetAsync(id),
            [.. gaps.Select(g => new Gap(g.Name, Hour(g.From), Hour(g.To), g.AtLeast, [.. g.There.Select(p => able.FirstOrDefault(a => a.Id == p)?.Name).OfType<string>()]))]);
        return JsonSerializer.SerializeToUtf8Bytes(picture, HouseJson.Options);
    }

    private static Task<List<FloorTalk>> TalksAsync(DbConnection connection, ShopId shop, CancellationToken ct) => connection.ReadAllAsync(null,
        $"select id, state, assignee_id, waiting_since from reception_conversation where shop_id = @shop and state <> 3 limit {MostTalks}",
        r => new FloorTalk(r.GetGuid(0), (ConversationState)r.GetInt32(1), r.IsDBNull(2) ? null : new PersonId(r.GetGuid(2)), r.IsDBNull(3) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(3))), ct, ("shop", shop.Value));

    private async Task<FloorDay> DayAsync(Guid shop)
    {
        var now = clock.GetCurrentInstant();
        var zone = (await shops.FindAsync(new ShopId(shop), CancellationToken.None))?.TimeZone ?? DateTimeZone.Utc;
        var today = now.InZone(zone).Date;
        var before = today.PlusWeeks(-1);
        // The clock of that day, not seven times 24 hours: they differ where clocks are changed.
        var sameMoment = zone.AtLeniently(before + now.InZone(zone).TimeOfDay).ToInstant();
        var opened = await OpenedAsync(shop, zone.AtStartOfDay(today).ToInstant(), now);
        var then = await OpenedAsync(shop, zone.AtStartOfDay(before).ToInstant(), zone.AtStartOfDay(before.PlusDays(1)).ToInstant());
        return new FloorDay(ByHour(opened, zone), ByHour(then, zone), opened.Count, then.Count(at => at < sameMoment));
    }

    private async Task<List<Instant>> OpenedAsync(Guid shop, Instant from, Instant to)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection.ReadAllAsync(null, "select opened_at from reception_conversation where shop_id = @shop and opened_at >= @from and opened_at < @to order by opened_at limit 500000",
            r => Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), CancellationToken.None, ("shop", shop), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds()));
    }

    private static int[] ByHour(List<Instant> opened, DateTimeZone zone)
    {
        var hours = new int[24];
        foreach (var at in opened)
        {
            hours[at.InZone(zone).Hour]++;
        }

        return hours;
    }

    private static string Hour(LocalTime time) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    private static long? Seconds(Duration? span) => span is { } s ? (long)s.TotalSeconds : null;
}
