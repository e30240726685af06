using Zhanggui.Pay.Contracts;

namespace Zhanggui.Pay.Settling;

/// <summary>Decisions to take, each once.</summary>
internal sealed class DecisionList
{
    private readonly Dictionary<(string, string, string?), PayDecision> all = [];

    public void Add(string kind, string subject, string? person, string text) => all.TryAdd((kind, subject, person), new PayDecision(kind, subject, person, text));

    public IReadOnlyList<PayDecision> InOrder() =>
        [.. all.Values.OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Subject, StringComparer.Ordinal).ThenBy(d => d.Person, StringComparer.Ordinal)];
}
