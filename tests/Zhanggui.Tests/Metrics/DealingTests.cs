using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Metrics.Dealing;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Metrics;

/// <summary>What is due to whom of the enquiries of a shift (ROUTE-03).</summary>
public sealed class DealingTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 10, 5, 1, 0);
    private static readonly PersonId[] People = [.. Enumerable.Range(1, 6).Select(i => new PersonId(new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])))];

    [Theory]
    [InlineData("0:100 1:100", 0, "0=500000* 1=500000")]
    [InlineData("0:100 1:300", 0, "0=250000* 1=750000")]
    [InlineData("0:100 1:100 2:100", 2, "0=333334 1=333333 2=333333*")] // the spare millionth goes to the first
    [InlineData("0:0 1:100", 0, "0=0* 1=1000000")] // no weight, nothing due
    [InlineData("0:100", 1, "0=1000000 1=0*")] // answered by somebody who took none at that time
    [InlineData("", 3, "3=1000000*")] // nobody was there: due to whoever answered
    [InlineData("0:0", 3, "3=1000000*")]
    public void An_enquiry_is_due_to_those_who_take_new_ones_by_weight(string there, int agent, string expected)
    {
        var weights = there.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(':')).ToDictionary(w => People[int.Parse(w[0], null)], w => int.Parse(w[1], null));
        var ready = weights.Keys.Select(p => new ReadySpell(p, Morning, Morning + Duration.FromHours(1))).ToList();

        var parts = DealingRule.Parts([new DealtEnquiry(Guid.NewGuid(), Morning + Duration.FromMinutes(5), People[agent])], ready, (p, _) => weights[p]);

        string.Join(' ', parts.Select(p => $"{Array.IndexOf(People, p.Person)}={p.Due}{(p.IsTheirs ? "*" : string.Empty)}")).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, "0=500000 1=500000")] // before anybody set a weight
    [InlineData(10, "0=250000 1=750000")] // the change counts from its instant on
    [InlineData(29, "0=250000 1=750000")]
    [InlineData(30, "0=1000000")]
    public void An_enquiry_is_judged_by_the_weights_in_force_when_it_was_dealt_out(int minute, string expected)
    {
        var weights = new PastWeights([new WeightChange(People[1], Morning + Duration.FromMinutes(30), 0), new WeightChange(People[1], Morning + Duration.FromMinutes(10), 300)]);
        ReadySpell[] ready = [new(People[0], Morning, Morning + Duration.FromHours(1)), new(People[1], Morning, Morning + Duration.FromHours(1))];

        var parts = DealingRule.Parts([new DealtEnquiry(Guid.NewGuid(), Morning + Duration.FromMinutes(minute), People[0])], ready, weights.At);

        string.Join(' ', parts.Where(p => p.Due > 0).Select(p => $"{Array.IndexOf(People, p.Person)}={p.Due}")).ShouldBe(expected);
    }

    [Fact]
    public void A_spell_begins_with_its_first_instant_and_ends_before_its_last()
    {
        ReadySpell[] ready = [new(People[0], Morning, Morning + Duration.FromHours(1)), new(People[1], Morning + Duration.FromHours(1), Morning + Duration.FromHours(2))];
        DealtEnquiry At(int minutes) => new(Guid.NewGuid(), Morning + Duration.FromMinutes(minutes), People[0]);

        DealingRule.Parts([At(0), At(59), At(60)], ready, (_, _) => 100).Where(p => p.Due > 0).Select(p => (p.Enquiry, p.Person)).ShouldBe([(0, People[0]), (1, People[0]), (2, People[1])]);
    }

    [Fact]
    public void What_is_due_to_all_is_what_all_received_and_follows_the_weights()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var weights = People.ToDictionary(p => p, _ => random.Next(4) * 50);
            var ready = Enumerable.Range(0, random.Next(12)).Select(_ => Spell(random)).ToList();
            var enquiries = Enumerable.Range(0, 200).Select(_ => new DealtEnquiry(Guid.NewGuid(), Morning + Duration.FromMinutes(random.Next(600)), People[random.Next(People.Length)])).OrderBy(e => e.At).ToList();

            var parts = DealingRule.Parts(enquiries, ready, (p, _) => weights[p]).ToList();

            for (var i = 0; i < enquiries.Count; i++)
            {
                var own = parts.Where(p => p.Enquiry == i).ToList();
                own.Sum(p => p.Due).ShouldBe(DealingRule.Whole, $"seed {seed}");
                own.Count(p => p.IsTheirs).ShouldBe(1);
                own.Single(p => p.IsTheirs).Person.ShouldBe(enquiries[i].Agent);
                var there = People.Where(p => ready.Exists(r => r.Person == p && r.From <= enquiries[i].At && enquiries[i].At < r.To)).ToList();
                var sum = there.Sum(p => weights[p]);
                foreach (var person in there.Where(_ => sum > 0))
                {
                    ((double)own.Single(p => p.Person == person).Due).ShouldBe((double)DealingRule.Whole * weights[person] / sum, 1.5, $"seed {seed}");
                }
            }
        }
    }

    [Fact]
    public void Every_list_of_the_report_adds_up_to_the_same()
    {
        var random = new Random(7);
        var talks = Enumerable.Range(0, 300).Select(i =>
        {
            var at = Morning + Duration.FromMinutes(i);
            var agent = People[random.Next(People.Length)];
            DealtPlace Place(PersonId p) => new(p, Array.IndexOf(People, p) < 3 ? "早班" : "晚班", at.InUtc().Hour);
            var parts = DealingRule.Parts([new DealtEnquiry(Guid.NewGuid(), at, agent)], [.. People.Take(4).Select(p => new ReadySpell(p, Morning, Morning + Duration.FromHours(9)))], (_, _) => 100).Select(p => (Place(p.Person), p)).ToList();
            return new DealtTalk(new(default, i, at, agent, at, null), at, agent, parts, [(Place(agent), 100 * i)]);
        }).ToList();

        foreach (var by in Enum.GetValues<DealtBy>())
        {
            var lines = DealingReport.Of(talks, by);
            (lines.Sum(l => l.Received), lines.Sum(l => l.Due), lines.Sum(l => l.Paid)).ShouldBe((300, 300 * DealingRule.Whole, 100L * 300 * 299 / 2), by.ToString());
            lines.Sum(l => l.Received).ShouldBe(lines.DistinctBy(l => l.Place).Sum(l => l.Of));
        }
    }

    [Theory]
    [InlineData("2026-10-05T09:30", "早班")]
    [InlineData("2026-10-05T12:00", "早班")] // between the shifts: the first of the day
    [InlineData("2026-10-05T23:30", "夜班")]
    [InlineData("2026-10-06T01:59", "夜班")] // it belongs to the day it began
    [InlineData("2026-10-06T02:00", "")]
    public void The_shift_of_somebody_is_the_one_that_covers_the_time(string at, string shift)
    {
        var day = new LocalDate(2026, 10, 5);
        RosterShift[] own = [new(People[0], day, "夜班", new LocalTime(22, 0), new LocalTime(2, 0), null), new(People[0], day, "早班", new LocalTime(8, 0), new LocalTime(12, 0), null)];

        ShiftNames.At(own, NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-ddTHH:mm").Parse(at).Value).ShouldBe(shift);
    }

    private static ReadySpell Spell(Random random)
    {
        var from = Morning + Duration.FromMinutes(random.Next(600));
        return new ReadySpell(People[random.Next(People.Length)], from, from + Duration.FromMinutes(random.Next(200)));
    }
}
