using Zhanggui.Guard.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard.Topics;

/// <summary>Which policies answer a topic, and which of their answers fits (pure).</summary>
internal static class PolicyChoice
{
    /// <summary>By the policy's key or by a word of its topic.</summary>
    public static bool Fits(string opens, string key, string topic) =>
        string.Equals(opens, key, StringComparison.OrdinalIgnoreCase) || topic.Contains(opens, StringComparison.OrdinalIgnoreCase);

    /// <summary>The policies of the first word that has any, as they are ranked; of one key the one that counts first.</summary>
    public static IReadOnlyList<PolicyInForce> Policies(BookTopic topic, IReadOnlyList<PolicyInForce> inForce, int most) =>
        topic.Opens.Select(o => inForce.Where(p => Fits(o, p.Key, p.Topic)).ToList()).FirstOrDefault(found => found.Count > 0)?.Take(most).ToList() ?? [];

    public static BookPolicy? Proposal(BookTopic topic, IReadOnlyList<BookPolicy> proposed) =>
        topic.Opens.Select(o => proposed.FirstOrDefault(p => Fits(o, p.Key, p.Topic))).FirstOrDefault(p => p is not null);

    /// <summary>The number of the answer whose case asks the same as the buyer: of the topic, and of those the one with most of the buyer's characters.</summary>
    public static int? Fitting(TopicBook book, string topic, string asked, IReadOnlyList<string> cases)
    {
        var letters = asked.Where(char.IsLetterOrDigit).ToHashSet();
        return cases.Index().Where(c => book.Read(c.Item).Any(h => h.Topic == topic))
            .OrderByDescending(c => c.Item.Where(char.IsLetterOrDigit).Distinct().Count(letters.Contains)).ThenBy(c => c.Index).Select(c => (int?)c.Index).FirstOrDefault();
    }
}
