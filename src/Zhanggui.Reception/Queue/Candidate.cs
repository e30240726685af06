using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>An agent as routing sees them: duty, open conversations, how many they take, since when they have had none given.</summary>
internal sealed record Candidate(PersonId Person, string Name, DutyState Duty, int Load, int Capacity, Instant IdleSince)
{
    /// <summary>What a weight is that nobody set.</summary>
    public const int UsualWeight = 100;

    /// <summary>Since when this state of duty holds.</summary>
    public Instant Since { get; init; } = Instant.MinValue;

    public bool IsOnLeave { get; init; }

    /// <summary>Part of the traffic beside the others'; 0 = no buyer but those who come back.</summary>
    public int Weight { get; init; } = UsualWeight;

    public bool HoldsMainAccount { get; init; }

    /// <summary>Keys of the groups this agent belongs to.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>What the agent can, by the names on the person's page; read only where a group of the book asks for skills.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>Takes what belongs to no group; false for whoever was put into groups only.</summary>
    public bool IsGeneral { get; init; } = true;

    /// <summary>How far this agent's turn has moved (<see cref="Turns"/>), where it stood at the last buyer given, and when that was.</summary>
    public long Turn { get; init; }

    public long Started { get; init; }

    public Instant TurnAt { get; init; } = Instant.MinValue;

    public bool IsOnDuty => Duty != DutyState.Off && !IsOnLeave;

    public bool IsReady => Duty == DutyState.Ready && !IsOnLeave;
}

/// <summary>A conversation in the queue as routing sees it.</summary>
internal sealed record InQueue(ConversationId Id, long Number, Instant QueuedAt)
{
    public Guid Buyer { get; init; }

    /// <summary>The group that should take it; null = everybody.</summary>
    public string? Group { get; init; }

    public string ChannelKind { get; init; } = string.Empty;

    public string ChannelName { get; init; } = string.Empty;

    /// <summary>Handed over by one press: only its group takes it.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>The state of an order that led to the group; null = words, page or channel did.</summary>
    public string? OrderState { get; init; }

    /// <summary>Who served this buyer last, and when.</summary>
    public PersonId? LastAgent { get; init; }

    public Instant? LastServedAt { get; init; }

    /// <summary>Who was given it and let it pass, or gave it back.</summary>
    public IReadOnlyList<PersonId> PassedBy { get; init; } = [];
}

/// <summary>Who gets a waiting conversation, and why. <paramref name="Group"/> is the group that serves it; null = everybody.</summary>
internal sealed record Choice(PersonId Person, string Name, Why Why, string? Group);

/// <summary>Arithmetic of turns: every buyer given moves the turn on by an amount that is smaller the larger the weight.</summary>
internal static class Turns
{
    private const long OneBuyer = 1_000_000_000;

    public static long Cost(int weight) => OneBuyer / Math.Max(weight, 1);

    public static int Weight(Candidate agent, long? mainPercent) =>
        (int)Math.Clamp(agent.HoldsMainAccount && mainPercent is { } percent ? agent.Weight * percent / 100 : agent.Weight, agent.Weight == 0 ? 0 : 1, int.MaxValue);
}
