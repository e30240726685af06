namespace Zhanggui.Orders.Attribution;

/// <summary>Whole words inside free text: runs of ASCII letters and digits, full width read as half width.</summary>
internal static class Tokens
{
    private const char WideFirst = '\uFF01';
    private const char WideLast = '\uFF5E';
    private const int WideShift = 0xFEE0;
    private const char WideSpace = '\u3000';

    public static string Narrow(string text) => text.AsSpan().IndexOfAnyInRange(WideSpace, WideLast) < 0
        ? text
        : string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = from[i] switch
                {
                    >= WideFirst and <= WideLast => (char)(from[i] - WideShift),
                    WideSpace => ' ',
                    var c => c,
                };
            }
        });

    /// <summary>Does the text hold the word, not as a part of a longer one?</summary>
    public static bool Contains(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); word.Length > 0 && at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1]) || !IsPart(word[0])) && (end == text.Length || !IsPart(text[end]) || !IsPart(word[^1])))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c);
}
