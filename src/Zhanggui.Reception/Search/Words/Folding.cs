namespace Zhanggui.Reception.Search.Words;

/// <summary>
/// What counts as the same character when searching: upper and lower case, full and half width, every kind of blank. One UTF-16
/// unit becomes one unit, so a place in the folded text is the same place in the text that was written.
/// </summary>
internal static class Folding
{
    private static readonly char[] Table = Make();

    public static char Of(char unit) => Table[unit];

    public static string Of(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        var table = Table;
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = table[from[i]];
        }
    });

    private static char[] Make()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = One((char)i);
        }

        return table;
    }

    private static char One(char c) => c switch
    {
        '\uFFE5' => '\u00A5',
        >= '\uFF01' and <= '\uFF5E' => One((char)(c - 0xFEE0)),
        _ when char.IsWhiteSpace(c) || char.IsControl(c) => ' ',
        _ when char.IsSurrogate(c) => c,
        _ => char.ToLowerInvariant(c),
    };
}
