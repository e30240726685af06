using NodaTime;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.Metrics.Rules;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Metrics.Cells;

/// <summary>Late facts, decisions and new books ask for the days whose figures may be others now.</summary>
internal sealed class AskAgain(IShops shops, DayBook book, IRuleBooks books, TimeProvider clock)
    : IEventHandler<RecordsChanged>, IEventHandler<WorktimeChanged>, IEventHandler<ConversationRated>, IEventHandler<OrdersDecided>, IEventHandler<BookPublished>, IEventHandler<BookWithdrawn>
{
    public async Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (await shops.FindAsync(happened.Shop, ct) is not { } shop)
        {
            return;
        }

        if (happened is { FromAt: { } from, UntilAt: { } until })
        {
            await AskAsync(shop, from, until, 1, 1, ct);
        }
        else
        {
            await book.AskAllAsync(shop.Id, clock.GetCurrentInstant(), ct);
        }
    }

    public async Task HandleAsync(WorktimeChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (await shops.FindAsync(happened.Shop, ct) is { } shop)
        {
            await AskAsync(shop, happened.FromAt, happened.UntilAt, 1, 1, ct);
        }
    }

    /// <summary>A rating counts on the day on which its conversation began, however late it is given.</summary>
    public async Task HandleAsync(ConversationRated happened, Delivery delivery, CancellationToken ct)
    {
        if (await shops.FindAsync(happened.Shop, ct) is { } shop)
        {
            await AskAsync(shop, happened.OpenedAt, happened.OpenedAt, 0, 0, ct);
        }
    }

    /// <summary>An order counts on the days of the inquiries before it, and tells for weeks who comes for after-sales.</summary>
    public async Task HandleAsync(OrdersDecided happened, Delivery delivery, CancellationToken ct)
    {
        if (await shops.FindAsync(happened.Shop, ct) is { } shop)
        {
            var rules = (await books.EffectiveAsync(MetricsSection.Section, shop.Id, clock.GetCurrentInstant(), ct)).Rules;
            await AskAsync(shop, happened.FromAt, happened.UntilAt, ShopFacts.Window(rules), rules.AfterSalesDays ?? 0, ct);
        }
    }

    public Task HandleAsync(BookPublished happened, Delivery delivery, CancellationToken ct) => AskAllAsync(happened.Organisation, ct);

    public Task HandleAsync(BookWithdrawn happened, Delivery delivery, CancellationToken ct) => AskAllAsync(happened.Organisation, ct);

    private async Task AskAllAsync(Kernel.Ids.OrganisationId organisation, CancellationToken ct)
    {
        foreach (var shop in await shops.ListAsync(organisation, ct))
        {
            await book.AskAllAsync(shop.Id, clock.GetCurrentInstant(), ct);
        }
    }

    /// <summary>Never days that are not there yet: whoever looks at them asks.</summary>
    private Task AskAsync(ShopCard shop, long from, long until, int daysBefore, int daysAfter, CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(shop.TimeZone).Date;
        var first = Day(from).PlusDays(-daysBefore);
        var last = LocalDate.Min(today, Day(until).PlusDays(daysAfter));
        return book.AskAsync(shop.Id, DayBook.Days(LocalDate.Max(first, last.PlusDays(1 - DayBook.MostDays)), last.PlusDays(1)), clock.GetCurrentInstant(), ct);

        LocalDate Day(long at) => Instant.FromUnixTimeMilliseconds(at).InZone(shop.TimeZone).Date;
    }
}
