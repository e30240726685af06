using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>The files about scores, targets and money beside the orders.</summary>
internal static class PayFiles
{
    public static FactsFile<ScoreFact> Scores { get; } = new FactsFile<ScoreFact>(
        "scores.csv",
        [
            FactsColumn<ScoreFact>.Id("period", s => s.Period).Required,
            FactsColumn<ScoreFact>.Id("person", s => s.Person),
            FactsColumn<ScoreFact>.Id("team", s => s.Team),
            FactsColumn<ScoreFact>.Id("kind", s => s.Kind).Required,
            FactsColumn<ScoreFact>.Number("value", s => s.Value),
        ],
        r => new ScoreFact { Period = r.NeedId(0), Person = r.Id(1), Team = r.Id(2), Kind = r.NeedId(3), Value = r.Number(4) },
        f => f.Scores,
        (f, rows) => f with { Scores = rows }).Key("period", "person", "team", "kind");

    public static FactsFile<TargetFact> Targets { get; } = new FactsFile<TargetFact>(
        "targets.csv",
        [
            FactsColumn<TargetFact>.Id("period", t => t.Period).Required,
            FactsColumn<TargetFact>.Id("person", t => t.Person),
            FactsColumn<TargetFact>.Id("team", t => t.Team),
            FactsColumn<TargetFact>.Id("metric", t => t.Metric).Required,
            FactsColumn<TargetFact>.Number("value", t => t.Value),
        ],
        r => new TargetFact { Period = r.NeedId(0), Person = r.Id(1), Team = r.Id(2), Metric = r.NeedId(3), Value = r.Number(4) },
        f => f.Targets,
        (f, rows) => f with { Targets = rows }).Key("period", "person", "team", "metric");

    public static FactsFile<FinanceItemFact> FinanceItems { get; } = new FactsFile<FinanceItemFact>(
        "finance_items.csv",
        [
            FactsColumn<FinanceItemFact>.Id("period", i => i.Period).Required,
            FactsColumn<FinanceItemFact>.Id("kind", i => i.Kind).Required,
            FactsColumn<FinanceItemFact>.Text("title", i => i.Title),
            FactsColumn<FinanceItemFact>.Money("amount", i => i.Amount),
        ],
        r => new FinanceItemFact { Period = r.NeedId(0), Kind = r.NeedId(1), Title = r.Text(2), Amount = r.Money(3) },
        f => f.FinanceItems,
        (f, rows) => f with { FinanceItems = rows }).Names("period", "kind", "title");

    public static FactsFile<AdjustmentFact> Adjustments { get; } = new FactsFile<AdjustmentFact>(
        "adjustments.csv",
        [
            FactsColumn<AdjustmentFact>.Id("id", a => a.Id).Required,
            FactsColumn<AdjustmentFact>.Id("period", a => a.Period).Required,
            FactsColumn<AdjustmentFact>.Id("person", a => a.Person).Required,
            FactsColumn<AdjustmentFact>.Money("amount", a => a.Amount),
            FactsColumn<AdjustmentFact>.Text("reason", a => a.Reason),
            FactsColumn<AdjustmentFact>.Id("approved_by", a => a.ApprovedBy),
        ],
        r => new AdjustmentFact { Id = r.OwnId(0), Period = r.NeedId(1), Person = r.NeedId(2), Amount = r.Money(3), Reason = r.Text(4), ApprovedBy = r.Id(5) },
        f => f.Adjustments,
        (f, rows) => f with { Adjustments = rows }).Key("id");

    public static FactsFile<ClosedLineFact> ClosedLines { get; } = new FactsFile<ClosedLineFact>(
        "closed_lines.csv",
        [
            FactsColumn<ClosedLineFact>.Month("month", l => l.Month).Required,
            FactsColumn<ClosedLineFact>.Id("person", l => l.Person).Required,
            FactsColumn<ClosedLineFact>.Id("line", l => l.Line).Required,
            FactsColumn<ClosedLineFact>.Id("code", l => l.Code),
            FactsColumn<ClosedLineFact>.Money("amount", l => l.Amount),
            FactsColumn<ClosedLineFact>.Id("rule", l => l.Rule),
            FactsColumn<ClosedLineFact>.Id("book", l => l.Book),
            FactsColumn<ClosedLineFact>.Id("version", l => l.Version),
            FactsColumn<ClosedLineFact>.Text("facts", l => l.Facts),
            FactsColumn<ClosedLineFact>.Id("replaces", l => l.Replaces),
        ],
        r => new ClosedLineFact
        {
            Month = r.Month(0) ?? default,
            Person = r.NeedId(1),
            Line = r.NeedId(2),
            Code = r.Id(3),
            Amount = r.Money(4),
            Rule = r.Id(5),
            Book = r.Id(6),
            Version = r.Id(7),
            Facts = r.Text(8),
            Replaces = r.Id(9),
        },
        f => f.ClosedLines,
        (f, rows) => f with { ClosedLines = rows }).Key("month", "person", "line");
}
