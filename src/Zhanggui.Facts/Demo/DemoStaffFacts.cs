using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts.Demo;

/// <summary>The rows about people: small files, sorted in memory.</summary>
internal static class DemoStaffFacts
{
    private const long Minute = 60_000;

    public static void Write(IFactsSink sink, DemoStaff staff, YearMonth month, DateTimeZone zone)
    {
        Sorted(sink, FactsFiles.Shops, staff.Shops.Select(s => new ShopFact { Shop = s.Id, Name = s.Name, Platform = s.Platform, Zone = zone.Id }), zone);
        Sorted(sink, FactsFiles.People, staff.People.SelectMany(Intervals), zone);
        Sorted(sink, FactsFiles.Accounts, staff.People.Where(p => p.Account is not null).SelectMany(p => Accounts(staff, p, zone)), zone);
        Sorted(sink, FactsFiles.Leave, staff.People.Where(p => p.Leave is not null).Select(p => new LeaveFact
        {
            Person = p.Id,
            From = Midnight(p.Leave!.Value.From, zone),
            To = Midnight(p.Leave.Value.To, zone),
            Kind = "personal",
            SignedBy = staff.LeaderOf(p.Shop).Id,
            SignedAt = Midnight(p.Leave.Value.From, zone) - Duration.FromHours(30),
        }), zone);
        var stints = staff.Stints.Cast<IReadOnlyList<DemoStint>>().SelectMany(s => s).ToList();
        Sorted(sink, FactsFiles.Roster, stints.Select(s => Roster(s, zone)).DistinctBy(r => (r.Person, r.Date, r.Shift)), zone);
        Sorted(sink, FactsFiles.Presence, stints.GroupBy(s => s.Account, StringComparer.Ordinal).SelectMany(g => Presence(g, staff, month, zone)), zone);
        Sorted(sink, FactsFiles.Incidents, stints.Where(s => s.From > s.RosterFrom).Select((s, i) => new IncidentFact
        {
            Id = $"late-{i + 1:00000}",
            At = Instant.FromUnixTimeMilliseconds(s.From),
            Person = s.Person.Id,
            Kind = "late",
            Value = (s.From - s.RosterFrom) / Minute,
            DecidedBy = i % 3 == 0 ? null : staff.LeaderOf(s.Shop).Id,
        }), zone);
        Sorted(sink, FactsFiles.Targets, staff.Shops.Select((_, shop) => new TargetFact { Period = month.ToString("yyyy-MM", null), Team = $"售前组{shop + 1}", Metric = "sales", Value = 120_000 }), zone);
        Sorted(sink, FactsFiles.Scores, staff.People.Where(p => p.Role == "agent").Select(p => new ScoreFact { Period = month.ToString("yyyy-MM", null), Person = p.Id, Kind = "team_score", Value = 80 + (p.Speed % 20) }), zone);
        Sorted(sink, FactsFiles.FinanceItems, [new FinanceItemFact { Period = month.ToString("yyyy-MM", null), Kind = "cost", Title = "平台推广费", Amount = new Kernel.Money.Fen(1_280_000) }], zone);
    }

    public static void Sorted<T>(IFactsSink sink, FactsFile<T> file, IEnumerable<T> rows, DateTimeZone zone)
        where T : class
    {
        foreach (var row in rows.OrderBy(r => CsvLine.Of(file.Cells(r, zone)), StringComparer.Ordinal))
        {
            sink.Add(file, row);
        }
    }

    private static IEnumerable<PersonFact> Intervals(DemoPerson person)
    {
        var whole = new PersonFact
        {
            Person = person.Id,
            Name = person.Name,
            StaffNo = person.StaffNo,
            Role = person.Role,
            Team = person.Role == "supervisor" ? person.Team : $"{person.Team}{person.Shop + 1}",
            Grade = person.Grade.Length == 0 ? null : person.Grade,
            From = person.HiredOn,
            To = person.LeftOn,
            HiredOn = person.HiredOn,
            LeftOn = person.LeftOn,
        };
        return person.PromotedOn is { } day ? [whole with { To = day }, whole with { From = day, Grade = "mid-level" }] : [whole];
    }

    /// <summary>During leave the account belongs to whoever stands in.</summary>
    private static IEnumerable<AccountFact> Accounts(DemoStaff staff, DemoPerson person, DateTimeZone zone)
    {
        var (_, shop) = (person.Account, staff.Shops[person.Shop].Id);
        var own = new AccountFact { Account = person.Account!, Person = person.Id, Shop = shop, From = Midnight(person.HiredOn, zone), To = person.LeftOn is { } left ? Midnight(left, zone) : null };
        return person.Leave is { } leave
            ? [own with { To = Midnight(leave.From, zone) }, own with { Person = staff.LeaderOf(person.Shop).Id, From = Midnight(leave.From, zone), To = Midnight(leave.To, zone) }, own with { From = Midnight(leave.To, zone) }]
            : [own];
    }

    private static RosterFact Roster(DemoStint stint, DateTimeZone zone)
    {
        var (from, to) = (Instant.FromUnixTimeMilliseconds(stint.RosterFrom).InZone(zone), Instant.FromUnixTimeMilliseconds(stint.RosterTo).InZone(zone));
        return new RosterFact { Person = stint.Person.Id, Date = from.Date, Shift = from.Hour < 12 ? "day" : "evening", Start = from.TimeOfDay, End = to.TimeOfDay, Place = from.Hour < 12 ? "office" : "home" };
    }

    /// <summary>Without a hole from the first moment of the month on: no row would not mean offline.</summary>
    private static IEnumerable<PresenceFact> Presence(IEnumerable<DemoStint> stints, DemoStaff staff, YearMonth month, DateTimeZone zone)
    {
        var rows = new List<PresenceFact>();
        string? account = null;
        var at = Midnight(month.OnDayOfMonth(1), zone).ToUnixTimeMilliseconds();
        foreach (var stint in stints.OrderBy(s => s.From))
        {
            account = stint.Account;
            Until(stint.From, PresenceState.Offline);
            foreach (var (pause, state) in new[] { (stint.Away, PresenceState.Away), (stint.OnHold, PresenceState.OnHold), (stint.Gap, PresenceState.Offline) }.Where(p => p.Item1.To > 0))
            {
                Until(pause.From, PresenceState.Online);
                Until(pause.To, state);
            }

            Until(stint.To, PresenceState.Online);
        }

        rows.Add(new PresenceFact { Account = account!, From = Instant.FromUnixTimeMilliseconds(at), State = PresenceState.Offline });
        return rows;

        void Until(long to, PresenceState state)
        {
            if (to > at)
            {
                rows.Add(new PresenceFact { Account = account!, From = Instant.FromUnixTimeMilliseconds(at), To = Instant.FromUnixTimeMilliseconds(to), State = state });
                at = to;
            }
        }
    }

    private static Instant Midnight(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day).ToInstant();
}
