using Zhanggui.Orders.Earners;
using Zhanggui.Orders.Periods;

namespace Zhanggui.Tests.Orders;

public sealed class EarnerMonthTests
{
    [Theory]
    [InlineData("2026-11:207,2026-10:18000", "2026-10")] // the last orders of an export of October were paid in November
    [InlineData("2026-11:900,2026-10:18000", "2026-11")]
    [InlineData("2026-11:1", "2026-11")]
    [InlineData("2026-11:3,2026-10:2,2026-09:900", "2026-09")]
    [InlineData("", null)]
    public void The_newest_month_with_more_than_a_few_orders_is_opened(string newestFirst, string? opened) =>
        ListEarners.Newest([.. newestFirst.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => m.Split(':')).Select(m => PeriodSums.None(m[0]) with { Orders = long.Parse(m[1], null) })]).ShouldBe(opened);
}
