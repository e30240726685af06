using NodaTime;
using Zhanggui.Orders.Oversold;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests.Orders;

public sealed class OversoldTests
{
    private static readonly Instant Placed = Instant.FromUtc(2026, 10, 3, 6, 0);

    [Theory]
    [InlineData(0L, -1, true)]
    [InlineData(-2L, -1, true)]
    [InlineData(0L, 0, true)] // counted in the same minute
    [InlineData(1L, -1, false)]
    [InlineData(0L, 1, false)] // counted afterwards
    [InlineData(null, -1, false)]
    public void Line_is_marked_where_the_last_count_before_found_nothing(long? quantity, int minutes, bool isMarked) =>
        (OversoldRule.Of(new SoldLine("1", "1", "6001", Placed), new StockNow(quantity, true, Placed + Duration.FromMinutes(minutes))) is not null).ShouldBe(isMarked);

    [Fact]
    public void Where_nobody_counted_nothing_is_said() => OversoldRule.Of(new SoldLine("1", "1", "6001", Placed), null).ShouldBeNull();
}
