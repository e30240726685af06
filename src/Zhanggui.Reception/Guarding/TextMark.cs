using Zhanggui.Guard.Contracts;

namespace Zhanggui.Reception.Guarding;

/// <summary>Words of the shop by what they are.</summary>
internal enum TextKind
{
    Phrase,
    Signature,
    Reply,
    Channel,
}

/// <summary>One thing that rings in kept words; positions are characters of the text.</summary>
internal sealed record TextHit(string Rule, string Name, string? NameEn, GuardLevel Level, int Start, int Length, string Text, string Reason, string? ReasonEn, string? Suggestion);

/// <summary>What the guard finds in kept words; <paramref name="Rewrite"/> is the whole text in words that pass.</summary>
internal sealed record TextMark(GuardLevel Level, IReadOnlyList<TextHit> Hits, string? Rewrite)
{
    private const int MostHits = 20;

    public static TextMark Of(GuardVerdict verdict) => new(verdict.Verdict,
        [.. verdict.Hits.OrderByDescending(h => h.Level).ThenBy(h => h.Start).Take(MostHits).Select(h => new TextHit(h.Rule, h.Name.Zh, h.Name.En, h.Level, h.Start, h.Length, h.Text, h.Reason.Zh, h.Reason.En, h.Suggestion))], verdict.Rewrite);

    /// <summary>A block always; what asks for a reason only where none is kept.</summary>
    public static bool Fails(GuardVerdict verdict, string? reason) => verdict.Verdict == GuardLevel.Block || (verdict.Verdict == GuardLevel.Confirm && string.IsNullOrWhiteSpace(reason));
}
