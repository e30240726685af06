using Zhanggui.Kernel.Text;

namespace Zhanggui.Shop.Goods;

/// <summary>How titles are made comparable and a search is taken apart (pure). A word is found anywhere, so one character is enough.</summary>
internal static class TitleSearch
{
    private const int MostWords = 8;
    private const int LongestText = 600;

    /// <summary>Width and case do not matter: ＡＢＣ finds abc.</summary>
    public static string Fold(string text) => Cut(string.Join(' ', string.Concat(text.Select(Width.Narrow)).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestText);

    /// <summary>What is searched in: title, item id, own code and category.</summary>
    public static string TextOf(string item, ProductSheet sheet) => Fold($"{sheet.Title} {item} {sheet.Code} {sheet.Category}");

    /// <summary>The words, each of which must be there: parted at blanks and where Chinese and Latin letters or digits meet (面霜50g: 面霜, 50g).</summary>
    public static IReadOnlyList<string> Words(string asked)
    {
        var words = new List<string>();
        foreach (var piece in Fold(asked).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var from = 0;
            for (var i = 1; i <= piece.Length; i++)
            {
                if (i == piece.Length || IsHan(piece[i]) != IsHan(piece[i - 1]))
                {
                    words.Add(piece[from..i]);
                    from = i;
                }
            }
        }

        return [.. words.Where(w => w.Any(char.IsLetterOrDigit)).Distinct(StringComparer.Ordinal).Take(MostWords)];
    }

    private static bool IsHan(char c) => c is >= '\u2e80' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' || char.IsSurrogate(c);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
