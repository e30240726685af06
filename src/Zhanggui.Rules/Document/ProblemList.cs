using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Document;

/// <summary>Collects problems; a text with very many keeps the first hundred and says so.</summary>
internal sealed class ProblemList
{
    private const int Most = 100;
    private readonly List<BookProblem> problems = [];

    public bool HasErrors => problems.Exists(p => p.Severity == Severity.Error);

    public bool IsFull => problems.Count > Most;

    public void Error(Place place, string path, string rule, Words reason, string? suggestion = null) =>
        Add(new BookProblem(Severity.Error, place.Line, place.Column, path, rule, reason, suggestion));

    public void Add(BookProblem problem)
    {
        if (problems.Count < Most)
        {
            problems.Add(problem);
        }
        else if (problems.Count == Most)
        {
            problems.Add(new BookProblem(Severity.Error, problem.Line, problem.Column, string.Empty, "book.problems.more",
                new Words("问题太多，只列出前 100 个。", "There are more problems; only the first 100 are listed.")));
        }
    }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<BookProblem> InOrder() => [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column).ThenBy(p => p.Severity)];
}
