using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Db;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Metrics.Reports;

/// <summary>One sheet of the report's workbook.</summary>
internal sealed record ReportSheet(string Name, IReadOnlyList<XlsxColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Lines);

/// <summary>What stands in the daily and weekly workbook behind the figures: targets with what was reached, reasons of lost sales, week accounts, what the platform gave.</summary>
internal sealed class ReportSheets(FactsGatherer gatherer, ScopeNames names, FigureAccess access, Database database)
{
    public async Task<IReadOnlyList<ReportSheet>> OfAsync(FigureView view, Period period, IReadOnlyList<MetricRow> rows, bool isZh, CancellationToken ct)
    {
        var sheets = new[] { await TargetsAsync(view, period, rows, isZh, ct), await LossesAsync(view, period, isZh, ct), await WeeksAsync(view, period, isZh, ct), await PlatformAsync(view, period, isZh, ct) };
        return [.. sheets.Where(s => s.Lines.Count > 0)];
    }

    private async Task<ReportSheet> TargetsAsync(FigureView view, Period period, IReadOnlyList<MetricRow> rows, bool isZh, CancellationToken ct)
    {
        var targets = (await ReadTargets.OfAsync(view, period, gatherer, ct)).Where(t => ReadTargets.IsOf(t, period)).ToList();
        var known = await names.OfAsync([.. targets.Select(t => t.Person).OfType<string>()], ct);
        var lines = new List<IReadOnlyList<string?>>();
        foreach (var target in targets)
        {
            var reached = rows.FirstOrDefault(r => r.Metric == target.Figure && r.Set == "shop" && r.Scope == target.ScopeOf(view));
            lines.Add(
            [
                target.Period, target.Team ?? (target.Person is null ? view.Shop.Name : known.GetValueOrDefault(target.Person) ?? target.Person), MetricCatalogue.Find(target.Figure) is { } d ? (isZh ? d.Name.Zh : d.Name.En) : target.Metric,
                target.Value?.ToString(CultureInfo.InvariantCulture), reached is null ? "-" : FigureText.Value(reached.Unit, reached.Numerator, reached.Denominator),
            ]);
        }

        return Sheet(isZh, ("目标", "Targets"), [("时间", "Period", 12), ("谁的", "Whose", 16), ("指标", "Figure", 16), ("目标", "Target", 14), ("完成", "Reached", 14)], lines);
    }

    private async Task<ReportSheet> LossesAsync(FigureView view, Period period, bool isZh, CancellationToken ct)
    {
        var losses = await LossReasons.OfAsync(view, period, access, names, database, ct);
        return Sheet(isZh, ("未成交原因", "Lost sales"), [("日期", "Day", 12), ("买家", "Buyer", 18), ("原因", "Reason", 12), ("说明", "Note", 30), ("客服", "Agent", 12)],
            [.. losses.Select(l => (IReadOnlyList<string?>)[DayBook.Text(l.Day), l.Buyer, isZh ? LossReasons.Words.GetValueOrDefault(l.Reason) ?? l.Reason : l.Reason, l.Note, l.Name])]);
    }

    private async Task<ReportSheet> WeeksAsync(FigureView view, Period period, bool isZh, CancellationToken ct)
    {
        var lines = new List<IReadOnlyList<string?>>();
        for (var monday = period.From.DayOfWeek == IsoDayOfWeek.Monday ? period.From : period.From.Next(IsoDayOfWeek.Monday); period.Days > 1 && monday < period.To; monday = monday.PlusWeeks(1))
        {
            lines.AddRange((await WeekAccounts.OfAsync(view, monday, access, names, database, ct)).Select(a => (IReadOnlyList<string?>)[DayBook.Text(monday), a.Name, a.Done, a.Next]));
        }

        return Sheet(isZh, ("周小结", "Week accounts"), [("周一", "Monday", 12), ("客服", "Agent", 12), ("上周做了什么", "Done", 50), ("下周改进什么", "Next", 50)], lines);
    }

    private async Task<ReportSheet> PlatformAsync(FigureView view, Period period, bool isZh, CancellationToken ct)
    {
        var rows = view.Reach == Reach.Own ? [] : await PlatformFigures.OfAsync(view, period, names, database, ct);
        return Sheet(isZh, ("平台给的", "Given by the platform"), [("指标", "Figure", 18), ("从", "First", 12), ("到", "Last", 12), ("数值", "Value", 12), ("来源", "Source", 20), ("录入人", "Entered by", 12)],
            [.. rows.Select(r => (IReadOnlyList<string?>)[PlatformCatalogue.Find(r.Figure) is { } d ? (isZh ? d.Name.Zh : d.Name.En) : r.Figure, DayBook.Text(r.First), DayBook.Text(r.Last), r.Amount, r.Source, r.Name])]);
    }

    private static ReportSheet Sheet(bool isZh, (string Zh, string En) name, (string Zh, string En, double Width)[] columns, IReadOnlyList<IReadOnlyList<string?>> lines) =>
        new(isZh ? name.Zh : name.En, [.. columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))], lines);
}
