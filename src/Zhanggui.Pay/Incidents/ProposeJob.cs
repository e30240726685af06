using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Looks at the shifts of a day, one shop and day at a time: those that changed facts asked for, and today and yesterday again and again. Each day is claimed for a while.</summary>
internal sealed class ProposeJob(Database database, DayProposals proposals, IShops shops, PayOptions options) : IJob
{
    private const int MostDays = 20;
    private static readonly Duration Lease = Duration.FromMinutes(2);

    public string Name => "pay.propose";

    public Duration Every => Duration.FromSeconds(2);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        await KeepLookingAsync(now, ct);
        var done = 0;
        foreach (var (shop, day, asked) in await ClaimAsync(now, ct))
        {
            if (await shops.FindAsync(shop, ct) is { } card)
            {
                await proposals.ProposeAsync(card, day, now, ct);
            }

            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_watch set answered = @asked, looked_at = @now, leased_until = null where shop_id = @shop and day = @day", ct,
                ("asked", asked), ("now", now.ToUnixTimeMilliseconds()), ("shop", shop.Value), ("day", IncidentBook.Day(day))), ct);
            done++;
        }

        return done;
    }

    /// <summary>Today and yesterday of every shop stand there, and ask again when the last look is old.</summary>
    private async Task KeepLookingAsync(Instant now, CancellationToken ct)
    {
        var days = new List<object?[]>();
        foreach (var organisation in await shops.OrganisationsAsync(ct))
        {
            foreach (var shop in (await shops.ListAsync(organisation, ct)).Where(s => !s.IsClosed))
            {
                var today = now.InZone(shop.TimeZone).Date;
                days.AddRange([[shop.Id.Value, IncidentBook.Day(today)], [shop.Id.Value, IncidentBook.Day(today.PlusDays(-1))]]);
            }
        }

        var old = (now - Duration.FromMinutes(options.WatchMinutes)).ToUnixTimeMilliseconds();
        await using var connection = await database.OpenAsync(ct);
        var fresh = (await connection.ReadAllAsync(null, "select shop_id, day from pay_watch where looked_at > @old or answered < asked", r => (r.GetGuid(0), r.GetString(1)), ct, ("old", old))).ToHashSet();
        var due = days.Where(d => !fresh.Contains(((Guid)d[0]!, (string)d[1]!))).ToList();
        if (due.Count == 0)
        {
            return;
        }

        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "insert into pay_watch (shop_id, day, asked, answered, looked_at) values (@shop, @day, 1, 0, 0) on conflict (shop_id, day) do update set asked = pay_watch.asked + 1 where pay_watch.answered = pay_watch.asked",
                ["shop", "day"], due, ct);
            return due.Count;
        }, ct);
    }

    private async Task<IReadOnlyList<(ShopId Shop, LocalDate Day, long Asked)>> ClaimAsync(Instant now, CancellationToken ct)
    {
        var claimed = new List<(ShopId, LocalDate, long)>();
        await using var connection = await database.OpenAsync(ct);
        var waiting = await connection.ReadAllAsync(null, $"select shop_id, day, asked from pay_watch where answered < asked and (leased_until is null or leased_until < @now) order by day desc limit {MostDays}",
            r => (Shop: new ShopId(r.GetGuid(0)), Day: r.GetString(1), Asked: r.GetInt64(2)), ct, ("now", now.ToUnixTimeMilliseconds()));
        foreach (var row in waiting)
        {
            var isMine = await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_watch set leased_until = @until where shop_id = @shop and day = @day and answered < asked and (leased_until is null or leased_until < @now)", ct,
                ("until", (now + Lease).ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds()), ("shop", row.Shop.Value), ("day", row.Day)), ct) == 1;
            if (isMine)
            {
                claimed.Add((row.Shop, LocalDatePattern.Iso.Parse(row.Day).Value, row.Asked));
            }
        }

        return claimed;
    }
}
