using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Scheme;

/// <summary>How the shop keeps its customers: read by whoever reads them, changed by whoever may.</summary>
internal static class EditScheme
{
    internal sealed record Request(Guid Shop, long Version, BuyerScheme? Scheme);

    internal sealed record Answer(BuyerScheme Scheme, long Version, bool MayEdit);

    public static async Task<IResult> ReadAsync(Guid shop, Actor actor, BuyerAccess access, SchemeBook schemes, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var (scheme, version) = await schemes.FindAsync(id, ct);
        scheme = scheme with { ReviewTopics = scheme.ReviewTopics ?? BuyerScheme.FirstReviewTopics, Greeting = scheme.Greeting with { OptOutWords = scheme.Greeting.OptOut } };
        return TypedResults.Json(new Answer(scheme, version, actor.Can(Permissions.EditScheme, id)), HouseJson.Options);
    }

    public static async Task<IResult> HandleAsync(Request request, Actor actor, BuyerAccess access, SchemeBook schemes, ShopDb db, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, shop, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (!actor.Can(Permissions.EditScheme, shop))
        {
            return new BuyerActForbidden().ToProblem();
        }

        var (before, _) = await schemes.FindAsync(shop, ct);
        if (request.Scheme is not { Fields: not null, FactKinds: not null, Purposes: not null, Topics: not null, Levels: not null } said)
        {
            return new SchemeEntryWrong("scheme", SchemeRules.MostEntries, SchemeRules.NameLimit).ToProblem();
        }

        if (SchemeRules.Check(before, said) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var body = JsonSerializer.Serialize(said, HouseJson.Options);
        var at = db.Now.ToUnixTimeMilliseconds();
        var written = await db.InTransactionAsync(async () =>
        {
            var rows = request.Version == 0
                ? await db.Database.ExecuteSqlAsync($"insert into shop_buyer_scheme (shop_id, body, version, changed_at, changed_by) values ({shop.Value}, {body}, 1, {at}, {actor.Person.Value}) on conflict do nothing", ct)
                : await db.Database.ExecuteSqlAsync($"update shop_buyer_scheme set body = {body}, version = version + 1, changed_at = {at}, changed_by = {actor.Person.Value} where shop_id = {shop.Value} and version = {request.Version}", ct);
            if (rows > 0)
            {
                db.Audit(new AuditEntry(actor.Organisation, shop, actor.Person, Permissions.EditScheme, "shop", shop.ToString(), before, said));
            }

            return rows;
        }, ct);
        return written == 0 ? new SchemeChangedMeanwhile().ToProblem() : TypedResults.Json(new Answer(said, request.Version + 1, MayEdit: true), HouseJson.Options);
    }
}
