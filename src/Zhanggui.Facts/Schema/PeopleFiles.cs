using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about shops, people, accounts, presence and shifts.</summary>
internal static class PeopleFiles
{
    public static FactsFile<ShopFact> Shops { get; } = new FactsFile<ShopFact>(
        "shops.csv",
        [
            FactsColumn<ShopFact>.Id("shop", s => s.Shop).Required,
            FactsColumn<ShopFact>.Text("name", s => s.Name),
            FactsColumn<ShopFact>.Id("platform", s => s.Platform),
            FactsColumn<ShopFact>.Id("zone", s => s.Zone),
            FactsColumn<ShopFact>.Id("calendar", s => s.Calendar),
        ],
        r => new ShopFact { Shop = r.NeedId(0), Name = r.Text(1), Platform = r.Id(2), Zone = Zone(r, 3), Calendar = r.Id(4) },
        f => f.Shops,
        (f, rows) => f with { Shops = rows }).Key("shop");

    public static FactsFile<PersonFact> People { get; } = new FactsFile<PersonFact>(
        "people.csv",
        [
            FactsColumn<PersonFact>.Id("person", p => p.Person).Required,
            FactsColumn<PersonFact>.Text("name", p => p.Name),
            FactsColumn<PersonFact>.Id("staff_no", p => p.StaffNo),
            FactsColumn<PersonFact>.Id("role", p => p.Role),
            FactsColumn<PersonFact>.Id("team", p => p.Team),
            FactsColumn<PersonFact>.Id("grade", p => p.Grade),
            FactsColumn<PersonFact>.Date("from", p => p.From),
            FactsColumn<PersonFact>.Date("to", p => p.To),
            FactsColumn<PersonFact>.Date("hired_on", p => p.HiredOn),
            FactsColumn<PersonFact>.Date("left_on", p => p.LeftOn),
        ],
        r => new PersonFact
        {
            Person = r.NeedId(0),
            Name = r.Text(1),
            StaffNo = r.Id(2),
            Role = r.Id(3),
            Team = r.Id(4),
            Grade = r.Id(5),
            From = r.Date(6),
            To = r.Date(7),
            HiredOn = r.Date(8),
            LeftOn = r.Date(9),
        },
        f => f.People,
        (f, rows) => f with { People = rows })
    {
        IsBackward = p => p.To < p.From,
    }.Names("person", "from");

    public static FactsFile<AccountFact> Accounts { get; } = new FactsFile<AccountFact>(
        "accounts.csv",
        [
            FactsColumn<AccountFact>.Id("account", a => a.Account).Required,
            FactsColumn<AccountFact>.Id("person", a => a.Person).Required,
            FactsColumn<AccountFact>.Id("shop", a => a.Shop),
            FactsColumn<AccountFact>.AtOrDay("from", a => a.From),
            FactsColumn<AccountFact>.AtOrDay("to", a => a.To),
        ],
        r => new AccountFact { Account = r.NeedId(0), Person = r.NeedId(1), Shop = r.Id(2), From = r.At(3), To = r.At(4) },
        f => f.Accounts,
        (f, rows) => f with { Accounts = rows })
    {
        IsBackward = a => a.To < a.From,
        Clashes = Overlapping,
    }.Names("account", "shop", "from");

    public static FactsFile<PresenceFact> Presence { get; } = new FactsFile<PresenceFact>(
        "presence.csv",
        [
            FactsColumn<PresenceFact>.Id("account", p => p.Account).Required,
            FactsColumn<PresenceFact>.At("from", p => p.From).Required,
            FactsColumn<PresenceFact>.At("to", p => p.To),
            FactsColumn<PresenceFact>.Choice<PresenceState>("state", p => p.State).Required,
        ],
        r => new PresenceFact { Account = r.NeedId(0), From = r.At(1) ?? default, To = r.At(2), State = r.Choice<PresenceState>(3) ?? default },
        f => f.Presence,
        (f, rows) => f with { Presence = rows })
    {
        IsBackward = p => p.To < p.From,
    }.Names("account", "from");

    public static FactsFile<RosterFact> Roster { get; } = new FactsFile<RosterFact>(
        "roster.csv",
        [
            FactsColumn<RosterFact>.Id("person", r => r.Person).Required,
            FactsColumn<RosterFact>.Date("date", r => r.Date).Required,
            FactsColumn<RosterFact>.Id("shift", r => r.Shift),
            FactsColumn<RosterFact>.TimeOfDay("start", r => r.Start),
            FactsColumn<RosterFact>.TimeOfDay("end", r => r.End),
            FactsColumn<RosterFact>.Choice("place", r => r.Place, "office", "home"),
        ],
        r => new RosterFact { Person = r.NeedId(0), Date = r.Date(1) ?? default, Shift = r.Id(2), Start = r.TimeOfDay(3), End = r.TimeOfDay(4), Place = r.Choice(5) },
        f => f.Roster,
        (f, rows) => f with { Roster = rows }).Names("person", "date", "shift", "start");

    public static FactsFile<LeaveFact> Leave { get; } = new FactsFile<LeaveFact>(
        "leave.csv",
        [
            FactsColumn<LeaveFact>.Id("person", l => l.Person).Required,
            FactsColumn<LeaveFact>.AtOrDay("from", l => l.From).Required,
            FactsColumn<LeaveFact>.AtOrDay("to", l => l.To),
            FactsColumn<LeaveFact>.Id("kind", l => l.Kind),
            FactsColumn<LeaveFact>.Id("signed_by", l => l.SignedBy),
            FactsColumn<LeaveFact>.At("signed_at", l => l.SignedAt),
        ],
        r => new LeaveFact { Person = r.NeedId(0), From = r.At(1) ?? default, To = r.At(2), Kind = r.Id(3), SignedBy = r.Id(4), SignedAt = r.At(5) },
        f => f.Leave,
        (f, rows) => f with { Leave = rows })
    {
        IsBackward = l => l.To < l.From,
    }.Names("person", "from");

    private static string? Zone(FactsRow row, int column)
    {
        var zone = row.Id(column);
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
        {
            row.Refuse(column, FactsProblems.NoZone(zone));
        }

        return zone;
    }

    /// <summary>Rows that share a moment with an earlier-starting row of the same account; a row without a shop counts for every shop.</summary>
    private static IEnumerable<int> Overlapping(IReadOnlyList<AccountFact> rows) =>
        rows.Index().GroupBy(r => r.Item.Account, StringComparer.Ordinal).SelectMany(group =>
        {
            var sorted = group.OrderBy(r => r.Item.From ?? Instant.MinValue).ThenBy(r => r.Index).ToList();
            return sorted.Where((row, at) => sorted.Take(at).Any(earlier => DoOverlap(earlier.Item, row.Item))).Select(r => r.Index);
        });

    private static bool DoOverlap(AccountFact a, AccountFact b) =>
        (a.Shop is null || b.Shop is null || a.Shop == b.Shop)
        && (a.From ?? Instant.MinValue) < (b.To ?? Instant.MaxValue)
        && (b.From ?? Instant.MinValue) < (a.To ?? Instant.MaxValue);
}
