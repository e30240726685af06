using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.TimeWords;
using Zhanggui.Rules.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Promises;

/// <summary>
/// The reader with the words of the book <c>new-shop</c> on real agents' messages that people labelled: <c>tests/data/time-words</c> holds rows and
/// places, never words. The figures stand in <c>docs/mechanisms/promises.md</c>.
/// </summary>
public sealed class RealTimeWordsTests(ITestOutputHelper output)
{
    private const string Soon = "soon";
    private const string Masked = "masked";
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTime Said = new(2026, 9, 22, 10, 0);

    private sealed record Label(int Start, int Length, string Meaning)
    {
        public bool Touches(TimeMention mention) => mention.Start < Start + Length && Start < mention.Start + mention.Length;
    }

    private sealed record Figures(int Labels, int Found, int Mentions, int Right, int Judged, int Resolved);

    [Theory]
    [InlineData("sessions-20261122-fresh.txt", 70, 67, 76, 70, 67, 67)]
    [InlineData("sessions-20261122.txt", 126, 126, 132, 129, 125, 125)]
    public void Figures_of_finding_and_of_resolving_are_those_of_the_page(string file, int labels, int found, int mentions, int right, int judged, int resolved)
    {
        var source = Path.Combine(Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") is { Length: > 0 } set ? set : Path.Combine(Root, "..", "shared", "data"), "dialogues-zh", "jddc-sessions.dev.tsv.gz");
        Assert.SkipUnless(File.Exists(source), "dialogues-zh/jddc-sessions.dev.tsv.gz is absent (set ZHANGGUI_TESTDATA).");
        Measure(file, Rows(source)).ShouldBe(new Figures(labels, found, mentions, right, judged, resolved));
    }

    private Figures Measure(string file, IReadOnlyList<string> rows)
    {
        var habits = PromiseSection.Section.Read(new SectionValues(RulesBench.HouseReader.Read(File.ReadAllText(Path.Combine(RulesBench.Folder, "new-shop.yaml"))).Effective!.Sections["promises"], PromiseSection.Section.Root)).Habits;
        var (reader, calendar, at) = (new TimeReader(habits), TimeReaderTests.Calendar, Said.InZoneStrictly(TimeReaderTests.Calendar.Zone).ToInstant());
        var sum = new Figures(0, 0, 0, 0, 0, 0);
        foreach (var cells in File.ReadLines(Path.Combine(Root, "tests", "data", "time-words", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')))
        {
            var text = rows[int.Parse(cells[0], CultureInfo.InvariantCulture)];
            var labels = cells[1..].Select(Read).ToList();
            var mentions = reader.Read(text, at, calendar);
            var found = labels.Where(l => mentions.Any(l.Touches)).ToList();
            var stray = mentions.Where(m => !labels.Any(l => l.Touches(m))).ToList();
            var judged = found.Where(l => l.Meaning != Masked).ToList();
            var resolved = judged.Where(l => mentions.Any(m => l.Touches(m) && Meaning(m) == l.Meaning)).ToList();
            sum = new Figures(sum.Labels + labels.Count, sum.Found + found.Count, sum.Mentions + mentions.Count, sum.Right + mentions.Count - stray.Count, sum.Judged + judged.Count, sum.Resolved + resolved.Count);
            foreach (var wrong in labels.Except(found).Select(l => $"missed {text.Substring(l.Start, l.Length)} {l.Meaning}").Concat(stray.Select(m => $"stray {m.Words} {Meaning(m)}"))
                .Concat(judged.Except(resolved).Select(l => $"resolved {text.Substring(l.Start, l.Length)}: {string.Join(", ", mentions.Where(l.Touches).Select(Meaning))}, not {l.Meaning}")))
            {
                output.WriteLine($"{cells[0]}: {wrong}");
            }
        }

        output.WriteLine(sum.ToString());
        return sum;

        string Meaning(TimeMention mention) => mention.Grain == TimeGrain.Vague ? Soon : Local.Format(mention.Due.InZone(calendar.Zone).LocalDateTime);
    }

    private static Label Read(string cell)
    {
        var at = cell.IndexOf(' ', StringComparison.Ordinal);
        var place = cell[..at].Split('+');
        return new Label(int.Parse(place[0], CultureInfo.InvariantCulture), int.Parse(place[1], CultureInfo.InvariantCulture), cell[(at + 1)..]);
    }

    private static IReadOnlyList<string> Rows(string path)
    {
        using var unpacked = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked, Encoding.UTF8);
        return [.. text.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r').Split('\t')).Select(c => c.Length > 6 ? c[6] : string.Empty)];
    }

    private static string Root => Path.GetDirectoryName(RulesBench.Folder)!;
}
