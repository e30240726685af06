using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Repeat;

/// <summary>The shop's repeat and loyal buyers of a period, and the rate; every count opens its buyers, every buyer the orders.</summary>
internal static class RepeatReport
{
    private const int Page = 50;
    private const int MostExported = 50_000;
    public const int MostDays = 731;

    /// <summary><paramref name="EveryDays"/>: days from the first to the last order, by the gaps between them. <paramref name="Record"/>: the buyer's record, where there is one.</summary>
    internal sealed record Line(string Buyer, BuyerId? Record, int Orders, Instant First, Instant Last, int? EveryDays, long Value, bool IsLoyal);

    /// <summary><paramref name="Rate"/>: <see cref="RepeatCount.Repeating"/> of <see cref="RepeatCount.Buyers"/>, in hundredths of a percent; null without buyers.</summary>
    internal sealed record Answer(LocalDate From, LocalDate To, int Buyers, int Repeating, int Loyal, int Orders, int Unnamed, int? Rate, int LoyalFrom, IReadOnlyList<Line> Lines, int? Next);

    /// <param name="from">First day; the last 365 days where nothing is given.</param>
    /// <param name="to">Last day, which counts.</param>
    /// <param name="least">From how many orders on; 2 where nothing is given.</param>
    /// <param name="sort"><c>orders</c> (default), <c>value</c> or <c>last</c>.</param>
    public static async Task<IResult> HandleAsync(Guid shop, string? from, string? to, int? least, string? sort, int? skip, Actor actor, OrderAccess access, RepeatBook book, ILoyalty loyalty, IBuyers buyers, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (Period(card, from, to, clock) is not { } period)
        {
            return new RepeatPeriodWrong(MostDays).ToProblem();
        }

        var (begins, ends) = Instants(card, period);
        var loyalFrom = await loyalty.FromOrdersAsync(card.Id, ct);
        var count = await book.CountAsync(card.Id, begins, ends, loyalFrom, ct);
        var place = Math.Clamp(skip ?? 0, 0, 1_000_000);
        var rows = await book.ListAsync(card.Id, begins, ends, Math.Clamp(least ?? 2, 1, 1000), Order(sort), place, Page + 1, ct);
        var known = await buyers.FindByNamesAsync(card.Id, [.. rows.Take(Page).Select(r => r.Buyer)], ct);
        var lines = rows.Take(Page).Select(r => new Line(r.Buyer, known.TryGetValue(r.Buyer, out var record) ? record : null, r.Orders, r.First, r.Last, Gap(r), r.Value.Value, r.Orders >= loyalFrom)).ToList();
        return TypedResults.Json(new Answer(period.From, period.To, count.Buyers, count.Repeating, count.Loyal, count.Orders, count.Unnamed, Rate(count.Repeating, count.Buyers), loyalFrom, lines, rows.Count > Page ? place + Page : null), HouseJson.Options);
    }

    public static async Task<IResult> ExportAsync(Guid shop, string? from, string? to, int? least, string? sort, Actor actor, OrderAccess access, RepeatBook book, ILoyalty loyalty, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ExportOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (Period(card, from, to, clock) is not { } period)
        {
            return new RepeatPeriodWrong(MostDays).ToProblem();
        }

        var (begins, ends) = Instants(card, period);
        var rows = await book.ListAsync(card.Id, begins, ends, Math.Clamp(least ?? 2, 1, 1000), Order(sort), 0, MostExported, ct);
        var loyalFrom = await loyalty.FromOrdersAsync(card.Id, ct);
        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "orders.repeat.export", "shop", card.Id.ToString(), After: new { period.From, period.To, rows = rows.Count }), ct);
            return 0;
        }, ct);
        var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            Write(csv, ["买家", "订单数", "首次付款", "最近付款", "平均间隔天数", "净额（元）", "忠实客户"]);
            foreach (var row in rows)
            {
                Write(csv, [row.Buyer, Text(row.Orders), Day(row.First), Day(row.Last), Gap(row) is { } gap ? Text(gap) : string.Empty, row.Value.ToString(), row.Orders >= loyalFrom ? "是" : string.Empty]);
            }
        }

        stream.Position = 0;
        return TypedResults.File(stream, "text/csv; charset=utf-8", $"老客户-{LocalDatePattern.Iso.Format(period.From)}-{LocalDatePattern.Iso.Format(period.To)}.csv");

        string Day(Instant at) => LocalDatePattern.Iso.Format(at.InZone(card.TimeZone).Date);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Hundredths of a percent, halves away from zero.</summary>
    internal static int? Rate(int part, int whole) => whole == 0 ? null : (int)(((20_000L * part) + whole) / (2L * whole));

    /// <summary>Whole days between one order and the next, on average; null with one order.</summary>
    internal static int? Gap(RepeatLine line) => line.Orders < 2 ? null : (int)Math.Round((line.Last - line.First).TotalDays / (line.Orders - 1), MidpointRounding.AwayFromZero);

    private static string Order(string? sort) => sort switch { "value" => "value desc, buyer", "last" => "last desc, buyer", _ => "n desc, value desc, buyer" };

    private static (LocalDate From, LocalDate To)? Period(ShopCard shop, string? from, string? to, TimeProvider clock)
    {
        var today = clock.GetCurrentInstant().InZone(shop.TimeZone).Date;
        var (f, t) = (Read(from, today.PlusDays(-364)), Read(to, today));
        return f is { } a && t is { } b && a <= b && NodaTime.Period.DaysBetween(a, b) < MostDays ? (a, b) : null;

        static LocalDate? Read(string? said, LocalDate usual) => string.IsNullOrEmpty(said) ? usual : LocalDatePattern.Iso.Parse(said) is { Success: true } parsed ? parsed.Value : null;
    }

    private static (Instant, Instant) Instants(ShopCard shop, (LocalDate From, LocalDate To) period) =>
        (shop.TimeZone.AtStartOfDay(period.From).ToInstant(), shop.TimeZone.AtStartOfDay(period.To.PlusDays(1)).ToInstant());

    private static void Write(CsvWriter csv, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.Cell(cell);
        }

        csv.EndRow();
    }
}
