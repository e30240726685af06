using System.Globalization;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Text;

namespace Zhanggui.Reception.Typing;

/// <summary>What came of typing a shown text.</summary>
internal sealed record TypingResult(int Right, int Errors)
{
    /// <summary>Right characters a minute, rounded down.</summary>
    public long Speed(Duration took) => TypingRules.Speed(Right, took);
}

/// <summary>A finished practice. <paramref name="Counts"/>: long enough to say something.</summary>
internal sealed record TypingRun(Guid Id, LocalDate Day, Instant StartedAt, Duration Took, int Right, int Errors, int Corrections, int Pasted, bool Counts)
{
    public long Speed => TypingRules.Speed(Right, Took);
}

/// <summary>The runs of one day that count, together.</summary>
internal sealed record TypingDay(LocalDate Day, long Speed, int Right, int Errors, int Runs);

/// <summary>
/// Speed and errors of typing (TEL-11), pure. Every character of the shown text counts one, also punctuation, letters and digits; blanks and ends of lines do not,
/// and full and half width are the same. What was typed is laid beside the beginning of the shown text that fits it best: equal characters are right, and each
/// wrong, missing or superfluous one is an error. What was typed and taken back again costs time and nothing else. Pasted characters are never right.
/// </summary>
internal static class TypingRules
{
    public const int MostTyped = 2000;
    private const long Minute = 60_000;

    public static string Counted(string text)
    {
        var counted = new StringBuilder(text.Length);
        foreach (var written in text)
        {
            var c = Width.Narrow(written);
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                counted.Append(c);
            }
        }

        return counted.ToString();
    }

    public static TypingResult Judge(string shown, string typed, int pasted)
    {
        var (wanted, given) = (Counted(shown), Counted(typed));
        // One row per typed character: the fewest errors against each beginning of the shown text, and the most right ones with so few errors.
        var (errors, right) = (new int[wanted.Length + 1], new int[wanted.Length + 1]);
        for (var w = 0; w <= wanted.Length; w++)
        {
            errors[w] = w;
        }

        for (var g = 1; g <= given.Length; g++)
        {
            var (cornerErrors, cornerRight) = (errors[0], right[0]);
            (errors[0], right[0]) = (g, 0);
            for (var w = 1; w <= wanted.Length; w++)
            {
                var isEqual = given[g - 1] == wanted[w - 1];
                var best = (Errors: cornerErrors + (isEqual ? 0 : 1), Right: cornerRight + (isEqual ? 1 : 0));
                best = Better(best, (errors[w] + 1, right[w])); // superfluous
                best = Better(best, (errors[w - 1] + 1, right[w - 1])); // missing
                (cornerErrors, cornerRight) = (errors[w], right[w]);
                (errors[w], right[w]) = best;
            }
        }

        var end = (Errors: errors[0], Right: right[0]);
        for (var w = 1; w <= wanted.Length; w++)
        {
            end = Better(end, (errors[w], right[w]));
        }

        return new TypingResult(Math.Max(0, end.Right - Math.Max(0, pasted)), end.Errors);
    }

    public static long Speed(long right, Duration took) => took <= Duration.Zero ? 0 : right * Minute / (long)took.TotalMilliseconds;

    /// <summary>Days with at least one run that counts, newest first.</summary>
    public static IReadOnlyList<TypingDay> Days(IEnumerable<TypingRun> runs) =>
    [
        .. runs.Where(r => r.Counts).GroupBy(r => r.Day).OrderByDescending(g => g.Key)
            .Select(g => new TypingDay(g.Key, Speed(g.Sum(r => (long)r.Right), Duration.FromMilliseconds(g.Sum(r => (long)r.Took.TotalMilliseconds))), g.Sum(r => r.Right), g.Sum(r => r.Errors), g.Count())),
    ];

    /// <summary>Below the standard of the book by the last day practised; without a standard or a day nobody is.</summary>
    public static bool IsBelow(TypingDay? last, long? standard) => last is not null && last.Speed < standard;

    /// <summary>A text to type: the shop's own words, one after the other from where this person stands, until they are long enough; null = there are none.</summary>
    public static string? Compose(IReadOnlyList<string> words, int turn, int aim)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count && Counted(text.ToString()).Length < aim; i++)
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty).Append(words[(int)((turn + (long)i) % words.Count)].Trim());
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static (int Errors, int Right) Better((int Errors, int Right) a, (int Errors, int Right) b) => b.Errors < a.Errors || (b.Errors == a.Errors && b.Right > a.Right) ? b : a;
}
