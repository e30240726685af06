using NodaTime;
using NodaTime.Text;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Months as text: <c>2026-10</c>.</summary>
internal static class Months
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static YearMonth? Read(string? text) => Pattern.Parse(text ?? string.Empty) is { Success: true } month ? month.Value : null;

    public static string Write(YearMonth month) => Pattern.Format(month);

    /// <summary>Months in [from, to).</summary>
    public static int Count(YearMonth from, YearMonth to) => ((to.Year - from.Year) * 12) + to.Month - from.Month;
}
