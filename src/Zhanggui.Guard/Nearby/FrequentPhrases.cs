using Zhanggui.Guard.Rules;

namespace Zhanggui.Guard.Nearby;

/// <summary>Words that stand in several conversations around what rang or nearly did.</summary>
internal sealed record FrequentPhrase(string Phrase, int Conversations, Guid Example);

/// <summary>
/// Finds phrases that agents said in several conversations (pure); how long and in how many the book says. Of phrases that always stand together
/// only the longest is told; what the book already has as words is not.
/// </summary>
internal static class FrequentPhrases
{
    private const int Most = 20;
    private const int TextLength = 300;

    public static IReadOnlyList<FrequentPhrase> Of(IReadOnlyList<(Guid Conversation, string Text)> said, IReadOnlyCollection<string> known, Closeness closeness)
    {
        if (closeness is not { LeastPhrase: { } shortest, MostPhrase: { } longest, Talks: { } talks })
        {
            return [];
        }

        var seen = new Dictionary<string, HashSet<Guid>>(StringComparer.Ordinal);
        foreach (var (conversation, text) in said)
        {
            foreach (var phrase in PhrasesOf(text.Length <= TextLength ? text : text[..TextLength], shortest, longest))
            {
                (seen.TryGetValue(phrase, out var where) ? where : seen[phrase] = []).Add(conversation);
            }
        }

        var often = seen.Where(s => s.Value.Count >= talks && !known.Any(k => k.Contains(s.Key, StringComparison.Ordinal))).OrderByDescending(s => s.Value.Count).ThenByDescending(s => s.Key.Length).ThenBy(s => s.Key, StringComparer.Ordinal).Take(2000).ToList();
        var kept = new List<FrequentPhrase>();
        foreach (var (phrase, where) in often)
        {
            if (!often.Any(o => o.Key.Length > phrase.Length && o.Key.Contains(phrase, StringComparison.Ordinal) && o.Value.Count == where.Count) && !kept.Exists(k => Overlaps(k.Phrase, phrase, shortest)))
            {
                kept.Add(new FrequentPhrase(phrase, where.Count, where.Min()));
            }

            if (kept.Count == Most)
            {
                break;
            }
        }

        return kept;
    }

    /// <summary>Shifted by a character or two: the same words again.</summary>
    private static bool Overlaps(string one, string other, int shortest)
    {
        for (var i = 0; i + shortest <= other.Length; i++)
        {
            if (one.Contains(other.AsSpan(i, shortest), StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static HashSet<string> PhrasesOf(string text, int shortest, int longest)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var from = 0; from < text.Length; from++)
        {
            for (var length = 1; from + length <= text.Length && length <= longest && IsWord(text[from + length - 1]); length++)
            {
                if (length >= shortest)
                {
                    found.Add(text.Substring(from, length));
                }
            }
        }

        return found;
    }

    private static bool IsWord(char c) => char.IsLetter(c) && !char.IsSurrogate(c);
}
