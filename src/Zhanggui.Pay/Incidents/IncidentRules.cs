using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Incidents;

/// <summary>A kind of mistake as the book in force names it.</summary>
internal sealed record IncidentKind(string Kind, string Name, string? Source, IReadOnlyList<string> Stages, bool NeedsValue, bool IsSetByPerson, bool HasLoss, IReadOnlyList<string> ExemptBy)
{
    /// <summary>What can be entered by hand.</summary>
    public static IReadOnlyList<IncidentKind> Of(PayRules rules) => [.. rules.Penalties.Where(p => p.Facts == PenaltyFacts.Incidents).DistinctBy(p => p.Kind).Select(Of)];

    /// <summary>What can be decided: also reviews that a book reckons, whose value is the fine in yuan.</summary>
    public static IReadOnlyList<IncidentKind> Named(PayRules rules) => [.. rules.Penalties.Where(p => p.Facts != PenaltyFacts.Complaints).OrderByDescending(p => p.Facts).DistinctBy(p => p.Kind).Select(Of)];

    private static IncidentKind Of(PenaltyRule p)
    {
        var isAmount = p.IsSetByPerson || p.Facts == PenaltyFacts.Reviews;
        return new(p.Kind, p.Name, p.Source, [.. p.Stages.Keys.Order(StringComparer.Ordinal)], p.FreeUpTo is not null || isAmount, isAmount, p.Loss != LossWay.None, p.ExemptBy);
    }
}

/// <summary>What a person says about a mistake.</summary>
internal sealed record IncidentWords(string? Stage, decimal? Value, long? Loss);

/// <summary>Who may enter and decide, and what must be said. Nobody decides about themselves; a decision lowers and never raises.</summary>
internal static class IncidentRules
{
    public const int LongestReason = 500;

    public static Refusal? Enter(IncidentKind? kind, IncidentWords said, string? note) =>
        kind is null ? new IncidentKindUnknown()
        : Stage(kind, said.Stage) ?? Numbers(kind, said)
        ?? (note?.Length > LongestReason ? new IncidentNoteTooLong(LongestReason) : null);

    /// <summary>May this person confirm it so? What the book needs to be said must be said.</summary>
    public static Refusal? Confirm(Incident incident, PersonId by, IncidentKind? kind, IncidentWords said, string? reason, string? exemptionRefused) =>
        Decide(incident, by, reason)
        ?? (exemptionRefused?.Length > LongestReason ? new IncidentReasonWrong(LongestReason) : null)
        ?? (kind is null ? null : Stage(kind, said.Stage) ?? Numbers(kind, said))
        ?? (said.Value > incident.Value ? new IncidentRaised("value") : said.Loss > incident.Loss ? new IncidentRaised("loss") : null);

    public static Refusal? Decide(Incident incident, PersonId by, string? reason) =>
        incident.Person == by ? new IncidentIsOwn()
        : incident.State == IncidentState.Gone ? new IncidentGone()
        : string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? new IncidentReasonWrong(LongestReason)
        : null;

    public static Refusal? Comment(Incident incident, PersonId by, string? text) =>
        incident.Person != by ? new IncidentNotFound() : string.IsNullOrWhiteSpace(text) || text.Length > LongestReason ? new IncidentReasonWrong(LongestReason) : null;

    private static Refusal? Stage(IncidentKind kind, string? stage) =>
        kind.Stages.Count > 0 && (stage is null || !kind.Stages.Contains(stage, StringComparer.Ordinal)) ? new IncidentStageWrong(string.Join("、", kind.Stages)) : null;

    private static Refusal? Numbers(IncidentKind kind, IncidentWords said) =>
        kind.NeedsValue && said.Value is null ? new IncidentValueWrong("value")
        : said.Value < 0 ? new IncidentValueWrong("value")
        : said.Loss < 0 ? new IncidentValueWrong("loss")
        : null;
}
