using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>A new book, or one that was called back, asks about every order anew; most answers stay the same and write nothing.</summary>
internal sealed class DecideAgain(Database database, IShops shops) : IEventHandler<BookPublished>, IEventHandler<BookWithdrawn>
{
    public Task HandleAsync(BookPublished happened, Delivery delivery, CancellationToken ct) => AskAsync(happened.Organisation, ct);

    public Task HandleAsync(BookWithdrawn happened, Delivery delivery, CancellationToken ct) => AskAsync(happened.Organisation, ct);

    private async Task AskAsync(Kernel.Ids.OrganisationId organisation, CancellationToken ct)
    {
        foreach (var shop in await shops.ListAsync(organisation, ct))
        {
            await database.WriteAsync((c, t) => c.ExecuteAsync(t,
                "insert into orders_to_decide (shop_id, order_id) select shop_id, order_id from orders_order where shop_id = @shop on conflict (shop_id, order_id) do update set asked = orders_to_decide.asked + 1", ct, ("shop", shop.Id.Value)), ct);
        }
    }
}
