using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Who gets whom, by the rule book: back to whoever served the buyer last, else the group's next by weight, else overflow, else it waits. Pure: the
/// order in which waiting conversations and agents are handed in changes nothing.
/// </summary>
internal static class Routing
{
    /// <summary>One answer for each that waits, in the order given; null = it stays in the queue.</summary>
    public static IReadOnlyList<Choice?> Choose(IReadOnlyList<InQueue> waiting, IReadOnlyCollection<Candidate> agents, RoutingRules rule, Instant now)
    {
        var chosen = new Choice?[waiting.Count];
        if (waiting.Count == 0 || agents.Count == 0)
        {
            return chosen;
        }

        var floor = new Floor(agents, rule);
        foreach (var i in InOrder(waiting))
        {
            if (floor.IsFull)
            {
                break;
            }

            chosen[i] = One(waiting[i], floor, rule, now);
        }

        return chosen;
    }

    /// <summary>Is nobody there at all, so that the buyer should be told?</summary>
    public static bool IsOffline(IEnumerable<Candidate> agents) => agents.All(a => !a.IsOnDuty);

    private static IEnumerable<int> InOrder(IReadOnlyList<InQueue> waiting)
    {
        for (var i = 1; i < waiting.Count; i++)
        {
            if (Compare(waiting[i - 1], waiting[i]) > 0)
            {
                return Enumerable.Range(0, waiting.Count).Order(Comparer<int>.Create((a, b) => Compare(waiting[a], waiting[b])));
            }
        }

        return Enumerable.Range(0, waiting.Count);
    }

    private static int Compare(InQueue a, InQueue b) =>
        a.QueuedAt.CompareTo(b.QueuedAt) is var byTime and not 0 ? byTime
        : a.Number.CompareTo(b.Number) is var byNumber and not 0 ? byNumber : a.Id.Value.CompareTo(b.Id.Value);

    private static Choice? One(InQueue conversation, Floor floor, RoutingRules rule, Instant now)
    {
        if (Back(conversation, floor, rule, now) is { } back)
        {
            return back;
        }

        // Everybody let it pass: then it goes round once more rather than wait beside somebody idle.
        return Next(conversation, conversation.PassedBy, floor, rule, now)
            ?? (conversation.PassedBy.Count > 0 ? Next(conversation, [], floor, rule, now) : null);
    }

    private static Choice? Back(InQueue conversation, Floor floor, RoutingRules rule, Instant now)
    {
        if (conversation.LastAgent is not { } last || rule.LastAgentWithin is not { } within || conversation.LastServedAt is not { } served || now - served > within
            || conversation.PassedBy.Contains(last) || !floor.TryTakeBack(last, now, out var agent))
        {
            return null;
        }

        return new Choice(last, agent.Name, new Why(Why.Known, new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = agent.Name }), conversation.Group);
    }

    private static Choice? Next(InQueue conversation, IReadOnlyList<PersonId> passedBy, Floor floor, RoutingRules rule, Instant now)
    {
        var isBacklog = floor.IsBacklog(conversation.QueuedAt, now);
        if (floor.Group(conversation.Group) is not { } own)
        {
            return floor.TryTake(Floor.Everybody, isBacklog, passedBy, now) is { } any ? Chosen(any, null, null, null) : null;
        }

        var isThere = floor.IsManned(own.Key);
        if (isThere && floor.TryTake(own.Key, isBacklog, passedBy, now) is { } member)
        {
            return Chosen(member, own, null, null, conversation.OrderState);
        }

        if (conversation.IsHandedOver)
        {
            return null;
        }

        var waited = now - conversation.QueuedAt;
        if (isThere && (own.OverflowAfter is not { } after || waited < after))
        {
            return null;
        }

        var seconds = isThere ? (long)waited.TotalSeconds : (long?)null;
        foreach (var key in own.OverflowTo)
        {
            if (floor.TryTake(key, isBacklog, passedBy, now) is { } other)
            {
                return Chosen(other, floor.Group(key), own, seconds, conversation.OrderState);
            }
        }

        return (own.OverflowTo.Count == 0 || !isThere) && floor.TryTake(Floor.Everybody, isBacklog, passedBy, now) is { } anybody ? Chosen(anybody, null, own, seconds, conversation.OrderState) : null;
    }

    private static Choice Chosen(Taken taken, RoutingGroup? by, RoutingGroup? from, long? seconds, string? orderState = null)
    {
        var args = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = taken.Agent.Name };
        if (taken.Code == Why.Turn)
        {
            args["weight"] = Text(taken.Weight);
        }
        else if (taken.Code != Why.Alone)
        {
            args["load"] = Text(taken.Load);
        }

        if (by is not null)
        {
            args["group"] = by.Name;
            if (Grouping.SkillFor(by, taken.Agent.Skills) is { } skill)
            {
                args["skill"] = skill;
            }
        }

        if (from is not null)
        {
            args["from"] = from.Name;
        }

        if (seconds is { } s)
        {
            args["seconds"] = s.ToString(CultureInfo.InvariantCulture);
        }

        if (orderState is not null)
        {
            args["order"] = orderState;
        }

        return new Choice(taken.Agent.Person, taken.Agent.Name, new Why(taken.Code, args), by?.Key);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
