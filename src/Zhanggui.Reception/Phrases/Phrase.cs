using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Reception.Phrases;

/// <summary>Whose a phrase is.</summary>
internal enum PhraseLevel
{
    Shop,
    Team,
    Own,
}

/// <summary>
/// What a person writes down of a phrase. The title says which question it answers (CHAT-12); <paramref name="GuardReason"/>: why it is kept though the guard asks;
/// <paramref name="Promotion"/>: what it tells of, it is offered only while that is open.
/// </summary>
internal sealed record PhraseFields(
    PhraseLevel Level, TeamId? Team, PersonId Owner, string Group, string? Code, string Title, string Text, LocalDate? ReviewOn, LocalDate? ExpiresOn, string? GuardReason = null, Guid? Promotion = null)
{
    /// <summary>Where its short code must be the only one.</summary>
    public string Scope => ScopeOf(Level, Team, Owner);

    public static string ScopeOf(PhraseLevel level, TeamId? team, PersonId owner) => level switch
    {
        PhraseLevel.Shop => "shop",
        PhraseLevel.Team => $"team:{team}",
        PhraseLevel.Own => $"own:{owner}",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}

internal sealed record Phrase(Guid Id, ShopId Shop, PhraseFields Fields, int Version, PersonId ChangedBy, Instant ChangedAt, bool IsRemoved, long Uses, Instant? LastUsedAt);

internal sealed record PhraseChange(int Version, string What, PhraseFields Fields, PersonId By, Instant At);
