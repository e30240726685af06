using System.Collections.Concurrent;
using NodaTime;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>Judges the orders of a file: the plain ones by shares of their buyers, so that the words they are held against lie near each other, then the others.</summary>
internal sealed class Judging(CaseFile file, Func<string, Instant, RulesInForce> rules)
{
    private readonly ConcurrentDictionary<AttributionRules, PlainOrders> plain = new(ReferenceEqualityComparer.Instance);
    private readonly Outcome[] judged = GC.AllocateUninitializedArray<Outcome>(file.Orders.Length);
    private readonly OrderDecision?[] written = new OrderDecision?[file.Orders.Length];

    public Decisions All()
    {
        // Any packing numbers the buyers alike: the skew moves times, not rows.
        var packed = file.Packed(Duration.Zero);
        var others = new List<int>[packed.Orders.Length];
        Pairs.Each(others.Length, share => others[share] = Judge(packed, share));
        int[] rest = [.. others.SelectMany(o => o)];
        var parts = Pairs.Ranges(rest.Length);
        Pairs.Each(parts.Length, p =>
        {
            foreach (var place in rest.AsSpan(parts[p]))
            {
                written[place] = AttributionRun.Decide(file.Orders[place], place, file, AttributionRun.RulesOf(file.Orders[place], rules));
            }
        });
        return new Decisions(file, rules, judged, written);
    }

    /// <summary>Gives the orders of the share that ask for more than words.</summary>
    private List<int> Judge(Packing packed, int share)
    {
        var others = new List<int>();
        var clocks = new ShopClock?[packed.Shops.Length];
        (RulesInForce? last, PlainOrders? by) = (null, null);
        foreach (ref readonly var one in packed.Orders[share].AsSpan())
        {
            var placed = Asked.Known(one.Placed);
            var inForce = rules(packed.Shops[one.Shop], (placed ?? Asked.Known(one.Paid)) is { } at ? Instant.FromUnixTimeTicks(at) : Instant.MinValue);
            if (!ReferenceEquals(last, inForce))
            {
                (last, by) = (inForce, plain.GetOrAdd(inForce.Rules, static (known, of) => new PlainOrders(known, of), file));
            }

            if (!by!.Holds(one.Marks))
            {
                others.Add(one.Order);
                continue;
            }

            var range = one.Buyer < 0 ? default : by.Talks.Of(share, one.Buyer);
            judged[one.Order] = Outcome.Of(by.Judge(placed, Asked.Known(one.Paid), Asked.Known(one.Closed), range, clocks[one.Shop] ??= file.Clock(packed.Shops[one.Shop])));
        }

        return others;
    }
}
