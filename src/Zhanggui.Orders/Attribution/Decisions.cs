using System.Collections;
using NodaTime;
using Zhanggui.Facts.Records;
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
