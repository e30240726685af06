using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Incidents;

/// <summary>
/// Reviews and complaints that somebody judged to be an agent's to proposals, where the book has a mistake of that kind; complaints only where it does not reckon them by itself. What
/// nobody judged is not proposed: it stands in the ledger as open. A changed review is none any more. A penalty about reviews is proposed with its amount, which the decision may lower.
/// </summary>
internal static class LedgerProposing
{
    public const string ReviewKind = "bad_review";
    public const string ComplaintKind = "complaint";
    private const string ReviewCause = "review:";
    private const string ComplaintCause = "complaint:";
    private static readonly string[] Bad = ["bad", "neutral"];

    public static bool AsksReviews(PayRules rules) => ReviewRule(rules) is not null;

    /// <summary>A judged review costs by itself wherever nothing was proposed.</summary>
    public static bool ReckonsReviews(PayRules rules) => ReviewRule(rules) is { Facts: PenaltyFacts.Reviews };

    public static bool AsksComplaints(PayRules rules) => Rule(rules, ComplaintKind, PenaltyFacts.Complaints) is not null;

    public static string CauseOf(ReviewFact review) => ReviewCause + review.OrderId;

    public static bool IsOfLedger(string cause) => cause.StartsWith(ReviewCause, StringComparison.Ordinal) || cause.StartsWith(ComplaintCause, StringComparison.Ordinal);

    /// <summary>Orders whose reviews of the day were judged to be the agent's.</summary>
    public static IReadOnlyList<string> Orders(FactSet facts, DateTimeZone zone, LocalDate day) =>
        [.. facts.Reviews.Where(r => IsJudged(r) && r.At.InZone(zone).Date == day).Select(r => r.OrderId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>By order and complaint. An order that nobody or several people have names nobody: the settlement asks who it was.</summary>
    public static IReadOnlyList<Proposal> Of(FactSet facts, DateTimeZone zone, LocalDate day, PayRules rules, ILookup<string, string> owners)
    {
        var found = new List<Proposal>();
        if (ReviewRule(rules) is { } asked)
        {
            decimal? amount = asked is { Facts: PenaltyFacts.Reviews, Amount: { } fen } ? fen.Value / 100m : null;
            foreach (var review in facts.Reviews.Where(r => IsJudged(r) && r.At.InZone(zone).Date == day).OrderBy(r => r.OrderId, StringComparer.Ordinal).ThenBy(r => r.At).DistinctBy(r => r.OrderId))
            {
                if (owners[review.OrderId].Distinct(StringComparer.Ordinal).ToList() is [var owner])
                {
                    found.Add(new Proposal(CauseOf(review), owner, review.At, asked.Kind, amount, null, review.OrderId, new RowEvidence([$"reviews:{review.OrderId}"], [], review.Cause, review.DecidedBy)));
                }
            }
        }

        if (Rule(rules, ComplaintKind, PenaltyFacts.Complaints) is { } rule)
        {
            foreach (var complaint in facts.Complaints.Where(c => c.Upheld is true && !string.IsNullOrEmpty(c.DecidedBy) && c.At.InZone(zone).Date == day && Counts(rule, c)).OrderBy(c => c.Id, StringComparer.Ordinal))
            {
                if (complaint.Account is { } account && OrderProposing.PersonOf(facts, account, complaint.At) is { } person)
                {
                    found.Add(new Proposal(ComplaintCause + complaint.Id, person, complaint.At, ComplaintKind, null, null, null, new RowEvidence([$"complaints:{complaint.Id}"], [], complaint.Cause, complaint.DecidedBy)));
                }
            }
        }

        return found;
    }

    public static bool IsJudged(ReviewFact review) => Bad.Contains(review.Rating, StringComparer.Ordinal) && review.Cause == "agent" && !string.IsNullOrEmpty(review.DecidedBy) && review.ChangedTo is not "good";

    private static PenaltyRule? ReviewRule(PayRules rules) => rules.Penalties.FirstOrDefault(p => p.Facts == PenaltyFacts.Reviews && p.Lacks is null) ?? Rule(rules, ReviewKind, PenaltyFacts.Reviews);

    private static bool Counts(PenaltyRule rule, ComplaintFact complaint) => rule.Causes.Count == 0 || rule.Causes.Contains(complaint.Cause ?? string.Empty, StringComparer.Ordinal);

    private static PenaltyRule? Rule(PayRules rules, string kind, PenaltyFacts byItself) =>
        rules.Penalties.Any(p => p.Facts == byItself) ? null : rules.Penalties.FirstOrDefault(p => p.Facts == PenaltyFacts.Incidents && p.Kind == kind);
}
