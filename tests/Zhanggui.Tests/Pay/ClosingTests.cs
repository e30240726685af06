using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Planning;

namespace Zhanggui.Tests.Pay;

/// <summary>Closed months: stored as they were, corrected in the next open month, a second time too.</summary>
public sealed class ClosingTests
{
    private static readonly YearMonth September = new(2026, 9);
    private static readonly YearMonth November = new(2026, 11);

    [Fact]
    public void A_closed_month_with_nothing_new_gives_no_corrections()
    {
        var tale = new PayTale().Person("anna").Person("bob", "senior").Score("anna", "team_score", 90, "2026-09").Sale("1", "anna", "1234.56", "09-10").Sale("2", "bob", "77.77", "09-11")
            .Incident("l", "anna", "late", "09-12", value: 30).Close(September);

        tale.Settle().Slips.SelectMany(s => s.Lines).ShouldNotContain(l => l.Code.StartsWith("adjust", StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_month_is_shown_as_it_was_stored()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "1000.00", "09-10");
        var before = tale.Settle(September).Slips[0].Lines.Select(l => (l.Code, l.Amount)).ToList();

        tale.Close(September).Sale("2", "anna", "5000.00", "09-11").Incident("i", "anna", "late", "09-12", value: 30);

        tale.Settle(September).Slips[0].Lines.Select(l => (l.Code, l.Amount)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public void A_review_changed_later_gives_back_the_fine_and_not_the_sale()
    {
        var closed = new PayTale().Person("anna").Sale("1", "anna", "480.00", "09-10").Review("1", "09-20").Close(September).Facts.ClosedLines;
        var tale = new PayTale().Person("anna").Sale("1", "anna", "480.00", "09-10").Review("1", "09-20", changedTo: "good", changedAt: "10-05");
        var facts = tale.Facts with { ClosedLines = closed };

        var lines = tale.Settle(facts: facts).Slips[0].Lines.Where(l => l.Code.StartsWith("adjust:", StringComparison.Ordinal)).ToList();

        lines.Single().Code.ShouldBe("adjust:2026-09:bad_review");
        lines.Single().Amount.ShouldBe(PayTale.Yuan("100.00"));
        lines.Single().Facts.ShouldContain(f => f.StartsWith("closed_lines:2026-09/anna/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_correction_works_and_the_same_one_twice_gives_nothing()
    {
        var tale = new PayTale().Person("anna").Close(September).Incident("a", "anna", "list_late", "09-12");
        tale.Line("adjust:2026-09:list_late").ShouldBe("-20.00");

        tale.Close(PayTale.October);
        tale.Line("adjust:2026-09:list_late", month: November).ShouldBe("-");

        tale.Incident("b", "anna", "list_late", "09-13");
        tale.Line("adjust:2026-09:list_late", month: November).ShouldBe("-20.00"); // −40 recomputed, −20 stored
    }

    [Theory]
    [InlineData("c", null)]
    [InlineData("2026-09/c", null)]
    [InlineData("c", "ours")]
    public void A_stored_line_that_replaces_another_counts_with_it(string replaces, string? book)
    {
        // Stored 5.00, corrected to 7.00 in October; now recomputed as 10.00 (2000 × 0.5 %): 3.00 more in November.
        var tale = new PayTale().Person("anna").Sale("1", "anna", "2000.00", "09-10").ClosedLine("2026-09", "anna", "c", "commission", "5.00", book: book)
            .ClosedLine("2026-10", "anna", "x", "commission", "2.00", replaces, book);

        tale.Line("adjust:2026-09:commission", month: November).ShouldBe("3.00");
        tale.Line("adjust:2026-10:commission", month: November).ShouldBe("-");
    }

    [Fact]
    public void A_month_closed_by_another_book_is_left_alone_and_said()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "2000.00", "09-10").ClosedLine("2026-09", "anna", "c", "commission", "5.00", book: "old");

        tale.Line("adjust:2026-09:commission").ShouldBe("-");
        tale.Decisions().ShouldContain("closed_by_other_book closed_lines:2026-09");
    }

    [Fact]
    public void A_line_whose_facts_are_not_all_there_is_not_recomputed()
    {
        var tale = new PayTale().Person("anna").Sale("1", "anna", "2000.00", "09-10").ClosedLine("2026-09", "anna", "c", "commission", "400.00", facts: "orders:1 orders:2");

        tale.Line("adjust:2026-09:commission").ShouldBe("-");
        tale.Sale("2", "anna", "80000.00", "09-11").Line("adjust:2026-09:commission").ShouldBe("10.00"); // 82,000 × 0.5 % = 410
    }

    [Fact]
    public void A_component_that_the_book_got_later_is_not_applied_backwards() =>
        new PayTale(rest: "pay:\n  components:\n    extra: {kind: amount, amount: 50元}\n").Person("anna").ClosedLine("2026-09", "anna", "b", "living", "200.00").Line("adjust:2026-09:extra").ShouldBe("-");

    [Fact]
    public void A_loss_decided_late_is_corrected_within_the_guard_of_its_own_month()
    {
        // September pays 1950: at most 390 of the 1000.
        var tale = new PayTale().Person("anna").Close(September).Incident("i", "anna", "content_error", "09-12", stage: "loss", loss: "1000.00");

        tale.Line("adjust:2026-09:content_error_loss").ShouldBe("-1000.00");
        tale.Line("adjust:2026-09:guard").ShouldBe("610.00");
    }

    // E-20: 2 × 10,000 for 30,000 + 50,000 against 10,000 + 6000 for 80,000: saves 4000 and a month; 25 % against 20 %.
    [Fact]
    public void Two_ways_to_the_same_sales_are_compared()
    {
        var slow = new SalesPlan([(PayTale.Yuan("30000.00"), PayTale.Yuan("10000.00")), (PayTale.Yuan("50000.00"), PayTale.Yuan("10000.00"))], Fen.Zero);
        var quick = new SalesPlan([(PayTale.Yuan("80000.00"), PayTale.Yuan("10000.00"))], PayTale.Yuan("6000.00"));

        (slow.Cost, quick.Cost).ShouldBe((PayTale.Yuan("20000.00"), PayTale.Yuan("16000.00")));
        slow.SavedBy(quick).ShouldBe((PayTale.Yuan("4000.00"), 1));
        (slow.Share.ToString(), quick.Share.ToString()).ShouldBe(("0.25", "0.2"));
        new SalesPlan([(Fen.Zero, Fen.Zero)], Fen.Zero).Share.ShouldBeNull();
    }
}
