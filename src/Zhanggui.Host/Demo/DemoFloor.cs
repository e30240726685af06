using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>Who works when in the demo shop and how it went, who gets how many buyers, and what the month is to bring.</summary>
internal sealed class DemoFloor(IRosterSeed rosters, IShareSeed shares, IRecordStore records, IShops shops, TimeProvider clock)
{
    private static readonly IReadOnlyList<string> LeaveKinds = ["年假", "事假", "病假", "调休"];

    /// <summary>Of a month; the board breaks them down to its days.</summary>
    private static readonly (string? Key, string Metric, decimal Value)[] Targets =
        [(null, "agent_sales", 240_000m), (null, "received_buyers", 1500m), ("pre1", "agent_sales", 90_000m), ("pre2", "agent_sales", 90_000m), ("after", "agent_sales", 60_000m)];

    public async Task SowAsync(SeededOrganisation organisation, ShopId shop, CancellationToken ct)
    {
        var (people, keeper) = (organisation.People, organisation.People[DemoShop.LeaderKey]);
        var zone = (await shops.FindAsync(shop, ct))!.TimeZone;
        var now = clock.GetCurrentInstant().InZone(zone).LocalDateTime;
        var roster = DemoRoster.Of(now);
        await rosters.SowAsync(shop, keeper, Seed(roster, DemoAttendance.Of(roster, now, zone, shop, people), people), ct);
        var monday = now.Date.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        await shares.SowAsync(shop, keeper,
        [
            new(people["pre1"], 120, "转化率高，多接一些"),
            new(people["after"], 80, "兼着售后，少接一些"),
            new(people["pre2"], 130, "新画上架，由他主接", monday),
            new(people["after"], 60, "月底集中处理退换货", monday),
        ], ct);
        await records.StoreAsync(shop, FactsFiles.Targets,
            [
                .. new[] { now.Date.ToYearMonth(), now.Date.ToYearMonth().PlusMonths(1) }.SelectMany(month => Targets.Select(t =>
                    new TargetFact { Period = YearMonthPattern.Iso.Format(month), Person = t.Key is { } key ? people[key].ToString() : null, Metric = t.Metric, Value = t.Value })),
            ], null, ct);
    }

    private static RosterSeed Seed(DemoRoster roster, IReadOnlyList<DutySpan> presence, IReadOnlyDictionary<string, PersonId> people)
    {
        var changes = new List<RosterChangeSeed>();
        if (roster.Swap is { } swap)
        {
            changes.Add(new($"{NameOf(swap.One)}和{NameOf(swap.Other)}换班，两人都同意", [.. swap.Turns.Select(Of)]));
        }

        if (roster.Leave is { } leave)
        {
            changes.Add(new($"{NameOf(leave.Who)}年假，{NameOf(leave.SteppedIn.Who)}替班", [Of(leave.SteppedIn)]));
        }

        return new RosterSeed(
            [.. new[] { DemoRoster.Early, DemoRoster.Day, DemoRoster.Late, DemoRoster.Night }.Select(s => new ShiftKindSeed(s.Name, s.Start, s.End, s.Place))], LeaveKinds,
            [.. roster.Turns.Select(Of)], changes,
            roster.Leave is { } away ? [new LeaveSeed(people[away.Who], away.Date, away.Date.PlusDays(1), LeaveKinds[0], "带孩子体检")] : [], presence);

        RosterShift Of(DemoTurn turn) => new(people[turn.Who], turn.Date, turn.Shift.Name, turn.Shift.Start, turn.Shift.End, turn.Shift.Place);
    }

    private static string NameOf(string key) => DemoShop.People.First(p => p.Key == key).Name;
}
