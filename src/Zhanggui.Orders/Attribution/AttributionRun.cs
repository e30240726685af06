using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// Facts and rules to decisions with their reasons: pure, the same for any order of the facts. The rules of an order are
/// those of its shop at the moment it was placed (paid, when that is not known). Works on two threads where there is much to do;
/// whoever names the rules is asked by both.
/// </summary>
internal static class AttributionRun
{
    /// <param name="facts">The facts of one or several shops.</param>
    /// <param name="rules">The rules in force in a shop at an instant; the same object for the same edition.</param>
    /// <param name="inputs">Decisions of persons and of other tools.</param>
    public static AttributionResult Decide(FactSet facts, Func<string, Instant, RulesInForce> rules, AttributionInputs? inputs = null)
    {
        var file = new CaseFile(facts, inputs ?? AttributionInputs.None);
        return Finish(new Judging(file, rules).All(), file);
    }

    /// <summary>The same by the whole stack for every order, one after the other: what <see cref="PlainOrders"/> has to agree with.</summary>
    public static AttributionResult DecideOneByOne(FactSet facts, Func<string, Instant, RulesInForce> rules, AttributionInputs? inputs = null)
    {
        var file = new CaseFile(facts, inputs ?? AttributionInputs.None);
        return Finish([.. file.Orders.Select((order, place) => Decide(order, place, file, RulesOf(order, rules)))], file);
    }

    public static RulesInForce RulesOf(OrderFact order, Func<string, Instant, RulesInForce> rules) => rules(order.Shop, order.PlacedAt ?? order.PaidAt ?? Instant.MinValue);

    public static OrderDecision Decide(OrderFact order, int place, CaseFile file, RulesInForce rules)
    {
        var lines = file.Lines(place);
        var amount = BaseAmount.Of(order, lines, rules.Rules);
        OrderChecks.Note(order, lines, file);
        var credits = file.Manual.TryGetValue(order.OrderId, out var manual) ? Shared(manual, amount)
            : rules.Rules.PerLine && lines.Count > 1 ? ByLine(order, lines, file, rules.Rules, amount)
            : [Whole(Stack.Judge(Case.Of(order, rules.Rules, file)), file, rules.Rules, amount)];
        return Written(order, file, rules, amount, credits);
    }

    public static OrderDecision Written(OrderFact order, CaseFile file, RulesInForce rules, Fen amount, IReadOnlyList<Credit> credits)
    {
        var clock = file.Clock(order.Shop);
        YearMonth? placed = order.PlacedAt is { } at ? clock.Month(at.ToUnixTimeTicks()) : null;
        return new OrderDecision(order, BaseAmount.Month(order, rules.Rules, clock), placed, amount, credits, rules, file);
    }

    public static Credit Whole(Verdict verdict, CaseFile file, AttributionRules rules, Fen amount) => new()
    {
        Person = verdict.IsWon ? file.Agents.Name(verdict.Agent) : null,
        Basis = verdict.Basis,
        Doubt = verdict.Doubt,
        Amount = amount,
        MessageId = verdict.Message >= 0 ? file.Talks(rules).Id(verdict.Message) : null,
        EventId = verdict.Event?.Id,
        At = verdict.Event?.At ?? (verdict.Message >= 0 ? file.Talks(rules).SentAt(verdict.Message) : null),
        Number = verdict.Number,
    };

    private static AttributionResult Finish(IReadOnlyList<OrderDecision> decisions, CaseFile file)
    {
        var (deductions, toDecide) = Deducting.Of(decisions, file);
        return new AttributionResult(decisions, deductions, toDecide, file.Anomalies);
    }

    private static Credit[] Shared(ManualDecision manual, Fen amount)
    {
        var shares = manual.Shares.OrderBy(s => s.Person, StringComparer.Ordinal).ToList();
        var whole = shares.Sum(s => s.Weight);
        var parts = amount.Split([.. shares.Select(s => s.Weight)]);
        return [.. shares.Select((s, i) => Fraction(new Credit { Person = s.Person, Basis = Basis.Manual, Amount = parts[i], EventId = manual.Id }, s.Weight, whole))];
    }

    /// <summary>Each line is judged by its own item; what goes to one person by one rule is one credit.</summary>
    private static IReadOnlyList<Credit> ByLine(OrderFact order, IReadOnlyList<OrderLineFact> lines, CaseFile file, AttributionRules rules, Fen amount)
    {
        var weights = BaseAmount.Weights(lines);
        var whole = weights.Sum();
        var parts = amount.Split(weights);
        var judged = lines.Select((line, i) => (Line: line, Weight: whole == 0 ? (i == 0 ? 1 : 0) : weights[i], Part: parts[i],
            Credit: Whole(Stack.Judge(Case.Of(order, rules, file, string.IsNullOrEmpty(line.Item) ? null : [line.Item])), file, rules, parts[i])));
        var groups = judged.GroupBy(j => (j.Credit.Person, j.Credit.Basis, j.Credit.Doubt)).ToList();
        return groups.Count == 1
            ? [groups[0].First().Credit with { Amount = amount }]
            : [.. groups.Select(g => Fraction(g.First().Credit with
                {
                    Amount = g.Aggregate(Fen.Zero, (sum, j) => sum + j.Part),
                    Lines = [.. g.Select(j => j.Line.Line)],
                }, g.Sum(j => j.Weight), Math.Max(1, whole))).OrderBy(c => c.Person ?? "\uFFFF", StringComparer.Ordinal).ThenBy(c => c.Basis)];
    }

    private static Credit Fraction(Credit credit, long part, long whole)
    {
        var (a, b) = (part, whole);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return credit with { Numerator = part / Math.Max(1, a), Denominator = whole / Math.Max(1, a) };
    }
}
