using System.Collections.Immutable;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Guard.Topics;

/// <summary>Finds what a buyer asks about (pure). The newest line counts first, then what rang with more characters, then the order of the book.</summary>
internal sealed class TopicReader
{
    public const int Most = 5;

    /// <summary>A saying whose gaps are at most this wide says one thing: a shorter one of another topic inside it is part of it (运费 in 退货运费).</summary>
    private const int NarrowGap = 4;

    private readonly ImmutableArray<BookTopic> topics;
    private readonly ImmutableArray<ImmutableArray<bool>> closed;
    private readonly Scanner scanner;

    public TopicReader(IReadOnlyList<BookTopic> topics)
    {
        this.topics = [.. topics];
        var sought = new List<Sought>();
        var close = ImmutableArray.CreateBuilder<ImmutableArray<bool>>();
        for (var i = 0; i < topics.Count; i++)
        {
            close.Add([.. topics[i].Sayings.Select(s => Pattern.Parse(s, Folding.Plain) is { } p && p.Steps.All(step => step is not Gap { Most: > NarrowGap }))]);
            Add(sought, i, Role.Word, topics[i].Sayings);
            Add(sought, i, Role.Except, topics[i].Except);
            Add(sought, i, Role.Unless, topics[i].Unless);
        }

        closed = close.ToImmutable();
        scanner = new Scanner(Folding.Plain, sought);
    }

    public IReadOnlyList<TopicHit> Read(string text)
    {
        if (text.Length == 0 || scanner.IsEmpty)
        {
            return [];
        }

        var marks = scanner.Scan(scanner.Read(text));
        if (marks.Count == 0)
        {
            return [];
        }

        var (sentences, lines) = Places(text);
        var excused = marks.Where(m => m.Role == Role.Unless).Select(m => (m.Rule, sentences[m.At.From])).ToHashSet();
        var rang = Alone(Unexcepted(marks).Where(m => !excused.Contains((m.Rule, sentences[m.At.From]))));
        return
        [
            .. rang.GroupBy(m => m.Rule).Select(g => (Rule: g.Key, At: Joined(g.Select(m => m.At))))
                .Select(t => (t.Rule, t.At, Line: t.At.Max(a => lines[a.From])))
                .OrderByDescending(t => t.Line).ThenByDescending(t => t.At.Where(a => lines[a.From] == t.Line).Sum(a => a.Length)).ThenBy(t => t.Rule)
                .Take(Most).Select(t => new TopicHit(topics[t.Rule].Key, topics[t.Rule].Name, [.. t.At.Select(a => new TopicStretch(a.From, a.Length))])),
        ];
    }

    private static void Add(List<Sought> to, int topic, Role role, IReadOnlyList<string> texts)
    {
        foreach (var (number, text) in texts.Index())
        {
            // A book that was published under an earlier release stays in force: what this one cannot read is passed over.
            if (Pattern.Parse(text, Folding.Plain) is { } pattern)
            {
                to.Add(new Sought(topic, role, number, pattern));
            }
        }
    }

    /// <summary>The number of the sentence and of the line that each character stands in.</summary>
    private static (int[] Sentences, int[] Lines) Places(string text)
    {
        var (sentences, lines, sentence, line) = (new int[text.Length], new int[text.Length], 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            (sentences[i], lines[i]) = (sentence, line);
            sentence += Pattern.EndsSentence(Folding.Plain[text[i]]) ? 1 : 0;
            line += text[i] == '\n' ? 1 : 0;
        }

        return (sentences, lines);
    }

    /// <summary>Sayings that do not lie wholly inside an exception of their own topic.</summary>
    private static IEnumerable<Mark> Unexcepted(List<Mark> marks)
    {
        foreach (var topic in marks.Where(m => m.Role is Role.Word or Role.Except).GroupBy(m => m.Rule))
        {
            var furthest = -1;
            foreach (var mark in topic.OrderBy(m => m.At.From).ThenBy(m => m.Role == Role.Except ? 0 : 1))
            {
                if (mark.Role == Role.Except)
                {
                    furthest = Math.Max(furthest, mark.At.To);
                }
                else if (mark.At.To > furthest)
                {
                    yield return mark;
                }
            }
        }
    }

    /// <summary>Without those that are part of a longer saying of another topic: one reading from left to right, the furthest end of two topics kept.</summary>
    private List<Mark> Alone(IEnumerable<Mark> marks)
    {
        var kept = new List<Mark>();
        var (first, second) = ((Rule: -1, To: -1), (Rule: -1, To: -1));
        foreach (var mark in marks.OrderBy(m => m.At.From).ThenByDescending(m => m.At.To).ThenBy(m => m.Rule))
        {
            var other = first.Rule == mark.Rule ? second : first;
            if (mark.At.To > other.To || IsEqual(kept, mark))
            {
                kept.Add(mark);
            }

            if (!closed[mark.Rule][mark.Number])
            {
                continue;
            }

            if (mark.Rule == first.Rule)
            {
                first.To = Math.Max(first.To, mark.At.To);
            }
            else if (mark.At.To > first.To)
            {
                (first, second) = ((mark.Rule, mark.At.To), first);
            }
            else if (mark.At.To > second.To)
            {
                second = (mark.Rule, mark.At.To);
            }
        }

        return kept;
    }

    /// <summary>The same characters ring for two topics: both are meant.</summary>
    private static bool IsEqual(List<Mark> kept, Mark mark)
    {
        for (var i = kept.Count - 1; i >= 0 && kept[i].At.From == mark.At.From; i--)
        {
            if (kept[i].At == mark.At)
            {
                return true;
            }
        }

        return false;
    }

    private static List<Stretch> Joined(IEnumerable<Stretch> stretches)
    {
        var joined = new List<Stretch>();
        foreach (var at in stretches.OrderBy(a => a.From).ThenByDescending(a => a.To))
        {
            if (joined.Count > 0 && at.From <= joined[^1].To)
            {
                joined[^1] = new Stretch(joined[^1].From, Math.Max(joined[^1].To, at.To));
            }
            else
            {
                joined.Add(at);
            }
        }

        return joined;
    }
}
