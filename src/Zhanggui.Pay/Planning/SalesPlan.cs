using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;

namespace Zhanggui.Pay.Planning;

/// <summary>A way to reach an amount of sales: sales and labour cost of each month, and what is spent besides (FIN-06).</summary>
internal sealed record SalesPlan(IReadOnlyList<(Fen Sales, Fen Labour)> Months, Fen Extra)
{
    public Fen Sales => Months.Aggregate(Fen.Zero, (sum, m) => sum + m.Sales);

    public Fen Cost => Months.Aggregate(Extra, (sum, m) => sum + m.Labour);

    /// <summary>Cost ÷ sales; null where nothing is sold.</summary>
    public Ratio? Share => Sales == Fen.Zero ? null : Ratio.Of(Cost) / Ratio.Of(Sales);

    /// <summary>What the other plan saves against this one, in money and months.</summary>
    public (Fen Money, int Months) SavedBy(SalesPlan other) => (Cost - other.Cost, Months.Count - other.Months.Count);
}
