using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Orders.Contracts;

/// <summary>
/// What a tool's service report says of an agent's day. Shares in millionths, times in milliseconds, money in fen; null = the report does not say.
/// <paramref name="Person"/> is null where the account was nobody's on that day, or two persons'.
/// </summary>
public sealed record ElsewhereDay(
    LocalDate Day, string Account, PersonId? Person, string Source, long? Consulting, long? Received, long? Inquiry, long? InquiryPaid, long? Conversion, long? FirstResponse, long? AverageResponse,
    long? Satisfaction, long? ReplyRate, long? Sales, long? Refunded, long? Orders);

/// <summary>Figures that other tools counted; shown beside our own, never added to them.</summary>
public interface ICountedElsewhere
{
    /// <summary>Days [from, to), by day, account and tool; at most 20,000.</summary>
    Task<IReadOnlyList<ElsewhereDay>> DaysAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct);
}
