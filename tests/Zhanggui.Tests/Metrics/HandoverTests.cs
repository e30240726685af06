using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

public sealed class HandoverTests
{
    [Theory]
    [InlineData("10:06:00", null, "1")] // the buyer speaks again
    [InlineData(null, "10:06:00", "1")] // the receiver answers
    [InlineData(null, null, "0")] // nobody says anything
    public void A_receiver_counts_once_somebody_goes_on(string? ask, string? reply, string figure)
    {
        var tale = Transferred();
        _ = ask is null ? tale : tale.Ask(ask);
        _ = reply is null ? tale : tale.Reply(reply, "bo");

        tale.Figure("transferred_in", scope: "person:bo").ShouldBe(figure == "0" ? "-" : figure);
        tale.Figure("transferred_in").ShouldBe(figure);
        tale.Figure("transferred_out", scope: "person:anna").ShouldBe("1");
    }

    [Fact]
    public void Who_got_the_buyer_by_a_transfer_did_not_receive_directly()
    {
        var tale = Transferred().Reply("10:06:00", "bo");

        tale.Figure("direct_receptions", scope: "person:anna").ShouldBe("1");
        tale.Figure("direct_receptions", scope: "person:bo").ShouldBe("-");
        tale.Figure("received_buyers", scope: "person:bo").ShouldBe("1");
    }

    [Fact]
    public void Transferred_on_without_a_word_brings_nothing()
    {
        var tale = Transferred().With(f => f with { Transfers = [.. f.Transfers, new() { Id = "t2", Session = "1", At = MetricTale.At("10:06:00"), FromAccount = "bo", ToAccount = "anna" }] }).Reply("10:07:00");

        tale.Figure("transferred_in", scope: "person:bo").ShouldBe("-");
        tale.Figure("transferred_in", scope: "person:anna").ShouldBe("1");
    }

    [Fact]
    public void A_talk_without_a_row_of_its_own_is_found_by_the_ids_of_its_messages()
    {
        var tale = new MetricTale().With(f => f with
        {
            Messages =
            [
                new() { Id = "t7-000001", Shop = "s", Buyer = "li", Account = "anna", Sender = SenderKind.Buyer, SentAt = MetricTale.At("10:00:00") },
                new() { Id = "t7-000002", Shop = "s", Buyer = "li", Account = "anna", Sender = SenderKind.Agent, SentAt = MetricTale.At("10:01:00") },
                new() { Id = "t7-000004", Shop = "s", Buyer = "li", Account = "bo", Sender = SenderKind.Agent, SentAt = MetricTale.At("10:06:00") },
            ],
            Transfers = [new() { Id = "t7-000003", Session = "t7", At = MetricTale.At("10:05:00"), FromAccount = "anna", ToAccount = "bo" }, new() { Id = "x", Session = "unknown", At = MetricTale.At("10:05:00"), FromAccount = "anna", ToAccount = "bo" }],
        });

        tale.Figure("transferred_in", scope: "person:bo").ShouldBe("1");
        tale.Figure("transferred_out", scope: "person:anna").ShouldBe("1");
        tale.Figure("direct_receptions", scope: "person:bo").ShouldBe("-");
    }

    [Fact]
    public void A_session_ended_by_hand_ends_the_sitting()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:01:00").Ask("10:05:00").Reply("10:05:30");
        tale.Figure("first_response").ShouldBe("60000 of 1");

        tale.With(f => f with { Sessions = [new() { Id = "1", Shop = "s", Buyer = "li", From = MetricTale.At("10:00:00"), To = MetricTale.At("10:02:00"), EndedBy = "agent" }] }).Figure("first_response").ShouldBe("90000 of 2");
    }

    [Fact]
    public void Receptions_are_compared_within_the_shift()
    {
        var tale = new MetricTale();
        for (var i = 0; i < 4; i++)
        {
            tale.Ask($"10:0{i}:00", $"b{i}").Reply($"10:0{i}:30", i == 3 ? "bo" : "anna", $"b{i}");
        }

        tale.Figure("receptions_share", scope: "person:anna").ShouldBe("3 of 4");
        tale.Figure("receptions_against_equal", scope: "person:anna").ShouldBe("3000 of 2000");
        tale.Figure("receptions_against_equal", scope: "person:bo").ShouldBe("1000 of 2000");

        tale.With(f => f with { Roster = [Shift("anna", "day"), Shift("bo", "evening"), Shift("chen", "day")] });
        tale.Figure("receptions_against_equal", scope: "person:anna").ShouldBe("3000 of 1500"); // chen was there and got nobody
        tale.Figure("receptions_against_equal", scope: "person:chen").ShouldBe("0 of 1500");
        tale.Figure("receptions_against_equal", scope: "person:bo").ShouldBe("1000 of 1000");
    }

    [Fact]
    public void Receptions_per_day_are_those_of_the_days_that_had_some()
    {
        var tale = new MetricTale().Ask("10:00:00").Reply("10:00:30").Ask("11:00:00", "wang").Reply("11:00:30", buyer: "wang").Ask("2026-10-12 10:00:00").Reply("2026-10-12 10:00:30", "bo");

        tale.Figure("received_per_day", to: "2026-10-13").ShouldBe("3 of 2");
        tale.Figure("received_per_day", scope: "person:anna", to: "2026-10-13").ShouldBe("2 of 1");
    }

    private static RosterFact Shift(string person, string shift) => new() { Person = person, Date = new NodaTime.LocalDate(2026, 10, 10), Shift = shift };

    private static MetricTale Transferred() => new MetricTale().Ask("10:00:00").Reply("10:01:00").With(f => f with
    {
        Sessions = [new() { Id = "1", Shop = "s", Buyer = "li", From = MetricTale.At("10:00:00") }],
        Transfers = [new() { Id = "t1", Session = "1", At = MetricTale.At("10:05:00"), FromAccount = "anna", ToAccount = "bo" }],
    });
}
