namespace Zhanggui.Shop.Contracts;

/// <summary>
/// How the pieces of a coming month are forecast: <paramref name="Weights"/> of the last whole months, latest first, and how far last year's course may
/// pull, in hundredths. On how many past months the rule is tried is <paramref name="MonthsTried"/>.
/// </summary>
public sealed record ForecastMethod(IReadOnlyList<int> Weights, int SeasonLeast, int SeasonMost, int MonthsTried);

/// <summary>How far past forecasts were off: the sum of differences and of what was sold, over so many months that could be tried.</summary>
public readonly record struct ForecastError(long Off, long Sold, int Months)
{
    public static ForecastError operator +(ForecastError a, ForecastError b) => new(a.Off + b.Off, a.Sold + b.Sold, Math.Max(a.Months, b.Months));
}

/// <summary>Forecasts what an item will need, from what it sold in whole months (INV-02). Pure, whole numbers only.</summary>
public static class PurchaseForecast
{
    private const int Year = 12;

    /// <summary>
    /// Pieces of the month that lies <paramref name="ahead"/> after the last of <paramref name="sold"/> (oldest first, none left out): the weighted mean of
    /// the last months; where the same months of last year are known, times how that year went on from there. Null where nothing is known.
    /// </summary>
    public static long? Of(IReadOnlyList<long> sold, int ahead, ForecastMethod method)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1);
        if (Mean(sold, sold.Count, method) is not var (sum, weight))
        {
            return null;
        }

        var then = sold.Count - 1 + ahead - Year;
        var (up, down) = then >= 0 && then < sold.Count && sold.Count - Year >= method.Weights.Count && Mean(sold, sold.Count - Year, method) is ( > 0, _) and var (lastSum, lastWeight)
            ? Within(sold[then] * (Int128)lastWeight, lastSum, method) : (1, 1);
        return Rounded((Int128)sum * up, (Int128)weight * down);
    }

    /// <summary>The rule tried on the last months, each forecast from what was known as long before as now.</summary>
    public static ForecastError Tried(IReadOnlyList<long> sold, int ahead, ForecastMethod method)
    {
        var error = default(ForecastError);
        for (var i = sold.Count - 1; i >= Math.Max(ahead, sold.Count - method.MonthsTried); i--)
        {
            if (Of([.. sold.Take(i - ahead + 1)], ahead, method) is { } forecast)
            {
                error = new ForecastError(error.Off + Math.Abs(forecast - sold[i]), error.Sold + sold[i], error.Months + 1);
            }
        }

        return error;
    }

    private static (long Sum, long Weight)? Mean(IReadOnlyList<long> sold, int until, ForecastMethod method)
    {
        var (sum, weight) = (0L, 0L);
        for (var i = 0; i < method.Weights.Count && until - 1 - i >= 0; i++)
        {
            (sum, weight) = (sum + (sold[until - 1 - i] * method.Weights[i]), weight + method.Weights[i]);
        }

        return weight == 0 ? null : (sum, weight);
    }

    private static (Int128 Up, Int128 Down) Within(Int128 up, Int128 down, ForecastMethod method) =>
        up * 100 < down * method.SeasonLeast ? (method.SeasonLeast, 100) : up * 100 > down * method.SeasonMost ? (method.SeasonMost, 100) : (up, down);

    private static long Rounded(Int128 up, Int128 down) => (long)(((up * 2) + down) / (down * 2));
}
