namespace Zhanggui.Pay.Owner;

/// <summary>Where a figure's rows are found again.</summary>
internal static class Figures
{
    public const string Sales = "sales";
    public const string Refunds = "refunds";
    public const string Wages = "wages";
    public const string Reviews = "reviews";
    public const string Freight = "freight";

    /// <summary>Prefix of a kind of after-sales cost.</summary>
    public const string Cost = "cost:";

    /// <summary>Prefix of a kind of entered item.</summary>
    public const string Item = "item:";
}

/// <summary>One line of the statement in one month, in fen. Income adds, expense takes.</summary>
internal sealed record StatementLine(string What, bool IsIncome, bool IsEntered, long Amount);

/// <summary>A month in the owner's eyes, in fen. Wages are null until the month is settled, and before tax and social insurance.</summary>
internal sealed record OwnerMonth(
    string Month, long Sales, int Orders, long Refunds, long? Wages, bool AreWagesClosed, long? Target, IReadOnlyList<StatementLine> Lines, IReadOnlyDictionary<string, long> Budgets,
    int Reviews, int NeutralOrBad, int Changed, int FreightProblems)
{
    public long Income => Lines.Where(l => l.IsIncome).Sum(l => l.Amount);

    public long Expense => Lines.Where(l => !l.IsIncome).Sum(l => l.Amount);

    public long Net => Income - Expense;
}

/// <summary>One row behind a figure.</summary>
internal sealed record OwnerRow(string Id, string? At, string? Order, string? Person, string? Kind, string? Words, long? Amount);
