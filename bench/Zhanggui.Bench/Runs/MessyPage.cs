using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Zhanggui.Bench.Measure;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Runs;

/// <summary>What <c>messy</c> found, as the page in <c>docs</c>.</summary>
internal sealed partial class MessyPage
{
    private readonly List<(string Set, string Name, TableRefused? Refused, long Problems)> _files = [];
    private readonly List<(string Check, string Name, bool Holds)> _checks = [];
    private readonly List<(string Name, double Aided, double Unaided)> _scores = [];

    public int Failures => _files.Count(f => f.Refused?.Code.StartsWith("THROWN", StringComparison.Ordinal) == true);

    public void Add(string set, string name, TableRefused? refused, long problems) => _files.Add((set, name, refused, problems));

    public void Check(string check, string name, bool holds) => _checks.Add((check, name, holds));

    public void Score(string name, double aided, double unaided) => _scores.Add((name, aided, unaided));

    public string Text()
    {
        var page = new StringBuilder("""
            # Messy files: what is read and what is refused

            Public files that were collected because they break readers. Every file is opened and read to its end, sheet by sheet;
            it is read, or refused with a reason, and nothing may throw. Written by `bench/run messy` (needs the test data, `ZHANGGUI_TESTDATA`).

            | Set | Files | Read | of these with reported rows | Refused | Thrown |
            |---|---|---|---|---|---|

            """);
        foreach (var set in _files.GroupBy(f => f.Set))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {set.Key} | {set.Count()} | {set.Count(f => f.Refused is null)} | {set.Count(f => f.Problems > 0)} | {set.Count(f => f.Refused is not null)} | {set.Count(f => f.Refused?.Code.StartsWith("THROWN", StringComparison.Ordinal) == true)} |\n");
        }

        page.Append("\n## Refused, by reason\n\n| Reason | In words | Files |\n|---|---|---|\n");
        foreach (var reason in _files.Where(f => f.Refused is not null).GroupBy(f => (f.Refused!.Code, f.Refused.En)).OrderBy(g => g.Key.Code, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{reason.Key.Code}` | {reason.Key.En} | {string.Join(", ", reason.Select(f => $"{f.Set}/{Path.GetFileName(f.Name)}"))} |\n");
        }

        page.Append("\n## Checks against what is known\n\n| Check | Compared | Equal | Not equal |\n|---|---|---|---|\n");
        foreach (var check in _checks.GroupBy(c => c.Check))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {check.Key} | {check.Count()} | {check.Count(c => c.Holds)} | {string.Join(", ", check.Where(c => !c.Holds).Select(c => Path.GetFileName(c.Name)))} |\n");
        }

        Scores(page);
        return page.ToString();
    }

    private void Scores(StringBuilder page)
    {
        if (_scores.Count == 0)
        {
            return;
        }

        var weight = _scores.Sum(s => PollockScore.WeightOf(s.Name));
        string Weighted(Func<(string Name, double Aided, double Unaided), double> points) =>
            (_scores.Sum(s => PollockScore.WeightOf(s.Name) * points(s)) / weight).ToString("F3", CultureInfo.InvariantCulture);
        page.Append(CultureInfo.InvariantCulture, $"""

            ## Pollock

            {_scores.Count} of the 2,290 files (the developers' part), scored as the benchmark does, of 10; its weights, over the files that are here.
            "With parameters" takes the dialect, lines to skip and column names that the benchmark gives to every loader; "unaided" gets the bytes alone
            and its first row is the header. Published for all files: DuckDB 9.961 / 9.599, SQLite 9.955 / 9.375, pandas 9.895 / 9.431.

            | | Simple | Weighted | Goal |
            |---|---|---|---|
            | with parameters | {_scores.Average(s => s.Aided):F3} | {Weighted(s => s.Aided)} | ≥ 9.96 / ≥ 9.6 |
            | unaided | {_scores.Average(s => s.Unaided):F3} | {Weighted(s => s.Unaided)} | |

            | Fault | Files | With parameters | Unaided |
            |---|---|---|---|

            """);
        foreach (var kind in _scores.GroupBy(s => Numbers().Replace(s.Name, "#")).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"| {kind.Key} | {kind.Count()} | {kind.Average(s => s.Aided):F3} | {kind.Average(s => s.Unaided):F3} |\n");
        }
    }

    [GeneratedRegex(@"(?<=(row|col|quote|delimiter_))\d+(?=[_.])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();
}
