namespace Zhanggui.Facts.Demo;

/// <summary>
/// How big a demo shop is. The tiers carry a peak; an average day has 40 % of it, and the busiest promotion day reaches it.
/// These are the generator's own figures and rules of no book.
/// </summary>
/// <param name="Agents">Agents with an account of their own.</param>
/// <param name="Shops">Shops, each with its share of agents and buyers.</param>
/// <param name="PeakBuyers">Buyers who write on the busiest day.</param>
/// <param name="Conversion">Conversations of a thousand that lead to an order.</param>
/// <param name="Silent">Orders of a thousand without any talk.</param>
/// <param name="OrdersPerBuyer">Orders that a thousand buying buyers place at once.</param>
public sealed record DemoScale(int Agents, int Shops, int PeakBuyers, int Conversion, int Silent, int OrdersPerBuyer)
{
    /// <summary>Average day ÷ busiest day, of a thousand.</summary>
    internal const int AverageOfPeak = 400;

    public static DemoScale S { get; } = new(5, 1, 3_000, 430, 300, 1_080);

    public static DemoScale M { get; } = new(24, 2, 20_000, 480, 300, 1_100);

    public static DemoScale L { get; } = new(120, 3, 80_000, 540, 380, 1_150);

    public static DemoScale XL { get; } = new(320, 5, 200_000, 600, 400, 1_500);

    /// <summary>A few days' work of a very small shop: for tests that look at every row.</summary>
    public static DemoScale Tiny { get; } = S with { PeakBuyers = 150 };

    /// <summary>By the name of its tier: S, M, L, XL.</summary>
    public static DemoScale? Find(string name) => name switch { "S" => S, "M" => M, "L" => L, "XL" => XL, _ => null };
}
