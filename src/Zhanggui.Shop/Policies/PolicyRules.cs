using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Policies;

/// <summary>A stretch in which an approved version was meant to hold.</summary>
internal readonly record struct Span(int Version, Instant From, Instant? To);

/// <summary>Which version is in force, which policy counts, and what may be done with a version. Pure.</summary>
internal static class PolicyRules
{
    public const int ReasonLength = 300;

    /// <summary>The version in force: of those that hold at the instant the one that began last, then the higher number. A dated exception ends and the one before it holds again.</summary>
    public static int? InForce(IEnumerable<Span> approved, Instant? endedAt, Instant at) =>
        endedAt is { } ended && ended <= at ? null
        : approved.Where(s => s.From <= at && (s.To is not { } to || to > at)).OrderByDescending(s => s.From).ThenByDescending(s => s.Version).Select(s => (int?)s.Version).FirstOrDefault();

    /// <summary>By topic; in a topic the narrower scope first, then the later start, then the key.</summary>
    public static IReadOnlyList<PolicyInForce> Ranked(IEnumerable<PolicyInForce> policies) =>
        [.. policies.OrderBy(p => p.Topic, StringComparer.Ordinal).ThenBy(p => Width(p.Scope.Kind)).ThenByDescending(p => p.From).ThenBy(p => p.Key, StringComparer.Ordinal)];

    /// <summary>Of several that name the same value the one that counts first: the narrower scope, then the later start.</summary>
    public static IReadOnlyDictionary<string, string> Facts(IEnumerable<PolicyInForce> policies)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in policies.OrderBy(p => Width(p.Scope.Kind)).ThenByDescending(p => p.From).ThenBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Facts))
        {
            facts.TryAdd(name, value);
        }

        return facts;
    }

    public static Refusal? Submit(VersionState state) => state is VersionState.Draft or VersionState.Returned ? null : new PolicyStateWrong();

    /// <summary>Never in force before it was approved, and not by who wrote it unless the shop says so.</summary>
    public static Refusal? Approve(VersionState state, PersonId author, PersonId by, bool isOwnApproval, Instant? to, Instant now) =>
        state != VersionState.Submitted ? new PolicyStateWrong()
        : author == by && !isOwnApproval ? new PolicyOwnApproval()
        : to <= now ? new PolicyFieldWrong("to", "结束时间已经过了。", "Its end has passed.")
        : null;

    public static Refusal? Return(VersionState state, string? reason) =>
        state != VersionState.Submitted ? new PolicyStateWrong() : NeedsReason(reason);

    public static Refusal? NeedsReason(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > ReasonLength ? new PolicyReasonMissing(ReasonLength) : null;

    private static int Width(ScopeKind kind) => kind switch { ScopeKind.Item => 0, ScopeKind.Category => 1, _ => 2 };
}
