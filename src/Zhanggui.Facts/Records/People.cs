using NodaTime;

namespace Zhanggui.Facts.Records;

/// <summary>A row of <c>shops.csv</c>.</summary>
public sealed record ShopFact
{
    public required string Shop { get; init; }

    public string? Name { get; init; }

    /// <summary>taobao, tmall, jd, pinduoduo, douyin, own ... as the shop writes it.</summary>
    public string? Platform { get; init; }

    /// <summary>IANA id; empty = Asia/Shanghai.</summary>
    public string? Zone { get; init; }

    public string? Calendar { get; init; }
}

/// <summary>A row of <c>people.csv</c>: one interval of role, team and grade, [From, To).</summary>
public sealed record PersonFact
{
    public required string Person { get; init; }

    public string? Name { get; init; }

    public string? StaffNo { get; init; }

    /// <summary>agent, leader, supervisor ...</summary>
    public string? Role { get; init; }

    public string? Team { get; init; }

    public string? Grade { get; init; }

    public LocalDate? From { get; init; }

    public LocalDate? To { get; init; }

    public LocalDate? HiredOn { get; init; }

    public LocalDate? LeftOn { get; init; }
}

/// <summary>A row of <c>accounts.csv</c>: who used a platform account, [From, To).</summary>
public sealed record AccountFact
{
    public required string Account { get; init; }

    public required string Person { get; init; }

    /// <summary>Empty = in every shop.</summary>
    public string? Shop { get; init; }

    public Instant? From { get; init; }

    public Instant? To { get; init; }
}

/// <summary>A row of <c>presence.csv</c>: how an account stood, [From, To).</summary>
public sealed record PresenceFact
{
    public required string Account { get; init; }

    public required Instant From { get; init; }

    public Instant? To { get; init; }

    public required PresenceState State { get; init; }
}

/// <summary>Only <see cref="Offline"/> is offline: away and on hold are not.</summary>
public enum PresenceState
{
    Online,
    Away,
    OnHold,
    Offline,
}
