using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Reviews;

/// <summary>
/// What a review speaks of, by words that are data (pure). Within a clause the longest word wins and its characters are used up, so that 快递员 is not 快递 besides;
/// a pair (快递…态度) is looked for first. An archived topic uses up characters and counts for nothing: that is how exceptions are written.
/// </summary>
internal sealed class TopicReading
{
    private const string Gap = "…";
    private readonly List<(string First, string Second, string Topic)> pairs = [];
    private readonly Dictionary<char, List<(string Word, string Topic)>> words = [];
    private readonly HashSet<string> counting;

    public TopicReading(IEnumerable<ReviewTopic> topics)
    {
        var all = topics.ToList();
        counting = all.Where(t => !t.IsArchived).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (word, topic) in all.SelectMany(t => t.Words.Select(w => (Normal(w), t.Key))).Where(w => w.Item1.Length > 0))
        {
            if (word.Split(Gap) is [{ Length: > 0 } first, { Length: > 0 } second])
            {
                pairs.Add((first, second, topic));
            }
            else
            {
                (words.TryGetValue(word[0], out var list) ? list : words[word[0]] = []).Add((word, topic));
            }
        }

        pairs.Sort((a, b) => (b.First.Length + b.Second.Length).CompareTo(a.First.Length + a.Second.Length));
        foreach (var list in words.Values)
        {
            list.Sort((a, b) => b.Word.Length.CompareTo(a.Word.Length));
        }
    }

    /// <summary>Keys of the topics in the order in which the review comes to them.</summary>
    public IReadOnlyList<string> Read(string? text)
    {
        var found = new List<(int At, string Topic)>();
        var normal = Normal(text ?? string.Empty);
        var from = 0;
        for (var i = 0; i <= normal.Length; i++)
        {
            if (i == normal.Length || IsEnd(normal[i]))
            {
                Clause(normal, from, i, found);
                from = i + 1;
            }
        }

        return [.. found.OrderBy(f => f.At).Select(f => f.Topic).Where(counting.Contains).Distinct(StringComparer.Ordinal)];
    }

    private void Clause(string text, int from, int to, List<(int, string)> found)
    {
        var used = new bool[to - from];
        foreach (var (first, second, topic) in pairs)
        {
            var a = text.IndexOf(first, from, to - from, StringComparison.Ordinal);
            var b = a < 0 ? -1 : text.IndexOf(second, a + first.Length, to - a - first.Length, StringComparison.Ordinal);
            if (b >= 0 && !used[a - from] && !used[b - from])
            {
                Array.Fill(used, true, a - from, first.Length);
                Array.Fill(used, true, b - from, second.Length);
                found.Add((a, topic));
            }
        }

        for (var i = from; i < to; i++)
        {
            if (used[i - from] || !words.TryGetValue(text[i], out var some))
            {
                continue;
            }

            foreach (var (word, topic) in some)
            {
                if (i + word.Length <= to && string.CompareOrdinal(text, i, word, 0, word.Length) == 0 && !used.AsSpan(i - from, word.Length).Contains(value: true))
                {
                    found.Add((i, topic));
                    i += word.Length - 1;
                    break;
                }
            }
        }
    }

    private static string Normal(string text) => text.Replace("...", Gap, StringComparison.Ordinal).ToLowerInvariant();

    private static bool IsEnd(char c) => c is '，' or ',' or '。' or '！' or '!' or '？' or '?' or '；' or ';' or '\n' or '\r' or '～' or '~' || (c == '.') || (c == ' ');
}
