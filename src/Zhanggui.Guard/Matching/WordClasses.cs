using System.Text;

namespace Zhanggui.Guard.Matching;

/// <summary>
/// The words that a book names once and its sayings use (pure): <c>{counter}</c> in a saying stands for the words of the class <c>counter</c>, parted by bars, and <c>¥</c> for a sum of
/// money, for which the classes <see cref="Units"/> and <see cref="Ends"/> say what makes a number one.
/// </summary>
internal sealed class WordClasses(IReadOnlyDictionary<string, IReadOnlyList<string>> classes)
{
    public const char Sum = '¥';

    /// <summary>The class of the words that make the number before them a sum: 元, 块.</summary>
    public const string Units = "sum_unit";

    /// <summary>The class of the words behind which a bare number is still a sum: 「59哦」, 「59一件」.</summary>
    public const string Ends = "sum_end";

    // What no book can write, so that a saying is read in one way only.
    private const char Open = '⟦';
    private const char Close = '⟧';
    private const int UsualBare = 2;

    public static readonly WordClasses None = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    /// <summary>The saying with its classes filled in; a class that the book does not have is left as it is written.</summary>
    public string Fill(string saying)
    {
        if (saying.AsSpan().IndexOfAny('{', Sum) < 0)
        {
            return saying;
        }

        var filled = new StringBuilder();
        for (var at = 0; at < saying.Length; at++)
        {
            var end = saying[at] == '{' ? saying.IndexOf('}', at) : -1;
            if (end > 0 && classes.TryGetValue(saying[(at + 1)..end], out var words))
            {
                filled.AppendJoin('|', words);
                at = end;
            }
            else if (saying[at] == Sum)
            {
                filled.Append(Sum);
                while (at + 1 < saying.Length && char.IsAsciiDigit(saying[at + 1]))
                {
                    filled.Append(saying[++at]);
                }

                filled.Append(Open).AppendJoin('|', Of(Units)).Append(Close).Append(Open).AppendJoin('|', Of(Ends)).Append(Close);
            }
            else
            {
                filled.Append(saying[at]);
            }
        }

        return filled.ToString();
    }

    /// <summary>The first class that the saying names and the book does not have.</summary>
    public string? Missing(string saying)
    {
        for (var at = saying.IndexOf('{'); at >= 0; at = saying.IndexOf('{', at + 1))
        {
            var end = saying.IndexOf('}', at);
            if (end < 0 || !classes.ContainsKey(saying[(at + 1)..end]))
            {
                return end < 0 ? saying[at..] : saying[(at + 1)..end];
            }
        }

        return saying.Contains(Sum) && Of(Units).Count == 0 ? Units : null;
    }

    /// <summary>Reads a filled-in sum and goes on behind it; null when it is not one.</summary>
    public static Sum? ReadSum(string text, ref int at, Folding folding)
    {
        var digits = ++at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        var least = at > digits ? int.TryParse(text.AsSpan(digits, at - digits), out var n) ? n : int.MaxValue : UsualBare;
        return Group(text, ref at, folding) is { } units && Group(text, ref at, folding) is { } ends ? new Sum(least, units, ends) : null;
    }

    private static OneOf? Group(string text, ref int at, Folding folding)
    {
        var end = at < text.Length && text[at] == Open ? text.IndexOf(Close, at) : -1;
        if (end < 0)
        {
            return null;
        }

        var words = text[(at + 1)..end];
        at = end + 1;
        return new OneOf([.. words.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(folding.Fold)]);
    }

    private IReadOnlyList<string> Of(string name) => classes.TryGetValue(name, out var words) ? words : [];
}
