using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Attribution;

/// <summary>A person's own decision about an order, with evidence and approval; it goes before every rule. Weights say how it is shared.</summary>
internal sealed record ManualDecision(string OrderId, IReadOnlyList<(string Person, long Weight)> Shares, string Id, string ApprovedBy, string Evidence);

/// <summary>The decision of a tool the shop already uses, from an imported report.</summary>
internal sealed record ExternalDecision(string OrderId, string Person, string Source);

/// <summary>What is known about credit besides the facts of the folder.</summary>
internal sealed record AttributionInputs(IReadOnlyList<ManualDecision> Manual, IReadOnlyList<ExternalDecision> External)
{
    public static readonly AttributionInputs None = new([], []);
}

/// <summary>
/// A part of an order and who got it. Person is null for silent, pooled and undecided parts. The share is a fraction of the
/// order's base amount; the amounts of an order's credits add up to it exactly.
/// </summary>
internal sealed record Credit
{
    public required string? Person { get; init; }

    public required Basis Basis { get; init; }

    public Doubt Doubt { get; init; }

    public long Numerator { get; init; } = 1;

    public long Denominator { get; init; } = 1;

    public required Fen Amount { get; init; }

    /// <summary>The winning message, when words decided.</summary>
    public string? MessageId { get; init; }

    /// <summary>The winning flag or note, when an act on the order decided.</summary>
    public string? EventId { get; init; }

    public Instant? At { get; init; }

    /// <summary>The staff number or name found in the note.</summary>
    public string? Number { get; init; }

    /// <summary>The order lines it covers, when credit is given by line; empty = the whole order.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    public string Share => $"{Numerator}/{Denominator}";
}

/// <summary>Somebody who had to do with the order and did not get it; an assist when they talked with the buyer inside the windows.</summary>
internal sealed record Loser(string Person, Loss Loss, Instant? At, string? EvidenceId, bool IsAssist);

/// <summary>Who earned one order, by which rule of which book, and why. Losers and sentences are worked out when they are read.</summary>
internal sealed class OrderDecision(OrderFact order, YearMonth? month, YearMonth? placedMonth, Fen baseAmount, IReadOnlyList<Credit> credits, RulesInForce rules, CaseFile file)
{
    private Trail? trail;

    public OrderFact Order => order;

    /// <summary>The month it belongs to; null while its base event has not happened.</summary>
    public YearMonth? Month => month;

    /// <summary>The month it was placed in; null when that is not known.</summary>
    public YearMonth? PlacedMonth => placedMonth;

    /// <summary>The day of its payment in the shop's zone.</summary>
    public LocalDate? PaidOn => order.PaidAt is { } at ? file.Clock(order.Shop).Date(at.ToUnixTimeTicks()) : null;

    /// <summary>Was it paid, as far as the facts say? Unpaid orders are decided too, with an amount of zero.</summary>
    public bool IsPaid => WasPaid(order);

    public Fen Base => baseAmount;

    public IReadOnlyList<Credit> Credits => credits;

    public RulesInForce Rules => rules;

    public IReadOnlyList<Loser> Losers => Explained.Losers;

    /// <summary>One sentence for a shop assistant.</summary>
    public Words Sentence => Explained.Sentence;

    /// <summary>The sentence for one loser.</summary>
    public Words Why(Loser loser) => Explained.Why(loser);

    public bool IsUndecided => credits.Any(c => c.Basis == Basis.Undecided);

    public static bool WasPaid(OrderFact order) => order.PaidAt is not null || IsPaidWithoutTime(order);

    public static bool IsPaidWithoutTime(OrderFact order) => order is { PaidAt: null, Status: OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Signed or OrderStatus.Success };

    private Trail Explained
    {
        get
        {
            lock (file.Gate)
            {
                return trail ??= Explaining.Of(this, file);
            }
        }
    }
}

/// <summary>The worked-out reasons of one decision.</summary>
internal sealed record Trail(IReadOnlyList<Loser> Losers, Words Sentence, Func<Loser, Words> Why);

/// <summary>What is taken out of the commission base; never changes who earned the order. Amount is positive.</summary>
internal sealed record Deduction(string OrderId, string Shop, Fen Amount, YearMonth Month, Instant At, string Subject, Words Because);

/// <summary>Something that a person has to decide before it can cost anybody anything.</summary>
internal sealed record DecisionToTake(string OrderId, string Subject, Words What);

/// <summary>All decisions about a set of facts, in ordinal order of order ids.</summary>
internal sealed record AttributionResult(
    IReadOnlyList<OrderDecision> Orders,
    IReadOnlyList<Deduction> Deductions,
    IReadOnlyList<DecisionToTake> ToDecide,
    IReadOnlyList<Anomaly> Anomalies)
{
    /// <summary>Sums of a month and shop (null = all of them); shop total = credited + silent + undecided.</summary>
    public AttributionTotals Totals(YearMonth? month = null, string? shop = null)
    {
        var (total, credited, silent, undecided) = (Fen.Zero, Fen.Zero, Fen.Zero, Fen.Zero);
        foreach (var decision in Orders.Where(o => o.IsPaid && (month is null || o.Month == month) && (shop is null || o.Order.Shop == shop)))
        {
            total += decision.Base;
            foreach (var credit in decision.Credits)
            {
                switch (credit)
                {
                    case { Person: not null }:
                        credited += credit.Amount;
                        break;
                    case { Basis: Basis.Undecided }:
                        undecided += credit.Amount;
                        break;
                    default:
                        silent += credit.Amount;
                        break;
                }
            }
        }

        return new AttributionTotals(total, credited, silent, undecided);
    }
}

/// <summary>Total = credited + silent + undecided, always.</summary>
internal sealed record AttributionTotals(Fen Total, Fen Credited, Fen Silent, Fen Undecided);
