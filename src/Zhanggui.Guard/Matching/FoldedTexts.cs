using System.Runtime.CompilerServices;

namespace Zhanggui.Guard.Matching;

/// <summary>Texts of the shop's facts as they are read, worked out once for a list, which never changes: an approved answer is not read anew for every message.</summary>
internal static class FoldedTexts
{
    private static readonly ConditionalWeakTable<IReadOnlyList<string>, string[]> Known = [];

    public static string[] Of(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? [] : Known.GetValue(texts, static all => [.. all.Select(t => Folding.Plain.Fold(t.Trim())).Where(t => t.Length > 0)]);
}
