using NodaTime;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Which days of a shop are to be looked at: changed shifts, leave, presence, accounts, reviews and complaints ask for theirs, and so does a new book for the last month.</summary>
internal sealed class WatchDays(Database database, IShops shops, PayOptions options, TimeProvider clock) : IEventHandler<WorktimeChanged>, IEventHandler<RecordsChanged>, IEventHandler<BookPublished>
{
    private static readonly HashSet<string> Files = new([FactsFiles.Presence.Name, FactsFiles.Roster.Name, FactsFiles.Leave.Name, FactsFiles.OrderEvents.Name, FactsFiles.Reviews.Name, FactsFiles.Complaints.Name], StringComparer.Ordinal);

    public Task HandleAsync(WorktimeChanged happened, Delivery delivery, CancellationToken ct) => AskAsync(happened.Shop, happened.FromAt, happened.UntilAt, ct);

    public Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct) =>
        Files.Contains(happened.File) && happened.FromAt is { } from ? AskAsync(happened.Shop, from, happened.UntilAt ?? clock.GetCurrentInstant().ToUnixTimeMilliseconds(), ct) : Task.CompletedTask;

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
        var days = Enumerable.Range(0, Math.Max(0, Period.DaysBetween(first, last) + 1)).Select(first.PlusDays).ToList();
        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "insert into pay_watch (shop_id, day, asked, answered, looked_at) values (@shop, @day, 1, 0, 0) on conflict (shop_id, day) do update set asked = pay_watch.asked + 1",
                ["shop", "day"], [.. days.Select(d => (object?[])[id.Value, IncidentBook.Day(d)])], ct);
            return days.Count;
        }, ct);

        LocalDate Day(long at) => Instant.FromUnixTimeMilliseconds(at).InZone(shop.TimeZone).Date;
    }
}
