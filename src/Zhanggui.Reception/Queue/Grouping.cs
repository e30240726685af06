using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Queue;

/// <summary>To which group of the rule book a buyer's words belong. Pure.</summary>
internal static class Grouping
{
    /// <summary>The first group that fits; null = none, so everybody's. A group that names channels wants one of them; of topics, languages, pages and order states one is enough.</summary>
    public static string? Of(IReadOnlyList<RoutingGroup> groups, Conversation head, string text, IReadOnlyCollection<string> orderStates)
    {
        foreach (var group in groups)
        {
            if (IsOver(group, head) && (IsAny(group) || IsAbout(group, head, text, orderStates)))
            {
                return group.Key;
            }
        }

        return null;
    }

    /// <summary>
    /// The same with what the buyer's orders say, told only after the words were looked at: the first group of the book that either leads to. A group that
    /// is not of the book (a transfer to a team) stays.
    /// </summary>
    public static InQueue ByOrders(IReadOnlyList<RoutingGroup> groups, InQueue waiting, IReadOnlyList<string> orderStates)
    {
        if (waiting.IsHandedOver)
        {
            return waiting;
        }

        foreach (var group in groups)
        {
            if (group.Key == waiting.Group)
            {
                return waiting;
            }

            if (orderStates.FirstOrDefault(group.OrderStates.Contains) is { } state && IsOver(group, waiting.ChannelKind, waiting.ChannelName))
            {
                return waiting.Group is null || groups.Any(g => g.Key == waiting.Group) ? waiting with { Group = group.Key, OrderState = state } : waiting;
            }
        }

        return waiting;
    }

    private static bool IsOver(RoutingGroup group, Conversation head) => IsOver(group, head.ChannelKind, head.ChannelName);

    private static bool IsOver(RoutingGroup group, string kind, string name) =>
        group.Channels.Count == 0 || group.Channels.Any(c => string.Equals(c, kind, StringComparison.OrdinalIgnoreCase) || string.Equals(c, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Only its channels say what it takes.</summary>
    private static bool IsAny(RoutingGroup group) => group.Topics.Count == 0 && group.Pages.Count == 0 && group.OrderStates.Count == 0 && group.Languages.Count == 0 && group.Channels.Count > 0;

    /// <summary>Does somebody serve in the group by team and skill? One of each kind that the group names.</summary>
    public static bool IsMember(RoutingGroup group, IReadOnlyList<string> teams, IReadOnlyList<string> skills) =>
        (group.Teams.Count > 0 || group.Skills.Count > 0) && (group.Teams.Count == 0 || group.Teams.Any(teams.Contains)) && (group.Skills.Count == 0 || SkillFor(group, skills) is not null);

    /// <summary>The first skill of the group that somebody has, as the book names it.</summary>
    public static string? SkillFor(RoutingGroup group, IReadOnlyList<string> skills) => group.Skills.FirstOrDefault(s => skills.Contains(s, StringComparer.OrdinalIgnoreCase));

    private static bool IsAbout(RoutingGroup group, Conversation head, string text, IReadOnlyCollection<string> orderStates) =>
        group.Topics.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase))
        || (group.Languages.Count > 0 && BuyerLanguages.Of(text) is { } language && group.Languages.Contains(language))
        || group.OrderStates.Any(s => orderStates.Contains(s))
        || group.Pages.Any(p => Holds(head.About.Page?.Url, p) || Holds(head.About.Page?.Title, p) || Holds(head.About.Product?.Id, p) || Holds(head.About.Product?.Title, p));

    private static bool Holds(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
