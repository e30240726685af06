namespace Zhanggui.Reception.Contracts;

/// <summary>
/// The languages that a buyer's own words show by their script. Three words of Latin letters and no other script count as English, whatever they are:
/// letters do not tell more, and product names beside Chinese words stay Chinese.
/// </summary>
public static class BuyerLanguages
{
    public const string English = "en";
    private const int FewestWords = 3;

    public static IReadOnlyList<(string Key, string Zh)> All { get; } = [(English, "英语"), ("ja", "日语"), ("ko", "韩语"), ("ru", "俄语"), ("th", "泰语"), ("ar", "阿拉伯语")];

    /// <summary>The key of a language by its key or Chinese name; null = none of them.</summary>
    public static string? Find(string written) => All.Where(l => string.Equals(l.Key, written.Trim(), StringComparison.OrdinalIgnoreCase) || l.Zh == written.Trim()).Select(l => l.Key).FirstOrDefault();

    /// <summary>The language of a text; null = Chinese, or too little to tell.</summary>
    public static string? Of(string text)
    {
        var (hasHan, words, isInWord) = (false, 0, false);
        foreach (var c in text)
        {
            if (ByScript(c) is { } language)
            {
                return language;
            }

            hasHan |= c is >= '\u3400' and <= '\u9fff';
            var isLatin = char.IsAsciiLetter(c) || c is >= '\u00c0' and <= '\u024f';
            words += isLatin && !isInWord ? 1 : 0;
            isInWord = isLatin || (isInWord && c is '\'' or '\u2019');
        }

        return !hasHan && words >= FewestWords ? English : null;
    }

    private static string? ByScript(char c) => c switch
    {
        >= '\u3041' and <= '\u30fa' => "ja",
        >= '\uac00' and <= '\ud7a3' => "ko",
        >= '\u0410' and <= '\u044f' => "ru",
        >= '\u0e01' and <= '\u0e3a' => "th",
        >= '\u0620' and <= '\u064a' => "ar",
        _ => null,
    };
}
