namespace Zhanggui.Reception.Search.Words;

/// <summary>A stretch of a text that was found, in UTF-16 units.</summary>
internal readonly record struct Found(int Start, int Length);

/// <summary>
/// What somebody searches for: words between blanks, all of which must occur in a message, each as it stands; quotes keep blanks
/// inside. <see cref="Matches"/> is the definition that every implementation has to agree with.
/// </summary>
internal sealed class SearchWords
{
    public const int MostUnits = 200;
    private const int MostWords = 8;

    private SearchWords(IReadOnlyList<string> words) => Words = words;

    /// <summary>Folded, each at least one unit long.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Null when nothing is left to search for, or too much is asked for.</summary>
    public static SearchWords? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MostUnits)
        {
            return null;
        }

        var words = new List<string>();
        var folded = Folding.Of(text);
        for (var i = 0; i < folded.Length;)
        {
            if (folded[i] == ' ')
            {
                i++;
                continue;
            }

            var end = IsQuote(folded[i]) ? folded.AsSpan(i + 1).IndexOfAny('"', '“', '”') : -1;
            var (from, to) = end > 0 ? (i + 1, i + 1 + end) : (i, EndOfWord(folded, i));
            Add(words, folded[from..to]);
            i = end > 0 ? to + 1 : to;
        }

        return words.Count is 0 or > MostWords ? null : new SearchWords(words);
    }

    public bool Matches(string text)
    {
        var folded = Folding.Of(text);
        foreach (var word in Words)
        {
            if (!folded.Contains(word, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// How well a message that matches fits: BM25 inside the message (k1 = 1.2, b = 0.75) against a message of 30 characters, in
    /// thousandths. Every word weighs the same, so the same message has the same score whatever else is stored.
    /// </summary>
    public static int Score(ReadOnlySpan<int> occurrences, int length)
    {
        var score = 0.0;
        foreach (var count in occurrences)
        {
            score += count * 2.2 / (count + (1.2 * (0.25 + (0.75 * length / 30))));
        }

        return (int)(score * 1000);
    }

    /// <summary>How often each word occurs, overlapping ones too.</summary>
    public int[] Count(string text)
    {
        var folded = Folding.Of(text);
        var counts = new int[Words.Count];
        for (var w = 0; w < counts.Length; w++)
        {
            for (var at = folded.IndexOf(Words[w], StringComparison.Ordinal); at >= 0; at = folded.IndexOf(Words[w], at + 1, StringComparison.Ordinal))
            {
                counts[w]++;
            }
        }

        return counts;
    }

    /// <summary>Where the words stand, in order; what overlaps or touches is one stretch.</summary>
    public IReadOnlyList<Found> Find(string text)
    {
        var folded = Folding.Of(text);
        var all = new List<Found>();
        foreach (var word in Words)
        {
            for (var at = folded.IndexOf(word, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                all.Add(new Found(at, word.Length));
            }
        }

        all.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Length.CompareTo(b.Length));
        var joined = new List<Found>();
        foreach (var found in all)
        {
            if (joined.Count > 0 && joined[^1] is var last && found.Start <= last.Start + last.Length)
            {
                joined[^1] = last with { Length = Math.Max(last.Length, found.Start + found.Length - last.Start) };
            }
            else
            {
                joined.Add(found);
            }
        }

        return joined;
    }

    private static void Add(List<string> words, string word)
    {
        if (!string.IsNullOrWhiteSpace(word) && !words.Contains(word, StringComparer.Ordinal))
        {
            words.Add(word);
        }
    }

    private static bool IsQuote(char c) => c is '"' or '“' or '”';

    private static int EndOfWord(string text, int from)
    {
        var blank = text.AsSpan(from).IndexOf(' ');
        return blank < 0 ? text.Length : from + blank;
    }
}
