using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Tests;

/// <summary>Whatever the index finds is what a scan of the same messages finds, in the same order.</summary>
public sealed class ReceptionSearchIndexTests : IDisposable
{
    private static readonly string[] Pieces =
    [
        "你", "好", "的", "发", "货", "了", "吗", "退", "款", "亲", "，", "。", "！", "？", " ", "　", "a", "B", "c", "Ａ", "１", "1", "2", "８", "-", "/", "😀", "👍🏽", "é", "É", "ß", "\n", "\0", "￥", "¥", "\uD83D", "发货", "不锈钢", "SKU-1",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("zhanggui-index-").FullName;

    [Theory]
    [InlineData("Ａｂ１", "ab1")]
    [InlineData("包邮　ＯＫ", "包邮 ok")]
    [InlineData("a\tb\nc\0d", "a b c d")]
    [InlineData("ÉCOLE ß 😀", "école ß 😀")]
    [InlineData("￥100", "¥100")]
    [InlineData("，。！", ",。!")]
    public void Width_case_and_blanks_are_folded_one_to_one(string text, string folded)
    {
        Folding.Of(text).ShouldBe(folded);
        Folding.Of(text).Length.ShouldBe(text.Length);
        Folding.Of(folded).ShouldBe(folded);
    }

    [Theory]
    [InlineData("退货 运费", new[] { "退货", "运费" })]
    [InlineData("  退货　退货 ", new[] { "退货" })]
    [InlineData("\"a b\" c", new[] { "a b", "c" })]
    [InlineData("“尺寸 多大”", new[] { "尺寸 多大" })]
    [InlineData("15\" 屏", new[] { "15\"", "屏" })]
    [InlineData("\"", new[] { "\"" })]
    [InlineData("   ", null)]
    [InlineData("1 2 3 4 5 6 7 8 9", null)]
    public void Words_are_parted_by_blanks_and_kept_by_quotes(string asked, string[]? words) =>
        SearchWords.Parse(asked)?.Words.ShouldBe(words ?? []);

    [Fact]
    public void Places_found_are_those_of_the_text_as_it_was_written()
    {
        var words = SearchWords.Parse("发货 ok")!;
        words.Find("ＯＫ，今天发货，发货后ok").ShouldBe([new Found(0, 2), new Found(5, 2), new Found(8, 2), new Found(11, 2)]);
        SearchWords.Parse("哈哈")!.Find("哈哈哈").ShouldBe([new Found(0, 3)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void It_finds_what_a_scan_finds_in_memory_in_files_and_after_merging(int seed)
    {
        var random = new Random(seed);
        var messages = Messages(random, 300);
        var cache = new PageCache(1);
        var parts = messages.Chunk(random.Next(20, 120)).Select((m, i) => i % 2 == 0 ? InMemory(m) : InFile(m, cache)).ToList();
        // Some messages were read twice.
        parts.Add(InMemory([.. messages.Where(_ => random.Next(5) == 0)]));
        var merged = Merge(parts, new HashSet<Guid>(), cache);
        var gone = messages.Select(m => m.Place.Conversation).Distinct().Take(2).ToHashSet();
        var purged = Merge([merged], gone, cache);
        for (var i = 0; i < 150; i++)
        {
            var words = SearchWords.Parse(Asked(random, messages));
            if (words is null)
            {
                continue;
            }

            var filter = Filter(random, messages);
            Check(parts, messages, words, filter, random);
            Check([merged], messages, words, filter, random);
            Check([purged], [.. messages.Where(m => !gone.Contains(m.Place.Conversation))], words, filter, random);
        }
    }

    [Fact]
    public void Long_lists_are_jumped_through_page_by_page()
    {
        var messages = Enumerable.Range(0, 60_000).Select(i => Message(new Place(i / 3, Guid.Empty, i), i % 20_011 == 7 ? "啊啊啊甲乙丙" : "啊啊啊甲丙", SenderKind.Buyer)).ToList();
        var segment = InFile(messages, new PageCache(1));
        SegmentsSearch.Newest([segment], SearchWords.Parse("甲乙")!, PlaceFilter.None, null, 100).Select(h => h.Place.Seq).ShouldBe([40_029L, 20_018, 7]);
        SegmentsSearch.Newest([segment], SearchWords.Parse("甲乙 啊啊")!, PlaceFilter.None, null, 100).Count.ShouldBe(3);
        SegmentsSearch.Newest([segment], SearchWords.Parse("啊啊啊甲乙丙")!, new PlaceFilter { To = 13_000 }, null, 100).Select(h => h.Place.Seq).ShouldBe([20_018L, 7]);
        SegmentsSearch.Newest([segment], SearchWords.Parse("啊")!, PlaceFilter.None, null, 100_000).Count.ShouldBe(60_000);
    }

    [Fact]
    public void An_altered_file_is_noticed()
    {
        var cache = new PageCache(1);
        var (path, key, shape) = Write(Messages(new Random(1), 50));
        new FilePages(path, key, shape.Pages, cache).Read(0).Length.ShouldBe(Pages.Size);
        var bytes = File.ReadAllBytes(path);
        bytes[100] ^= 1;
        File.WriteAllBytes(path, bytes);
        Should.Throw<InvalidDataException>(() => new FilePages(path, key, shape.Pages, cache).Read(0));
        File.WriteAllBytes(path, bytes[..^1]);
        Should.Throw<InvalidDataException>(() => new FilePages(path, key, shape.Pages, cache));
    }

    [Fact]
    public void The_file_shows_nothing_of_the_words()
    {
        var (path, _, _) = Write([Message(new Place(1, Guid.NewGuid(), 1), new string('秘', 3000), SenderKind.Buyer)]);
        File.ReadAllBytes(path).AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("秘秘")).ShouldBe(-1);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Check(IReadOnlyList<Segment> segments, IReadOnlyList<IndexedMessage> messages, SearchWords words, PlaceFilter filter, Random random)
    {
        var scan = messages.Where(m => words.Words.All(w => m.Folded.Contains(w, StringComparison.Ordinal)) && filter.Takes(m.Place.At) && filter.Takes(m.Channel, m.Sender, m.Kind))
            .Select(m => new Hit(m.Place, SearchWords.Score(words.Count(m.Folded), m.Folded.Length))).ToList();
        var size = random.Next(1, 12);
        var newest = new List<Place>();
        var best = new List<Hit>();
        for (var page = SegmentsSearch.Newest(segments, words, filter, null, size); page.Count > 0; page = SegmentsSearch.Newest(segments, words, filter, page[^1].Place, size))
        {
            newest.AddRange(page.Select(h => h.Place));
        }

        for (var page = SegmentsSearch.Best(segments, words, filter, null, size); page.Count > 0; page = SegmentsSearch.Best(segments, words, filter, page[^1], size))
        {
            best.AddRange(page);
        }

        newest.SequenceEqual(scan.Select(h => h.Place).Order(Comparer<Place>.Create(Place.NewestFirst))).ShouldBeTrue($"newest of {string.Join('|', words.Words)}");
        best.SequenceEqual(scan.Order(Comparer<Hit>.Create(Hit.BestFirst))).ShouldBeTrue($"best of {string.Join('|', words.Words)}");
    }

    private static List<IndexedMessage> Messages(Random random, int count)
    {
        var conversations = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToArray();
        var channels = new[] { Guid.NewGuid(), Guid.NewGuid() };
        var messages = new List<IndexedMessage>();
        for (var i = 0; i < count; i++)
        {
            var text = Folding.Of(string.Concat(Enumerable.Range(0, random.Next(1, 15)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            messages.Add(new IndexedMessage(new Place(random.Next(40), conversations[random.Next(conversations.Length)], i), channels[random.Next(2)], random.Next(3) == 0 ? null : conversations[0],
                (SenderKind)random.Next(3), random.Next(4) == 0 ? MessageKind.Note : MessageKind.Text, text));
        }

        return messages;
    }

    private static string Asked(Random random, List<IndexedMessage> messages)
    {
        if (random.Next(3) == 0)
        {
            return string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        }

        var text = messages[random.Next(messages.Count)].Folded;
        var from = random.Next(text.Length);
        var word = text.Substring(from, random.Next(1, Math.Min(9, text.Length - from) + 1));
        return random.Next(4) == 0 ? $"{word} {Pieces[random.Next(10)]}" : $"\"{word}\"";
    }

    private static PlaceFilter Filter(Random random, List<IndexedMessage> messages) => new()
    {
        From = random.Next(4) == 0 ? random.Next(30) : null,
        To = random.Next(4) == 0 ? random.Next(10, 40) : null,
        Channel = random.Next(6) == 0 ? messages[random.Next(messages.Count)].Channel : random.Next(20) == 0 ? Guid.NewGuid() : null,
        Senders = random.Next(4) == 0 ? [(SenderKind)random.Next(3)] : null,
        Kinds = random.Next(6) == 0 ? [MessageKind.Note] : null,
    };

    private static IndexedMessage Message(Place place, string text, SenderKind sender) => new(place, Guid.Empty, null, sender, MessageKind.Text, Folding.Of(text));

    private static Segment InMemory(IReadOnlyCollection<IndexedMessage> messages)
    {
        using var sink = new MemorySink();
        return new Segment(SegmentBuild.Write(messages, sink), new MemoryPages(sink.Pages));
    }

    private Segment InFile(IReadOnlyCollection<IndexedMessage> messages, PageCache cache)
    {
        var (path, key, shape) = Write(messages);
        return new Segment(shape, new FilePages(path, key, shape.Pages, cache));
    }

    private Segment Merge(IReadOnlyList<Segment> parts, HashSet<Guid> without, PageCache cache)
    {
        var (path, key) = (Path.Combine(folder, Guid.NewGuid().ToString()), Key());
        using var sink = new FileSink(path, key);
        var shape = SegmentMerge.Write(parts, without, sink, CancellationToken.None)!;
        sink.Finish();
        return new Segment(shape, new FilePages(path, key, shape.Pages, cache));
    }

    private (string Path, byte[] Key, SegmentShape Shape) Write(IReadOnlyCollection<IndexedMessage> messages)
    {
        var (path, key) = (Path.Combine(folder, Guid.NewGuid().ToString()), Key());
        using var sink = new FileSink(path, key);
        var shape = SegmentBuild.Write(messages, sink);
        sink.Finish();
        return (path, key, shape);
    }

    private static byte[] Key() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
}
