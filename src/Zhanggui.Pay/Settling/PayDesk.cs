using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Settling;

/// <inheritdoc cref="IPayDesk"/>
internal sealed class PayDesk(IBookDesk books, IAttributionDesk attribution, IMetricsDesk metrics) : IPayDesk
{
    public Settlement Settle(FactSet facts, string bookText, string? bookFolder, YearMonth month, Instant? asOf)
    {
        var read = books.Read(PaySection.Section, bookText, bookFolder, []);
        var report = books.Check(bookText, bookFolder);
        var refusals = PayRun.Refusals(read.Rules);
        var legality = report.Doubts.Where(d => d.Path.StartsWith("pay.", StringComparison.Ordinal)).Select(d => new DoubtfulPay(Named(d.Path), d.Clause.Zh, d.Ground.Zh))
            .OrderBy(d => d.Component, StringComparer.Ordinal).ThenBy(d => d.Clause, StringComparer.Ordinal).ToList();
        if (refusals.Count > 0)
        {
            return new Settlement(month, report.Book, report.Version, FactsDigest.Of(facts), [], [], legality, refusals);
        }

        var digest = Task.Run(() => FactsDigest.Of(facts)); // beside the settlement; both only read
        var known = asOf is { } at ? Known.Before(facts, at) : facts;
        var given = new PayCase(known, read.Rules, attribution.Credits(known, bookText, bookFolder), Measuring(known, new BookText(bookText, bookFolder)), asOf);
        var (slips, decisions) = PayRun.Settle(given, month, report.Book, report.Version);
        return new Settlement(month, report.Book, report.Version, digest.GetAwaiter().GetResult(), slips, decisions, legality, []) { Progress = Laddering.Progress(given, month) };
    }

    public Comparison Compare(FactSet facts, BookText before, BookText after, YearMonth from, YearMonth to, CancellationToken cancel = default, Action<int>? monthDone = null)
    {
        var (old, changed) = (Section(before), Section(after));
        var (oldName, newName) = (books.Check(before.Text, before.Folder), books.Check(after.Text, after.Folder));
        IReadOnlyList<Words> refusals = [.. PayRun.Refusals(old), .. PayRun.Refusals(changed)];
        if (refusals.Count > 0)
        {
            return new Comparison(oldName.Book, oldName.Version, newName.Book, newName.Version, [], SideBySide.None, SideBySide.None, refusals);
        }

        // Credits and figures are worked out once where both books say the same about them.
        var differences = books.Compare(before.Text, before.Folder, after.Text, after.Folder).Select(d => d.Section).ToHashSet(StringComparer.Ordinal);
        var credits = attribution.Credits(facts, before.Text, before.Folder);
        var measure = Measuring(facts, before);
        cancel.ThrowIfCancellationRequested();
        var same = !differences.Contains("attribution");
        var one = new PayCase(facts, old, credits, measure);
        var two = new PayCase(facts, changed, same ? credits : attribution.Credits(facts, after.Text, after.Folder), same && !differences.Contains("metrics") ? measure : Measuring(facts, after));
        var rows = SideBySide.Of(one, two, from, to, cancel, monthDone, out var spreadBefore, out var spreadAfter);
        return new Comparison(oldName.Book, oldName.Version, newName.Book, newName.Version, rows, spreadBefore, spreadAfter, []);
    }

    private PayRules Section(BookText book) => books.Read(PaySection.Section, book.Text, book.Folder, []).Rules;

    private Func<YearMonth, IReadOnlyList<MetricRow>> Measuring(FactSet facts, BookText book)
    {
        var measured = new Dictionary<YearMonth, IReadOnlyList<MetricRow>>();
        return month => measured.TryGetValue(month, out var rows) ? rows
            : measured[month] = metrics.Measure(facts, book.Text, book.Folder, month.OnDayOfMonth(1), month.OnDayOfMonth(1).PlusMonths(1));
    }

    /// <summary>The component that a path such as <c>pay.penalties.late</c> is about.</summary>
    private static string Named(string path) => path.Split('.') is [_, _, var id, ..] ? id : path;
}
