using System.Diagnostics;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>search</c>: the newest 20 of very many messages in which a phrase of 1, 2, 4 or 6 characters stands: the house's index alone and as an agent is answered
/// (every row opened, checked and with its head), beside SQLite's FTS5 (<c>--db sqlite</c>) or PostgreSQL's pg_trgm (<c>--db postgres</c>) and a scan of all texts in memory, phrase by phrase in turn.
/// Both sides must find the same number. <c>--sealed n</c>: the index alone, made without a record.
/// </summary>
internal static class SearchRun
{
    private const int Newest = 20;
    private static readonly int[] Lengths = [1, 2, 4, 6];

    public static async Task<int> RunAsync(Options options)
    {
        var (count, isPostgres, isSealed, rounds) = (options.Number("messages", 1_000_000), options.Text("db", "sqlite") == "postgres", options.Text("sealed", "y") == "y", options.Number("rounds", 3));
        var texts = SearchTexts.Load(options.Text("data", Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") ?? Path.Combine(Repository.Root, "..", "shared", "data")));
        if (texts is null)
        {
            Console.WriteLine("skipped: the dialogues are not here (ZHANGGUI_TESTDATA or --data)");
            return 0;
        }

        using var folder = new TempFolder("search");
        await using var postgres = isPostgres ? await ThrowawayPostgres.StartAsync() : null;
        await using var house = await SearchHouse.OpenAsync(folder.Path, isPostgres && isSealed ? await postgres!.CreateDatabaseAsync() : null, count, texts.Of, isSealed, options.Number("memory", 128));
        Console.WriteLine($"{count:N0} messages indexed in {Figures.Text(house.BuildSeconds)} s{(isSealed ? ", each opened from the record" : string.Empty)}; {house.Segments} segments, {Figures.Text(house.Bytes / 1048576.0)} MiB, {Figures.Text(house.Bytes / (double)count)} bytes a message");
        var sides = new List<ISearchSide> { new HousePlaces(house) };
        if (isSealed)
        {
            sides.Add(new HouseRows(house));
        }

        if (options.Text("anchors", "y") == "y")
        {
            sides.AddRange(isPostgres ? [new Trigrams(await postgres!.CreateDatabaseAsync(), count, texts.Of)] : [new Fts5(folder["pairs.db"], true, count, texts.Of), new Fts5(folder["trigram.db"], false, count, texts.Of)]);
        }

        if (options.Text("scan", "y") == "y")
        {
            sides.Add(new MemoryScan([.. Enumerable.Range(0, count).Reverse().Select(i => Folding.Of(texts.Of(i)))]));
        }

        var differences = 0;
        foreach (var length in Lengths)
        {
            differences += Measure(sides, length, texts.Phrases(length, options.Number("phrases", 200), count), rounds);
        }

        foreach (var side in sides.OfType<IDisposable>())
        {
            side.Dispose();
        }

        return differences == 0 ? 0 : 1;
    }

    private static int Measure(List<ISearchSide> sides, int length, List<string> phrases, int rounds)
    {
        var able = sides.Where(s => s.Can(length)).ToList();
        var times = able.ToDictionary(s => s, _ => new List<List<double>>());
        var (differences, spins) = (0, new List<double>());
        foreach (var phrase in phrases.Take(20))
        {
            able.ForEach(s => s.Find(phrase, Newest));
        }

        for (var round = 0; round < rounds; round++)
        {
            spins.Add(SpinLoop.Milliseconds());
            able.ForEach(s => times[s].Add([]));
            foreach (var phrase in phrases)
            {
                var found = new List<int>();
                foreach (var side in able)
                {
                    var started = Stopwatch.GetTimestamp();
                    found.Add(side.Find(phrase, Newest));
                    times[side][round].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                differences += found.Distinct().Count() == 1 ? 0 : 1;
            }
        }

        foreach (var side in able)
        {
            var (p50, p95, max) = (Of(side, 0.5), Of(side, 0.95), Of(side, 1));
            Console.WriteLine($"{length} characters  {side.Name,-16} p50 {Figures.Text(p50),7}  p95 {Figures.Text(p95),7}  max {Figures.Text(max),7} ms   × of the house: " +
                string.Join(", ", able.Where(s => s is HousePlaces or HouseRows && s != side).Select(s => $"{s.Name} {Figures.Text(Of(s, 0.5) / p50)} / {Figures.Text(Of(s, 0.95) / p95)}")));
        }

        Console.WriteLine($"   {differences} differences; fixed loop {Figures.Text(Figures.Median(spins))} ms");
        return differences;

        double Of(ISearchSide side, double share) => Figures.Median(times[side].Select(round => round.Order().ElementAt(Math.Min(round.Count - 1, (int)(round.Count * share)))));
    }

    private sealed class HousePlaces(SearchHouse house) : ISearchSide
    {
        public string Name => "index";

        public bool Can(int length) => true;

        public int Find(string phrase, int limit) => house.Places(phrase, limit);
    }

    private sealed class HouseRows(SearchHouse house) : ISearchSide
    {
        public string Name => "rows opened";

        public bool Can(int length) => true;

        public int Find(string phrase, int limit) => house.RowsAsync(phrase, limit).GetAwaiter().GetResult();
    }
}
