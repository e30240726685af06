using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Settling;

/// <summary>Facts and a book to the slips of a month: pure, whatever the order of the facts.</summary>
internal static class PayRun
{
    /// <summary>Settings without which no slip exists, as refusals with their paths.</summary>
    public static IReadOnlyList<Words> Refusals(PayRules rules) =>
    [
        .. rules.Components.Where(c => c.Kind == ComponentKind.Base && (c.Models.Count == 0 || (rules.Model is { } model && c.Models.Contains(model, StringComparer.Ordinal)))).Select(c => c.Lacks).OfType<string>()
            .Select(path => new Words($"{path} 是空的：没有底薪就没有薪资单，请先填写。", $"{path} is empty: without a base there is no slip. Fill it in first.")),
    ];

    public static (IReadOnlyList<Slip> Slips, IReadOnlyList<PayDecision> Decisions) Settle(PayCase given, YearMonth month, string book, int version)
    {
        var closing = new Closing(given);
        if (closing.Months.Contains(month))
        {
            return (closing.Stored(month), []);
        }

        var run = new MonthRun(given, month);
        var corrections = closing.Corrections(month, book, version, run.Decisions);
        var slips = new List<Slip>();
        var adjustments = given.Facts.Adjustments.Where(a => a.Period == PayCase.Period(month)).OrderBy(a => a.Id, StringComparer.Ordinal).ToLookup(a => a.Person, StringComparer.Ordinal);
        foreach (var person in run.People)
        {
            var lines = new List<PayLine>(run.Lines(person));
            lines.AddRange(corrections.GetValueOrDefault(person.Person, []));
            lines.AddRange(Entered(adjustments[person.Person], person.Person, run.Decisions));
            if (closing.Carried(person.Person, month, lines) is { } carried)
            {
                lines.Add(carried);
            }

            if (Closing.Guard(given.Rules.Guard, lines, month) is { } guard)
            {
                lines.Add(guard);
            }

            slips.Add(new Slip(person.Person, person.Grade, [.. lines.OrderBy(l => l.Code, StringComparer.Ordinal).Select(l => l.Written)]));
        }

        OpenPoints.Tell(run, corrections.Keys);
        Laddering.Tell(given, month, run.Decisions);
        Posting.Tell(given, month, run.Decisions);
        return (slips, run.Decisions.InOrder());
    }

    /// <summary>Adjustments that people entered; one without an amount or an approval waits.</summary>
    private static IEnumerable<PayLine> Entered(IEnumerable<AdjustmentFact> rows, string person, DecisionList decisions)
    {
        foreach (var row in rows)
        {
            if (row.Amount is not { } amount || string.IsNullOrEmpty(row.ApprovedBy))
            {
                decisions.Add("adjustment_unapproved", $"adjustments:{row.Id}", person, $"{person} 的调整「{row.Reason}」{(row.Amount is null ? "没有金额" : "还没有批准")}，先不计。");
                continue;
            }

            yield return new PayLine($"manual:{row.Id}", amount, CountsAs.Pay, "adjustments", $"调整：{row.Reason}，由 {row.ApprovedBy} 批准。") { Facts = [$"adjustments:{row.Id}"] };
        }
    }
}
