using System.Globalization;
using NodaTime;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Attribution;

/// <summary>Decisions in sentences that a shop assistant understands.</summary>
internal static class Explaining
{
    public static Trail Of(OrderDecision decision, CaseFile file)
    {
        var winner = Words.Same(string.Join("、", decision.Credits.Select(c => c.Person).OfType<string>().Distinct(StringComparer.Ordinal).Select(file.NameOf)));
        var sentence = decision.Credits.Count == 1 ? Of(decision, decision.Credits[0], file) : Join(decision.Credits.Select(c => Part(decision, c, file)));
        return new Trail(Losers.Of(decision, file), sentence, loser => ReasonWords.Of(loser.Loss).With(winner));
    }

    private static Words Part(OrderDecision decision, Credit credit, CaseFile file)
    {
        var lines = string.Join("、", credit.Lines);
        var which = credit.Lines.Count == 0 ? new Words($"{credit.Share}：", $"{credit.Share}: ") : new Words($"商品行 {lines}（{credit.Share}）：", $"Lines {lines} ({credit.Share}): ");
        var what = Of(decision, credit, file);
        return new Words(which.Zh + what.Zh, which.En + what.En);
    }

    private static Words Join(IEnumerable<Words> parts)
    {
        var all = parts.ToList();
        return new Words(string.Concat(all.Select(p => p.Zh)), string.Join(' ', all.Select(p => p.En)));
    }

    private static Words Of(OrderDecision decision, Credit credit, CaseFile file)
    {
        var name = credit.Person is { } person ? file.NameOf(person) : string.Empty;
        var placed = At(decision.Order.PlacedAt, decision, file);
        var at = At(credit.At, decision, file);
        var (placedEn, atEn) = (InEnglish(decision.Order.PlacedAt, decision, file), InEnglish(credit.At, decision, file));
        var none = NoContact(decision.Rules.Rules.InquiryDays);
        return credit.Basis switch
        {
            Basis.Order => new($"{placed}下单，下单前最后接待的是{name}（{at.Trim()}），算{name}的。", $"Ordered {placedEn}; {name} talked with the buyer last before that ({atEn})."),
            Basis.Payment => new($"{placed}下单，付款前最后接待的是{name}（{at.Trim()}），算{name}的。", $"Ordered {placedEn}; {name} talked with the buyer last before payment ({atEn})."),
            Basis.LastForItem => new($"{placed}下单，下单前最后接待这件商品的是{name}（{at.Trim()}），算{name}的。", $"Ordered {placedEn}; {name} was the last to talk about the item, or in the shop ({atEn})."),
            Basis.Flag => new($"下单后最先插旗的是{name}{Bracket(at)}，算{name}的。", $"{name} set the first flag after the order{(credit.At is null ? string.Empty : $" ({atEn})")}."),
            Basis.Remark => new($"备注里的「{credit.Number}」是{name}，算{name}的。", $"'{credit.Number}' in the note is {name}."),
            Basis.Chase => new($"原订单超过保护期没有付款，首位客服离线，{name}追单并插旗{Bracket(at)}，算{name}的。", $"The original was left unpaid beyond the protection with its agent offline; {name} chased and flagged{(credit.At is null ? string.Empty : $" ({atEn})")}."),
            Basis.ChaseRefused => new($"这是未付款订单的另拍，追单不成立，仍算原订单的{name}的。", $"Placed again for an unpaid order; the chase does not hold, so it stays with {name}, whose the original was."),
            Basis.External => new($"按{credit.Number}的判定，算{name}的。", $"Credited to {name} by {credit.Number}."),
            Basis.Manual => new($"人工判定并经批准，算{name}的。", $"Decided by hand and approved: {name}."),
            Basis.SilentTurns => new($"{none.Zh}，轮到{name}，算{name}的。", $"{none.En}; it was {name}'s turn."),
            Basis.SilentPool => new($"{none.Zh}，放进静默订单一起分。", $"{none.En}; it goes into the pool of silent orders."),
            Basis.Silent => new($"{none.Zh}，是静默订单，不归任何人。", $"{none.En}: a silent order, credited to nobody."),
            Basis.Undecided => new Words("归谁要由人来定：{0}。", "To be decided by a person: {0}.").With(ReasonWords.Of(credit.Doubt)),
            _ => throw new InvalidOperationException($"Unknown basis {credit.Basis}."),
        };
    }

    /// <summary>An older contact does not count, so the sentence says how far back was looked.</summary>
    private static Words NoContact(int? days) => days is { } n
        ? new($"下单前 {n} 天内到付款为止没有客服接待", $"No human contact in the {n} days up to the order, nor before payment")
        : new("下单和付款前没有客服接待", "No human contact before order and payment");

    private static string At(Instant? at, OrderDecision decision, CaseFile file)
    {
        if (at is not { } known)
        {
            return string.Empty;
        }

        var ticks = known.ToUnixTimeTicks();
        var (date, time) = file.Clock(decision.Order.Shop).Local(ticks);
        return $"{date.Month} 月 {date.Day} 日 {time.Hour:00}:{time.Minute:00} ";
    }

    private static string Bracket(string at) => at.Length == 0 ? string.Empty : $"（{at.Trim()}）";

    private static string InEnglish(Instant? at, OrderDecision decision, CaseFile file)
    {
        if (at is not { } known)
        {
            return "at an unknown time";
        }

        var (date, time) = file.Clock(decision.Order.Shop).Local(known.ToUnixTimeTicks());
        return string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-{date.Month:00}-{date.Day:00} {time.Hour:00}:{time.Minute:00}");
    }
}
