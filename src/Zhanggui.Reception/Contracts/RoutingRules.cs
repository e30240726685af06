using NodaTime;

namespace Zhanggui.Reception.Contracts;

/// <summary>By what the next agent is chosen among those who can take a buyer.</summary>
public enum RoutingOrder
{
    /// <summary>Whoever has been given the least in proportion to the weight: shares converge to the weights.</summary>
    Share,

    /// <summary>Whoever has the fewest open conversations in proportion to the weight.</summary>
    Load,
}

/// <summary>What going off duty or away means while buyers wait for this agent's answer.</summary>
public enum Leaving
{
    /// <summary>Going off hands every open conversation back to the queue.</summary>
    HandOver,

    /// <summary>Refused until every buyer has an answer.</summary>
    AnswerFirst,

    /// <summary>Warned of who waits; one may go past it, and going off then hands over.</summary>
    Remind,
}

/// <summary>Whose turn it is to hold the main account.</summary>
public enum MainOrder
{
    /// <summary>Whoever held it in the fewest shifts of the calendar month; on a tie whoever held it longest ago.</summary>
    FewestTurns,

    /// <summary>Whoever held it longest ago.</summary>
    LongestAgo,

    /// <summary>Only a supervisor gives it.</summary>
    ByHand,
}

/// <summary>A group of agents and what is sent to it. Whoever belongs to one of <paramref name="Teams"/> is in it, or whoever the supervisor puts there.</summary>
public sealed record RoutingGroup(string Key, string Name, IReadOnlyList<string> Teams, IReadOnlyList<string> Topics, IReadOnlyList<string> Pages, IReadOnlyList<string> Channels,
    IReadOnlyList<string> OrderStates, Duration? OverflowAfter, IReadOnlyList<string> OverflowTo)
{
    /// <summary>Whoever serves in it has one of these skills (TEL-12); beside teams both are asked for.</summary>
    public IReadOnlyList<string> Skills { get; init; } = [];

    /// <summary>The buyer writes in one of these languages (<see cref="BuyerLanguages"/>).</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}

/// <summary>What the rule book in force says about who gets a buyer; null = the book leaves it empty.</summary>
public sealed record RoutingRules
{
    /// <summary>How long ago an agent may have served a buyer to have them back; null = nobody is preferred.</summary>
    public required Duration? LastAgentWithin { get; init; }

    public required RoutingOrder Order { get; init; }

    /// <summary>Up to how many conversations a busy agent still takes buyers of their own back; null = none.</summary>
    public required long? BusyCapacity { get; init; }

    /// <summary>In the order of the book: the first that fits has the conversation.</summary>
    public required IReadOnlyList<RoutingGroup> Groups { get; init; }

    /// <summary>How old an order may be whose state leads to a group; null = the latest orders, however old.</summary>
    public Duration? OrdersWithin { get; init; }

    /// <summary>An agent who was given a buyer and has not answered for so long gives them back to the queue; null = never.</summary>
    public required Duration? AnswerWithin { get; init; }

    /// <summary>A transfer that nobody took for so long comes back; null = it waits.</summary>
    public required Duration? TransferWithin { get; init; }

    /// <summary>While a backlog is dealt out, nobody is given more of it than makes so many open conversations; null = up to capacity.</summary>
    public required long? BacklogFirst { get; init; }

    /// <summary>For how long after somebody became ready again the backlog is dealt so; null = not at all.</summary>
    public required Duration? BacklogSpread { get; init; }

    public required Leaving Leaving { get; init; }

    /// <summary>The weight of whoever holds the main account, in percent of their own; null = the main account changes nothing.</summary>
    public required long? MainPercent { get; init; }

    public MainOrder MainOrder { get; init; }

    /// <summary>Hand-overs offered as one press (转售后), in the order of the book.</summary>
    public IReadOnlyList<HandOver> HandOvers { get; init; } = [];
}

/// <summary>
/// One press that hands a conversation to a group: under which name it is offered, with which reason it is recorded, what the buyer is told when nobody of the group is there (null = nothing), and for how long
/// it waits for that group alone (null = until somebody of it is there).
/// </summary>
public sealed record HandOver(string Key, string Name, string Group, string Reason, string? Absent, Duration? OnlyFor);
