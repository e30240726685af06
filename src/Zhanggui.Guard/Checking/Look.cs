using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Checking;

/// <summary>One message as the rules look at it: the sayings that were found, and what must not ring.</summary>
internal sealed class Look
{
    private static readonly (char Open, char Close)[] Quotes = [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"'), ('＂', '＂'), ('‘', '’')];

    private readonly List<Stretch> never = [];
    private readonly List<Stretch> approved = [];
    private string? buyerText;

    public Look(GuardLine line, GuardFacts facts, FoldedText text, List<Mark> marks, GuardRules source)
    {
        (Line, Facts, Text, Marks, Source) = (line, facts, text, marks, source);
        foreach (var mark in marks)
        {
            if (mark.Role is Role.Term or Role.Approved)
            {
                (mark.Role == Role.Term ? never : approved).Add(mark.At);
            }
        }

        foreach (var saying in facts.Approved)
        {
            approved.AddRange(Find(saying));
        }

        AddQuotes();
    }

    public GuardLine Line { get; }

    public GuardFacts Facts { get; }

    public FoldedText Text { get; }

    public List<Mark> Marks { get; }

    public GuardRules Source { get; }

    /// <summary>Statements that a known fact supports.</summary>
    public List<Stretch> Supported { get; } = [];

    public Stretch Everything => new(0, Line.Text.Length);

    /// <summary>What the buyer said last, as it is read.</summary>
    public string BuyerText => buyerText ??= Folding.Plain.Fold(Line.BuyerText ?? Line.Earlier.LastOrDefault(e => e.IsBuyer)?.Text ?? string.Empty);

    public bool BuyerSaid(IReadOnlyList<string> words) => words.Any(w => BuyerText.Contains(w, StringComparison.Ordinal));

    /// <summary>Every place where a saying of the facts stands in the message.</summary>
    public IEnumerable<Stretch> Find(string saying)
    {
        var sought = Folding.Plain.Fold(saying.Trim());
        for (var from = 0; sought.Length > 0 && from <= Text.Characters.Length - sought.Length;)
        {
            var at = Text.Characters[from..].IndexOf(sought);
            if (at < 0)
            {
                yield break;
            }

            yield return Text.Stretch(from + at, sought.Length);
            from += at + 1;
        }
    }

    /// <summary>The sentence around a stretch.</summary>
    public Stretch Sentence(Stretch at)
    {
        var (text, from, to) = (Line.Text, at.From, at.To);
        while (from > 0 && !Pattern.EndsSentence(Folding.Plain[text[from - 1]]))
        {
            from--;
        }

        while (to < text.Length && !Pattern.EndsSentence(Folding.Plain[text[to]]))
        {
            to++;
        }

        return new Stretch(from, to);
    }

    public string Slice(Stretch at) => Line.Text.Substring(at.From, at.Length);

    /// <summary>Trade words and names never ring; approved and quoted texts do not, except for what must not leave the house in any words.</summary>
    public bool IsExempt(Stretch at, GuardKind kind) =>
        never.Exists(s => s.Covers(at))
        || (kind is not (GuardKind.Contacts or GuardKind.Links or GuardKind.Payment or GuardKind.OtherBuyer) && approved.Exists(s => s.Covers(at)))
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
    private void AddQuotes()
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
                if (said.Length > 0 && (BuyerText.Contains(said, StringComparison.Ordinal) || Line.Earlier.Any(e => e.IsBuyer && Folding.Plain.Fold(e.Text).Contains(said, StringComparison.Ordinal))))
                {
                    approved.Add(new Stretch(from, to + 1));
                }

                from = to + 1 < text.Length ? text.IndexOf(open, to + 1) : -1;
            }
        }
    }
}
