using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>Of a shop's floor: all of it, or the parts of some teams. Two who see the same share one picture.</summary>
internal sealed record FloorView(ShopId Shop, IReadOnlyList<TeamId>? Teams)
{
    public bool Holds(TeamId? team) => Teams is null || (team is { } of && Teams.Contains(of));

    public bool Equals(FloorView? other) => other is not null && Shop == other.Shop && (Teams is null ? other.Teams is null : other.Teams is not null && Teams.SequenceEqual(other.Teams));

    public override int GetHashCode() => HashCode.Combine(Shop, Teams is null ? -1 : Teams.Count, Teams is { Count: > 0 } ? Teams[0] : default);
}

/// <summary>
/// The floor of a shop at one instant. What the database says of the shop is read once a second however many watch; each of the few different
/// views (the shop, sets of teams) is made of it once a second, already as the bytes that go out.
/// </summary>
internal sealed class FloorWatch
{
    private readonly Database database;
    private readonly IShops shops;
    private readonly Board board;
    private readonly MainBook main;
    private readonly ReceptionOptions options;
    private readonly IPresence presence;
    private readonly IRoster roster;
    private readonly ConversationReader reader;
    private readonly ShopRules rules;
    private readonly TimeProvider clock;
    private readonly SharedSecond<Guid, ShopNow> shopNow;
    private readonly SharedSecond<FloorView, byte[]> kept;
    private readonly SharedSecond<FloorView, FloorDay> days;
    private readonly SharedSecond<Guid, Planned> planned;

    public FloorWatch(Database database, IShops shops, Board board, MainBook main, IPresence presence, IRoster roster, ConversationReader reader, ShopRules rules, ReceptionOptions options, TimeProvider clock)
    {
        (this.database, this.shops, this.board, this.main, this.presence, this.roster, this.reader, this.rules, this.options, this.clock) = (database, shops, board, main, presence, roster, reader, rules, options, clock);
        shopNow = new SharedSecond<Guid, ShopNow>(clock, TimeSpan.FromSeconds(1), NowAsync);
        kept = new SharedSecond<FloorView, byte[]>(clock, TimeSpan.FromSeconds(1), MakeAsync);
        days = new SharedSecond<FloorView, FloorDay>(clock, TimeSpan.FromSeconds(30), DayAsync);
        planned = new SharedSecond<Guid, Planned>(clock, TimeSpan.FromSeconds(30), PlannedAsync);
    }

    /// <summary>What is read once a second for all views of a shop.</summary>
    private sealed record ShopNow(Instant At, IReadOnlyList<FloorTalk> Talks, IReadOnlyList<Colleague> Staff, IReadOnlyList<PresenceGap> Gaps, IReadOnlyList<MissingAgent> Missing, PersonId? Main, Duration? Amber, Duration? Red, Duration? Supervisor, int Capacity);

    /// <summary>Shifts around now and who is on signed leave.</summary>
    private sealed record Planned(DateTimeZone Zone, IReadOnlyList<RosterShift> Shifts, IReadOnlySet<PersonId> OnLeave);

    internal sealed record WaitingRow(Guid Id, long Number, string State, string BuyerName, string ChannelName, PersonId? Assignee, string? AssigneeName, Instant? WaitingSince, Instant? QueuedAt, string LastText, string Reason);

    internal sealed record Limits(long? AmberSeconds, long? RedSeconds, long? SupervisorSeconds, int Capacity);

    internal sealed record Gap(string Name, string From, string To, int AtLeast, IReadOnlyList<string> There);

    internal sealed record Picture(Instant At, FloorCounts Counts, Limits Limits, IReadOnlyList<WaitingRow> Waiting, bool HasMore, IReadOnlyList<FloorAgent> Agents, FloorDay Day, IReadOnlyList<Gap> Gaps, IReadOnlyList<MissingAgent> Missing, PersonId? Main, bool OnlyTeams);

    public Task<byte[]> OfAsync(FloorView view) => kept.GetAsync(view);

    private async Task<ShopNow> NowAsync(Guid id)
    {
        var (shop, ct) = (new ShopId(id), CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var (amber, red) = await rules.WaitsAsync(shop, now, ct);
        var supervisor = (await rules.FloorAsync(shop, now, ct)).WaitSupervisor;
        var staff = await board.ReadAsync(shop, ct);
        var gaps = await presence.GapsAsync(shop, ct);
        var plan = await planned.GetAsync(id);
        var missing = Missing.Of(plan.Shifts, plan.OnLeave, staff.Where(s => s.Duty == DutyState.Off).Select(s => (s.Person, s.Name)), now.InZone(plan.Zone).LocalDateTime);
        var holder = await main.HeldAsync(shop, ct);
        await using var connection = await database.OpenAsync(ct);
        var talks = await connection.ReadAllAsync(null, "select id, state, assignee_id, waiting_since, team_id from reception_conversation where shop_id = @shop and state <> 3 limit @most",
            r => new FloorTalk(r.GetGuid(0), (ConversationState)r.GetInt32(1), r.IsDBNull(2) ? null : new PersonId(r.GetGuid(2)), r.IsDBNull(3) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(3))) { Team = r.IsDBNull(4) ? null : new TeamId(r.GetGuid(4)) },
            ct, ("shop", id), ("most", options.BoardTalks));
        return new ShopNow(now, talks, staff, gaps, missing, holder?.Person, amber, red, supervisor, await rules.CapacityAsync(shop, now, ct));
    }

    private async Task<Planned> PlannedAsync(Guid id)
    {
        var (shop, ct) = (new ShopId(id), CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var zone = (await shops.FindAsync(shop, ct))?.TimeZone ?? DateTimeZone.Utc;
        var today = now.InZone(zone).Date;
        var leave = await roster.LeaveAsync(shop, new Interval(now, now + Duration.FromMilliseconds(1)), ct);
        return new Planned(zone, await roster.ShiftsAsync(shop, today.PlusDays(-1), today.PlusDays(1), ct), leave.Where(l => l.SignedBy is not null).Select(l => l.Person).ToHashSet());
    }

    private async Task<byte[]> MakeAsync(FloorView view)
    {
        var ct = CancellationToken.None;
        var floor = await shopNow.GetAsync(view.Shop.Value);
        var talks = floor.Talks.Where(t => view.Holds(t.Team)).ToList();
        var staff = floor.Staff.Where(s => view.Teams is null || s.Teams.Any(t => view.Teams.Contains(t.Id))).ToList();
        var (ofTeams, named) = TeamsOf(view, "c.team_id");
        await using var connection = await database.OpenAsync(ct);
        var waiting = await reader.HeadsAsync(connection, null,
            $"where c.shop_id = @shop and c.state <> 3 and c.state in (0, 1) and (c.waiting_since is not null or c.state = 0){ofTeams} order by coalesce(c.waiting_since, c.queued_at, c.last_at), c.number limit @limit", ct,
            [("shop", view.Shop.Value), ("limit", options.BoardRows + 1), .. named]);
        var counts = FloorCounts.Of(talks, [.. staff.Select(s => s.Duty)], floor.Amber, floor.Red, floor.Supervisor, floor.At);
        var picture = new Picture(floor.At, counts, new Limits(Seconds(floor.Amber), Seconds(floor.Red), Seconds(floor.Supervisor), floor.Capacity),
            [.. waiting.Take(options.BoardRows).Select(h => new WaitingRow(h.Id.Value, h.Number, h.State == ConversationState.Waiting ? "waiting" : "open", h.About.BuyerName, h.ChannelName, h.Assignee, h.AssigneeName, h.WaitingSince, h.QueuedAt, h.LastText, h.Reason))],
            waiting.Count > options.BoardRows,
            FloorCounts.Agents(talks, staff.Select(s => (s.Person, s.Name, s.Duty, s.Since))),
            await days.GetAsync(view),
            view.Teams is null ? [.. floor.Gaps.Select(g => new Gap(g.Name, Hour(g.From), Hour(g.To), g.AtLeast, [.. g.There.Select(p => floor.Staff.FirstOrDefault(a => a.Person == p)?.Name).OfType<string>()]))] : [],
            [.. floor.Missing.Where(m => staff.Exists(s => s.Person == m.Person))],
            staff.Exists(s => s.Person == floor.Main) ? floor.Main : null, view.Teams is not null);
        return JsonSerializer.SerializeToUtf8Bytes(picture, HouseJson.Options);
    }

    private static (string Sql, (string, object?)[] Values) TeamsOf(FloorView view, string column) => view.Teams is not { } teams
        ? (string.Empty, [])
        : ($" and {column} in ({string.Join(", ", teams.Select((_, i) => $"@team{i}"))})", [.. teams.Select((t, i) => ($"team{i}", (object?)t.Value))]);

    private async Task<FloorDay> DayAsync(FloorView view)
    {
        var now = clock.GetCurrentInstant();
        var zone = (await shops.FindAsync(view.Shop, CancellationToken.None))?.TimeZone ?? DateTimeZone.Utc;
        var today = now.InZone(zone).Date;
        var before = today.PlusWeeks(-1);
        // The clock of that day, not seven times 24 hours: they differ where clocks are changed.
        var sameMoment = zone.AtLeniently(before + now.InZone(zone).TimeOfDay).ToInstant();
        var opened = await OpenedAsync(view, zone.AtStartOfDay(today).ToInstant(), now);
        var then = await OpenedAsync(view, zone.AtStartOfDay(before).ToInstant(), zone.AtStartOfDay(before.PlusDays(1)).ToInstant());
        return new FloorDay(ByHour(opened, zone), ByHour(then, zone), opened.Count, then.Count(at => at < sameMoment));
    }

    private async Task<List<Instant>> OpenedAsync(FloorView view, Instant from, Instant to)
    {
        var (ofTeams, named) = TeamsOf(view, "team_id");
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await connection.ReadAllAsync(null, $"select opened_at from reception_conversation where shop_id = @shop and opened_at >= @from and opened_at < @to{ofTeams} order by opened_at limit 500000",
            r => Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), CancellationToken.None, [("shop", view.Shop.Value), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds()), .. named]);
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
