using System.Text.Json;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.WhatIf;

/// <summary>The rows of a kept answer.</summary>
internal static class WhatIfRows
{
    public static IEnumerable<ReadWhatIf.RowView> Of(JsonDocument result)
    {
        foreach (var row in result.RootElement.GetProperty("rows").EnumerateArray())
        {
            var (before, after) = (Money(row, "before"), Money(row, "after"));
            yield return new ReadWhatIf.RowView(row.GetProperty("person").GetString()!, row.GetProperty("month").GetString()!, row.GetProperty("component").GetString()!, before, after, after - before);
        }
    }

    private static long Money(JsonElement row, string name) => Fen.TryParse(row.GetProperty(name).GetString(), out var value) ? value.Value : throw new FormatException($"'{row.GetProperty(name)}' is no amount.");
}
