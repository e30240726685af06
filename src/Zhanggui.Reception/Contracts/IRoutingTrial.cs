using NodaTime;

namespace Zhanggui.Reception.Contracts;

/// <summary>A buyer of a day to be replayed: how long serving them takes, how long they wait before they leave (null = for ever), their group by the book and who served them before.</summary>
public sealed record TrialBuyer(Instant At, string Buyer, Duration Serving, Duration? Patience, string? Group = null, string? LastAgent = null, Instant? LastServedAt = null);

/// <summary>An agent who is ready in [From, To); without <paramref name="Capacity"/> the book's holds.</summary>
public sealed record TrialAgent(string Agent, Instant From, Instant To, int Weight, int? Capacity, IReadOnlyList<string> Groups);

/// <summary>What became of one agent: buyers given, time spent serving (several at a time count each), part of all that were given.</summary>
public sealed record TrialShare(string Agent, int Given, Duration Serving, int Weight);

/// <summary>What became of a day under one book. Waits are of those who were served; who left is lost with the wait until then.</summary>
public sealed record TrialOutcome(string Book, int Buyers, int Served, int Lost, int StillWaiting, int BackToLast, int Overflowed, Duration WaitMean, Duration WaitMedian, Duration WaitP90, Duration WaitMax, int Within30Seconds, IReadOnlyList<TrialShare> Shares)
{
    /// <summary>Everybody who came, in the order of arrival.</summary>
    public IReadOnlyList<TrialWait> Each { get; init; } = [];
}

/// <summary>What became of one who came: served after a wait, lost, or neither by the end.</summary>
public sealed record TrialWait(Instant At, Duration? Wait, bool IsLost);

/// <summary>Replays the arrivals of a day under the routing of a book. Pure: the same day and book give the same outcome.</summary>
public interface IRoutingTrial
{
    TrialOutcome Replay(IReadOnlyList<TrialBuyer> buyers, IReadOnlyList<TrialAgent> agents, string bookName, string bookText, string? bookFolder, IReadOnlyList<string>? shopNames = null, CancellationToken ct = default);
}
