using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>A conversation that is not closed, as the floor counts it.</summary>
internal sealed record FloorTalk(Guid Id, ConversationState State, PersonId? Assignee, Instant? WaitingSince)
{
    public TeamId? Team { get; init; }
}

/// <summary>One agent on the floor.</summary>
internal sealed record FloorAgent(PersonId Person, string Name, DutyState Duty, Instant? Since, int Open, int Unanswered, Instant? OldestWait, int Snoozed);

/// <summary>What a supervisor sees at one instant; waits are told as instants, so that every screen counts by itself.</summary>
internal sealed record FloorCounts(int Queue, int Unanswered, int Open, int Snoozed, int Amber, int Red, int ForSupervisor, Instant? OldestWait, int Ready, int Busy, int Away, int OnHold)
{
    /// <summary>Counts the talks of one instant; a wait that has just reached a limit counts as over it.</summary>
    public static FloorCounts Of(IReadOnlyCollection<FloorTalk> talks, IReadOnlyCollection<DutyState> duties, Duration? amber, Duration? red, Duration? supervisor, Instant now)
    {
        var waits = talks.Where(t => t is { WaitingSince: not null, State: ConversationState.Waiting or ConversationState.Open }).ToList();
        return new FloorCounts(
            talks.Count(t => t.State == ConversationState.Waiting),
            waits.Count(t => t.State == ConversationState.Open),
            talks.Count(t => t.State == ConversationState.Open),
            talks.Count(t => t.State == ConversationState.Snoozed),
            Over(amber), Over(red), Over(supervisor),
            waits.Count == 0 ? null : waits.Min(t => t.WaitingSince),
            duties.Count(d => d == DutyState.Ready), duties.Count(d => d == DutyState.Busy), duties.Count(d => d == DutyState.Away), duties.Count(d => d == DutyState.OnHold));

        int Over(Duration? limit) => limit is { } span ? waits.Count(t => now - t.WaitingSince!.Value >= span) : 0;
    }

    public static IReadOnlyList<FloorAgent> Agents(IReadOnlyCollection<FloorTalk> talks, IEnumerable<(PersonId Person, string Name, DutyState Duty, Instant? Since)> people)
    {
        var by = talks.Where(t => t.Assignee is not null).ToLookup(t => t.Assignee!.Value);
        return
        [
            .. people.Select(p =>
            {
                var waits = by[p.Person].Where(t => t is { State: ConversationState.Open, WaitingSince: not null }).ToList();
                return new FloorAgent(p.Person, p.Name, p.Duty, p.Since, by[p.Person].Count(t => t.State == ConversationState.Open), waits.Count, waits.Count == 0 ? null : waits.Min(t => t.WaitingSince), by[p.Person].Count(t => t.State == ConversationState.Snoozed));
            }),
        ];
    }
}

/// <summary>Conversations opened by hour of the shop's day, up to the same moment of the same weekday a week ago.</summary>
internal sealed record FloorDay(IReadOnlyList<int> Today, IReadOnlyList<int> LastWeek, int SoFar, int LastWeekSoFar);
