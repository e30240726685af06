using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Metrics.Waves;

/// <summary>Days of a span as far as they are counted. <paramref name="Waiting"/>: so many of them are still to be counted.</summary>
internal sealed record WaveDays(IReadOnlyList<WaveDay> Days, IReadOnlyDictionary<string, string> Names, int Waiting);

/// <summary>Reads a day's talk once, row by row, and what was counted of it ever after.</summary>
internal sealed class WaveReader(WaveBook book, FactsGatherer gatherer, ShopFacts rules, ITopicBooks topics, TimeProvider clock)
{
    private static readonly HashSet<string> Talk = new([Need.Messages], StringComparer.Ordinal);

    private static readonly HashSet<string> Beside = new(["filters.csv", "accounts.csv"], StringComparer.Ordinal);

    /// <summary>Counts a day from the talk as it is now. Buyers who enter no other figure enter this one as little.</summary>
    public async Task<(WaveCount Count, string Mark)> CountAsync(ShopCard shop, LocalDate day, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var of = (await topics.EffectiveAsync(shop.Id, now, ct)).Rules;
        var counting = (await rules.RulesAsync(shop, day, ct)).Rules;
        var wanted = new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Start(shop, day), To = Start(shop, day.PlusDays(1)), Files = Beside };
        var sink = new Sink(shop.Id.ToString(), wanted.From, wanted.To, await gatherer.GatherAsync(wanted, ct), counting, new WaveTally(of));
        await gatherer.GiveAsync(wanted with { Files = Talk }, sink, ct);
        return (sink.Tally.Count(), of.Mark);
    }

    /// <summary>What is counted of days [from, to), never of days to come; what is not, or is by other sayings, is asked for.</summary>
    public async Task<WaveDays> ReadAsync(ShopCard shop, LocalDate from, LocalDate to, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(shop.TimeZone).Date;
        var end = LocalDate.Min(to, today.PlusDays(1));
        var mark = (await topics.EffectiveAsync(shop.Id, now, ct)).Rules.Mark;
        var kept = await book.DaysAsync(shop.Id, from, end, ct);
        var lacking = DayBook.Days(from, end).Where(d => Lacks(shop, d, kept.GetValueOrDefault(d), mark, now)).ToList();
        await book.AskAsync(shop.Id, lacking, ct);
        var asked = (await book.TopicsAsync(shop.Id, from, end, ct)).ToLookup(t => t.Day);
        var names = asked.SelectMany(d => d).GroupBy(t => t.Topic, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Name, StringComparer.Ordinal);
        return new WaveDays([.. kept.Values.Where(d => d.CountedAt is not null).OrderBy(d => d.Day).Select(d => new WaveDay(d.Day, d.Buyers, asked[d.Day].ToDictionary(t => t.Topic, t => t.Buyers, StringComparer.Ordinal)))], names,
            DayBook.Days(from, end).Count(d => kept.GetValueOrDefault(d)?.CountedAt is null || (kept[d].IsWaiting && d < today) || (lacking.Contains(d) && d < today)));
    }

    private static bool Lacks(ShopCard shop, LocalDate day, KeptDay? kept, string mark, Instant now) => kept switch
    {
        null => true,
        { IsWaiting: true } => false,
        { CountedAt: null } => true,
        { CountedAt: { } at } => kept.Mark != mark || (at < Start(shop, day.PlusDays(1)) && now - at >= WaveBook.Fresh),
    };

    private static Instant Start(ShopCard shop, LocalDate day) => shop.TimeZone.AtStartOfDay(day).ToInstant();

    private sealed class Sink(string shop, Instant from, Instant to, FactSet beside, MetricRules counting, WaveTally tally) : IFactsSink
    {
        private readonly ILookup<string, FilterFact> filters = beside.Filters.Where(f => (string.IsNullOrEmpty(f.Shop) || f.Shop == shop) && !counting.CountedAllTheSame.Contains(f.Kind)).ToLookup(f => f.Buyer, StringComparer.Ordinal);
        private readonly HashSet<string> own = counting.CountedAllTheSame.Contains("team_member") ? [] : beside.Accounts.Select(a => a.Account).ToHashSet(StringComparer.Ordinal);

        public WaveTally Tally => tally;

        public void Add<T>(FactsFile<T> file, T row)
            where T : class
        {
            if (row is MessageFact { Sender: SenderKind.Buyer, SentAt: { } at } m && m.Shop == shop && at >= from && at < to && !own.Contains(m.Buyer) && !filters[m.Buyer].Any(f => (f.From is null || f.From <= at) && (f.To is null || at < f.To)))
            {
                tally.Add(m.Buyer, at, m.Id, m.Kind == MessageKind.Text ? m.Text : null);
            }
        }
    }
}
