using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>When the old state ends and the new one begins.</summary>
internal static class DutyChange
{
    /// <summary>The state after the act, or null when nothing changes.</summary>
    public static DutyNow? Decide(DutyNow held, DutyState state, string? reason, PersonId? by, Instant now)
    {
        if (held.State == state && held.Reason == reason)
        {
            return null;
        }

        // A clock that was set back must not make a span end before it began.
        var at = Instant.Max(now, held.Since);
        return held with { State = state, Reason = reason, Since = at, SetBy = by };
    }
}
