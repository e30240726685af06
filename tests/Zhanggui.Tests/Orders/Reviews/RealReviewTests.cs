using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Zhanggui.Orders.Reviews;
using Zhanggui.Shop.Buyers.Scheme;

namespace Zhanggui.Tests.Orders.Reviews;

/// <summary>The first words of every shop on public reviews; figures go to the output and stand in <c>docs/review-topics.md</c>.</summary>
public sealed class RealReviewTests(ITestOutputHelper output)
{
    private static readonly TopicReading First = new(BuyerScheme.FirstReviewTopics);

    [Fact]
    public void Labelled_reviews_agree_with_the_words_as_published()
    {
        var labels = File.ReadLines(Path.Combine(Repository(), "tests", "data", "reviews", "topic-labels.csv")).Skip(1).Select(l => l.Split(','))
            .ToDictionary(c => c[0], c => c[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var texts = Reviews("online_shopping_10_cats.dev.csv.gz").Select(r => r[2]).Distinct(StringComparer.Ordinal)
            .Select(t => (Text: t, Id: Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(t)))[..16])).Where(t => labels.ContainsKey(t.Id)).ToList();
        texts.Count.ShouldBe(labels.Count);

        var (hits, said, meant) = (0, 0, 0);
        foreach (var topic in BuyerScheme.FirstReviewTopics.Where(t => !t.IsArchived).Select(t => t.Key))
        {
            var found = texts.Where(t => First.Read(t.Text).Contains(topic)).Select(t => t.Id).ToHashSet();
            var wanted = texts.Where(t => labels[t.Id].Contains(topic)).Select(t => t.Id).ToHashSet();
            var both = found.Intersect(wanted).Count();
            output.WriteLine($"{topic}: {both} of {found.Count} found are right, {both} of {wanted.Count} meant are found; wrong: {string.Join(' ', found.Except(wanted))}; missed: {string.Join(' ', wanted.Except(found))}");
            (hits, said, meant) = (hits + both, said + found.Count, meant + wanted.Count);
        }

        output.WriteLine($"all: precision {hits}/{said}, recall {hits}/{meant}; same set: {texts.Count(t => labels[t.Id].SetEquals(First.Read(t.Text)))} of {texts.Count}");
        ((double)hits / said).ShouldBeGreaterThan(0.8);
        ((double)hits / meant).ShouldBeGreaterThan(0.7);
    }

    [Theory]
    [InlineData("online_shopping_10_cats.dev.csv.gz", 1, 2)]
    [InlineData("waimai_10k.dev.csv.gz", 0, 1)]
    public void Public_reviews_are_read_quickly(string file, int label, int text)
    {
        var reviews = Reviews(file);
        var watch = Stopwatch.StartNew();
        var read = reviews.ConvertAll(r => (Label: r[label], Topics: First.Read(r[text])));
        watch.Stop();

        output.WriteLine($"{file}: {reviews.Count} reviews in {watch.ElapsedMilliseconds} ms; with a topic {read.Count(r => r.Topics.Count > 0)}");
        foreach (var topic in BuyerScheme.FirstReviewTopics.Where(t => !t.IsArchived))
        {
            var of = read.Where(r => r.Topics.Contains(topic.Key)).ToList();
            output.WriteLine($"{topic.Name}: {of.Count} ({(double)of.Count / read.Count:P1}), of them bad {of.Count(r => r.Label == "0")} ({(double)of.Count(r => r.Label == "0") / Math.Max(1, of.Count):P1})");
        }

        read.Count(r => r.Topics.Count > 0).ShouldBeGreaterThan(read.Count / 3);
    }

    private static List<IReadOnlyList<string>> Reviews(string file)
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") is { Length: > 0 } set ? set : Path.Combine(Repository(), "..", "shared", "data"), "reviews-zh", file);
        Assert.SkipUnless(File.Exists(path), $"reviews-zh/{file} is absent (set ZHANGGUI_TESTDATA).");
        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        return [.. Csv(reader.ReadToEnd()).Skip(1)];
    }

    /// <summary>The sets are plain RFC 4180.</summary>
    private static IEnumerable<IReadOnlyList<string>> Csv(string text)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is (',' or '\n'))
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        if (cells.Count > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Zhanggui.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
