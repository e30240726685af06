using System.IO.Compression;
using Zhanggui.Bench.Machinery;

namespace Zhanggui.Bench.Runs;

/// <summary>Real talk (JDDC, ECD, MultiDoGO), repeated and varied with a fixed seed until there is enough of it.</summary>
internal sealed class SearchTexts
{
    private readonly List<string> chinese = [];
    private readonly List<string> english = [];

    private SearchTexts()
    {
    }

    public static SearchTexts? Load(string data)
    {
        if (!Directory.Exists(Path.Combine(data, "dialogues-zh")))
        {
            return null;
        }

        var texts = new SearchTexts();
        foreach (var line in Lines(Path.Combine(data, "dialogues-zh", "jddc-pairs.dev.tsv.gz")).Skip(1))
        {
            var cells = line.Split('\t');
            texts.chinese.AddRange(cells[1].Split(',').Append(cells[^1]).Select(s => s.Trim().TrimEnd(',')).Where(s => s.Length > 0));
        }

        texts.chinese.AddRange(Lines(Path.Combine(data, "dialogues-zh", "jddc-sessions.dev.tsv.gz")).Skip(1).Select(l => l.Split('\t')[^1]).Where(s => s.Length > 0));
        texts.chinese.AddRange(Lines(Path.Combine(data, "dialogues-zh", "ecd-sample.dev.tsv.gz")).Where(l => l.Split('\t')[1] == "1").SelectMany(l => l.Split('\t').Skip(2)).Select(s => s.Replace(" ", string.Empty, StringComparison.Ordinal)).Where(s => s.Length > 0));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(data, "dialogues-en", "multidogo"), "*.tsv.gz").Order(StringComparer.Ordinal))
        {
            texts.english.AddRange(Lines(file).Skip(1).Select(l => l.Split('\t')).Where(c => c.Length > 3 && c[3].Length > 0).Select(c => c[3]));
        }

        return texts;
    }

    /// <summary>Message <paramref name="i"/> of a house of any size: always the same one.</summary>
    public string Of(int i)
    {
        var random = new Random(i * 31);
        var text = random.Next(100) < 85 ? chinese[random.Next(chinese.Count)] : english[random.Next(english.Count)];
        text = text.Replace("[数字x]", random.Next(1, 20_000).ToString(), StringComparison.Ordinal);
        return random.Next(10) switch
        {
            0 => text + "，" + chinese[random.Next(chinese.Count)],
            1 => $"{text} {random.NextInt64(1_000_000_000, 9_999_999_999)}",
            2 => "亲，" + text,
            _ => text,
        };
    }

    /// <summary>Phrases of so many Chinese characters, cut out of messages; every eighth is put together of two and seldom stands anywhere.</summary>
    public List<string> Phrases(int length, int count, int messages)
    {
        var random = new Random(length);
        var phrases = new List<string>();
        while (phrases.Count < count)
        {
            var phrase = Cut(random, length, messages);
            if (length > 1 && phrases.Count % 8 == 7)
            {
                phrase = phrase[..(length / 2)] + Cut(random, length - (length / 2), messages);
            }

            phrases.Add(phrase);
        }

        return phrases;
    }

    private string Cut(Random random, int length, int messages)
    {
        while (true)
        {
            var text = Of(random.Next(messages));
            if (text.Length >= length && random.Next(text.Length - length + 1) is var from && text.AsSpan(from, length).IndexOfAnyExceptInRange('\u4E00', '\u9FA5') < 0)
            {
                return text.Substring(from, length);
            }
        }
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
