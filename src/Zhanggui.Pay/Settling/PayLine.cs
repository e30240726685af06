using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Settling;

/// <summary>A line while a month is settled: the slip's line and what it counts as.</summary>
internal sealed record PayLine(string Code, Fen Amount, CountsAs CountsAs, string Rule, string Text)
{
    public string? Quantity { get; init; }

    public string? Rate { get; init; }

    public IReadOnlyList<string> Facts { get; init; } = [];

    public SlipLine Written => new(Code, Amount, Quantity, Rate, Rule, Facts, Text);

    /// <summary>Facts of several sources, each once, in ordinal order; a single sorted source is taken as it is.</summary>
    public static IReadOnlyList<string> Once(IReadOnlyList<FactList> sources) => sources.Where(s => s.Facts.Count > 0).Distinct().ToList() switch
    {
        [] => [],
        [{ IsInOrder: true } only] => only.Facts,
        var several => [.. several.SelectMany(s => s.Facts).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };
}

/// <summary>Facts that a value rests on; in order = ordinal and each once, so that a long list is neither sorted nor copied again.</summary>
internal readonly record struct FactList(IReadOnlyList<string> Facts, bool IsInOrder = false);
