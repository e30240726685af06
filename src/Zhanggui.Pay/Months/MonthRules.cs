using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Months;

/// <summary>What a step needs to know besides the month.</summary>
internal sealed record Consents(int Slips, int Agreed);

/// <summary>Which step a month may take: open, proposed, agreed, closed, paid. A step that was taken is never taken back.</summary>
internal static class MonthRules
{
    public const int LongestReason = 1000;

    /// <summary>A month may be computed as often as wanted from its first day until it is closed.</summary>
    public static Refusal? Compute(PayMonth month, LocalDate today) =>
        month.IsClosed ? new PayMonthClosed(MonthText.Of(month.Month))
        : today < month.Month.OnDayOfMonth(1) ? new PayMonthNotBegun(MonthText.Of(month.Month))
        : null;

    public static Refusal? Propose(PayMonth month, LocalDate today) =>
        month.State != MonthState.Open ? new PayStepTaken(MonthText.Of(month.Month))
        : today < month.Month.OnDayOfMonth(1).PlusMonths(1) ? new PayMonthNotOver(MonthText.Of(month.Month))
        : Computed(month);

    /// <summary>Everybody said yes to the slip that holds, or the days for objections have passed.</summary>
    public static Refusal? Agree(PayMonth month, Consents consents, Instant now) =>
        month.State == MonthState.Open ? new PayNotProposed(MonthText.Of(month.Month))
        : month.State != MonthState.Proposed ? new PayStepTaken(MonthText.Of(month.Month))
        : Computed(month) is { } no ? no
        : consents.Agreed < consents.Slips && !(month.ObjectionsUntil is { } until && until <= now) ? new PayNotAgreed(consents.Slips - consents.Agreed)
        : null;

    /// <summary>Only an agreed month that waits for nothing. It is never opened again.</summary>
    public static Refusal? Close(PayMonth month, int missing) =>
        month.IsClosed ? new PayMonthClosed(MonthText.Of(month.Month))
        : month.State != MonthState.Agreed ? new PayNotAgreedYet(MonthText.Of(month.Month))
        : Computed(month) is { } no ? no
        : missing > 0 ? new PayMonthWaits(missing)
        : null;

    public static Refusal? Pay(PayMonth month, LocalDate on, LocalDate today) =>
        month.State == MonthState.Paid ? new PayStepTaken(MonthText.Of(month.Month))
        : !month.IsClosed ? new PayNotClosed(MonthText.Of(month.Month))
        : on > today || on < month.Month.OnDayOfMonth(1) ? new PaidOnWrong()
        : null;

    private static Refusal? Computed(PayMonth month) =>
        month.IsComputing ? new PayStillComputing() : month.Run is null || month.Problem is not null ? new PayNotComputed(MonthText.Of(month.Month)) : null;
}
