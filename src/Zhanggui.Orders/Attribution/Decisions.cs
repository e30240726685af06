using System.Collections;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>The decided orders of a run in ordinal order of their ids; the record of one is written when it is read first, from what was judged.</summary>
internal sealed class Decisions(CaseFile file, Func<string, Instant, RulesInForce> rules, Outcome[] judged, OrderDecision?[] written) : IReadOnlyList<OrderDecision>
{
    public int Count => judged.Length;

    public OrderDecision this[int index] => written[index] ??= Write(index);

    public IEnumerator<OrderDecision> GetEnumerator()
    {
        for (var i = 0; i < judged.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A row for every credit of every paid order, from what was judged: no record is written for it that was not written before.</summary>
    public IReadOnlyList<CreditRow> PaidCredits()
    {
        var parts = Pairs.Ranges(judged.Length);
        var found = new List<CreditRow>[parts.Length];
        Pairs.Each(parts.Length, p =>
        {
            var (from, length) = parts[p].GetOffsetAndLength(judged.Length);
            var rows = found[p] = new List<CreditRow>(length);
            for (var i = from; i < from + length; i++)
            {
                if (written[i] is not { } decision)
                {
                    Add(i, rows);
                }
                else if (decision.IsPaid)
                {
                    rows.AddRange(decision.Credits.Select(c => new CreditRow(decision.Order.OrderId, decision.Order.Shop, decision.Month, decision.PaidOn, c.Person, ReasonWords.Code(c.Basis), c.Amount)));
                }
            }
        });
        return found.Length == 1 ? found[0] : [.. found.SelectMany(rows => rows)];
    }

    private void Add(int index, List<CreditRow> rows)
    {
        var order = file.Orders[index];
        if (!OrderDecision.WasPaid(order))
        {
            return;
        }

        var (inForce, clock, outcome) = (AttributionRun.RulesOf(order, rules).Rules, file.Clock(order.Shop), judged[index]);
        LocalDate? paidOn = order.PaidAt is { } at ? clock.Date(at.ToUnixTimeTicks()) : null;
        rows.Add(new CreditRow(order.OrderId, order.Shop, BaseAmount.Month(order, inForce, clock), paidOn, outcome.Verdict.IsWon ? file.Agents.Name(outcome.Agent) : null,
            ReasonWords.Code(outcome.Basis), BaseAmount.Of(order, file.Lines(index), inForce)));
    }

    private OrderDecision Write(int index)
    {
        var order = file.Orders[index];
        var inForce = AttributionRun.RulesOf(order, rules);
        var amount = BaseAmount.Of(order, file.Lines(index), inForce.Rules);
        return AttributionRun.Written(order, file, inForce, amount, [AttributionRun.Whole(judged[index].Verdict, file, inForce.Rules, amount)]);
    }
}

/// <summary>A verdict of words alone, small enough to keep a million.</summary>
internal readonly record struct Outcome(Basis Basis, Doubt Doubt, int Agent, int Message)
{
    public Verdict Verdict => new(Basis, Agent, Message, Doubt);

    public static Outcome Of(in Verdict verdict) => new(verdict.Basis, verdict.Doubt, verdict.Agent, verdict.Message);
}
