using System.Text.Json;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Guard.Facts;

/// <summary>The words of <c>fact-words.json</c>: how values and texts say yes or no, and what topics are called.</summary>
internal sealed record FactWords(
    IReadOnlyList<string> Yes, IReadOnlyList<string> No, IReadOnlyList<string> Denials, IReadOnlyList<string> Invoice, IReadOnlyList<string> Postage, IReadOnlyList<string> Payment, IReadOnlyDictionary<string, IReadOnlyList<string>> Methods)
{
    private static readonly Lazy<FactWords> Read = new(() =>
    {
        using var stream = typeof(FactWords).Assembly.GetManifestResourceStream("fact-words.json")!;
        return JsonSerializer.Deserialize<FactWords>(stream, HouseJson.Options)!;
    });

    public static FactWords Known => Read.Value;

    public bool? YesOrNo(string? value) => value is null ? null : Yes.Contains(value, StringComparer.Ordinal) ? true : No.Contains(value, StringComparer.Ordinal) ? false : null;

    public bool Denies(string text) => Denials.Any(d => text.Contains(d, StringComparison.OrdinalIgnoreCase));
}
