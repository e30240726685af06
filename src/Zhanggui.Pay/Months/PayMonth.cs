using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Pay.Months;

/// <summary>How far a month has come. It only goes back from agreed to proposed, when a slip changed.</summary>
internal enum MonthState
{
    Open,
    Proposed,
    Agreed,
    Closed,
    Paid,
}

/// <summary>Somebody took a step.</summary>
internal sealed record Step(Instant At, PersonId By);

/// <summary>A month of a shop as it is stored. <see cref="Run"/> is the settlement that holds; null = none yet.</summary>
internal sealed record PayMonth(ShopId Shop, YearMonth Month, MonthState State, long Asked, long Answered, string? Stage, string? Problem, int? Run)
{
    public static PayMonth New(ShopId shop, YearMonth month) => new(shop, month, MonthState.Open, 0, 0, null, null, null);

    public Step? Proposed { get; init; }

    /// <summary>Until when people may object; null = the book sets no days.</summary>
    public Instant? ObjectionsUntil { get; init; }

    public Step? Agreed { get; init; }

    public Step? Closed { get; init; }

    public string? Digest { get; init; }

    public LocalDate? PaidOn { get; init; }

    public Step? Paid { get; init; }

    public bool IsComputing => Answered < Asked;

    public bool IsClosed => State is MonthState.Closed or MonthState.Paid;
}

/// <summary>Months as text: 2026-10.</summary>
internal static class MonthText
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static string Of(YearMonth month) => Pattern.Format(month);

    public static YearMonth? Read(string? text) => Pattern.Parse(text ?? string.Empty) is { Success: true } read ? read.Value : null;
}
