using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Incidents;
using Zhanggui.Pay.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Tests.Pay;

/// <summary>What roster, presence and leave show: lateness in whole minutes, a shift without presence, or nothing.</summary>
public sealed class ProposingTests
{
    private const string Li = "li";
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDate Day = new(2026, 10, 5);
    private static readonly Instant Later = At("2026-10-20T00:00");
    private static readonly ProposingRules Rules = new(Rule("late", places: ["office"], notShifts: ["白连夜"]), Rule("offline_on_shift"), LeaveNeedsSignature: true);

    [Theory]
    [InlineData("08:30-17:00", "nothing")] // there from the first moment on
    [InlineData("08:00-09:00", "nothing")] // came early, went: a gap is shown as evidence and proposed by nobody
    [InlineData("08:30:59-17:00", "nothing")] // less than a minute
    [InlineData("08:31-17:00", "late 1")]
    [InlineData("08:40:59-17:00", "late 10")] // the begun minute is left out
    [InlineData("16:59-17:00", "late 509")]
    [InlineData("17:00-18:00", "unknown")] // half open: the shift's end is no part of it, and nothing is on record inside it
    [InlineData("07:00-08:30", "unknown")]
    [InlineData("offline 08:00-18:00", "offline_on_shift 510")]
    [InlineData("offline 08:00-08:50, 08:50-17:00", "late 20")]
    [InlineData("away 08:30-17:00", "nothing")] // away is not offline
    [InlineData("08:30-08:31, offline 08:31-17:00", "nothing")]
    [InlineData("", "unknown")] // no presence on record: nothing can be said
    public void Shift_of_a_day(string presence, string expected) =>
        Said(Propose(Facts(presence, "早班", "08:30", "17:00"))).ShouldBe(expected is "nothing" or "unknown" ? string.Empty : expected);

    [Theory]
    [InlineData("05T22:00-06T06:00", "")]
    [InlineData("06T00:30-06T06:00", "late 150")]
    [InlineData("offline 05T20:00-06T10:00", "offline_on_shift 480")]
    [InlineData("06T06:00-06T07:00", "")]
    public void Shift_over_midnight_belongs_to_the_day_it_began(string presence, string expected)
    {
        var facts = Facts(presence, "夜班", "22:00", "06:00", place: null);
        var rules = Rules with { Late = Rule("late") };

        Said(Proposing.Of(facts, Zone, Day, Later, rules)).ShouldBe(expected);
        Proposing.Of(facts, Zone, Day.PlusDays(1), Later, rules).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("05T08:00-05T18:00 signed", "")] // the whole shift
    [InlineData("05T08:00-05T18:00", "late 60")] // unsigned leave excuses nothing (ATT-08)
    [InlineData("05T08:30-05T09:00 signed", "late 30")] // only what is left counts
    [InlineData("05T08:30-05T09:30 signed", "")] // half open: seen when the leave ended
    [InlineData("05T08:30-05T09:29 signed", "late 1")]
    [InlineData("05T12:00-05T13:00 signed", "late 60")]
    [InlineData("05T08:00- signed", "")] // still open
    [InlineData("04T08:00-05T08:30 signed", "late 60")]
    public void Leave_is_no_part_of_the_shift(string leave, string expected) =>
        Said(Propose(Facts("09:30-17:00", "早班", "08:30", "17:00") with { Leave = [Leave(leave)] })).ShouldBe(expected);

    [Fact]
    public void Unsigned_leave_excuses_where_the_book_says_so_and_stands_in_the_evidence_in_any_case()
    {
        var facts = Facts("09:30-17:00", "早班", "08:30", "17:00") with { Leave = [Leave("05T08:00-05T09:30")] };

        Proposing.Of(facts, Zone, Day, Later, Rules with { LeaveNeedsSignature = false }).ShouldBeEmpty();
        Propose(facts).Single().Evidence!.Leave.Single().IsSigned.ShouldBeFalse();
    }

    [Theory]
    [InlineData("白连夜", "office", "")]
    [InlineData("早班", "home", "")]
    [InlineData("早班", null, "late 60")]
    [InlineData("早班", "office", "late 60")]
    public void Rule_reaches_only_the_places_and_shifts_it_names(string shift, string? place, string expected) =>
        Said(Propose(Facts("09:30-17:00", shift, "08:30", "17:00", place))).ShouldBe(expected);

    [Fact]
    public void Person_is_online_when_any_account_is_and_only_while_it_was_theirs()
    {
        var facts = Facts("offline 08:00-18:00", "早班", "08:30", "17:00") with
        {
            Accounts = [new AccountFact { Account = "店:甲", Person = Li, From = At("2026-10-05T09:00"), To = null }, new AccountFact { Account = "店:乙", Person = "wang" }],
        };
        facts = facts with { Presence = [.. facts.Presence, .. Presence("08:00-17:00", "店:甲"), .. Presence("08:30-17:00", "店:乙")] };

        Said(Propose(facts)).ShouldBe("late 30");
    }

    [Fact]
    public void Shift_that_is_not_over_is_late_at_once_but_never_offline()
    {
        Said(Proposing.Of(Facts("09:00-", "早班", "08:30", "17:00"), Zone, Day, At("2026-10-05T09:05"), Rules)).ShouldBe("late 30");
        Proposing.Of(Facts("offline 08:00-", "早班", "08:30", "17:00"), Zone, Day, At("2026-10-05T16:59"), Rules).ShouldBeEmpty();
        Said(Proposing.Of(Facts("offline 08:00-", "早班", "08:30", "17:00"), Zone, Day, At("2026-10-05T17:00"), Rules)).ShouldBe("offline_on_shift 510");
    }

    [Theory]
    [InlineData("08:30-12:00, offline 12:00-12:30, 12:30-17:00", "offline_on_shift 30")] // at the threshold
    [InlineData("08:30-12:00, offline 12:00-12:29, 12:29-17:00", "")]
    [InlineData("08:30-12:00, offline 12:00-12:29:59, 12:30-17:00", "")] // whole minutes only
    [InlineData("08:30-10:00, offline 10:00-10:20, 10:20-12:00, offline 12:00-12:20, 12:20-17:00", "offline_on_shift 40")] // gaps of a shift add up
    [InlineData("08:30-12:00, 12:30-17:00", "")] // nothing on record is not offline
    [InlineData("08:30-12:00, away 12:00-13:00, 13:00-17:00", "")]
    [InlineData("08:30-16:45, offline 16:45-17:00", "left_early 15")]
    [InlineData("08:30-16:46, offline 16:46-17:00", "")]
    [InlineData("08:30-16:00", "")] // nobody recorded that the person went
    [InlineData("08:30-16:00, offline 15:30-17:30", "left_early 60")] // another account was on until 16:00; the shift's end bounds it
    [InlineData("09:00-12:00, offline 12:00-13:00, 13:00-16:00, offline 16:00-18:00", "late 30, offline_on_shift 60, left_early 60")]
    public void Time_on_record_as_offline_is_proposed_from_the_minutes_the_book_says(string presence, string expected) =>
        Said(Proposing.Of(Facts(presence, "早班", "08:30", "17:00"), Zone, Day, Later, Watching)).ShouldBe(expected);

    [Theory]
    [InlineData("12:05-13:00", "")] // reported after it failed, from elsewhere
    [InlineData("12:05-12:29", "offline_on_shift 31")] // handled, and still not back for half an hour
    [InlineData("12:05-12:31", "")]
    [InlineData("11:00-12:00", "offline_on_shift 60")] // half open: handled before the gap began
    [InlineData("13:00-14:00", "offline_on_shift 60")]
    [InlineData("12:05-", "offline_on_shift 60")] // nobody handled it
    public void A_logged_fault_that_was_handled_excuses_the_gap_until_then(string fault, string expected)
    {
        var (person, ends) = (PersonId.From(Guid.CreateVersion7()), fault.Split('-'));
        var facts = Facts("08:30-12:00, offline 12:00-13:00, 13:00-17:00", "早班", "08:30", "17:00");
        facts = facts with { Roster = [.. facts.Roster.Select(r => r with { Person = person.ToString() })], Accounts = [.. facts.Accounts.Select(a => a with { Person = person.ToString() })], Presence = [.. facts.Presence.Select(p => p.Account == Li ? p with { Account = person.ToString() } : p)] };
        Instant Time(string text) => At("2026-10-05T" + text);
        var logged = new LoggedFault(Guid.CreateVersion7(), person, Time(ends[0]), ends[1].Length == 0 ? null : Time(ends[1]));

        var proposed = Proposing.Of(facts, Zone, Day, Later, Watching, [logged, logged with { Person = PersonId.From(Guid.CreateVersion7()), At = Time("11:59"), HandledAt = Time("14:00") }]);

        Said(proposed).ShouldBe(expected);
        proposed.SelectMany(p => p.Evidence!.Faults).ShouldAllBe(f => f.From == logged.At && f.To == logged.HandledAt);
    }

    [Theory]
    [InlineData("08:00-09:30", "")] // reported from home, handled when the person was there
    [InlineData("08:50-09:00", "late 30")] // reported late, and handled half an hour before the person was seen
    [InlineData("07:00-08:30", "late 60")] // half open: handled before the shift began
    [InlineData("09:30-10:00", "late 60")] // reported once there
    [InlineData("08:00-", "late 60")]
    public void A_logged_fault_that_was_handled_excuses_lateness_until_then(string fault, string expected)
    {
        var (person, ends) = (PersonId.From(Guid.CreateVersion7()), fault.Split('-'));
        var facts = Facts("09:30-17:00", "早班", "08:30", "17:00");
        facts = facts with { Roster = [.. facts.Roster.Select(r => r with { Person = person.ToString() })], Accounts = [.. facts.Accounts.Select(a => a with { Person = person.ToString() })], Presence = [.. facts.Presence.Select(p => p.Account == Li ? p with { Account = person.ToString() } : p)] };
        Instant Time(string text) => At("2026-10-05T" + text);

        Said(Proposing.Of(facts, Zone, Day, Later, Watching, [new LoggedFault(Guid.CreateVersion7(), person, Time(ends[0]), ends[1].Length == 0 ? null : Time(ends[1]))])).ShouldBe(expected);
    }

    [Fact]
    public void A_book_without_minutes_proposes_no_gap_and_leave_and_an_open_shift_are_respected()
    {
        var facts = Facts("08:30-12:00, offline 12:00-13:00, 13:00-16:00, offline 16:00-18:00", "早班", "08:30", "17:00");

        Said(Propose(facts)).ShouldBeEmpty();
        Said(Proposing.Of(facts, Zone, Day, At("2026-10-05T16:59"), Watching)).ShouldBe("offline_on_shift 60"); // the shift is not over
        Said(Proposing.Of(facts with { Leave = [Leave("05T12:00-05T12:40 signed"), Leave("05T16:00-05T18:00 signed")] }, Zone, Day, Later, Watching)).ShouldBeEmpty();
        Proposing.Of(facts, Zone, Day, Later, Watching).Select(p => (p.At, p.Cause.Split(':')[^1])).ShouldBe([(At("2026-10-05T12:00"), "away"), (At("2026-10-05T16:00"), "left")]);
    }

    private static readonly ProposingRules Watching = Rules with { Offline = Rule("offline_on_shift") with { ProposeFrom = 30 }, LeftEarly = Rule("left_early") with { ProposeFrom = 15 } };

    [Fact]
    public void Book_without_the_kind_proposes_nothing() =>
        Proposing.Of(Facts("09:30-17:00", "早班", "08:30", "17:00"), Zone, Day, Later, ProposingRules.Of(new PayRules())).ShouldBeEmpty();

    [Fact]
    public void Order_of_facts_does_not_matter_and_what_is_late_or_worked_adds_up()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var facts = RandomDay(random);
            var shuffled = facts with { Roster = Mixed(random, facts.Roster), Presence = Mixed(random, facts.Presence), Leave = Mixed(random, facts.Leave), Accounts = Mixed(random, facts.Accounts) };

            var one = Proposing.Of(facts, Zone, Day, Later, Rules with { Late = Rule("late") });

            Told(Proposing.Of(shuffled, Zone, Day, Later, Rules with { Late = Rule("late") })).ShouldBe(Told(one));
            one.Select(p => p.Cause).ShouldBeUnique();
            foreach (var proposal in one)
            {
                proposal.Value.ShouldBe(NaiveMinutes(facts, proposal));
            }
        }
    }

    [Fact]
    public void Without_leaves_the_rest_half_open_and_in_order()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var taken = Enumerable.Range(0, random.Next(5)).Select(_ => (From: Minute(random.Next(600)), To: Minute(random.Next(600)))).ToList();
            var left = Proposing.Without((Minute(100), Minute(500)), taken);

            for (var minute = 0; minute < 600; minute++)
            {
                var at = Minute(minute);
                var isLeft = minute is >= 100 and < 500 && !taken.Any(t => t.From <= at && at < t.To);
                left.Any(l => l.From <= at && at < l.To).ShouldBe(isLeft);
            }
        }
    }

    /// <summary>Minute by minute: those of the shift that nobody excused, before the first in which the person was seen.</summary>
    private static decimal NaiveMinutes(FactSet facts, Proposal proposal)
    {
        var (from, to) = (proposal.Evidence!.From, proposal.Evidence.To);
        var mine = facts.Accounts.Where(a => a.Person == proposal.Person).Select(a => a.Account).Append(proposal.Person).ToHashSet();
        var missed = 0;
        for (var at = from; at < to; at += Duration.FromMinutes(1))
        {
            if (facts.Leave.Any(l => l.Person == proposal.Person && l.SignedBy is not null && l.From <= at && (l.To is not { } end || at < end)))
            {
                continue;
            }

            if (facts.Presence.Any(p => mine.Contains(p.Account) && p.State != PresenceState.Offline && p.From <= at && at < (p.To ?? Later)))
            {
                break;
            }

            missed++;
        }

        return missed;
    }

    private static FactSet RandomDay(Random random)
    {
        string[] people = ["li", "wang", "zhao"];
        return new FactSet
        {
            Roster = [.. people.Select(p => new RosterFact { Person = p, Date = Day, Shift = "早班", Start = new LocalTime(random.Next(24), random.Next(60)), End = new LocalTime(random.Next(24), random.Next(60)) })],
            Accounts = [.. people.Select(p => new AccountFact { Account = "店:" + p, Person = p })],
            Presence = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Minute(random.Next(2400))).Select(from => new PresenceFact
            {
                Account = (random.Next(2) == 0 ? "店:" : string.Empty) + people[random.Next(3)], From = from, To = random.Next(8) == 0 ? null : from + Duration.FromMinutes(random.Next(1, 500)), State = (PresenceState)random.Next(4),
            })],
            Leave = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Minute(random.Next(2400))).Select(from => new LeaveFact { Person = people[random.Next(3)], From = from, To = from + Duration.FromMinutes(random.Next(1, 300)), SignedBy = random.Next(3) == 0 ? null : "boss" })],
        };
    }

    private static List<T> Mixed<T>(Random random, IReadOnlyList<T> rows)
    {
        var mixed = rows.ToArray();
        random.Shuffle(mixed);
        return [.. mixed];
    }

    private static IReadOnlyList<string> Told(IReadOnlyList<Proposal> proposals) => [.. proposals.Select(p => $"{p.Cause} {p.Kind} {p.Value} {p.At} {string.Join(';', p.Evidence!.Presence)} {string.Join(';', p.Evidence.Leave)}")];

    private static Instant Minute(int minute) => At("2026-10-05T00:00") + Duration.FromMinutes(minute);

    private static PenaltyRule Rule(string kind, string[]? places = null, string[]? notShifts = null) => new() { Id = kind, Name = kind, Kind = kind, Amount = new Fen(2000), Places = places ?? [], NotShifts = notShifts ?? [] };

    private static IReadOnlyList<Proposal> Propose(FactSet facts) => Proposing.Of(facts, Zone, Day, Later, Rules);

    private static string Said(IReadOnlyList<Proposal> proposals) => string.Join(", ", proposals.Select(p => $"{p.Kind} {p.Value}"));

    private static FactSet Facts(string presence, string shift, string start, string end, string? place = "office") => new()
    {
        Roster = [new RosterFact { Person = Li, Date = Day, Shift = shift, Start = Time(start), End = Time(end), Place = place }],
        Presence = [.. Presence(presence, Li)],
    };

    private static LeaveFact Leave(string text)
    {
        var parts = text.Split(' ');
        var ends = parts[0].Split('-');
        return new LeaveFact { Person = Li, From = Moment(ends[0]), To = ends[1].Length == 0 ? null : Moment(ends[1]), Kind = "personal", SignedBy = parts.Length > 1 ? "boss" : null };
    }

    private static IEnumerable<PresenceFact> Presence(string text, string account) =>
        text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(part =>
        {
            var state = part.Contains(' ') ? Enum.Parse<PresenceState>(part.Split(' ')[0], ignoreCase: true) : PresenceState.Online;
            var ends = part.Split(' ')[^1].Split('-');
            return new PresenceFact { Account = account, From = Moment(ends[0]), To = ends[1].Length == 0 ? null : Moment(ends[1]), State = state };
        });

    private static Instant Moment(string text) => At(text.Contains('T') ? $"2026-10-{text}" : $"2026-10-05T{text}");

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static Instant At(string local) => LocalDateTimePattern.GeneralIso.Parse(local.Length == 16 ? local + ":00" : local).Value.InZoneStrictly(Zone).ToInstant();
}
