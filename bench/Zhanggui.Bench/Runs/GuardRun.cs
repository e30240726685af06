using System.Buffers;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Guard;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;
using Zhanggui.Guard.Rules;
using Zhanggui.Metrics;
using Zhanggui.Orders;
using Zhanggui.Pay;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>guard</c>: 5,000 phrases in messages of 50 characters, one thread: every hit with its position by the house's matcher, as written and read loosely, against
/// SearchValues, a compiled alternation and touching each character once; whole verdicts of the book new-shop; building. All sides look at the same messages in turn.
/// </summary>
internal static class GuardRun
{
    private const int MessageLength = 50;

    public static int Run(Options options)
    {
        var (count, rounds) = (options.Number("messages", 100_000), options.Number("rounds", 3));
        var random = new Random(20261122);
        var (messages, source) = Messages(options.Text("talk", string.Empty), count, random);
        var phrases = Phrases(messages, options.Number("phrases", 5000), random);
        Console.WriteLine($"{count:N0} messages of {MessageLength} characters ({source}), {phrases.Count:N0} phrases of {phrases.Min(p => p.Length)} to {phrases.Max(p => p.Length)} characters");
        if (Wrong(phrases, messages) is { } wrong)
        {
            Console.WriteLine($"not equal to a naive scan: {wrong}");
            return 1;
        }

        Console.WriteLine("equal to a naive scan on the first 2,000 messages");
        var (exact, values) = (new PhraseMatcher(phrases), SearchValues.Create([.. phrases], StringComparison.Ordinal));
        var loose = Folding.Disguised([]);
        var folded = new PhraseMatcher([.. phrases.Select(loose.Fold)]);
        var regex = new Regex(string.Join('|', phrases.Select(Regex.Escape)), RegexOptions.Compiled | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
        var book = NewShop();
        var found = new List<Occurrence>(64);
        var (letters, places) = (new char[MessageLength * 2], new int[MessageLength * 2]);
        (string Name, int Share, Func<string, int> Look)[] sides =
        [
            ("exact", 1, m => { found.Clear(); exact.Find(m, found); return found.Count; }),
            ("normalising", 1, m => { found.Clear(); folded.Find(letters.AsSpan(0, loose.Fold(m, letters, places)), found); return found.Count; }),
            ("searchvalues-first", 1, m => m.AsSpan().IndexOfAny(values)),
            ("searchvalues-all", 4, m => All(m, values)),
            ("regex-all", 40, m => Count(regex, m)),
            ("touch", 1, Touch),
            ("verdict-new-shop", 10, m => book.Check(new GuardLine { Text = m }, GuardFacts.Unknown).Hits.Count),
        ];
        var rates = sides.ToDictionary(s => s.Name, _ => new List<double>(), StringComparer.Ordinal);
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, share, look) in sides)
            {
                var (spin, n, sum) = (SpinLoop.Milliseconds(), count / share, 0L);
                var started = Stopwatch.GetTimestamp();
                for (var i = 0; i < n; i++)
                {
                    sum += look(messages[i]);
                }

                var rate = n / Stopwatch.GetElapsedTime(started).TotalSeconds;
                Console.WriteLine($"round {round}{(round == 0 ? " (warming up)" : string.Empty)}  {name,-20} {rate,14:N0} msg/s  spin {spin:F0} ms  {sum}");
                if (round > 0)
                {
                    rates[name].Add(rate);
                }
            }
        }

        var median = rates.ToDictionary(r => r.Key, r => r.Value.Order().ElementAt(r.Value.Count / 2), StringComparer.Ordinal);
        Console.WriteLine($"exact {median["exact"]:N0} msg/s (goal 3,000,000), {median["exact"] / median["searchvalues-first"]:F1} x SearchValues' first hit (goal 5), {median["exact"] / median["searchvalues-all"]:F1} x all its hits, {median["exact"] / median["regex-all"]:F0} x the alternation, {median["touch"] / median["exact"]:F1} x slower than touching each character");
        Console.WriteLine($"normalising {median["normalising"]:N0} msg/s (goal 1,600,000); whole verdicts {median["verdict-new-shop"]:N0} msg/s");
        Building(phrases);
        return 0;
    }

    private static void Building(List<string> phrases)
    {
        var rules = new GuardRules { Rules = [new GuardRule { Key = "words", Kind = GuardKind.Words, Level = GuardLevel.Hint, Words = phrases, Disguises = true }] };
        for (var round = 0; round < 5; round++)
        {
            var spin = SpinLoop.Milliseconds();
            var started = Stopwatch.GetTimestamp();
            GC.KeepAlive(new PhraseMatcher(phrases));
            var matcher = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            GC.KeepAlive(Zhanggui.Guard.Checking.Checker.Of(rules));
            Console.WriteLine($"build {round}: matcher {matcher:F1} ms, the whole guard {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms (goal 15), spin {spin:F0} ms");
        }
    }

    private static int All(string message, SearchValues<string> values)
    {
        var (hits, from) = (0, 0);
        while (message.AsSpan(from).IndexOfAny(values) is var at && at >= 0)
        {
            hits++;
            from += at + 1;
        }

        return hits;
    }

    private static int Count(Regex regex, string message)
    {
        var hits = 0;
        foreach (var match in regex.EnumerateMatches(message))
        {
            hits += match.Length > 0 ? 1 : 0;
        }

        return hits;
    }

    private static int Touch(string message)
    {
        var sum = 0;
        foreach (var c in message)
        {
            sum += c;
        }

        return sum;
    }

    private static string? Wrong(List<string> phrases, string[] messages)
    {
        var (matcher, found) = (new PhraseMatcher(phrases), new List<Occurrence>());
        foreach (var message in messages.Take(2000))
        {
            found.Clear();
            matcher.Find(message, found);
            var naive = phrases.Sum(p => Enumerable.Range(0, MessageLength - p.Length + 1).Count(i => message.AsSpan(i).StartsWith(p, StringComparison.Ordinal)));
            if (naive != found.Count || found.Exists(f => message.Substring(f.Start, f.Length) != phrases[f.Phrase]))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Real talk where there is any, cut to one length; else made up.</summary>
    private static (string[] Messages, string Source) Messages(string file, int count, Random random)
    {
        var text = new StringBuilder();
        if (File.Exists(file))
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            while (reader.ReadLine() is { } line)
            {
                text.Append(line.Split('\t')[^1]);
            }
        }

        var talk = text.ToString();
        return talk.Length > MessageLength * 1000
            ? ([.. Enumerable.Range(0, count).Select(i => talk.Substring((int)((long)i * MessageLength % (talk.Length - MessageLength)), MessageLength))], "real talk")
            : ([.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, MessageLength).Select(_ => (char)(0x4E00 + (int)(random.NextDouble() * random.NextDouble() * 3000)))))], "made up");
    }

    /// <summary>Phrases of two to six Chinese characters of the talk, about as rare in it as words of a list are; one in fifty stands in the talk itself.</summary>
    private static List<string> Phrases(string[] messages, int count, Random random)
    {
        var letters = messages.Take(20_000).SelectMany(m => m).Where(c => c is >= '\u4E00' and <= '\u9FFF').Distinct().Order().ToArray();
        var phrases = new HashSet<string>(StringComparer.Ordinal);
        while (phrases.Count < count)
        {
            var length = 2 + random.Next(5);
            var said = messages[random.Next(messages.Length)].Substring(random.Next(MessageLength - length), length);
            phrases.Add(random.Next(50) == 0 && said.All(c => c is >= '\u4E00' and <= '\u9FFF') ? said : new string([.. Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)])]));
        }

        return [.. phrases];
    }

    private static GuardBook NewShop()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        services.AddRules(configuration);
        services.AddGuard(configuration);
        services.AddShifts(configuration);
        services.AddShopRules();
        services.AddReception(configuration);
        services.AddPromises();
        services.AddOrders(configuration);
        services.AddMetrics(configuration);
        services.AddPay(configuration);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IGuardDesk>().Compile(provider.GetRequiredService<IBookDesk>().FindPreset("new-shop")!, null, []).Rules;
    }
}
