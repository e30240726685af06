using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Catalogue;
using Zhanggui.Metrics.Cells;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Metrics.Waves;

/// <summary>Counts the days that are asked for, the newest first; each is written before the next is read.</summary>
internal sealed class WaveCountJob(Database database, IShops shops, WaveBook book, WaveReader reader) : IJob
{
    private const int DaysPerRound = 20;

    public string Name => "metrics.waves";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var done = 0;
        while (done < DaysPerRound && await book.NextAsync(now, ct) is var (shopId, day, asked))
        {
            var (count, mark) = await shops.FindAsync(shopId, ct) is { } shop ? await reader.CountAsync(shop, day, ct) : (new WaveCount(0, new Dictionary<string, string>(StringComparer.Ordinal), []), string.Empty);
            await database.WriteAsync(async (c, t) =>
            {
                await WaveBook.WriteAsync(c, t, shopId, day, asked, count, mark, now, ct);
                return 0;
            }, ct);
            done++;
        }

        return done;
    }
}

/// <summary>Asks for the day that has just ended, so that it is counted before anybody looks.</summary>
internal sealed class WaveNightJob(IShops shops, WaveBook book) : IJob
{
    public string Name => "metrics.waves.night";

    public Duration Every => Duration.FromMinutes(10);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var asked = 0;
        foreach (var organisation in await shops.OrganisationsAsync(ct))
        {
            foreach (var shop in (await shops.ListAsync(organisation, ct)).Where(s => !s.IsClosed))
            {
                var today = now.InZone(shop.TimeZone).Date;
                var yesterday = today.PlusDays(-1);
                var kept = (await book.DaysAsync(shop.Id, yesterday, today, ct)).GetValueOrDefault(yesterday);
                if (kept is null || (!kept.IsWaiting && kept.CountedAt < shop.TimeZone.AtStartOfDay(today).ToInstant()))
                {
                    await book.AskAsync(shop.Id, [yesterday], ct);
                    asked++;
                }
            }
        }

        return asked;
    }
}

/// <summary>Chats that files bring change days that were counted.</summary>
internal sealed class WaveTalkCame(IShops shops, WaveBook book, TimeProvider clock) : IEventHandler<RecordsChanged>
{
    public async Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (happened.File != Need.Messages || await shops.FindAsync(happened.Shop, ct) is not { } shop)
        {
            return;
        }

        await book.ChangedAsync(shop.Id, Day(happened.FromAt) ?? new LocalDate(1, 1, 1), Day(happened.UntilAt) ?? LocalDate.MaxIsoValue, clock.GetCurrentInstant(), ct);

        LocalDate? Day(long? at) => at is { } ms ? Instant.FromUnixTimeMilliseconds(ms).InZone(shop.TimeZone).Date : null;
    }
}
