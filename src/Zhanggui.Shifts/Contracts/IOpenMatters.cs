using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;

namespace Zhanggui.Shifts.Contracts;

/// <summary>Something a person has on their hands that outlives the shift: a conversation, a promise.</summary>
/// <param name="Ref">Its id within its kind.</param>
/// <param name="Name">What it is called for good: kept with the handover, so nothing of a buyer may be in it.</param>
/// <param name="Since">When it began.</param>
/// <param name="Link">Where the workbench shows it.</param>
public sealed record OpenMatter(string Ref, string Name, Instant Since, Instant? DueAt, bool IsUrgent, string? Link);

/// <summary>What somebody did of one sort within a stretch of time.</summary>
public sealed record DayCount(string Key, string Zh, string En, int Count);

/// <summary>A room that has open matters of people: they stand in the handover by themselves (HAND-06), and move when <see cref="HandoverReceived"/> is told.</summary>
public interface IOpenMatters
{
    /// <summary>The kind of its matters, one word: <c>conversation</c>.</summary>
    string Kind { get; }

    /// <summary>What this person has on their hands, most urgent first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<OpenMatter>> OfAsync(ShopId shop, PersonId person, int limit, CancellationToken ct);

    /// <summary>What they are about as this viewer may see them now; what is not theirs to see is left out.</summary>
    Task<IReadOnlyDictionary<string, string>> TitlesAsync(Actor viewer, ShopId shop, IReadOnlyCollection<string> refs, CancellationToken ct);

    /// <summary>What this person did within the interval.</summary>
    Task<IReadOnlyList<DayCount>> CountsAsync(ShopId shop, PersonId person, Interval within, CancellationToken ct);
}

/// <summary>The receiver signed: what is named goes from the leaver to the receiver. Told once; moving what has moved already must be harmless.</summary>
public sealed record HandoverReceived(ShopId Shop, Guid Handover, PersonId From, PersonId To, Instant At, IReadOnlyList<HandedMatter> Matters) : IEvent
{
    public static string Name => "shifts.handover.received";
}

/// <summary>One matter of a <see cref="HandoverReceived"/>.</summary>
public sealed record HandedMatter(string Kind, string Ref);
