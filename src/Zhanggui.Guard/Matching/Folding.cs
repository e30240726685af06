using System.Globalization;
using System.Reflection;

namespace Zhanggui.Guard.Matching;

/// <summary>What each character is read as: 0 = passed over. Two spellings that people read alike become one.</summary>
internal sealed class Folding
{
    private const string ChineseDigits = "〇一二三四五六七八九";
    private const string FormalDigits = "零壹贰叁肆伍陆柒捌玖";

    /// <summary>Width, case, traditional characters; what cannot be seen is passed over.</summary>
    public static readonly Folding Plain = new(PlainTable(), dropsSymbols: false);

    private static readonly char[] Loose = LooseTable();

    private readonly char[] readAs;
    private readonly bool dropsSymbols;

    // What characters beyond the first plane are read as.
    private readonly Dictionary<int, char> signs;

    private Folding(char[] readAs, bool dropsSymbols, Dictionary<int, char>? signs = null) => (this.readAs, this.dropsSymbols, this.signs) = (readAs, dropsSymbols, signs ?? []);

    /// <summary>Also passes over separators, symbols and emoji, reads digits in Chinese as digits, and look-alikes as what they stand for.</summary>
    /// <param name="lookAlikes">What stands for what, such as 薇 for 微 or a penguin for 鹅; code points.</param>
    public static Folding Disguised(IEnumerable<(int Looks, char Is)> lookAlikes)
    {
        var (table, signs) = ((char[])Loose.Clone(), new Dictionary<int, char>());
        foreach (var (looks, stands) in lookAlikes)
        {
            if (looks <= char.MaxValue)
            {
                table[looks] = table[stands];
            }
            else
            {
                signs[looks] = table[stands];
            }
        }

        return new Folding(table, dropsSymbols: true, signs);
    }

    private static char[] LooseTable()
    {
        var table = (char[])Plain.readAs.Clone();
        for (var c = 0; c < table.Length; c++)
        {
            if (IsSeparator((char)c) && table[c] is not ('\n' or ',' or '!' or '?' or ';' or '。'))
            {
                table[c] = '\0';
            }
        }

        for (var d = 0; d < 10; d++)
        {
            (table[ChineseDigits[d]], table[FormalDigits[d]]) = ((char)('0' + d), (char)('0' + d));
            Each(d == 0 ? [0x24EA] : [0x245F + d, 0x2473 + d, 0x2487 + d, 0x2775 + d], (char)('0' + d));
        }

        table['幺'] = '1';
        for (var letter = 0; letter < 26; letter++)
        {
            Each([0x249C + letter, 0x24B6 + letter, 0x24D0 + letter], (char)('a' + letter));
        }

        return table;

        void Each(int[] places, char to)
        {
            foreach (var place in places)
            {
                table[place] = to;
            }
        }
    }

    public char this[char c] => readAs[c];

    /// <summary>The text as it is read.</summary>
    public string Fold(string text)
    {
        var (characters, places) = (new char[text.Length], new int[text.Length]);
        return new string(characters, 0, Fold(text, characters, places));
    }

    /// <summary>Writes what is read and where each character stood; gives how many there are.</summary>
    public int Fold(ReadOnlySpan<char> text, Span<char> characters, Span<int> places)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                count = Surrogate(text, ref i, characters, places, count);
                continue;
            }

            var folded = readAs[c];
            if (folded != '\0')
            {
                characters[count] = folded;
                places[count] = i;
                count++;
            }
        }

        return count;
    }

    private int Surrogate(ReadOnlySpan<char> text, ref int i, Span<char> characters, Span<int> places, int count)
    {
        var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
        if (!isPair)
        {
            return dropsSymbols ? count : Put(text[i], i, characters, places, count);
        }

        var point = char.ConvertToUtf32(text[i], text[i + 1]);
        if (signs.TryGetValue(point, out var stands))
        {
            count = Put(stands, i, characters, places, count);
        }
        else if (Styled(point) is { } plain)
        {
            count = Put(plain, i, characters, places, count);
        }
        else if (!dropsSymbols || point >= 0x20000)
        {
            count = Put(text[i], i, characters, places, count);
            count = Put(text[i + 1], i + 1, characters, places, count);
        }

        i++;
        return count;
    }

    private static int Put(char c, int place, Span<char> characters, Span<int> places, int count)
    {
        (characters[count], places[count]) = (c, place);
        return count + 1;
    }

    /// <summary>Mathematical and enclosed letters and digits are the plain ones.</summary>
    private static char? Styled(int point) => point switch
    {
        >= 0x1D400 and <= 0x1D6A3 => (char)('a' + ((point - 0x1D400) % 26)),
        >= 0x1D7CE and <= 0x1D7FF => (char)('0' + ((point - 0x1D7CE) % 10)),
        >= 0x1F130 and <= 0x1F149 => (char)('a' + (point - 0x1F130)),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + (point - 0x1F150)),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + (point - 0x1F170)),
        _ => null,
    };

    private static char[] PlainTable()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = Plainly((char)i);
        }

        foreach (var line in Traditional().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                table[line[i]] = line[i + 1];
            }
        }

        return table;
    }

    private static char Plainly(char c) => c switch
    {
        '\n' or '\r' or '\u0085' or '\u2028' or '\u2029' => '\n',
        '\t' or '\u00A0' or '\u3000' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' => ' ',
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u180E' or '\u3164' or '\uFFA0' or '\u20E3' => '\0',
        >= '\uFE00' and <= '\uFE0F' => '\0',
        _ when char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format => '\0',
        _ => char.ToLowerInvariant(c),
    };

    private static bool IsSeparator(char c) => c != '+' && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
        or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol
        or UnicodeCategory.OtherSymbol or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static string Traditional()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("traditional.txt") ?? throw new InvalidOperationException("The table of traditional characters is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
