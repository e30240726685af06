using Zhanggui.Kernel.Ids;
using Zhanggui.Records.Ledger;

namespace Zhanggui.Tests.Records;

/// <summary>Who signs for what is entered: a decision by who takes it, an approval only as long as nothing is changed, nothing about oneself.</summary>
public sealed class LedgerRuleTests
{
    private static readonly PersonId Boss = PersonId.From(Guid.Parse("00000000-0000-0000-0000-000000000001"));
    private static readonly PersonId Li = PersonId.From(Guid.Parse("00000000-0000-0000-0000-000000000002"));

    [Theory]
    [InlineData("responsible=agent", true, "signed")]
    [InlineData("responsible=agent", false, "records.entry.decision_not_yours")]
    [InlineData("amount=12.00", true, "unsigned")]
    [InlineData("amount=12.00", false, "unsigned")]
    [InlineData("decided_by=x", true, "records.entry.column_wrong")]
    public void New_cost(string written, bool mayDecide, string expected) => Say("costs", null, written, mayDecide).ShouldBe(expected);

    [Theory]
    [InlineData("amount=13.00", false, "signed")] // the decision stands as it was
    [InlineData("responsible=courier", false, "records.entry.decision_not_yours")]
    [InlineData("responsible=courier", true, "signed")]
    [InlineData("responsible=,person=", false, "records.entry.decision_not_yours")] // taking a decision back is one too
    [InlineData("responsible=,person=", true, "unsigned")]
    public void Cost_that_was_decided(string written, bool mayDecide, string expected)
    {
        var file = LedgerFiles.Find("costs")!;
        var before = new string?[file.File.ColumnNames.Count];
        (before[file.PlaceOf("id")], before[file.PlaceOf("responsible")], before[file.PlaceOf("decided_by")]) = ("c1", "agent", Li.ToString());

        Say("costs", before, written, mayDecide).ShouldBe(expected);
    }

    [Fact]
    public void Change_takes_the_approval_from_an_adjustment()
    {
        var file = LedgerFiles.Find("adjustments")!;
        var before = new string?[file.File.ColumnNames.Count];
        (before[file.PlaceOf("id")], before[file.PlaceOf("amount")], before[file.PlaceOf("approved_by")]) = ("a1", "5.00", Li.ToString());

        Say("adjustments", before, "amount=6.00", mayDecide: true).ShouldBe("unsigned");
    }

    [Fact]
    public void Nobody_enters_or_approves_about_themselves_or_approves_what_they_entered()
    {
        Say("scores", null, $"person={Boss}", mayDecide: true).ShouldBe("records.entry.is_own");
        Say("complaints", null, $"account={Boss}", mayDecide: true).ShouldBe("records.entry.is_own");
        var file = LedgerFiles.Find("adjustments")!;
        var cells = new string?[file.File.ColumnNames.Count];
        cells[file.PlaceOf("person")] = Li.ToString();
        LedgerRules.Approve(file, cells, enteredBy: Boss, Boss)!.Code.ShouldBe("records.entry.entered_by_you");
        LedgerRules.Approve(file, cells, enteredBy: Boss, Li)!.Code.ShouldBe("records.entry.is_own");
        LedgerRules.Approve(file, cells, enteredBy: null, Boss).ShouldBeNull();
    }

    [Theory]
    [InlineData("bad", null, true)]
    [InlineData("neutral", null, true)]
    [InlineData("good", null, false)]
    [InlineData("bad", "boss", false)]
    public void Only_bad_and_neutral_reviews_wait_for_a_cause(string rating, string? decidedBy, bool expected)
    {
        var file = LedgerFiles.Find("reviews")!;
        var cells = new string?[file.File.ColumnNames.Count];
        (cells[file.PlaceOf("rating")], cells[file.PlaceOf("decided_by")]) = (rating, decidedBy);

        LedgerRules.IsOpen(file, cells).ShouldBe(expected);
    }

    private static string Say(string tab, string?[]? before, string written, bool mayDecide)
    {
        var file = LedgerFiles.Find(tab)!;
        var cells = written.Split(',').Select(w => w.Split('=')).ToDictionary(w => w[0], w => w[1].Length == 0 ? null : w[1]);
        var merged = LedgerRules.Merge(file, before, cells, Boss, mayDecide, "2026-10-05T00:00:00Z", () => "new");
        return merged.Refusal is { } no ? no.Code : string.IsNullOrEmpty(merged.Value[file.PlaceOf(file.SignedBy!)]) ? "unsigned" : "signed";
    }
}
