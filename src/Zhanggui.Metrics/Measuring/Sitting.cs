using NodaTime;

namespace Zhanggui.Metrics.Measuring;

/// <summary>One message as the figures see it. Person = whose account spoke or was addressed, null when nobody's.</summary>
internal sealed record Line(Instant At, bool IsBuyer, bool IsHuman, string? Person, string? Text, string Id, string? Channel = null);

/// <summary>
/// A buyer's question until a person answers: the clock starts at the first unanswered message. Answered late, after a
/// long silence, is answered late; only a buyer who begins anew after the silence leaves the old question unanswered.
/// Person = who answered, else whose account was asked.
/// </summary>
internal sealed record Round(string Buyer, Line Opened, Line? Answer, LocalDate Day, bool IsFirst)
{
    public Instant OpenedAt => Opened.At;

    public Instant? AnsweredAt => Answer?.At;

    public string? Person => Answer is null ? Opened.Person : Answer.Person;

    public Duration? Took => AnsweredAt - OpenedAt;
}

/// <summary>A stretch of talk between one buyer and a shop; counted on the day of its first message.</summary>
internal sealed record Sitting(string Buyer, LocalDate Day, IReadOnlyList<Line> Lines)
{
    private List<string>? receivers;

    /// <summary>An agent began and the buyer never answered; an answer to an older question is none.</summary>
    public bool IsOutreach { get; init; }

    public string? Channel => Lines[0].Channel;

    public Instant From => Lines[0].At;

    public Instant To => Lines[^1].At;

    public bool HasBuyer => Lines.Any(l => l.IsBuyer);

    public bool HasHuman => Lines.Any(l => l.IsHuman);

    /// <summary>Persons who wrote, with at least one message of the buyer to them or to nobody in particular.</summary>
    public IReadOnlyList<string> Receivers => receivers ??= [.. Lines.Where(l => l.IsHuman && l.Person is not null).Select(l => l.Person!).Distinct(StringComparer.Ordinal)
        .Where(p => Lines.Any(l => l.IsBuyer && (l.Person is null || l.Person == p)))];
}
