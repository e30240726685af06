using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Records;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Contracts;

/// <summary>The facts that a month of a shop is settled from: the same on the server and in the folder that <c>zhanggui export facts</c> writes.</summary>
public interface IMonthFacts
{
    /// <summary>From the earliest closed month that may still be corrected, or from as far before the month as its orders reach, up to the month's end.</summary>
    Task<FactSet> GatherAsync(ShopCard shop, YearMonth month, CancellationToken ct);

    /// <summary>The same row by row, in memory that does not grow with the month.</summary>
    Task GiveAsync(ShopCard shop, YearMonth month, IFactsSink sink, CancellationToken ct);

    /// <summary>
    /// The same for several months in one set, <paramref name="to"/> excluded: as the folders of the months laid together. It reaches back as far as any of the
    /// <paramref name="bookTexts"/> looks, besides the book in force.
    /// </summary>
    Task<FactSet> GatherAsync(ShopCard shop, YearMonth from, YearMonth to, IReadOnlyList<string> bookTexts, bool withText, CancellationToken ct);
}
