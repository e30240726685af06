using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>How long this shop keeps what; within the same ranges as the installation's settings.</summary>
internal static class SetRetention
{
    internal sealed record Request(Guid Shop, int ContactDays, int ChatMonths, int OrderMonths, int WageMonths);

    internal sealed record Bounds(int Least, int Most);

    internal sealed record Answer(RetentionPeriods Periods, RetentionPeriods Default, IReadOnlyDictionary<string, Bounds> Ranges);

    public static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, Retention retention, CancellationToken ct)
    {
        var card = await shops.FindForAsync(actor, ShopId.From(shop), Permissions.EditShop, ct);
        return card is null ? new BuyerShopNotFound().ToProblem() : TypedResults.Json(await AnswerAsync(card.Id, retention, ct), HouseJson.Options);
    }

    public static async Task<IResult> HandleAsync(Request request, Actor actor, IShops shops, ShopDb db, Retention retention, CancellationToken ct)
    {
        var shop = ShopId.From(request.Shop);
        if (await shops.FindForAsync(actor, shop, Permissions.EditShop, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        if (Check(request) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var before = await retention.FindAsync(shop, ct);
        var after = new RetentionPeriods(request.ContactDays, request.ChatMonths, request.OrderMonths, request.WageMonths);
        await db.InTransactionAsync(async () =>
        {
            db.Audit(new AuditEntry(actor.Organisation, shop, actor.Person, "shop.retention.edit", "shop", shop.ToString(), before, after));
            return await db.Database.ExecuteSqlAsync(
                $"insert into shop_retention (shop_id, contact_days, chat_months, order_months, wage_months, changed_at, changed_by) values ({shop.Value}, {after.ContactDays}, {after.ChatMonths}, {after.OrderMonths}, {after.WageMonths}, {db.Now.ToUnixTimeMilliseconds()}, {actor.Person.Value}) on conflict (shop_id) do update set contact_days = excluded.contact_days, chat_months = excluded.chat_months, order_months = excluded.order_months, wage_months = excluded.wage_months, changed_at = excluded.changed_at, changed_by = excluded.changed_by", ct);
        }, ct);
        return TypedResults.Json(await AnswerAsync(shop, retention, ct), HouseJson.Options);
    }

    private static async Task<Answer> AnswerAsync(ShopId shop, Retention retention, CancellationToken ct) =>
        new(await retention.FindAsync(shop, ct), retention.Default, Ranges().ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal));

    private static Refusal? Check(Request said)
    {
        var values = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["contactDays"] = said.ContactDays,
            ["chatMonths"] = said.ChatMonths,
            ["orderMonths"] = said.OrderMonths,
            ["wageMonths"] = said.WageMonths,
        };
        return Ranges().Where(r => values[r.Key] < r.Value.Least || values[r.Key] > r.Value.Most)
            .Select(r => new RetentionOutOfRange(r.Key, r.Value.Least, r.Value.Most)).FirstOrDefault();
    }

    // One place for the ranges: those that guard the installation's settings.
    private static IEnumerable<KeyValuePair<string, Bounds>> Ranges() =>
        Options.Select(o => KeyValuePair.Create(o.Name, new Bounds((int)o.Range.Minimum, (int)o.Range.Maximum)));

    private static readonly IReadOnlyList<(string Name, RangeAttribute Range)> Options =
    [
        .. typeof(ShopOptions).GetProperties().Select(p => (char.ToLowerInvariant(p.Name[0]) + p.Name[1..], p.GetCustomAttribute<RangeAttribute>()!)),
    ];
}
