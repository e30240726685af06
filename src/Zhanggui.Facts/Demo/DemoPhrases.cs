using System.Text;

namespace Zhanggui.Facts.Demo;

/// <summary>What is said in the demo shops, by kind of talk.</summary>
internal sealed class DemoPhrases
{
    private readonly Dictionary<string, List<(string Buyer, string Agent)>> sections = new(StringComparer.Ordinal);

    public static DemoPhrases Shared { get; } = new();

    private DemoPhrases()
    {
        using var stream = typeof(DemoPhrases).Assembly.GetManifestResourceStream("Zhanggui.Facts.Demo.phrases.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                sections[line[1..^1]] = lines = [];
                continue;
            }

            var bar = line.IndexOf('|', StringComparison.Ordinal);
            lines.Add(bar < 0 ? (line, string.Empty) : (line[..bar].Trim(), line[(bar + 1)..].Trim()));
        }
    }

    public (string Buyer, string Agent) Pick(string section, DemoRandom random, DemoItem? item = null)
    {
        var (buyer, agent) = random.Pick(sections[section]);
        return (Fill(buyer, item, random), Fill(agent, item, random));
    }

    private static string Fill(string text, DemoItem? item, DemoRandom random) => !text.Contains('{', StringComparison.Ordinal) ? text : text
        .Replace("{item}", item?.ShortName ?? "这款", StringComparison.Ordinal)
        .Replace("{price}", item is null ? "68" : (item.Price.Value / 100).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{days}", random.Between(3, 7).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{no}", random.Between(10000, 99999).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
