using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Orders.Reviews;

/// <summary>A person says what a review was about (QI-06); until then it costs nobody anything.</summary>
internal static class DecideReview
{
    /// <summary>As the facts folder names them.</summary>
    public static readonly IReadOnlySet<string> Causes = new HashSet<string>(StringComparer.Ordinal) { "agent", "goods", "courier", "other" };

    internal sealed record Request(Guid Shop, string Order, Instant At, string Cause);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, ReviewBook reviews, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecideCredit, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (!Causes.Contains(request.Cause ?? string.Empty))
        {
            return new ReviewCauseWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var (isThere, before) = await reviews.DecideAsync(shop, request.Order, request.At, request.Cause!, actor.Person, now, ct);
        if (!isThere)
        {
            return new ReviewNotFound().ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, shop.Id, actor.Person, "orders.review.decide", "order", request.Order, Before: new { cause = before }, After: new { request.Cause, request.At }), ct);
            return 0;
        }, ct);
        return Results.Json(new { request.Order, request.Cause }, HouseJson.Options);
    }
}
