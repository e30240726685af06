using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Forecasts;

/// <summary>A row of <c>shop_forecast</c>.</summary>
internal sealed class ForecastRow
{
    public required ShopId ShopId { get; init; }

    /// <summary>Numbers joined by blanks, the latest month first.</summary>
    public required string Weights { get; set; }

    public required int SeasonLeast { get; set; }

    public required int SeasonMost { get; set; }

    public required int MonthsTried { get; set; }

    public required PersonId ChangedBy { get; set; }

    public required Instant ChangedAt { get; set; }
}

internal sealed record ForecastMethodWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.forecast.method_wrong", Why, WhyEn, Name);

/// <summary>The method of each shop: kept, read and set.</summary>
internal sealed class ForecastMethods(RoomDbTools tools) : IForecastMethods
{
    private const int MostMonths = 12;
    private const int MostWeight = 100;
    private const int MostSeason = 1000;

    private static readonly Lazy<ForecastMethod> First = new(() =>
    {
        using var stream = typeof(ForecastMethods).Assembly.GetManifestResourceStream("forecast.json")!;
        return JsonSerializer.Deserialize<ForecastMethod>(stream, HouseJson.Options)!;
    });

    internal sealed record Answer(ForecastMethod Method, ForecastMethod House, bool IsOwn, bool MaySet);

    /// <summary><paramref name="Method"/> null = as the house does.</summary>
    internal sealed record SetRequest(Guid Shop, ForecastMethod? Method);

    /// <summary>What holds where a shop has set nothing.</summary>
    public static ForecastMethod House => First.Value;

    public async Task<ForecastMethod> OfAsync(ShopId shop, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await FindAsync(db, shop, ct) ?? House;
    }

    public static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadProduct, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        var own = await FindAsync(db, card.Id, ct);
        return Results.Json(new Answer(own ?? House, House, own is not null, actor.Can(Permissions.EditShop, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(SetRequest request, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditShop, ct) is not { } card)
        {
            return new GoodsShopNotFound().ToProblem();
        }

        if (request.Method is { } wanted && Wrong(wanted) is { } no)
        {
            return no.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            var before = await FindAsync(db, card.Id, ct);
            await db.Set<ForecastRow>().Where(f => f.ShopId == card.Id).ExecuteDeleteAsync(ct);
            if (request.Method is { } method)
            {
                db.Add(new ForecastRow
                {
                    ShopId = card.Id,
                    Weights = string.Join(' ', method.Weights.Select(w => w.ToString(CultureInfo.InvariantCulture))),
                    SeasonLeast = method.SeasonLeast,
                    SeasonMost = method.SeasonMost,
                    MonthsTried = method.MonthsTried,
                    ChangedBy = actor.Person,
                    ChangedAt = db.Now,
                });
            }

            db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.forecast.set", "shop", card.Id.ToString(), Before: before, After: request.Method));
            return 0;
        }, ct);
        return await ReadAsync(request.Shop, actor, shops, db, ct);
    }

    /// <summary>Why a method cannot be used; null when it can.</summary>
    public static Refusal? Wrong(ForecastMethod method) =>
        method.Weights is not { Count: > 0 and <= MostMonths } || method.Weights.Any(w => w is < 0 or > MostWeight) || method.Weights.Sum() == 0 ? new ForecastMethodWrong("weights", $"写 1 到 {MostMonths} 个月的权重，最近的月在前，每个 0 到 {MostWeight} 的整数，不能都是 0。", $"Weights of 1 to {MostMonths} months, the latest first, whole, 0 to {MostWeight}, not all 0.")
        : method.SeasonLeast is < 1 or > 100 ? new ForecastMethodWrong("seasonLeast", "去年同期最多拉低到的百分数填 1 到 100。", "Last year pulls down to between 1 and 100 per cent.")
        : method.SeasonMost is < 100 or > MostSeason ? new ForecastMethodWrong("seasonMost", $"去年同期最多拉高到的百分数填 100 到 {MostSeason}。", $"Last year pulls up to between 100 and {MostSeason} per cent.")
        : method.MonthsTried is < 1 or > MostMonths ? new ForecastMethodWrong("monthsTried", $"试算的月数填 1 到 {MostMonths}。", $"The rule is tried on 1 to {MostMonths} months.")
        : null;

    private static async Task<ForecastMethod?> FindAsync(ShopDb db, ShopId shop, CancellationToken ct) =>
        await db.Set<ForecastRow>().AsNoTracking().SingleOrDefaultAsync(f => f.ShopId == shop, ct) is { } row
            ? new ForecastMethod([.. row.Weights.Split(' ').Select(w => int.Parse(w, CultureInfo.InvariantCulture))], row.SeasonLeast, row.SeasonMost, row.MonthsTried) : null;
}
