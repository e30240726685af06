using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Matching;

/// <summary>What a saying means to its rule.</summary>
internal enum Role
{
    Word,
    Except,
    Unless,
    UnlessBefore,
    UnlessAfter,
    With,
    Rewrite,
    Term,
    Approved,
}

/// <summary>A saying that was found: whose it is (-1 = the whole book's), which of the rule's, and where.</summary>
internal readonly record struct Mark(int Rule, Role Role, int Number, Stretch At);

/// <summary>A saying to look for; <paramref name="IsLate"/>: only where words of its rule were found, because without them it changes nothing.</summary>
internal sealed record Sought(int Rule, Role Role, int Number, Pattern Pattern, bool IsLate = false);

/// <summary>Finds all sayings of a book in one reading of a text.</summary>
internal sealed class Scanner
{
    private readonly Folding folding;
    private readonly PhraseMatcher matcher;
    private readonly (Sought[] First, Sought[] Late)[] byPhrase;

    public Scanner(Folding folding, IReadOnlyList<Sought> sought)
    {
        this.folding = folding;
        var groups = sought.SelectMany(s => s.Pattern.FirstWords.Distinct(StringComparer.Ordinal).Select(word => (Word: word, Sought: s)))
            .GroupBy(p => p.Word, p => p.Sought, StringComparer.Ordinal).ToList();
        matcher = new PhraseMatcher([.. groups.Select(g => g.Key)]);
        byPhrase = [.. groups.Select(g => (g.Where(s => !s.IsLate).ToArray(), g.Where(s => s.IsLate).ToArray()))];
    }

    public bool IsEmpty => byPhrase.Length == 0;

    public FoldedText Read(string text) => new(text, folding);

    public List<Mark> Scan(in FoldedText text)
    {
        var found = new List<Occurrence>();
        matcher.Find(text.Characters, found);
        var (kept, marks, said) = (0, new List<Mark>(), default(HashSet<int>));
        for (var i = 0; i < found.Count; i++)
        {
            var (occurrence, standing) = (found[i], StandingOf(text, found[i]));
            if (standing == Standing.Inside)
            {
                continue;
            }

            found[kept++] = occurrence;
            foreach (var sought in byPhrase[occurrence.Phrase].First)
            {
                if (MarkOf(sought, text, occurrence, standing) is { } mark)
                {
                    marks.Add(mark);
                    if (mark.Role == Role.Word)
                    {
                        (said ??= []).Add(mark.Rule);
                    }
                }
            }
        }

        // What excuses a rule's words or says them otherwise is looked at where they were said: in most messages nowhere.
        for (var i = 0; said is not null && i < kept; i++)
        {
            foreach (var sought in byPhrase[found[i].Phrase].Late)
            {
                if (said.Contains(sought.Rule) && MarkOf(sought, text, found[i], StandingOf(text, found[i])) is { } mark)
                {
                    marks.Add(mark);
                }
            }
        }

        return marks;
    }

    private static Mark? MarkOf(Sought sought, in FoldedText text, Occurrence found, Standing standing)
    {
        if (standing == Standing.BehindDigits && sought.Pattern.Before is not (Number or Sum))
        {
            return null;
        }

        var from = sought.Pattern.Begin(text.Characters, found.Start);
        var to = from < 0 ? -1 : sought.Pattern.End(text, found.Start, found.Length, isLongest: sought.Role == Role.Except);
        return to >= 0 ? new Mark(sought.Rule, sought.Role, sought.Number, text.Stretch(from, to - from)) : null;
    }

    private enum Standing
    {
        Alone,

        /// <summary>Right behind a digit: a unit of a number (「50g」), and nothing else.</summary>
        BehindDigits,
        Inside,
    }

    /// <summary>Latin words are whole words: <c>vx</c> is not found inside <c>vxa</c>, nor in the product code <c>VX-200</c>; an account's name may follow.</summary>
    private static Standing StandingOf(in FoldedText text, Occurrence found)
    {
        var word = text.Characters.Slice(found.Start, found.Length);
        if (!char.IsAsciiLetter(word[0]) && !char.IsAsciiLetter(word[^1]))
        {
            return Standing.Alone;
        }

        if (!text.EndsWord(found.Start + found.Length))
        {
            return Standing.Inside;
        }

        var (at, original) = (text.Stretch(found.Start, found.Length), text.Original);
        if (text.GoesOn(found.Start, found.Length))
        {
            return Standing.Inside;
        }

        return !char.IsAsciiLetter(word[0]) || at.From == 0 ? Standing.Alone
            : char.IsAsciiDigit(original[at.From - 1]) ? Standing.BehindDigits
            : original[at.From - 1] == '-' && at.From > 1 && char.IsAsciiLetterOrDigit(original[at.From - 2]) ? Standing.Inside
            : Standing.Alone;
    }
}
