using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Periods;

/// <summary>What stands in the way of closing a month. Refunds that nobody has judged do only where the book asks who is responsible.</summary>
internal sealed record PeriodState(YearMonth Month, bool IsClosed, long Waiting, long Undecided, long OpenClaims, long RefundsNeeded = 0);

/// <summary>When a month of credit may be closed. It is never opened again: what comes later is an adjustment.</summary>
internal static class PeriodRules
{
    public static Refusal? Close(PeriodState state, LocalDate today) =>
        state.IsClosed ? new PeriodAlreadyClosed(state.Month)
        : today < state.Month.OnDayOfMonth(1).PlusMonths(1) ? new PeriodNotOver(state.Month)
        : state.Waiting > 0 ? new PeriodStillDeciding(state.Waiting)
        : state.Undecided > 0 ? new PeriodHasUndecided(state.Month, state.Undecided)
        : state.OpenClaims > 0 ? new PeriodHasClaims(state.Month, state.OpenClaims)
        : state.RefundsNeeded > 0 ? new PeriodHasRefunds(state.Month, state.RefundsNeeded)
        : null;
}
