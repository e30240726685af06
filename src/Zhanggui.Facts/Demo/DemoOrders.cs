using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Demo;

/// <summary>Writes an order with its lines, events, refunds and review: all that will be known of it when the folder is written.</summary>
internal sealed class DemoOrders(DemoRun run)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const int CloseUnpaidHours = 72;
    private readonly DemoRandom random = run.Random;
    private readonly DemoNotes notes = new(run);
    private readonly DemoAftermath aftermath = new(run);

    public void Write(DemoOrder order)
    {
        var lines = Lines(order);
        var discount = random.Chance(200) ? new Fen(random.Between(1, 20) * 100) : Fen.Zero;
        var goods = lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount!.Value);
        var postage = random.Chance(120) ? new Fen(1_200) : Fen.Zero;
        discount = discount < goods ? discount : Fen.Zero;
        var refund = order.PaidAt is null || order.IsBrushing ? null : aftermath.Refund(order, lines, goods - discount, postage);
        var shipped = order.PaidAt + (random.Quantile(DemoMix.ShipHours) * Hour) + random.Next(Hour);
        shipped = refund is { IsBeforeShipping: true } ? null : shipped;
        var signed = shipped + (random.Quantile(DemoMix.SignHours) * Hour) + random.Next(Hour);
        var closed = order.IsUnpaid ? order.PlacedAt + (CloseUnpaidHours * Hour) : refund is { IsWhole: true, SucceededAt: { } at } ? at : (long?)null;
        var done = signed + (random.Chance(600) ? 7 * Day : random.Between(2 * Hour, 5 * Day));
        var note = notes.Of(order);
        run.Sink.Add(FactsFiles.Orders, new OrderFact
        {
            OrderId = order.Id,
            Shop = run.ShopId(order.Shop),
            Buyer = order.Buyer,
            PlacedAt = DemoRun.At(order.PlacedAt),
            PaidAt = order.PaidAt is null || random.Chance(DemoMix.StatusWithoutTime) ? null : run.Known(order.PaidAt),
            ShippedAt = run.Known(shipped),
            SignedAt = run.Known(signed),
            ClosedAt = run.Known(closed),
            Status = Status(order, shipped, signed, done, closed),
            Amount = goods + postage,
            Postage = postage,
            Paid = order.PaidAt is null ? Fen.Zero : goods - discount + postage,
            Note = note.Text,
            Flag = note.Colour,
            ReorderedFrom = order.ReorderedFrom,
            AgreedShip = note.AgreedShip,
        });
        WriteLines(lines, discount, order.PaidAt is not null);
        notes.WriteEvents(order, note, shipped);
        aftermath.Write(order, refund, signed);
    }

    private List<OrderLineFact> Lines(DemoOrder order)
    {
        var lines = new List<OrderLineFact>();
        var count = random.Weighted([760, 180, 60]) + 1;
        for (var i = 1; i <= count; i++)
        {
            var item = i == 1 ? order.Item : random.Pick(DemoGoods.Items);
            var quantity = item.IsCustom ? random.Between(2, 9) : random.Between(1, 2);
            lines.Add(new OrderLineFact { OrderId = order.Id, Line = $"{i}", Item = item.Item, Title = item.Title, Quantity = quantity, Amount = new Fen(item.Price.Value * quantity) });
        }

        return lines;
    }

    private void WriteLines(List<OrderLineFact> lines, Fen discount, bool isPaid)
    {
        var parts = discount.Split([.. lines.Select(l => l.Amount!.Value.Value)]);
        foreach (var (line, part) in lines.Zip(parts))
        {
            run.Sink.Add(FactsFiles.OrderLines, line with { Paid = isPaid ? line.Amount!.Value - part : Fen.Zero });
        }
    }

    private OrderStatus Status(DemoOrder order, long? shipped, long? signed, long? done, long? closed) =>
        closed < run.KnownUntil ? OrderStatus.Closed
        : order.PaidAt is null ? OrderStatus.Unpaid
        : done < run.KnownUntil ? OrderStatus.Success
        : signed < run.KnownUntil ? OrderStatus.Signed
        : shipped < run.KnownUntil ? OrderStatus.Shipped
        : OrderStatus.Paid;
}
