using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>Counts days that late facts, a new book or a reader ask for, newest first.</summary>
internal sealed class CountJob(Database database, IShops shops, DayBook book, DayCounter counter) : IJob
{
    /// <summary>Days counted in one round: their neighbours' facts are read once for all of them.</summary>
    private const int DaysPerRound = 10;

    public string Name => "metrics.count";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        if (await book.NextAsync(DaysPerRound, now, ct) is not var (shopId, asked))
        {
            return 0;
        }

        var shop = await shops.FindAsync(shopId, ct);
        var days = asked.Keys.Order().ToList();
        var spans = shop is null ? [] : await CountAsync(shop, days, ct);
        await database.WriteAsync(async (c, t) =>
        {
            foreach (var span in spans)
            {
                var own = days.Where(d => span.From <= d && d < span.To).ToList();
                await CellStore.WriteAsync(c, t, shopId, own, span.Figures, span.Teams, ct);
                await DayBook.AnswerAsync(c, t, shopId, own.Select(d => (d, asked[d], span.Book, span.Missing)), now, ct);
            }

            if (shop is null)
            {
                await c.ExecuteAsync(t, "delete from metrics_day where shop_id = @shop", ct, ("shop", shopId.Value));
            }

            return 0;
        }, ct);
        return days.Count;
    }

    /// <summary>Days in a row are one pass; single days far apart are passes of their own.</summary>
    private async Task<IReadOnlyList<CountedSpan>> CountAsync(ShopCard shop, List<LocalDate> days, CancellationToken ct)
    {
        var spans = new List<CountedSpan>();
        for (var first = 0; first < days.Count;)
        {
            var last = first;
            while (last + 1 < days.Count && days[last + 1] == days[last].PlusDays(1))
            {
                last++;
            }

            spans.AddRange(await counter.CountAsync(shop, days[first], days[last].PlusDays(1), ct));
            first = last + 1;
        }

        return spans;
    }
}
