using NodaTime;
using Zhanggui.Shop.Buyers.Care;

namespace Zhanggui.Tests.Shop;

public sealed class ShopCareDateTests
{
    [Theory]
    [InlineData("2026-01-31", 1, "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-31", 1, "2026-02-28", "2026-03-31")]
    [InlineData("2028-01-30", 1, "2028-01-30", "2028-02-29")]
    [InlineData("2026-01-15", 3, "2026-04-15", "2026-07-15")]
    [InlineData("2026-01-15", 3, "2026-04-14", "2026-04-15")]
    [InlineData("2026-01-15", 3, "2025-06-01", "2026-04-15")]
    [InlineData("2026-08-31", 6, "2026-12-01", "2027-02-28")]
    [InlineData("2026-01-15", 12, "2030-01-15", "2031-01-15")]
    public void Next_day_is_counted_from_the_first(string anchor, int months, string after, string next) => CareDates.Next(Day(anchor), months, Day(after)).ShouldBe(Day(next));

    [Fact]
    public void Days_never_drift_and_never_leave_an_interval_out()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 20_000; i++)
        {
            var anchor = new LocalDate(2020, 1, 1).PlusDays(random.Next(4000));
            var months = random.Next(1, 25);
            var after = anchor.PlusDays(random.Next(0, 4000));

            var next = CareDates.Next(anchor, months, after);

            next.ShouldBeGreaterThan(after);
            var turns = (((next.Year - anchor.Year) * 12) + next.Month - anchor.Month) / months;
            next.ShouldBe(anchor.PlusMonths(turns * months), $"{anchor} + {turns} × {months}");
            if (turns > 1)
            {
                anchor.PlusMonths((turns - 1) * months).ShouldBeLessThanOrEqualTo(after, $"{anchor}, {months}, {after}");
            }
        }
    }

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
