using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Pay.Months;

namespace Zhanggui.Pay.Objections;

/// <summary>Who may object, withdraw and decide. Nobody decides the own objection.</summary>
internal static class ObjectionRules
{
    public const int LongestReason = 1000;
    public const int MostEvidence = 20;
    public const int LongestEvidence = 200;

    /// <summary>From the proposal on, for the shop's days; where the book sets none, at any time.</summary>
    public static Refusal? IsOpen(PayMonth month, Instant now) =>
        month.State == MonthState.Open ? new PayNotProposed(MonthText.Of(month.Month))
        : month.ObjectionsUntil is { } until && until <= now ? new ObjectionTooLate()
        : null;

    public static Refusal? Make(PayMonth month, bool hasOpen, string? reason, IReadOnlyList<string> evidence, Instant now) =>
        ReasonOf(reason) is { } wrong ? wrong
        : evidence.Count > MostEvidence || evidence.Any(e => e.Length is 0 or > LongestEvidence) ? new ObjectionEvidenceWrong(MostEvidence, LongestEvidence)
        : IsOpen(month, now) is { } no ? no
        : hasOpen ? new ObjectionAlreadyOpen()
        : null;

    public static Refusal? Withdraw(Objection objection, PersonId by) =>
        objection.Person != by ? new ObjectionNotFound() : objection.End is { } end ? new ObjectionAlreadyEnded(end.What) : null;

    /// <summary>An upheld objection gives something back or takes it: an amount of 0 would decide nothing.</summary>
    public static Refusal? Decide(Objection objection, PersonId by, bool isUpheld, Fen? amount, string? reason) =>
        objection.End is { } end ? new ObjectionAlreadyEnded(end.What)
        : objection.Person == by ? new ObjectionIsOwn()
        : ReasonOf(reason) is { } no ? no
        : isUpheld && (amount is not { } given || given == Fen.Zero) ? new ObjectionAmountWrong()
        : null;

    private static PayReasonWrong? ReasonOf(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LongestReason ? new PayReasonWrong(LongestReason) : null;
}
