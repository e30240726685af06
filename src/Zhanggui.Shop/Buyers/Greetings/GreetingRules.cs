using NodaTime;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>When and in which words buyers are greeted (pure).</summary>
internal static class GreetingRules
{
    private const string NamePlace = "{name}";

    /// <summary>An answer longer than this speaks of something else too; a person reads it.</summary>
    private const int LongAnswer = 30;

    /// <summary>From one hour of the day to another, over midnight where the end is not after the start; the same hour twice = never.</summary>
    public static bool IsQuiet(LocalTime now, int from, int to) => from < to ? now.Hour >= from && now.Hour < to : from > to && (now.Hour >= from || now.Hour < to);

    /// <summary>The newest month in which somebody may have been greeted to be greeted in this one again.</summary>
    public static YearMonth LastAllowed(YearMonth month, int everyMonths) => month.PlusMonths(-everyMonths);

    /// <summary>The words for one buyer. Where no name is known, the place goes with the mark behind it.</summary>
    public static string Words(string template, string? name)
    {
        if (name?.Trim() is { Length: > 0 } known)
        {
            return template.Replace(NamePlace, known, StringComparison.Ordinal).Trim();
        }

        var text = template;
        for (var at = text.IndexOf(NamePlace, StringComparison.Ordinal); at >= 0; at = text.IndexOf(NamePlace, StringComparison.Ordinal))
        {
            var end = at + NamePlace.Length;
            while (end < text.Length && "，,、：:！! ".Contains(text[end], StringComparison.Ordinal))
            {
                end++;
            }

            text = text[..at] + text[end..];
        }

        return text.Trim();
    }

    /// <summary>Does the buyer want no more of it? Words of letters must be the whole answer; others may stand in a short one.</summary>
    public static bool IsOptOut(string answer, IReadOnlyList<string> words)
    {
        var said = string.Concat(answer.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c))).ToUpperInvariant();
        return said.Length is > 0 and <= LongAnswer && words.Select(w => w.Trim().ToUpperInvariant()).Where(w => w.Length > 0).Any(w => w.All(char.IsAscii) ? said == w : said.Contains(w, StringComparison.Ordinal));
    }
}
