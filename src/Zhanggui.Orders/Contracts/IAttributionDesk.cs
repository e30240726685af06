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
}

/// <summary>All decisions, in ordinal order of order id, person and line; nobody comes last.</summary>
public sealed record AttributionReport(
    string Book,
    int Version,
    IReadOnlyList<AttributionRow> Orders,
    IReadOnlyList<DeductionRow> Deductions,
    IReadOnlyList<AttributionNotice> Notices);

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
public sealed record AttributionLoser(string Person, Words Reason);

/// <summary>Taken out of the commission base; positive.</summary>
public sealed record DeductionRow(string OrderId, Fen Amount, Words Because);

/// <summary>Facts that do not fit together, or something a person has to decide; subject is <c>orders:123</c>.</summary>
public sealed record AttributionNotice(string Subject, Words What);
