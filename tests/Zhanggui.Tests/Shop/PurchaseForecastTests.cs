using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Forecasts;

namespace Zhanggui.Tests.Shop;

public sealed class PurchaseForecastTests
{
    private static readonly ForecastMethod House = ForecastMethods.House;

    [Fact]
    public void House_looks_at_three_months_and_last_year_halves_or_doubles_at_most() =>
        (string.Join(':', House.Weights), House.SeasonLeast, House.SeasonMost, House.MonthsTried).ShouldBe(("3:2:1", 50, 200, 6));

    [Theory]
    [InlineData("1", 1, 100, 1, null)]
    [InlineData("", 50, 200, 6, "weights")]
    [InlineData("0 0", 50, 200, 6, "weights")]
    [InlineData("3 -1", 50, 200, 6, "weights")]
    [InlineData("1", 0, 200, 6, "seasonLeast")]
    [InlineData("1", 50, 99, 6, "seasonMost")]
    [InlineData("1", 50, 200, 13, "monthsTried")]
    public void Method_that_cannot_be_used_is_refused(string weights, int least, int most, int tried, string? field) =>
        ForecastMethods.Wrong(new ForecastMethod([.. weights.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => int.Parse(w, System.Globalization.CultureInfo.InvariantCulture))], least, most, tried))?.Field.ShouldBe(field);

    [Theory]
    [InlineData("", 1, null)]
    [InlineData("6", 1, 6L)]
    [InlineData("3 6", 1, 5L)]            // (6×3 + 3×2) / 5 = 4.8
    [InlineData("10 20 30", 1, 23L)]      // (30×3 + 20×2 + 10) / 6 = 23.3
    [InlineData("10 20 30", 2, 23L)]      // without last year a month further changes nothing
    [InlineData("0 0 0", 1, 0L)]
    [InlineData("12 12 12 18 0 0 0 0 0 0 0 0 10 10 10", 1, 15L)]   // last year went from 12 to 18: half as much again
    [InlineData("12 12 12 99 0 0 0 0 0 0 0 0 10 10 10", 1, 20L)]   // no more than twice
    [InlineData("12 12 12 1 0 0 0 0 0 0 0 0 10 10 10", 1, 5L)]     // no less than half
    [InlineData("0 0 0 50 0 0 0 0 0 0 0 0 10 10 10", 1, 10L)]      // last year began with nothing: it says nothing
    [InlineData("12 12 12 6 24 0 0 0 0 0 0 0 10 10 10", 2, 20L)]   // two months ahead looks at the month after
    public void Pieces_of_the_coming_month(string sold, int ahead, long? pieces) => PurchaseForecast.Of(Months(sold), ahead, House).ShouldBe(pieces);

    [Fact]
    public void Error_is_what_the_rule_would_have_missed()
    {
        PurchaseForecast.Tried(Months("10 10 10 10"), 1, House).ShouldBe(new ForecastError(0, 30, 3));
        PurchaseForecast.Tried(Months("10 20"), 1, House).ShouldBe(new ForecastError(10, 20, 1));
        PurchaseForecast.Tried(Months("10 20"), 2, House).ShouldBe(default);
        PurchaseForecast.Tried(Months("10 20 40"), 2, House).ShouldBe(new ForecastError(30, 40, 1));
        PurchaseForecast.Tried(Months("5"), 1, House).Months.ShouldBe(0);
    }

    [Fact]
    public void Steady_sales_are_forecast_as_they_are_and_more_sales_never_forecast_less()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var steady = random.Next(0, 5000);
            PurchaseForecast.Of([.. Enumerable.Repeat((long)steady, random.Next(1, 30))], random.Next(1, 3), House).ShouldBe(steady);
            var sold = Enumerable.Range(0, random.Next(1, 12)).Select(_ => (long)random.Next(0, 900)).ToList();
            var before = PurchaseForecast.Of(sold, 1, House)!.Value;
            sold[^1] += random.Next(1, 500);
            PurchaseForecast.Of(sold, 1, House)!.Value.ShouldBeGreaterThanOrEqualTo(before);
        }
    }

    private static IReadOnlyList<long> Months(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
}
