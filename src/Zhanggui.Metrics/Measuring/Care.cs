using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Rules;

namespace Zhanggui.Metrics.Measuring;

/// <summary>What buyers said of the service: ratings of receptions and reviews of orders.</summary>
internal static class Care
{
    /// <summary>A rating belongs to the last person who wrote in the session; to the session's account when nobody did.</summary>
    public static void Ratings(Ledger ledger, IReadOnlyList<Sitting> sittings, FactSet facts, string shop, MetricRules rules, ShopDays days, Staff staff)
    {
        var (satisfied, invited, rated) = (ledger.Open("satisfaction"), ledger.Open("invite_rate"), ledger.Open("rated_rate"));
        var ratings = facts.Ratings.GroupBy(r => r.Session, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Stars is null).ThenByDescending(r => r.At).First(), StringComparer.Ordinal);
        var lines = sittings.GroupBy(s => s.Buyer, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.SelectMany(s => s.Lines).Where(l => l.IsHuman).ToList(), StringComparer.Ordinal);
        var spoken = sittings.Where(s => s.HasBuyer).ToLookup(s => s.Buyer, StringComparer.Ordinal);
        var hasTalks = !facts.Missing.Contains(Catalogue.Need.Messages);
        foreach (var session in facts.Sessions.Where(s => s.Shop == shop))
        {
            // A session in which the buyer said nothing is an empty chat; a rating speaks for itself.
            if (hasTalks && !ratings.ContainsKey(session.Id) && !spoken[session.Buyer].Any(s => s.To >= session.From && (session.To is null || s.From < session.To)))
            {
                continue;
            }

            var rating = ratings.GetValueOrDefault(session.Id);
            var last = lines.GetValueOrDefault(session.Buyer)?.LastOrDefault(l => l.At >= session.From && (session.To is null || l.At <= session.To));
            var part = new Part(days.Day(session.From), MemberKind.Rating, session.Id)
            {
                Buyer = session.Buyer,
                Person = last is null ? staff.PersonOf(session.Account, shop, session.From) : last.Person,
                From = session.From,
                To = rating?.At,
                ToMessage = last?.Id,
                Item = rating?.Stars?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            var isInvited = rating?.InvitedAt is not null || rating?.Stars is not null;
            ledger.Everybody(invited, part with { Numerator = isInvited ? 1 : 0, Denominator = 1 });
            if (isInvited)
            {
                ledger.Everybody(rated, part with { Numerator = rating!.Stars is null ? 0 : 1, Denominator = 1 });
            }

            if (rating?.Stars is { } stars)
            {
                ledger.Everybody(satisfied, part with { Numerator = stars >= (rules.SatisfiedFrom ?? MetricRules.UsualSatisfied) ? 1 : 0, Denominator = 1 });
            }
        }
    }

    /// <summary>Reviews on their day, for whoever has the order.</summary>
    public static void Reviews(Ledger ledger, Credits credits, FactSet facts, ShopDays days)
    {
        var (bad, changed) = (ledger.Open("neutral_bad_rate"), ledger.Open("neutral_bad_changed"));
        foreach (var review in facts.Reviews.Where(r => credits.Orders.ContainsKey(r.OrderId)).OrderBy(r => r.At).ThenBy(r => r.OrderId, StringComparer.Ordinal))
        {
            var persons = Refunds.PersonsOf(credits, review.OrderId);
            var part = new Part(days.Day(review.At), MemberKind.Review, review.OrderId) { Buyer = credits.Orders[review.OrderId].Buyer, From = review.At, To = review.ChangedAt, Item = review.Rating };
            var isBad = review.Rating is "neutral" or "bad";
            if (review.Rating is "good" or "neutral" or "bad")
            {
                Sales.Once(ledger, bad, part with { Numerator = isBad ? 1 : 0, Denominator = 1 }, persons);
            }

            if (isBad)
            {
                Sales.Once(ledger, changed, part with { Numerator = IsBetter(review) ? 1 : 0, Denominator = 1 }, persons);
            }

            if (review.Cause == "agent")
            {
                Sales.Once(ledger, ledger.Open("presales_errors"), part with { Numerator = 1 }, persons);
            }
        }
    }

    private static bool IsBetter(ReviewFact review) => review.ChangedTo == "good" || (review.Rating == "bad" && review.ChangedTo == "neutral");
}
