using Zhanggui.Orders.Attribution;

namespace Zhanggui.Orders.Earners;

/// <summary>A word in notes that looks like a staff number and is nobody's: how many orders have it, their amount, when the first one was placed, and one of the notes.</summary>
internal sealed record NumberCandidate(string Number, long Orders, long Amount, long FirstPlaced, string Example);

/// <summary>
/// Finds the staff numbers of a shop that has told nobody's yet: short numbers, or letters with numbers, that stand by themselves in
/// notes and come again and again. Sizes, dates, telephone numbers and amounts do not look like that.
/// </summary>
internal sealed class NumberCandidates
{
    private const int LongestPrefix = 3;
    private const int FewestDigits = 2;
    private const int MostDigits = 6;
    private const int Fewest = 3;
    private const int Most = 60;
    private const int LongestExample = 60;
    private const string Apart = " \t\r\n,，、;；:：|()（）[]【】。#/+&";
    private readonly Dictionary<string, (long Orders, long Amount, long First, string Example)> seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts each candidate of a note once.</summary>
    public void Add(string note, long amount, long placed, Func<string, bool> isKnown)
    {
        var text = Tokens.Narrow(note);
        HashSet<string>? inNote = null;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && Tokens.IsPart(text[end]))
            {
                end++;
            }

            if (end > at && StandsAlone(text, at, end) && text[at..end] is var word && LooksLikeOne(word) && !isKnown(word) && (inNote ??= new(StringComparer.OrdinalIgnoreCase)).Add(word))
            {
                var before = seen.GetValueOrDefault(word, (0, 0, long.MaxValue, note.Length <= LongestExample ? note : $"{note[..LongestExample]}…"));
                seen[word] = (before.Item1 + 1, before.Item2 + amount, Math.Min(before.Item3, placed), before.Item4);
            }

            at = Math.Max(end, at + 1);
        }
    }

    /// <summary>Those that come at least three times, most orders first.</summary>
    public IReadOnlyList<NumberCandidate> Found => [.. seen.Where(s => s.Value.Orders >= Fewest).OrderByDescending(s => s.Value.Orders).ThenBy(s => s.Key, StringComparer.Ordinal).Take(Most)
        .Select(s => new NumberCandidate(s.Key.ToUpperInvariant(), s.Value.Orders, s.Value.Amount, s.Value.First, s.Value.Example))];

    private static bool StandsAlone(string text, int from, int to) => (from == 0 || Apart.Contains(text[from - 1])) && (to == text.Length || Apart.Contains(text[to]));

    private static bool LooksLikeOne(string word)
    {
        var letters = 0;
        while (letters < word.Length && char.IsAsciiLetter(word[letters]))
        {
            letters++;
        }

        var digits = word.Length - letters;
        return letters <= LongestPrefix && digits is >= FewestDigits and <= MostDigits && word.AsSpan(letters).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
