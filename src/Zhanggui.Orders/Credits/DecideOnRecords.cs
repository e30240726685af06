using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>Talks, accounts or presence that came later may say something else about orders of that time and the weeks after.</summary>
internal sealed class DecideOnRecords(Database database) : IEventHandler<RecordsChanged>
{
    private const int NamesPerQuery = 500;

    // An order can stand on a contact that is this much older; what turns out the same is not written again.
    private const long WindowMillis = 62L * 24 * 60 * 60 * 1000;
    private static readonly HashSet<string> Matters = new([FactsFiles.Messages.Name, FactsFiles.Sessions.Name, FactsFiles.People.Name, FactsFiles.Accounts.Name, FactsFiles.Presence.Name, FactsFiles.OrderEvents.Name], StringComparer.Ordinal);

    public async Task HandleAsync(RecordsChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (!Matters.Contains(happened.File))
        {
            return;
        }

        var (narrowed, named) = Narrow(happened);
        foreach (var some in named?.Chunk(NamesPerQuery) ?? [[]])
        {
            var names = some.Length == 0 ? string.Empty : $" and {narrowed} in ({string.Join(", ", some.Select((_, i) => $"@n{i}"))})";
            await database.WriteAsync((c, t) => c.ExecuteAsync(t,
                "insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where shop_id = @shop and (cast(@from as bigint) is null or placed_at >= @from) and (cast(@until as bigint) is null or placed_at < @until)" +
                $"{names} on conflict (shop_id, order_id) do update set asked = orders_to_decide.asked + 1", ct,
                [("shop", happened.Shop.Value), ("from", happened.FromAt - WindowMillis), ("until", happened.UntilAt + WindowMillis), .. some.Select((n, i) => ($"n{i}", (object?)n))]), ct);
        }
    }

    /// <summary>What was said concerns the buyer's orders, an act its order: a file of a month would else ask about every order hundreds of times.</summary>
    private static (string Column, IReadOnlyList<string>? Names) Narrow(RecordsChanged happened) =>
        happened.Orders is { } orders && happened.File == FactsFiles.OrderEvents.Name ? ("order_id", orders)
        : happened.Buyers is { } buyers ? ("buyer", buyers)
        : (string.Empty, null);
}
