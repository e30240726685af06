using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Objections;

/// <summary>How an objection ended; there is one end at most.</summary>
internal enum ObjectionEnd
{
    Withdrawn,
    Upheld,
    Rejected,
}

/// <summary>The end of an objection; an upheld one names the month and amount that give it back.</summary>
internal sealed record ObjectionEnding(ObjectionEnd What, PersonId By, Instant At, string? Reason, Guid? Correction, string? CorrectionMonth, Fen? CorrectionAmount);

/// <summary>Somebody doubts a line of the own slip; <paramref name="Amount"/> is the line's as it was seen. Never edited.</summary>
internal sealed record Objection(Guid Id, ShopId Shop, YearMonth Month, PersonId Person, string Code, Fen Amount, string Reason, IReadOnlyList<string> Evidence, Instant At, ObjectionEnding? End);

/// <summary>An objection as it is shown. <paramref name="State"/> is open, withdrawn, upheld or rejected.</summary>
internal sealed record ObjectionView(
    Guid Id, string Month, Guid Person, string? Name, string Code, string LineName, long Amount, string Reason, IReadOnlyList<string> Evidence, Instant At, string State,
    string? EndedBy, Instant? EndedAt, string? Answer, string? CorrectionMonth, long? CorrectionAmount);
