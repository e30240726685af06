using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Shop.Contracts;

/// <summary>How many people are to serve on a day: rostered, those on signed leave for the whole shift aside.</summary>
public sealed record StaffedDay(LocalDate Date, int People);

/// <summary>What a plan needs of the roster; the room of shifts answers.</summary>
public interface IStaffing
{
    /// <summary>Every day of [<paramref name="from"/>, <paramref name="to"/>), at most 92; a day without a roster has nobody.</summary>
    Task<IReadOnlyList<StaffedDay>> DaysAsync(ShopId shop, LocalDate from, LocalDate to, CancellationToken ct);
}
