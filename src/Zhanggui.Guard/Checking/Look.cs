using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Checking;

/// <summary>One message as the rules look at it: the sayings that were found, and what must not ring.</summary>
internal sealed class Look
{
    private static readonly (char Open, char Close)[] Quotes = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"'), ('＂', '＂'), ('‘', '’')];

    private readonly Spans never;
    private readonly Spans approved;
    private readonly Dictionary<int, List<Mark>> byRule = [];
    private readonly List<int> sentenceEnds = [];
    private string? buyerText;
    private IReadOnlyList<string>? buyerSaid;

    public Look(GuardLine line, GuardFacts facts, FoldedText text, List<Mark> marks, GuardRules source)
    {
        (Line, Facts, Text, Source) = (line, facts, text, source);
        foreach (var mark in marks)
        {
            (byRule.TryGetValue(mark.Rule, out var own) ? own : byRule[mark.Rule] = []).Add(mark);
        }

        for (var i = 0; i < line.Text.Length; i++)
        {
            if (Pattern.EndsSentence(Folding.Plain[line.Text[i]]))
            {
                sentenceEnds.Add(i);
            }
        }

        never = Spans.Of(marks.Where(m => m.Role == Role.Term).Select(m => m.At));
        approved = Spans.Of([.. marks.Where(m => m.Role == Role.Approved).Select(m => m.At), .. FindAll(facts.Approved), .. Quoted()]);
    }

    public GuardLine Line { get; }

    public GuardFacts Facts { get; }

    public FoldedText Text { get; }


    public GuardRules Source { get; }

    /// <summary>What was found of one rule's sayings.</summary>
    public IReadOnlyList<Mark> MarksOf(int rule) => byRule.TryGetValue(rule, out var own) ? own : [];

    /// <summary>What the buyer said before, as it is read.</summary>
    public IReadOnlyList<string> BuyerLines => buyerSaid ??= [BuyerText, .. Line.Earlier.Where(e => e.IsBuyer).Select(e => Folding.Plain.Fold(e.Text))];

    /// <summary>Statements that a known fact supports.</summary>
    public List<Stretch> Supported { get; } = [];

    public Stretch Everything => new(0, Line.Text.Length);

    /// <summary>What the buyer said last, as it is read.</summary>
    public string BuyerText => buyerText ??= Folding.Plain.Fold(Line.BuyerText ?? Line.Earlier.LastOrDefault(e => e.IsBuyer)?.Text ?? string.Empty);

    public bool BuyerSaid(IReadOnlyList<string> words) => words.Any(w => BuyerText.Contains(w, StringComparison.Ordinal));

    public bool BuyerGave(string words) => BuyerLines.Any(l => l.Contains(words, StringComparison.Ordinal));

    /// <summary>Every place where one of the facts' sayings stands in the message.</summary>
    public List<Stretch> FindAll(IReadOnlyList<string> sayings)
    {
        var found = new List<Stretch>();
        foreach (var sought in FoldedTexts.Of(sayings))
        {
            for (var from = 0; from <= Text.Characters.Length - sought.Length;)
            {
                var at = Text.Characters[from..].IndexOf(sought);
                if (at < 0)
                {
                    break;
                }

                found.Add(Text.Stretch(from + at, sought.Length));
                from += at + 1;
            }
        }

        return found;
    }

    /// <summary>The sentence around a stretch.</summary>
    public Stretch Sentence(Stretch at)
    {
        var (before, after) = (FirstEnd(at.From), FirstEnd(at.To));
        return new Stretch(before == 0 ? 0 : sentenceEnds[before - 1] + 1, after == sentenceEnds.Count ? Line.Text.Length : sentenceEnds[after]);
    }

    /// <summary>The first end of a sentence at or after the place.</summary>
    private int FirstEnd(int place) => sentenceEnds.BinarySearch(place) is var found && found < 0 ? ~found : found;

    public string Slice(Stretch at) => Line.Text.Substring(at.From, at.Length);

    /// <summary>Trade words and names never ring; approved and quoted texts do not, except for what must not leave the house in any words.</summary>
    public bool IsExempt(Stretch at, GuardKind kind) =>
        never.Cover(at)
        || (kind is not (GuardKind.Contacts or GuardKind.Links or GuardKind.Payment or GuardKind.OtherBuyer) && approved.Cover(at))
        || (kind is GuardKind.Words or GuardKind.Address or GuardKind.Claim or GuardKind.Policy && IsName(at));

    /// <summary>Part of a product's title: the stretch with its neighbours stands in it.</summary>
    private bool IsName(Stretch at)
    {
        if (Facts.Names.Count == 0 || at.Length > 12)
        {
            return false;
        }

        var text = Line.Text;
        var (left, right) = (Math.Max(at.From - 1, 0), Math.Min(at.To + 1, text.Length));
        var (before, after) = (text[Math.Max(at.From - 2, 0)..at.To], text[at.From..Math.Min(at.To + 2, text.Length)]);
        var around = text[left..right];
        return Facts.Names.Any(n => (around.Length == at.Length + 2 && n.Contains(around, StringComparison.Ordinal))
            || (before.Length == at.Length + 2 && n.Contains(before, StringComparison.Ordinal))
            || (after.Length == at.Length + 2 && n.Contains(after, StringComparison.Ordinal)));
    }

    /// <summary>Quoted words that the buyer said.</summary>
    private IEnumerable<Stretch> Quoted()
    {
        var text = Line.Text;
        foreach (var (open, close) in Quotes)
        {
            for (var from = text.IndexOf(open); from >= 0 && from + 1 < text.Length;)
            {
                var to = text.IndexOf(close, from + 1);
                if (to < 0)
                {
                    break;
                }

                var said = Folding.Plain.Fold(text[(from + 1)..to]).Trim();
                if (said.Length > 0 && BuyerGave(said))
                {
                    yield return new Stretch(from, to + 1);
                }

                from = to + 1 < text.Length ? text.IndexOf(open, to + 1) : -1;
            }
        }
    }
}
