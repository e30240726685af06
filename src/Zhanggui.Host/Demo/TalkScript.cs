using System.Globalization;

namespace Zhanggui.Host.Demo;

/// <summary>A talk as written in <c>talks.txt</c>: who, since when, about what, and its lines (mark and text).</summary>
internal sealed record ScriptedTalk(string Buyer, string Identity, int Agent, int MinutesAgo, int Product, IReadOnlyList<(char Mark, string Text)> Lines);

/// <summary>Reads the demo's talks.</summary>
internal static class TalkScript
{
    public static IReadOnlyList<ScriptedTalk> Talks() =>
        [.. Blocks("talks.txt").Select(block =>
        {
            var head = block.Head.Split('|', StringSplitOptions.TrimEntries);
            return new ScriptedTalk(head[0], head[1], Number(head[2]), Number(head[3]), Number(head[4]) - 1, block.Lines);
        })];

    public static IReadOnlyList<IReadOnlyList<(char Mark, string Text)>> Phrases() => [.. Blocks("phrases.txt").Select(b => b.Lines)];

    private static IEnumerable<(string Head, IReadOnlyList<(char Mark, string Text)> Lines)> Blocks(string file)
    {
        using var reader = new StreamReader(typeof(TalkScript).Assembly.GetManifestResourceStream($"Demo.{file}")!);
        string? head = null;
        var lines = new List<(char, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                if (head is not null)
                {
                    yield return (head, lines);
                }

                (head, lines) = (line[3..], []);
            }
            else if (line.Length > 2 && line[0] != '#')
            {
                lines.Add((line[0], line[2..]));
            }
        }

        if (head is not null)
        {
            yield return (head, lines);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
