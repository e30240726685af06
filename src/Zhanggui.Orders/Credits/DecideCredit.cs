using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Claims;

namespace Zhanggui.Orders.Credits;

/// <summary>A person decides whose some orders are, or gives them back to the rules. One order or many at once; every one keeps the reason.</summary>
internal static class DecideCredit
{
    private const int Most = 500;

    internal sealed record Request(Guid Shop, IReadOnlyList<string> Orders, IReadOnlyList<ManualShare>? Shares, string Reason);

    internal sealed record Answer(int Decided);

    public static Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, ManualBook manuals, CreditPeople staff, DecideNow decide, Database database, CancellationToken ct) =>
        ActAsync(request, ClaimRules.Manual(request.Shares ?? [], actor.Person, request.Reason), request.Shares ?? [], actor, access, manuals, staff, decide, database, ct);

    public static Task<IResult> GiveBackAsync(Request request, Actor actor, OrderAccess access, ManualBook manuals, CreditPeople staff, DecideNow decide, Database database, CancellationToken ct) =>
        ActAsync(request, ClaimRules.GiveBack(request.Reason), [], actor, access, manuals, staff, decide, database, ct);

    private static async Task<IResult> ActAsync(Request request, Refusal? no, IReadOnlyList<ManualShare> shares, Actor actor, OrderAccess access, ManualBook manuals, CreditPeople staff, DecideNow decide, Database database, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecideCredit, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (no is not null)
        {
            return no.ToProblem();
        }

        var orders = (request.Orders ?? []).Distinct(StringComparer.Ordinal).ToList();
        if (orders.Count is 0 or > Most)
        {
            return new CreditOrdersWrong(Most).ToProblem();
        }

        if (await staff.RefuseUnknownAsync(actor.Organisation, shares, ct) is { } unknown)
        {
            return unknown.ToProblem();
        }

        var refused = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            // A fixed order of locks, so that two bulk acts do not wait for each other.
            foreach (var order in orders.Order(StringComparer.Ordinal))
            {
                if (!await ClaimBook.LockAsync(c, t, shop.Id, order, ct))
                {
                    return new OrderNotFound();
                }
            }

            await manuals.AddAsync(c, t, new ManualAct(actor.Organisation, shop.Id, orders, shares, request.Reason.Trim(), null, actor.Person), null, ct);
            return null;
        }, ct);
        if (refused is not null)
        {
            return refused.ToProblem();
        }

        await decide.TryAsync(shop.Id, orders, ct);
        return Results.Json(new Answer(orders.Count), HouseJson.Options);
    }
}
