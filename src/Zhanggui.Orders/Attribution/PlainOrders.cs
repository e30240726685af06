using Zhanggui.Orders.Rules;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// Orders about which only words can decide: nothing was set on them, no note, no link, no item that a rule asks for. They are
/// judged by the same rules as all others (<see cref="TalkRules"/>), without asking the rest of <see cref="Stack"/>, which has nothing to say about them.
/// </summary>
internal sealed class PlainOrders
{
    private readonly AttributionRules rules;
    private readonly CaseFile file;
    private readonly AttributionRule[] words;
    private readonly bool hasNotes;
    private readonly Marks asked;

    public PlainOrders(AttributionRules rules, CaseFile file)
    {
        (this.rules, this.file) = (rules, file);
        words = [.. rules.Stack.Where(r => r is AttributionRule.Order or AttributionRule.OrderFirst or AttributionRule.Payment or AttributionRule.LastForItem)];
        var chases = rules.Stack.Contains(AttributionRule.Chase);
        var flags = chases || rules.Stack.Contains(AttributionRule.Flag);
        var items = rules.PerLine || rules.Stack.Contains(AttributionRule.LastForItem) || (chases && rules.SameItemDays is not null);
        hasNotes = rules.Stack.Contains(AttributionRule.Remark);
        asked = Marks.PaidWithoutTime | Marks.Decided
            | (chases ? Marks.Link : Marks.None)
            | (flags || hasNotes ? Marks.Events : Marks.None)
            | (flags && rules.FlagColours.Count > 0 ? Marks.Flag : Marks.None)
            | (hasNotes ? Marks.Note : Marks.None)
            | (items ? Marks.Lines : Marks.None);
        Talks = file.Talks(rules);
    }

    public Talks Talks { get; }

    /// <summary>Turns are persons by day and not words; <see cref="Stack"/> knows them.</summary>
    public bool Holds(Marks marks) => (marks & asked) == Marks.None && rules.Silent != SilentWay.Turns;

    public Verdict Judge(long? placed, long? paid, long? closed, (int From, int To) range, ShopClock clock)
    {
        var told = new Told(placed, paid, paid ?? closed ?? long.MaxValue, rules.InquiryDays, Talks, range, clock, file.Agents);
        foreach (var rule in range.From == range.To ? [] : words)
        {
            var found = rule switch
            {
                AttributionRule.Order => TalkRules.Order(told),
                AttributionRule.OrderFirst => TalkRules.OrderFirst(told),
                AttributionRule.Payment => TalkRules.Payment(told),
                AttributionRule.LastForItem => TalkRules.LastForItem(told, []),
                _ => throw new InvalidOperationException($"{rule} asks for more than words."),
            };
            if (found is { } verdict)
            {
                return verdict;
            }
        }

        return placed is null ? Verdict.Undecided(Doubt.PlacedWithoutTime)
            : TalkRules.IsTouched(told) ? Verdict.Undecided(hasNotes ? Doubt.NoNumber : Doubt.NoRuleGivesIt)
            : new Verdict(rules.Silent == SilentWay.Nobody ? Basis.Silent : Basis.SilentPool, Verdict.Nobody);
    }
}
