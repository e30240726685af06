using Zhanggui.Guard.Contracts;

namespace Zhanggui.Guard.Facts;

/// <summary>What the texts of policies say by yes or no (pure). A text that does not say it plainly says nothing.</summary>
internal static class PolicyWords
{
    private static readonly char[] Clauses = ['。', '；', ';', '，', ',', '\n', '!', '！'];
    private static readonly char[] Sayings = [';', '；', '|', '\n'];
    private static readonly FactWords Words = FactWords.Known;

    public static IReadOnlyList<string> NotToSay(string? text) =>
        (text ?? string.Empty).Split(Sayings, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool? Invoice(IEnumerable<GuardPolicy> policies) => OfTopic(policies, Words.Invoice);

    public static bool? FreeShipping(IEnumerable<GuardPolicy> policies) => OfTopic(policies, Words.Postage);

    /// <param name="named">Values that policies name, such as <c>cash_on_delivery</c> = <c>no</c>; they win over what texts say.</param>
    public static IReadOnlyDictionary<string, bool> Payments(IEnumerable<GuardPolicy> policies, IReadOnlyDictionary<string, string>? named = null)
    {
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var policy in policies.Where(p => IsAbout(p, Words.Payment) || Words.Methods.Any(m => IsAbout(p, m.Value))))
        {
            foreach (var clause in (policy.Text ?? string.Empty).Split(Clauses, StringSplitOptions.RemoveEmptyEntries))
            {
                foreach (var method in Words.Methods.Keys.Where(m => clause.Contains(m, StringComparison.Ordinal)))
                {
                    known[method] = !Words.Denies(clause);
                }
            }

            foreach (var method in Words.Methods.Where(m => policy.Text is not null && IsAbout(policy, m.Value) && !known.ContainsKey(m.Key)))
            {
                known[method.Key] = !Words.Denies(policy.Text!);
            }
        }

        foreach (var (name, value) in named ?? new Dictionary<string, string>())
        {
            foreach (var method in Words.Methods.Where(m => m.Value.Any(t => name.Contains(t, StringComparison.OrdinalIgnoreCase))))
            {
                if (Words.YesOrNo(value) is { } accepted)
                {
                    known[method.Key] = accepted;
                }
            }
        }

        return known;
    }

    private static bool? OfTopic(IEnumerable<GuardPolicy> policies, IReadOnlyList<string> topics) =>
        policies.FirstOrDefault(p => p.Text is { Length: > 0 } && IsAbout(p, topics)) is { } policy ? !Words.Denies(policy.Text!) : null;

    private static bool IsAbout(GuardPolicy policy, IReadOnlyList<string> topics) =>
        topics.Any(t => (policy.Topic ?? policy.Name).Contains(t, StringComparison.OrdinalIgnoreCase) || policy.Name.Contains(t, StringComparison.OrdinalIgnoreCase));
}
