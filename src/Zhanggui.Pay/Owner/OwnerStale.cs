using NodaTime;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Pay.Owner;

/// <summary>Changed facts take away what was reckoned from them.</summary>
internal sealed class OwnerStale(OwnerShelf shelf, IShops shops) : IEventHandler<OrdersDecided>, IEventHandler<RecordsChanged>
{
    private static readonly HashSet<string> Files = new(
        new[] { FactsFiles.Orders.Name, FactsFiles.Refunds.Name, FactsFiles.Reviews.Name, FactsFiles.Complaints.Name, FactsFiles.Costs.Name, FactsFiles.Targets.Name, FactsFiles.FinanceItems.Name }, StringComparer.Ordinal);

    public Task HandleAsync(OrdersDecided happened, Delivery delivery, CancellationToken ct) => ForgetAsync(happened.Shop, happened.FromAt, happened.UntilAt, ct);

    public Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct) =>
        Files.Contains(happened.File) ? ForgetAsync(happened.Shop, happened.FromAt, happened.UntilAt, ct) : Task.CompletedTask;

    private async Task ForgetAsync(ShopId id, long? from, long? until, CancellationToken ct)
    {
        if (await shops.FindAsync(id, ct) is not { } shop)
        {
            return;
        }

        // A day to either side: some rows belong to a day and not to an instant.
        var first = from is { } f ? Text(f, -1) : "0000-00";
        var last = until is { } u ? Text(u, 1) : "9999-99";
        await shelf.ForgetAsync(id, first, last, ct);

        string Text(long at, int days) => MonthText.Of(Instant.FromUnixTimeMilliseconds(at).InZone(shop.TimeZone).Date.PlusDays(days).ToYearMonth());
    }
}
