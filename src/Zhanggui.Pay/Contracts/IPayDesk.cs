using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Contracts;

/// <summary>Pay without a server: facts and the text of a book to slips. Pure: the same input gives the same answer, in whatever order the facts come.</summary>
public interface IPayDesk
{
    /// <summary>
    /// Settles a month. With <paramref name="asOf"/> only what was known before that instant counts. The text must be sound; a
    /// setting without which no slip exists is named in <see cref="Settlement.Refusals"/>, and there are no slips then.
    /// </summary>
    Settlement Settle(FactSet facts, string bookText, string? bookFolder, YearMonth month, Instant? asOf);

    /// <summary>
    /// The months from (included) to (excluded) by two books, side by side; closed lines and manual adjustments are left out.
    /// <paramref name="monthDone"/> hears how many months are done.
    /// </summary>
    Comparison Compare(FactSet facts, BookText before, BookText after, YearMonth from, YearMonth to, CancellationToken cancel = default, Action<int>? monthDone = null);
}

/// <summary>The text of a book and the folder it lies in.</summary>
public sealed record BookText(string Text, string? Folder);

/// <summary>All slips of a month, in ordinal order of persons, with what is still to be decided and which clauses are doubtful.</summary>
public sealed record Settlement(
    YearMonth Month,
    string Book,
    int Version,
    string FactsDigest,
    IReadOnlyList<Slip> Slips,
    IReadOnlyList<PayDecision> Decisions,
    IReadOnlyList<DoubtfulPay> Legality,
    IReadOnlyList<Words> Refusals)
{
    /// <summary>Where each person of the month stands: not part of the written settlement.</summary>
    public IReadOnlyList<PersonProgress> Progress { get; init; } = [];
}

/// <summary>One person's mistakes of the month, months without one, and the way to the next grade; null = the ladder ends here.</summary>
public sealed record PersonProgress(string Person, string? Grade, LocalDate? InGradeSince, int CleanMonths, IReadOnlyList<MonthEvent> Events, NextGrade? Next);

/// <summary>One mistake as it was judged: <c>counts</c>, <c>tolerated</c>, <c>exempt</c> or <c>outside</c>. Cost is what it takes, positive; the note is what was written down about an incident.</summary>
public sealed record MonthEvent(Instant At, string Rule, string Name, string Subject, string? Order, string Judged, Fen Cost, string Because, string? Note);

/// <summary>What the book asks for before the next grade; null = it does not ask for that.</summary>
public sealed record NextGrade(string Grade, string Name, int? CleanMonths, int? MonthsInGrade, string? Assessment, bool IsPassed);

/// <summary>What one person gets for a month, before tax and social insurance.</summary>
public sealed record Slip(string Person, string? Grade, IReadOnlyList<SlipLine> Lines)
{
    public Fen Total => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
}

/// <summary>
/// One line: a component or penalty of the book for one person and month, rounded once. Quantity and rate are exact, as text;
/// rule is the path in the book; facts are what it came from, such as <c>orders:123</c>.
/// </summary>
public sealed record SlipLine(string Code, Fen Amount, string? Quantity, string? Rate, string Rule, IReadOnlyList<string> Facts, string Text);

/// <summary>Something a person has to decide; <paramref name="Subject"/> is a fact (<c>incidents:7</c>), a setting (<c>pay.components.x.rate</c>) or a person.</summary>
public sealed record PayDecision(string Kind, string Subject, string? Person, string Text);

/// <summary>A clause that needs the owner's signature.</summary>
public sealed record DoubtfulPay(string Component, string Clause, string Ground);

/// <summary>Two books side by side.</summary>
public sealed record Comparison(
    string Before,
    int BeforeVersion,
    string After,
    int AfterVersion,
    IReadOnlyList<ComparisonRow> Rows,
    PaySpread SpreadBefore,
    PaySpread SpreadAfter,
    IReadOnlyList<Words> Refusals);

/// <summary>One component of one person in one month; 0 where a book has no such line.</summary>
public sealed record ComparisonRow(string Person, YearMonth Month, string Code, Fen Before, Fen After)
{
    public Fen Difference => After - Before;
}

/// <summary>How pay lies among the people: slips, sum, lowest, middle and highest slip, and the mean, rounded; the quartiles are amounts that somebody gets. Zero without slips.</summary>
public sealed record PaySpread(int Slips, Fen Sum, Fen Lowest, Fen Median, Fen Highest, Fen Mean)
{
    public Fen LowerQuartile { get; init; }

    public Fen UpperQuartile { get; init; }
}
