using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Offers;

namespace Zhanggui.Reception.Accounts;

/// <summary>What a signature may look like, which of its texts is shown when, and what a supervisor has to look at. Pure.</summary>
internal static class AccountRules
{
    public const int TextLength = 60;
    public const int MostTexts = 9;
    public const int OfferLength = 60;

    /// <summary>The fields as they are kept, or what is wrong with them. Taking a signature away is always allowed: it is listed then.</summary>
    public static Outcome<AccountFields> Clean(AccountFields fields, FloorRules rules)
    {
        var clean = fields with
        {
            Texts = [.. fields.Texts.Select(t => t.ReplaceLineEndings(" ").Trim()).Where(t => t.Length > 0)],
            OfferName = fields.Carries is null || string.IsNullOrWhiteSpace(fields.OfferName) ? null : fields.OfferName.Trim(),
            From = fields.Carries == Offer.Promotion ? fields.From : null,
            To = fields.Carries == Offer.Promotion ? fields.To : null,
        };
        return clean.Texts.Count > MostTexts ? new AccountFieldWrong("texts", $"签名最多 {MostTexts} 条。", $"A signature has at most {MostTexts} texts.")
            : clean.Texts.Any(t => t.Length > TextLength) ? new AccountFieldWrong("texts", $"每条签名最多 {TextLength} 个字。", $"Each text has at most {TextLength} characters.")
            : rules.SignatureCarriesOffer && clean is { Texts.Count: > 0, Carries: null } ? new AccountFieldWrong("carries", "制度要求签名写当前活动或主推商品，请选一种。", "The book wants a signature to carry a current promotion or a main product: choose one.")
            : clean is { Carries: not null, OfferName: null } ? new AccountFieldWrong("offer", "请写活动或商品的名称。", "Name the promotion or the product.")
            : clean.OfferName?.Length > OfferLength ? new AccountFieldWrong("offer", $"名称最多 {OfferLength} 个字。", $"The name has at most {OfferLength} characters.")
            : clean is { Carries: Offer.Promotion, To: null } ? new AccountFieldWrong("to", "请写活动到哪一天结束。", "Say on which day the promotion ends.")
            : clean.From > clean.To ? new AccountFieldWrong("to", "活动的结束不能早于开始。", "A promotion does not end before it begins.")
            : clean;
    }

    /// <summary>The fields with the reason that is kept, or why the guard does not let them be kept: what blocks never, what asks for a reason with one.</summary>
    public static Outcome<AccountFields> Judge(AccountFields fields, AccountFields? before, StoredEye? eye)
    {
        var found = fields.Texts.Select(text => eye?.Look(text) ?? GuardVerdict.Passed).ToList();
        var isSame = before?.Texts.SequenceEqual(fields.Texts) == true;
        var reason = string.IsNullOrWhiteSpace(fields.GuardReason) ? isSame ? before!.GuardReason : null : fields.GuardReason.Trim();
        return reason?.Length > StoredEye.ReasonLength ? new AccountFieldWrong("guardReason", $"理由最多 {StoredEye.ReasonLength} 个字。", $"The reason has at most {StoredEye.ReasonLength} characters.")
            : found.Select(v => StoredEye.Refuse("texts", v, reason)).FirstOrDefault(no => no is not null) is { } stopped ? stopped
            : fields with { GuardReason = found.Exists(v => v.Verdict == GuardLevel.Confirm) ? reason : null };
    }

    /// <summary>A signature that tells of a promotion of the house has its name and days. What was withdrawn, ended within the day or has no gift left is over: with <paramref name="today"/> its last day was yesterday.</summary>
    public static AccountFields Bound(AccountFields fields, BoundOffer? offer, DateTimeZone zone, LocalDate? today)
    {
        if (fields.Promotion is null || offer is null || fields.Carries != Offer.Promotion)
        {
            return fields.Carries == Offer.Promotion ? fields : fields with { Promotion = null };
        }

        var last = (offer.To - Duration.Epsilon)?.InZone(zone).Date ?? fields.To;
        var isOver = offer.Standing is OfferStanding.Ended or OfferStanding.GiftGone or OfferStanding.Gone;
        return fields with { OfferName = offer.Name, From = offer.From?.InZone(zone).Date ?? fields.From, To = isOver && today is { } day && !(last < day) ? day.PlusDays(-1) : last };
    }

    /// <summary>What buyers may read of it: a text that the guard would block by now is not shown.</summary>
    public static AccountFields Sayable(AccountFields fields, StoredEye? eye) => eye is null ? fields : fields with { Texts = [.. fields.Texts.Where(t => eye.Look(t).Verdict != GuardLevel.Block)] };

    /// <summary>The last day of a promotion still counts.</summary>
    public static bool IsEnded(AccountFields fields, LocalDate today) => fields.Carries == Offer.Promotion && fields.To < today;

    /// <summary>Its promotion has not begun.</summary>
    public static bool IsEarly(AccountFields fields, LocalDate today) => fields.Carries == Offer.Promotion && fields.From > today;

    /// <summary>
    /// What a buyer reads now and from when another text comes; null = nothing. A promotion that has not begun or has ended is not told of. Whoever looks
    /// at the same instant reads the same: the turn counts from the beginning of time and not from anybody's visit.
    /// </summary>
    public static (string Text, Instant? Until)? ShownAt(AccountFields fields, Duration? every, LocalDate today, Instant now)
    {
        if (fields.Texts.Count == 0 || IsEnded(fields, today) || IsEarly(fields, today))
        {
            return null;
        }

        if (fields.Texts.Count == 1 || every is not { } span)
        {
            return (fields.Texts[0], null);
        }

        var turn = now.ToUnixTimeMilliseconds() / (long)span.TotalMilliseconds;
        return (fields.Texts[(int)(turn % fields.Texts.Count)], Instant.FromUnixTimeMilliseconds((turn + 1) * (long)span.TotalMilliseconds));
    }

    /// <summary>What a supervisor has to look at, in the order of weight; none = all is well.</summary>
    public static IEnumerable<string> Flags(AccountFields fields, FloorRules rules, LocalDate today)
    {
        if (IsEnded(fields, today))
        {
            yield return "ended";
        }

        if (rules.NeedsSignature && fields.Texts.Count == 0)
        {
            yield return "missing";
        }

        if (rules.SignatureCarriesOffer && fields is { Texts.Count: > 0, Carries: null })
        {
            yield return "bare";
        }

        if (rules.FriendsAreFree && fields.Friends == Friends.Verify)
        {
            yield return "verify";
        }

        if (rules.FriendsAreFree && fields.Friends is null)
        {
            yield return "unknown";
        }
    }
}
