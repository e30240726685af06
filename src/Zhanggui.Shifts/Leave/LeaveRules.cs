using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shifts.Leave;

/// <summary>Who may ask for, sign and call off leave. Nobody signs for themselves.</summary>
internal static class LeaveRules
{
    public const int LongestKind = 20;
    public const int LongestNote = 500;
    private static readonly Duration Longest = Duration.FromDays(366);

    public static Refusal? Ask(Instant? from, Instant? to, string? kind, string? note) =>
        from is null ? new LeaveTimesWrong("from")
        : to is null || to <= from || to - from > Longest ? new LeaveTimesWrong("to")
        : string.IsNullOrWhiteSpace(kind) || kind.Trim().Length > LongestKind ? new LeaveKindWrong(LongestKind)
        : note?.Length > LongestNote ? new LeaveNoteTooLong(LongestNote)
        : null;

    /// <summary>May this person sign (or, with a reason, refuse) it?</summary>
    public static Refusal? Decide(LeaveRow leave, PersonId by, bool approves, string? reason) =>
        leave.State != LeaveState.Asked ? new LeaveAlreadyEnded()
        : leave.PersonId == by ? new LeaveIsOwn()
        : reason?.Length > LongestNote || (!approves && string.IsNullOrWhiteSpace(reason)) ? new LeaveReasonMissing(LongestNote)
        : null;

    /// <summary>The person takes back what nobody signed; signed leave is called off by somebody who may sign, with a reason.</summary>
    public static Refusal? Withdraw(LeaveRow leave, PersonId by, bool maySign, string? reason) => leave.State switch
    {
        LeaveState.Asked when leave.PersonId == by || leave.AskedBy == by => null,
        LeaveState.Asked => new LeaveNotYours(),
        LeaveState.Signed when !maySign => new LeaveNotYours(),
        LeaveState.Signed when leave.PersonId == by => new LeaveIsOwn(),
        LeaveState.Signed => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote ? new LeaveReasonMissing(LongestNote) : null,
        _ => new LeaveAlreadyEnded(),
    };
}
