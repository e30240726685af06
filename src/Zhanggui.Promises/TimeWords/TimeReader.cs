using NodaTime;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.TimeWords;

/// <summary>
/// Finds the words of a message that name a time to come and says when they fall due. Pure: the same words, moment,
/// calendar and habits give the same answer. A time gone by is passed over, and so is one that ends at or before the moment it was said.
/// </summary>
internal sealed class TimeReader
{
    private const int MostLength = 10_000;

    private readonly TimeHabits habits;

    public TimeReader(TimeHabits habits) => this.habits = habits with
    {
        Parts = [.. habits.Parts.OrderByDescending(p => p.Word.Length)],
        Vague = [.. habits.Vague.OrderByDescending(v => v.Word.Length)],
        NotTimes = [.. habits.NotTimes.OrderByDescending(n => n.Length)],
    };

    /// <summary>The mentions in the order of the text; only the first 10,000 characters are read.</summary>
    public IReadOnlyList<TimeMention> Read(string text, Instant at, BusinessCalendar calendar)
    {
        var span = text.AsSpan(0, Math.Min(text.Length, MostLength));
        var holidays = calendar.Holidays.Select(h => h.Name).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length).ToList();
        var grammar = new Grammar(span, habits, holidays);
        var found = new List<TimeMention>();
        for (var i = 0; i < span.Length;)
        {
            var parsed = grammar.Read(i, out var end);
            if (end <= i)
            {
                // A number is read whole or not at all: 120天 is not 20天.
                i += 1 + (IsDigit(span[i]) ? DigitsAfter(span, i + 1) : 0);
                continue;
            }

            if (!parsed.IsPast && new Resolving(habits, calendar, at).Due(parsed) is { } due && due.Due > at)
            {
                found.Add(new TimeMention(i, end - i, span[i..end].ToString(), due.Due, due.Grain));
            }

            i = end;
        }

        return found;
    }

    /// <summary>When the message as a whole falls due: its first exact words, else its first vague ones; null = it names no time.</summary>
    public static TimeMention? Best(IReadOnlyList<TimeMention> mentions) => mentions.FirstOrDefault(m => m.Grain != TimeGrain.Vague) ?? (mentions.Count == 0 ? null : mentions[0]);

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    private static int DigitsAfter(ReadOnlySpan<char> text, int from)
    {
        var count = 0;
        while (from + count < text.Length && IsDigit(text[from + count]))
        {
            count++;
        }

        return count;
    }
}
