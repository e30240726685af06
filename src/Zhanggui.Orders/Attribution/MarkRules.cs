using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>A flag or number on an order and whose it is. Agent is negative when it is not one person's; then the doubt says why.</summary>
internal readonly record struct Mark(long At, int Agent, Doubt Doubt, OrderEventFact? Event, string? Number);

/// <summary>The rules that ask what was set on the order: flag and remark. Platforms record no author: an act counts with its account, a colour or number by the dated tables.</summary>
internal static class MarkRules
{
    public const string Flagged = "flagged";
    public const string NoteChanged = "note_changed";

    public static Verdict? Flag(Case of) => First(of) is { } mark ? Judge(of, mark, Basis.Flag, Doubt.FlagWithoutTalk) : null;

    /// <summary>The first flag between order and payment (or the close); among those of one instant the later id.</summary>
    public static Mark? First(Case of)
    {
        Mark? first = null;
        foreach (var mark in Flags(of))
        {
            if (mark.At >= of.Placed && mark.At <= of.End && (first is not { } before || mark.At <= before.At))
            {
                first = mark;
            }
        }

        return first;
    }

    /// <summary>Every flag that points to somebody, by time. A colour without an account that no table knows is nobody's and no flag here.</summary>
    public static IEnumerable<Mark> Flags(Case of)
    {
        var hasEvents = false;
        foreach (var act in of.File.Events(of.Order.OrderId).Where(e => e.Event == Flagged))
        {
            hasEvents = true;
            if (WhoFlagged(of, act, act.At.ToUnixTimeTicks() + of.Rules.EventSkew.BclCompatibleTicks) is { } mark)
            {
                yield return mark;
            }
        }

        if (!hasEvents && of.Placed is { } placed && Colour(of, of.Order.Flag, placed) is { } exported)
        {
            yield return exported;
        }
    }

    public static Verdict? Remark(Case of, ref Doubt hint)
    {
        var (first, late) = (default(Mark?), false);
        var lateNumbers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (mark, numbers) in Numbers(of))
        {
            if (mark.At > of.End)
            {
                late = true;
                lateNumbers.UnionWith(numbers);
            }
            else if (first is null)
            {
                first = mark;
            }
            else if (first.Value.Agent != mark.Agent || mark.Agent < 0)
            {
                of.File.Note(AnomalyKind.NumberChanged, $"orders:{of.Order.OrderId}");
            }
        }

        first ??= Exported(of, lateNumbers);
        if (first is not { } found)
        {
            hint = late ? Doubt.LateNumber : Doubt.NoNumber;
            return null;
        }

        return Judge(of, found, Basis.Remark, Doubt.NumberWithoutTalk);
    }

    /// <summary>The notes that hold a number, by time; each with its numbers.</summary>
    public static IEnumerable<(Mark Mark, IReadOnlyList<string> Numbers)> Numbers(Case of)
    {
        foreach (var act in of.File.Events(of.Order.OrderId).Where(e => e.Event == NoteChanged))
        {
            var at = act.At.ToUnixTimeTicks() + of.Rules.EventSkew.BclCompatibleTicks;
            var numbers = of.File.Numbers(of.Rules).Find(act.Detail, of.Clock.Date(at));
            if (numbers.Count > 0)
            {
                yield return (Whose(of, numbers, at, act), [.. numbers.Select(n => n.Number)]);
            }
        }
    }

    /// <summary>The number of the exported note, whose time is not known; not one that a late change wrote.</summary>
    private static Mark? Exported(Case of, HashSet<string> lateNumbers)
    {
        if ((of.Placed ?? of.Paid) is not { } at)
        {
            return null;
        }

        var numbers = of.File.Numbers(of.Rules).Find(of.Order.Note, of.Clock.Date(at)).Where(n => !lateNumbers.Contains(n.Number)).ToList();
        return numbers.Count == 0 ? null : Whose(of, numbers, at, null);
    }

    private static Mark Whose(Case of, IReadOnlyList<NoteNumber> numbers, long at, OrderEventFact? act)
    {
        var persons = numbers.SelectMany(n => n.Persons).Distinct(StringComparer.Ordinal).ToList();
        var text = string.Join("、", numbers.Select(n => n.Number));
        if (numbers.Any(n => n.Persons.Count == 0))
        {
            return new Mark(at, Verdict.Nobody, numbers.Count == 1 ? Doubt.UnknownNumber : Doubt.TwoNumbers, act, text);
        }

        return persons.Count == 1
            ? new Mark(at, of.File.Agents.Person(persons[0]), Doubt.None, act, text)
            : new Mark(at, Verdict.Nobody, numbers.Count == 1 ? Doubt.SharedNumber : Doubt.TwoNumbers, act, text);
    }

    private static Mark? WhoFlagged(Case of, OrderEventFact act, long at)
    {
        if (string.IsNullOrEmpty(act.Account))
        {
            return Colour(of, act.Detail, at) is { } mark ? mark with { Event = act } : null;
        }

        var agent = of.File.Agents.At(act.Account, of.Order.Shop, at);
        return of.File.Agents.Kind(agent) switch
        {
            AgentKind.Person => new Mark(at, agent, Doubt.None, act, null),
            AgentKind.SharedAccount => new Mark(at, Verdict.Nobody, Doubt.FlagShared, act, null),
            _ => new Mark(at, Verdict.Nobody, Doubt.FlagUnknown, act, null),
        };
    }

    private static Mark? Colour(Case of, string? colour, long at)
    {
        if (string.IsNullOrWhiteSpace(colour) || of.Rules.FlagColours.Count == 0)
        {
            return null;
        }

        var day = of.Clock.Date(at);
        var persons = of.Rules.FlagColours.Where(c => c.Key == colour.Trim() && c.Holds(day)).Select(c => c.Person).Distinct(StringComparer.Ordinal).ToList();
        return persons.Count switch
        {
            0 => null,
            1 => new Mark(at, of.File.Agents.Person(persons[0]), Doubt.None, null, colour.Trim()),
            _ => new Mark(at, Verdict.Nobody, Doubt.FlagShared, null, colour.Trim()),
        };
    }

    private static Verdict Judge(Case of, Mark mark, Basis basis, Doubt withoutTalk)
    {
        if (mark.Agent < 0)
        {
            return Verdict.Undecided(mark.Doubt) with { Event = mark.Event, Number = mark.Number };
        }

        return of.Rules.CreditsWithoutTalk || TalkRules.HasTalked(of.Told, of.Order.Shop, mark.Agent)
            ? new Verdict(basis, mark.Agent) { Event = mark.Event, Number = mark.Number }
            : Verdict.Undecided(withoutTalk) with { Event = mark.Event, Number = mark.Number };
    }
}
