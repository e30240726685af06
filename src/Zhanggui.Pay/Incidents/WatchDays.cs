using NodaTime;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Which days of a shop are to be looked at: changed shifts, leave, presence, accounts, reviews, complaints and handled faults ask for theirs, an order whose credit was decided for that of its judged review, and a new book for the last month.</summary>
internal sealed class WatchDays(Database database, IShops shops, JudgedReviews reviews, PayOptions options, TimeProvider clock)
    : IEventHandler<WorktimeChanged>, IEventHandler<RecordsChanged>, IEventHandler<OrdersDecided>, IEventHandler<FaultHandled>, IEventHandler<BookPublished>
{
    private static readonly HashSet<string> Files = new([FactsFiles.Presence.Name, FactsFiles.Roster.Name, FactsFiles.Leave.Name, FactsFiles.OrderEvents.Name, FactsFiles.Reviews.Name, FactsFiles.Complaints.Name], StringComparer.Ordinal);

    public Task HandleAsync(WorktimeChanged happened, Delivery delivery, CancellationToken ct) => AskAsync(happened.Shop, happened.FromAt, happened.UntilAt, ct);

    public Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct) =>
        Files.Contains(happened.File) && happened.FromAt is { } from ? AskAsync(happened.Shop, from, happened.UntilAt ?? clock.GetCurrentInstant().ToUnixTimeMilliseconds(), ct) : Task.CompletedTask;

    /// <summary>A review comes after its order, and may have been judged before anybody knew whose the order is.</summary>
    public async Task HandleAsync(OrdersDecided happened, Delivery delivery, CancellationToken ct)
    {
        if (await shops.FindAsync(happened.Shop, ct) is { } shop)
        {
            await AskAsync(shop, await reviews.DaysAsync(shop, Instant.FromUnixTimeMilliseconds(happened.FromAt), clock.GetCurrentInstant(), ct), ct);
        }
    }

    /// <summary>A fault may be handled days after the shift it spoilt.</summary>
    public async Task HandleAsync(FaultHandled happened, Delivery delivery, CancellationToken ct)
    {
        foreach (var shop in await shops.ListAsync(happened.Organisation, ct))
        {
            await AskAsync(shop.Id, happened.FromAt, happened.UntilAt, ct);
        }
    }

    public async Task HandleAsync(BookPublished happened, Delivery delivery, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        foreach (var shop in await shops.ListAsync(happened.Organisation, ct))
        {
            await AskAsync(shop.Id, (now - Duration.FromDays(options.BookWatchedDays)).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), ct);
        }
    }

    private async Task AskAsync(ShopId id, long from, long until, CancellationToken ct)
    {
        if (await shops.FindAsync(id, ct) is not { } shop)
        {
            return;
        }

        var today = clock.GetCurrentInstant().InZone(shop.TimeZone).Date;
        var first = LocalDate.Max(Day(from).PlusDays(-1), today.PlusDays(-options.WatchedDays)); // a night belongs to the day before
        var last = LocalDate.Min(Day(until), today);
        await AskAsync(shop, [.. Enumerable.Range(0, Math.Max(0, Period.DaysBetween(first, last) + 1)).Select(first.PlusDays)], ct);

        LocalDate Day(long at) => Instant.FromUnixTimeMilliseconds(at).InZone(shop.TimeZone).Date;
    }

    private async Task AskAsync(ShopCard shop, IReadOnlyCollection<LocalDate> days, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return;
        }

        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "insert into pay_watch (shop_id, day, asked, answered, looked_at) values (@shop, @day, 1, 0, 0) on conflict (shop_id, day) do update set asked = pay_watch.asked + 1",
                ["shop", "day"], [.. days.Select(d => (object?[])[shop.Id.Value, IncidentBook.Day(d)])], ct);
            return days.Count;
        }, ct);
    }
}
