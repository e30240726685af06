using System.Buffers;
using System.Globalization;

namespace Zhanggui.Guard.Matching;

/// <summary>
/// Words that are split by the marks which end a sentence (pure): 微。信, w。e。i。x。i。n. A mark is passed over where a single character
/// stands behind it, so that 微。信封 stays two sentences; a comma between Latin letters only in a row of three, because sizes are listed so.
/// </summary>
internal static class SplitWords
{
    private const char PassedOver = '\u200B';

    private static readonly SearchValues<char> Marks = SearchValues.Create("。！？；，,!?;｡");

    /// <summary>The text with such marks replaced by a character that no reading sees; as long as before.</summary>
    public static string Join(string text)
    {
        var at = text.AsSpan().IndexOfAny(Marks);
        if (at < 0)
        {
            return text;
        }

        char[]? joined = null;
        for (; at < text.Length; at++)
        {
            if (Marks.Contains(text[at]) && Joins(text, at))
            {
                joined ??= text.ToCharArray();
                joined[at] = PassedOver;
            }
        }

        return joined is null ? text : new string(joined);
    }

    private static bool Joins(string text, int mark)
    {
        if (mark == 0 || mark + 1 >= text.Length)
        {
            return false;
        }

        var (before, behind) = (text[mark - 1], text[mark + 1]);
        if (IsHan(behind))
        {
            return IsLetter(before) && (mark + 2 >= text.Length || !IsHan(text[mark + 2]));
        }

        return IsLatin(behind) && IsAlone(text, mark + 1) && (IsHan(before) || (IsLatin(before) && (text[mark] is not (',' or '，') || IsInRow(text, mark))));
    }

    /// <summary>A comma between the letters of three or more that stand by themselves.</summary>
    private static bool IsInRow(string text, int mark) =>
        IsAlone(text, mark - 1) && ((mark >= 3 && Marks.Contains(text[mark - 2]) && IsLatin(text[mark - 3])) || (mark + 3 < text.Length && Marks.Contains(text[mark + 2]) && IsLatin(text[mark + 3])));

    private static bool IsAlone(string text, int at) => (at == 0 || !IsLatin(text[at - 1])) && (at + 1 >= text.Length || !IsLatin(text[at + 1]));

    private static bool IsLetter(char c) => IsHan(c) || IsLatin(c);

    private static bool IsLatin(char c) => char.IsLetter(c) && !IsHan(c);

    private static bool IsHan(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter;
}
