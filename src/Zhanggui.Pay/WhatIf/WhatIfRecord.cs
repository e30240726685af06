using NodaTime;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Where a comparison stands.</summary>
internal static class WhatIfStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
}

/// <summary>One of the two books as it was when somebody asked: which, what it was called, its effective text.</summary>
internal sealed record TriedBook(string Which, string Title, string Text);

/// <summary>What was asked: months [From, To) of a shop by two books.</summary>
internal sealed record WhatIfAsked(Guid Id, ShopId Shop, PersonId By, Instant At, YearMonth From, YearMonth To, TriedBook Before, TriedBook After);

/// <summary>A comparison as the lists show it. Stage: <c>facts</c>, <c>months</c>.</summary>
internal sealed record WhatIfRow(
    Guid Id, ShopId Shop, PersonId By, Instant At, string From, string To, string BeforeWhich, string BeforeTitle, string AfterWhich, string AfterTitle, string State, string? Stage, int Done, int Total,
    Instant? EndedAt, string? ProblemZh, string? ProblemEn, string? FactsDigest, string? Summary, string? Note, PersonId? NoteBy, Instant? NoteAt, bool NoteShown);
