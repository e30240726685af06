using System.Collections.Frozen;
using System.Text;

namespace Zhanggui.Reception.Phrases;

/// <summary>How Chinese characters are read, without tones; a character with several readings has all of them.</summary>
internal static class Pinyin
{
    private static readonly Lazy<FrozenDictionary<char, string>> Table = new(Load);

    /// <summary>
    /// The sound of a text, for searching by syllables and initials: one part a character, parts parted by blanks, several
    /// readings of one character by <c>/</c>: 发货重量 is <c>fa huo chong/zhong liang/...</c>. Latin words and numbers stay whole, in lower case.
    /// </summary>
    public static string Of(string text)
    {
        var sound = new StringBuilder(text.Length * 5);
        var isInWord = false;
        foreach (var letter in text)
        {
            var isLatin = char.IsAsciiLetterOrDigit(letter);
            var part = isLatin ? null : Table.Value.GetValueOrDefault(letter);
            if (!isLatin && part is null)
            {
                isInWord = false;
                continue;
            }

            if (sound.Length > 0 && !(isLatin && isInWord))
            {
                sound.Append(' ');
            }

            _ = isLatin ? sound.Append(char.ToLowerInvariant(letter)) : sound.Append(part);
            isInWord = isLatin;
        }

        return sound.ToString();
    }

    private static FrozenDictionary<char, string> Load()
    {
        using var stream = typeof(Pinyin).Assembly.GetManifestResourceStream("Phrases.pinyin.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var readings = new Dictionary<char, string>(7000);
        while (reader.ReadLine() is { } line)
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            if (line.StartsWith('#') || blank < 1)
            {
                continue;
            }

            foreach (var character in line.AsSpan(blank + 1))
            {
                readings[character] = readings.TryGetValue(character, out var before) ? $"{before}/{line[..blank]}" : line[..blank];
            }
        }

        return readings.ToFrozenDictionary();
    }
}
