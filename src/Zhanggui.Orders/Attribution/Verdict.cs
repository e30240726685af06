using Zhanggui.Facts.Records;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>What a rule says about an order: somebody won, or it cannot be decided. A rule that gives it to nobody says nothing (null).</summary>
internal readonly record struct Verdict(Basis Basis, int Agent, int Message = -1, Doubt Doubt = Doubt.None)
{
    public const int Nobody = -1;

    public OrderEventFact? Event { get; init; }

    public string? Number { get; init; }

    public bool IsWon => Agent >= 0;

    public static Verdict Undecided(Doubt doubt) => new(Basis.Undecided, Nobody, Doubt: doubt);
}

/// <summary>What the rules about words ask of an order: its times, the window, and where the words to its buyer stand.</summary>
internal readonly record struct Told(long? Placed, long? Paid, long End, int? InquiryDays, Talks Talks, (int From, int To) Range, ShopClock Clock, Agents Agents)
{
    /// <summary>Is a contact of that day still within the inquiry window on another day?</summary>
    public bool Within(int inquiryDay, int day) => InquiryDays is not { } days || day < inquiryDay + days;
}

/// <summary>
/// One order before the rules that hold for it. <paramref name="End"/> is the end of what counts: payment, else the
/// close, else never. Items are those of the line that is judged, or of all lines.
/// </summary>
internal sealed record Case(OrderFact Order, AttributionRules Rules, CaseFile File, long? Placed, long? Paid, long End, IReadOnlyList<string> Items, Talks Talks, ShopClock Clock, (int From, int To) Range)
{
    public Told Told => new(Placed, Paid, End, Rules.InquiryDays, Talks, Range, Clock, File.Agents);

    public static Case Of(OrderFact order, AttributionRules rules, CaseFile file, IReadOnlyList<string>? items = null)
    {
        var paid = order.PaidAt?.ToUnixTimeTicks();
        var talks = file.Talks(rules);
        return new Case(order, rules, file, order.PlacedAt?.ToUnixTimeTicks(), paid, paid ?? order.ClosedAt?.ToUnixTimeTicks() ?? long.MaxValue,
            items ?? ItemsOf(file.Lines(order.OrderId)), talks, file.Clock(order.Shop), talks.Of(order.Shop, order.Buyer));
    }

    /// <summary>Is a contact of that day still within the inquiry window on another day?</summary>
    public bool Within(int inquiryDay, int day) => Told.Within(inquiryDay, day);

    private static IReadOnlyList<string> ItemsOf(IReadOnlyList<OrderLineFact> lines) =>
        lines.Count == 0 ? [] : [.. lines.Select(l => l.Item).Where(i => !string.IsNullOrEmpty(i)).Distinct(StringComparer.Ordinal)!];
}
