using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// The rules of a book in their order of precedence. The first that gives the order to somebody, or cannot decide,
/// decides; when none does, the order is silent without any human contact, else undecided.
/// </summary>
internal static class Stack
{
    private const int LongestChain = 16;

    public static Verdict Judge(Case of, int depth = 0)
    {
        if (OrderDecision.IsPaidWithoutTime(of.Order))
        {
            return Verdict.Undecided(Doubt.PaidWithoutTime);
        }

        var hint = Doubt.NoRuleGivesIt;
        if (From(of, 0, depth, ref hint) is { } found)
        {
            return found;
        }

        if (of.Placed is null)
        {
            return Verdict.Undecided(Doubt.PlacedWithoutTime);
        }

        if (TalkRules.IsTouched(of.Told) || (hint == Doubt.LateNumber && !of.Talks.HasFeed(of.Order.Shop)))
        {
            return Verdict.Undecided(hint);
        }

        return Silent(of, of.Placed.Value);
    }

    private static Verdict? From(Case of, int first, int depth, ref Doubt hint)
    {
        var stack = of.Rules.Stack;
        for (var i = first; i < stack.Count; i++)
        {
            var found = stack[i] switch
            {
                AttributionRule.External => External(of),
                AttributionRule.Chase => Chase(of, i, depth),
                AttributionRule.Flag => MarkRules.Flag(of),
                AttributionRule.Remark => MarkRules.Remark(of, ref hint),
                AttributionRule.LastForItem => TalkRules.LastForItem(of.Told, of.Items),
                AttributionRule.OrderFirst => TalkRules.OrderFirst(of.Told),
                AttributionRule.Order => TalkRules.Order(of.Told),
                AttributionRule.Payment => TalkRules.Payment(of.Told),
                var rule => throw new InvalidOperationException($"Unknown rule {rule}."),
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static Verdict? External(Case of) => of.File.External.TryGetValue(of.Order.OrderId, out var external)
        ? new Verdict(Basis.External, of.File.Agents.Person(external.Person)) { Number = external.Source }
        : null;

    private static Verdict Silent(Case of, long placed)
    {
        switch (of.Rules.Silent)
        {
            case SilentWay.Turns:
                var day = of.Clock.Date(placed);
                var turns = of.Rules.Turns.Where(t => t.Holds(day)).Select(t => t.Person).Distinct(StringComparer.Ordinal).ToList();
                return turns.Count == 1 ? new Verdict(Basis.SilentTurns, of.File.Agents.Person(turns[0])) : new Verdict(Basis.Silent, Verdict.Nobody);
            case SilentWay.PoolByHeadcount or SilentWay.PoolByHours:
                return new Verdict(Basis.SilentPool, Verdict.Nobody);
            default:
                return new Verdict(Basis.Silent, Verdict.Nobody);
        }
    }

    /// <summary>An order placed again for an unpaid one: the chaser gets it after the protection and with the first agent offline, else the first agent does.</summary>
    private static Verdict? Chase(Case of, int place, int depth)
    {
        if (Chasing.Original(of, out var isAbsent) is not { } original)
        {
            return isAbsent && MarkRules.First(of) is not null ? Verdict.Undecided(Doubt.OriginalAbsent) : null;
        }

        if (depth >= LongestChain)
        {
            return Verdict.Undecided(Doubt.ReorderLoop);
        }

        var first = Judge(Chasing.AsOriginal(of, original), depth + 1);
        if (first.Basis == Basis.Undecided)
        {
            return Verdict.Undecided(first.Doubt == Doubt.ReorderLoop ? Doubt.ReorderLoop : Doubt.OriginalUndecided);
        }

        if (!first.IsWon || first.Basis == Basis.SilentTurns)
        {
            return null; // nobody to take it from: the next rules decide
        }

        if (MarkRules.First(of) is not { } flag)
        {
            var hint = Doubt.None;
            return From(of, place + 1, depth, ref hint) is { IsWon: true } rest && rest.Agent != first.Agent ? first with { Basis = Basis.ChaseRefused } : null;
        }

        if (flag.Agent < 0)
        {
            return Verdict.Undecided(flag.Doubt) with { Event = flag.Event, Number = flag.Number };
        }

        if (flag.Agent == first.Agent)
        {
            return null; // the first agent's own reorder
        }

        return Chasing.Refusal(of, original, first.Agent, flag.At) is null
            ? new Verdict(Basis.Chase, flag.Agent) { Event = flag.Event, Number = flag.Number }
            : first with { Basis = Basis.ChaseRefused };
    }
}
