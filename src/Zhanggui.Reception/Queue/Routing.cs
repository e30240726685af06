using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>An agent as routing sees them: duty, open conversations, how many they take, since when they have had none given.</summary>
internal sealed record Candidate(PersonId Person, string Name, DutyState Duty, int Load, int Capacity, Instant IdleSince);

/// <summary>Who gets a waiting conversation, and why in one sentence.</summary>
internal sealed record Choice(PersonId Person, string Name, string Reason);

/// <summary>
/// Simple, fair routing: back to whoever served this buyer last, else to the least loaded who is ready, else it waits.
/// </summary>
internal static class Routing
{
    /// <summary>Null = it stays in the queue.</summary>
    public static Choice? Choose(Conversation waiting, IReadOnlyCollection<Candidate> agents, Instant now)
    {
        var able = agents.Where(a => a.Duty == DutyState.Ready && a.Load < a.Capacity).ToList();
        if (waiting.LastAgent is { } last && able.Find(a => a.Person == last) is { } known)
        {
            return new Choice(known.Person, known.Name, $"{known.Name}上次接待过这位买家");
        }

        var best = able
            .OrderBy(a => a.Load)
            .ThenByDescending(a => now - a.IdleSince)
            .ThenBy(a => a.Person.Value)
            .FirstOrDefault();
        if (best is null)
        {
            return null;
        }

        var isAlone = able.Count == 1;
        return new Choice(best.Person, best.Name, isAlone
            ? $"{best.Name}是当前唯一可接待的客服"
            : best.Load == 0 ? $"{best.Name}手上没有会话，空闲最久" : $"{best.Name}手上会话最少（{best.Load}个）");
    }

    /// <summary>Is nobody there at all, so that the buyer should be told?</summary>
    public static bool IsOffline(IEnumerable<Candidate> agents) => agents.All(a => a.Duty == DutyState.Off);
}
