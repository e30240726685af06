namespace Zhanggui.Orders.Attribution;

/// <summary>The rules that ask who talked with the buyer: order, payment, order-first, last-for-item.</summary>
internal static class TalkRules
{
    public static Verdict? Order(in Told of) => of.Placed is { } placed ? Last(of, placed, Basis.Order) : null;

    public static Verdict? Payment(in Told of) => of.Paid is { } paid ? Last(of, paid, Basis.Payment) : null;

    public static Verdict? OrderFirst(in Told of)
    {
        if (Order(of) is { } found)
        {
            return found;
        }

        if (of.Placed is not { } placed || of.Paid is not { } paid)
        {
            return null;
        }

        var last = of.Talks.After(of.Range, paid) - 1;
        return last >= of.Range.From && of.Talks.At[last] > placed ? Won(of, last, Basis.Payment) : null;
    }

    public static Verdict? LastForItem(in Told of, IReadOnlyList<string> items) => of.Placed is { } placed
        ? (items.Count > 0 ? Last(of, placed, Basis.LastForItem, items) : null) ?? Last(of, placed, Basis.LastForItem)
        : null;

    /// <summary>Did anybody human have to do with the buyer in the inquiry and pay windows?</summary>
    public static bool IsTouched(in Told of)
    {
        var (talks, range) = (of.Talks, of.Range);
        if (range.From == range.To || (of.Placed ?? of.Paid) is not { } placed)
        {
            return false;
        }

        var first = talks.After(range, placed);
        if (of.Paid is { } paid && first < range.To && talks.At[first] <= paid)
        {
            return true;
        }

        var day = of.Clock.Day(placed);
        for (var i = first - 1; i >= range.From && of.Within(of.Clock.Day(talks.At[i]), day); i--)
        {
            if (of.Within(talks.ContactDay[talks.Contact[i]], day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Has the agent said anything to the buyer by the end of what counts? Without any chat of the shop nobody is asked.</summary>
    public static bool HasTalked(in Told of, string shop, int agent)
    {
        var (talks, range) = (of.Talks, of.Range);
        if (!talks.HasFeed(shop))
        {
            return true;
        }

        for (var i = range.From; i < range.To && talks.At[i] <= of.End; i++)
        {
            if (talks.Agent[i] == agent)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last human words at or before an instant, of an agent in whose inquiry window that instant lies.</summary>
    private static Verdict? Last(in Told of, long at, Basis basis, IReadOnlyList<string>? items = null)
    {
        var (talks, range) = (of.Talks, of.Range);
        if (range.From == range.To)
        {
            return null;
        }

        var day = of.Clock.Day(at);
        List<int>? passed = null;
        for (var i = talks.After(range, at) - 1; i >= range.From && of.Within(of.Clock.Day(talks.At[i]), day); i--)
        {
            var agent = talks.Agent[i];
            if (passed?.Contains(agent) is true || (items is not null && !talks.Named(talks.Contact[i], at, items)))
            {
                continue;
            }

            if (talks.InquiryDay(talks.Contact[i], at) is { } inquiry && of.Within(inquiry, day))
            {
                return Won(of, i, basis);
            }

            (passed ??= []).Add(agent);
        }

        return null;
    }

    private static Verdict Won(in Told of, int message, Basis basis)
    {
        var agent = of.Talks.Agent[message];
        return of.Agents.Kind(agent) switch
        {
            AgentKind.Person => new Verdict(basis, agent, message),
            AgentKind.NoAccount => Verdict.Undecided(Doubt.MessageWithoutAccount) with { Message = message },
            AgentKind.UnknownAccount => Verdict.Undecided(Doubt.AccountUnknown) with { Message = message },
            AgentKind.SharedAccount => Verdict.Undecided(Doubt.AccountShared) with { Message = message },
            var kind => throw new InvalidOperationException($"Unknown kind of agent {kind}."),
        };
    }
}
