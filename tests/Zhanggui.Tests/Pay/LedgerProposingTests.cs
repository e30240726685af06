using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Incidents;
using Zhanggui.Pay.Rules;
using Zhanggui.Rules.Contracts;
using static Zhanggui.Tests.Rules.RulesBench;

namespace Zhanggui.Tests.Pay;

/// <summary>What somebody judged about reviews and complaints, proposed where the book has the kind and does not reckon it by itself.</summary>
public sealed class LedgerProposingTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDate Day = new(2026, 10, 5);
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 5, 4, 0);
    private static readonly PayRules Both = new() { Penalties = [Rule("bad_review"), Rule("complaint")] };

    [Theory]
    [InlineData("bad", "agent", "boss", null, true)]
    [InlineData("neutral", "agent", "boss", null, true)]
    [InlineData("good", "agent", "boss", null, false)]
    [InlineData("bad", "goods", "boss", null, false)]
    [InlineData("bad", "agent", null, null, false)] // guessed, and judged by nobody
    [InlineData("bad", "agent", "boss", "good", false)]
    public void Review(string rating, string cause, string? decidedBy, string? changedTo, bool isProposed)
    {
        var facts = new FactSet { Reviews = [new ReviewFact { OrderId = "1", At = Noon, Rating = rating, Cause = cause, DecidedBy = decidedBy, ChangedTo = changedTo }] };

        LedgerProposing.Orders(facts, Zone, Day).Count.ShouldBe(isProposed ? 1 : 0);
        LedgerProposing.Of(facts, Zone, Day, Both, Owners("1 li")).Select(p => (p.Person, p.Kind, p.OrderId)).ShouldBe(isProposed ? [("li", "bad_review", "1")] : []);
        LedgerProposing.Of(facts, Zone, Day.PlusDays(1), Both, Owners("1 li")).ShouldBeEmpty();
    }

    [Fact]
    public void An_order_of_several_people_or_of_nobody_names_nobody()
    {
        var facts = new FactSet { Reviews = [new ReviewFact { OrderId = "1", At = Noon, Rating = "bad", Cause = "agent", DecidedBy = "boss" }] };

        LedgerProposing.Of(facts, Zone, Day, Both, Owners("1 li", "1 wang")).ShouldBeEmpty();
        LedgerProposing.Of(facts, Zone, Day, Both, Owners()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, "boss", "agent", true)]
    [InlineData(false, "boss", "agent", false)]
    [InlineData(null, null, "agent", false)]
    [InlineData(true, null, "agent", false)]
    [InlineData(true, "boss", "courier", false)]
    public void Complaint(bool? upheld, string? decidedBy, string cause, bool isProposed)
    {
        var facts = new FactSet
        {
            Accounts = [new AccountFact { Account = "店:甲", Person = "li" }],
            Complaints = [new ComplaintFact { Id = "c1", At = Noon, Account = "店:甲", Cause = cause, Upheld = upheld, DecidedBy = decidedBy }],
        };
        var rules = new PayRules { Penalties = [Rule("complaint") with { Causes = ["agent"] }] };

        LedgerProposing.Of(facts, Zone, Day, rules, Owners()).Select(p => (p.Person, p.Kind, p.Rows!.DecidedBy)).ShouldBe(isProposed ? [("li", "complaint", "boss")] : []);
        LedgerProposing.Of(facts with { Accounts = [] }, Zone, Day, rules, Owners()).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_book_reckons_by_itself_is_not_proposed_besides_and_its_check_says_so()
    {
        var twice = new PayRules { Penalties = [Rule("complaint"), Rule("complaints") with { Facts = PenaltyFacts.Complaints }] };

        LedgerProposing.AsksComplaints(twice).ShouldBeFalse();
        LedgerProposing.AsksComplaints(Both).ShouldBeTrue();
        LedgerProposing.AsksComplaints(new PayRules()).ShouldBeFalse();
        HouseReader.Read(Book("pay:\n  penalties:\n    bad_review: {amount: 1元}\n    r: {facts: reviews, amount: 1元}\n")).Problems
            .ShouldContain(p => p.Rule == "pay.twice_counted" && p.Severity == Severity.Warning && p.Path == "pay.penalties.bad_review");
    }

    [Fact]
    public void A_review_that_the_book_reckons_is_proposed_with_its_amount_under_its_own_kind()
    {
        var rules = new PayRules { Penalties = [Rule("bad_review"), Rule("reviews") with { Facts = PenaltyFacts.Reviews, Amount = new Fen(10000) }] };
        var facts = new FactSet { Reviews = [new ReviewFact { OrderId = "1", At = Noon, Rating = "bad", Cause = "agent", DecidedBy = "boss" }] };

        (LedgerProposing.AsksReviews(rules), LedgerProposing.ReckonsReviews(rules), LedgerProposing.ReckonsReviews(Both)).ShouldBe((true, true, false));
        LedgerProposing.Of(facts, Zone, Day, rules, Owners("1 li")).Select(p => (p.Person, p.Kind, p.Value)).ShouldBe([("li", "reviews", 100m)]);
        IncidentKind.Of(rules).Select(k => k.Kind).ShouldBe(["bad_review"]); // nobody enters a review by hand
        IncidentKind.Named(rules).Single(k => k.Kind == "reviews").IsSetByPerson.ShouldBeTrue();
    }

    private static PenaltyRule Rule(string kind) => new() { Id = kind, Name = kind, Kind = kind };

    private static ILookup<string, string> Owners(params string[] rows) => rows.Select(r => r.Split(' ')).ToLookup(r => r[0], r => r[1], StringComparer.Ordinal);
}
