using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Contracts;

/// <summary>Attribution without a server: facts and the text of a book to decisions.</summary>
public interface IAttributionDesk
{
    /// <summary>
    /// Decides the paid orders of the facts, or of one month. An order that is paid without a time belongs to no month and is
    /// listed in the month it was placed. The text must be sound; its rules hold for all orders.
    /// </summary>
    AttributionReport Decide(FactSet facts, string bookText, string? bookFolder, YearMonth? month);

    /// <summary>The same decisions without their reasons, for whoever only adds up: every paid order of every month.</summary>
    CreditReport Credits(FactSet facts, string bookText, string? bookFolder);
}

/// <summary>Who got how much of which order, what was taken out again, and what nobody has decided. In ordinal order of order ids.</summary>
public sealed record CreditReport(
    string Book,
    int Version,
    IReadOnlyList<CreditRow> Credits,
    IReadOnlyList<RemovalRow> Removals,
    IReadOnlyList<AttributionNotice> ToDecide);

/// <summary>A part of an order; person is null where it is silent, pooled or undecided. The day is that of the payment in the shop's zone.</summary>
public sealed record CreditRow(string OrderId, string Shop, YearMonth? Month, LocalDate? PaidOn, string? Person, string Basis, Fen Amount);

/// <summary>Taken out of an order's base amount by a refund or a review; all of one order never exceed its base amount. Positive; subject is <c>refunds:7</c>.</summary>
public sealed record RemovalRow(string OrderId, YearMonth Month, Instant At, string Subject, Fen Amount, Words Because);

/// <summary>All decisions, in ordinal order of order id, person and line; nobody comes last.</summary>
public sealed record AttributionReport(
    string Book,
    int Version,
    IReadOnlyList<AttributionRow> Orders,
    IReadOnlyList<DeductionRow> Deductions,
    IReadOnlyList<AttributionNotice> Notices)
{
    /// <summary>Who would get the orders that are not paid, by order id; one that nobody would get is left out.</summary>
    public IReadOnlyDictionary<string, string> Unpaid { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>What one person (or nobody) got of an order. Share is a fraction as text, amount its part of the base amount.</summary>
public sealed record AttributionRow(
    string OrderId,
    YearMonth? Month,
    string? Person,
    string Share,
    string Basis,
    string? MessageId,
    string? EventId,
    Fen Amount,
    IReadOnlyList<AttributionLoser> Losers,
    Words Text);

/// <summary>Somebody who had to do with the order and did not get it.</summary>
public sealed record AttributionLoser(string Person, Words Reason)
{
    /// <summary>Did they talk with the buyer inside the windows? That is an assist; a flag or a number alone is none.</summary>
    public bool IsAssist { get; init; }
}

/// <summary>Taken out of the commission base; positive.</summary>
public sealed record DeductionRow(string OrderId, Fen Amount, Words Because);

/// <summary>Facts that do not fit together, or something a person has to decide; subject is <c>orders:123</c>.</summary>
public sealed record AttributionNotice(string Subject, Words What);
