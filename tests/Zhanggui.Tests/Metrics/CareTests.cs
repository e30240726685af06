using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

public sealed class CareTests
{
    [Fact]
    public void Satisfaction_goes_to_the_last_person_who_wrote()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:01:00").Reply("10:02:00", "bo").Ask("11:00:00", "wang").Reply("11:01:00", buyer: "wang").Ask("12:00:00", "zhao").Reply("12:01:00", buyer: "zhao").Ask("13:00:30", "qian").With(f => f with
        {
            Sessions = [Session("1", "li", "10:00:00"), Session("2", "wang", "11:00:00"), Session("3", "zhao", "12:00:00"), Session("4", "qian", "13:00:00")],
            Ratings =
            [
                new() { Session = "1", InvitedAt = MetricTale.At("10:03:00"), At = MetricTale.At("10:04:00"), Stars = 4 },
                new() { Session = "2", InvitedAt = MetricTale.At("11:03:00"), At = MetricTale.At("11:04:00"), Stars = 3 },
                new() { Session = "3", InvitedAt = MetricTale.At("12:03:00") },
            ],
        });

        tale.Figure("satisfaction").ShouldBe("1 of 2");
        tale.Figure("satisfaction", scope: "person:bo").ShouldBe("1 of 1");
        tale.Figure("satisfaction", scope: "person:anna").ShouldBe("0 of 1");
        tale.Figure("invite_rate").ShouldBe("3 of 4");
        tale.Figure("rated_rate").ShouldBe("2 of 3");
    }

    [Theory]
    [InlineData("bad", null, "1 of 2", "0 of 1")]
    [InlineData("neutral", "good", "1 of 2", "1 of 1")]
    [InlineData("bad", "neutral", "1 of 2", "1 of 1")]
    [InlineData("neutral", "bad", "1 of 2", "0 of 1")]
    [InlineData("good", null, "0 of 2", "0 of 0")]
    [InlineData(null, null, "0 of 1", "0 of 0")] // only stars or words: no grade
    public void Neutral_and_bad_reviews_and_those_changed(string? rating, string? changed, string rate, string better)
    {
        var tale = new MetricTale().Ask("09:00:00").Reply("09:00:30").Order("1", "09:30:00", "09:40:00", "20.00").Order("2", "09:31:00", "09:40:00", "20.00").With(f => f with
        {
            Reviews = [new() { OrderId = "1", At = MetricTale.At("10:00:00"), Rating = "good" }, new() { OrderId = "2", At = MetricTale.At("10:00:00"), Rating = rating, ChangedTo = changed }],
        });

        tale.Figure("neutral_bad_rate").ShouldBe(rate);
        tale.Figure("neutral_bad_changed").ShouldBe(better);
        tale.Figure("neutral_bad_rate", scope: "person:anna").ShouldBe(rate);
    }

    [Theory]
    [InlineData("10:15:00", "0")]
    [InlineData("10:15:01", "1")]
    [InlineData(null, "1")]
    public void Wait_I_will_check_and_not_back_in_a_quarter_of_an_hour(string? back, string figure)
    {
        var tale = new MetricTale().Ask("09:59:00").Reply("10:00:00", text: "亲，我查一下哦");
        _ = back is null ? tale : tale.Reply(back);

        tale.Figure("missed_follow_ups").ShouldBe(figure);
        tale.Figure("missed_follow_ups", scope: "person:anna").ShouldBe(figure == "0" ? "-" : figure);
    }

    [Fact]
    public void After_the_sale_each_party_has_its_sum()
    {
        var tale = new MetricTale().Ask("09:00:00").Reply("09:00:30").Order("1", "09:30:00", "09:40:00", "100.00").With(f => f with
        {
            Refunds =
            [
                new() { RefundId = "a", OrderId = "1", Amount = new(1000), AppliedAt = MetricTale.At("10:00:00"), SucceededAt = MetricTale.At("12:00:00"), Responsible = "agent" },
                new() { RefundId = "b", OrderId = "1", Amount = new(500), AppliedAt = MetricTale.At("10:00:00"), SucceededAt = MetricTale.At("11:00:00") },
                new() { RefundId = "c", OrderId = "1", Amount = new(700), AppliedAt = MetricTale.At("10:00:00") },
            ],
            Costs = [new() { Id = "k", At = MetricTale.At("13:00:00"), OrderId = "1", Amount = new(1200), Responsible = "agent", Person = "anna" }],
        });

        tale.Figure("refunded_amount").ShouldBe("1500");
        tale.Figure("refunded_agent").ShouldBe("1000");
        tale.Figure("refunded_undecided").ShouldBe("500");
        tale.Figure("refund_completion").ShouldBe($"{3 * 3_600_000} of 2");
        tale.Figure("presales_errors", scope: "person:anna").ShouldBe("1");
        tale.Figure("after_sales_cost_agent", scope: "person:anna").ShouldBe("1200");
    }

    [Fact]
    public void Promises_are_kept_or_broken_on_the_day_they_were_due()
    {
        var tale = new MetricTale().Ask("10:00:00").With(f => f with
        {
            Promises = [Promise("1", "kept"), Promise("2", "broken"), Promise("3", "withdrawn"), Promise("4", null)],
        });

        tale.Figure("promises_kept", scope: "person:anna").ShouldBe("1 of 2");
        tale.Rows().Single(r => r is { Metric: "promises_kept", Scope: "person:anna" }).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_mistake_that_nobody_decided_counts_for_nobody()
    {
        var tale = new MetricTale().Order("1", "09:30:00", null, "1.00").With(f => f with
        {
            Incidents = [new() { Id = "1", At = MetricTale.At("10:00:00"), Person = "anna", Kind = "late" }, new() { Id = "2", At = MetricTale.At("10:00:00"), Person = "anna", Kind = "late", DecidedBy = "lead" }],
            Complaints = [new() { Id = "1", At = MetricTale.At("10:00:00"), Account = "anna", Upheld = true }, new() { Id = "2", At = MetricTale.At("10:00:00"), Account = "anna" }],
        });

        tale.Figure("incidents", scope: "person:anna").ShouldBe("1");
        tale.Figure("complaints", scope: "person:anna").ShouldBe("2");
        tale.Figure("complaints_upheld", scope: "person:anna").ShouldBe("1 of 1");
    }

    [Fact]
    public void Time_online_is_cut_at_midnight_and_held_against_the_roster()
    {
        var tale = new MetricTale().Ask("10:00:00").With(f => f with
        {
            Presence =
            [
                new() { Account = "anna", From = MetricTale.At("22:00:00"), To = MetricTale.At("2026-10-11 01:00:00"), State = PresenceState.Online },
                new() { Account = "anna", From = MetricTale.At("2026-10-11 01:00:00"), To = MetricTale.At("2026-10-11 01:30:00"), State = PresenceState.Away },
                new() { Account = "anna", From = MetricTale.At("2026-10-11 01:30:00"), To = null, State = PresenceState.Offline },
            ],
            Roster = [new() { Person = "anna", Date = new LocalDate(2026, 10, 10), Shift = "night", Start = new LocalTime(22, 0), End = new LocalTime(2, 0) }],
        });

        tale.Figure("online_time", scope: "person:anna").ShouldBe($"{2 * 3_600_000}");
        tale.Figure("online_time", scope: "person:anna", from: "2026-10-11", to: "2026-10-12").ShouldBe($"{3_600_000}");
        tale.Figure("away_time", scope: "person:anna", from: "2026-10-11", to: "2026-10-12").ShouldBe($"{1_800_000}");
        tale.Figure("adherence", scope: "person:anna").ShouldBe($"{7 * 1_800_000} of {4 * 3_600_000}");
    }

    private static SessionFact Session(string id, string buyer, string from) => new() { Id = id, Shop = "s", Buyer = buyer, Account = "anna", From = MetricTale.At(from), To = MetricTale.At(from) + Duration.FromMinutes(30) };

    private static PromiseFact Promise(string id, string? outcome) => new() { Id = id, At = MetricTale.At("2026-10-09 10:00:00"), DueAt = MetricTale.At("10:00:00"), Person = "anna", Outcome = outcome };
}
