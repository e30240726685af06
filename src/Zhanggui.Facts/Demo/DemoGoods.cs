using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Demo;

/// <summary>Products, promotions, stock, policies and delivery of the demo shops: murals, tile walls and what goes with them.</summary>
internal static class DemoGoods
{
    private static readonly (string Name, string Category, bool IsCustom, int Yuan)[] Kinds =
        [("壁画", "壁画", true, 68), ("无缝墙布", "墙布", true, 88), ("瓷砖背景墙", "背景墙", true, 168), ("装饰画三联", "装饰画", false, 129), ("基膜糯米胶套装", "辅料", false, 39)];

    private static readonly string[] Styles = ["山水", "迎客松", "鹿语森林", "现代轻奢", "新中式", "北欧几何", "儿童星空", "竹林", "荷塘月色", "城市夜景", "莫兰迪", "手绘花鸟"];

    public static IReadOnlyList<DemoItem> Items { get; } =
        [.. Kinds.SelectMany((kind, k) => Styles.Select((style, s) => new DemoItem(
            $"6{k:00}{s:00}0{(k * 7) + s:000}",
            $"{style}{kind.Name}{(kind.IsCustom ? " 定制尺寸 客厅电视墙" : " 现货")}",
            $"{style}{kind.Name}",
            new Fen((kind.Yuan * 100L) + (s * 500)),
            kind.Category,
            kind.IsCustom)))];

    public static void Write(IFactsSink sink, YearMonth month, DateTimeZone zone)
    {
        var start = zone.AtStartOfDay(month.OnDayOfMonth(1)).ToInstant();
        foreach (var item in Items)
        {
            sink.Add(FactsFiles.Products, new ProductFact { Item = item.Item, Title = item.Title, Price = item.Price, Flags = item.IsCustom ? "custom" : null, Category = item.Category });
        }

        foreach (var item in Items.Where(i => !i.IsCustom))
        {
            sink.Add(FactsFiles.Stock, new StockFact { Item = item.Item, At = start, Quantity = 200 + (int)(item.Price.Value % 97), Listed = true });
        }

        foreach (var (day, number) in PromotionDays(month).Select((day, i) => (day, i + 1)))
        {
            var from = zone.AtStartOfDay(day).ToInstant();
            sink.Add(FactsFiles.Promotions, new PromotionFact { Promotion = $"{month:yyyy-MM}-{number}", From = from, To = from + Duration.FromDays(1), Kind = "full_reduction", Value = "300-20", Gift = "收边条" });
        }

        sink.Add(FactsFiles.Policies, new PolicyFact { Policy = "delivery-date", Topic = "发货时间", From = start, Text = "定制款确认效果图后三到七天发出，约定的日期写进备注。", NotToSay = "肯定能到" });
        sink.Add(FactsFiles.Policies, new PolicyFact { Policy = "invoice", Topic = "发票", From = start, Text = "订单完成后在订单页申请，三个工作日内开具。" });
        (string Region, bool Reached, string Days, string Courier, int Surcharge)[] regions =
            [("上海", true, "2-3", "德邦", 0), ("内蒙古", true, "5-7", "德邦", 3000), ("广东", true, "3-4", "安能", 0), ("新疆", true, "8-12", "德邦", 8000), ("浙江", true, "1-2", "安能", 0), ("西藏", false, "", "", 0)];
        foreach (var region in regions.OrderBy(r => r.Region, StringComparer.Ordinal))
        {
            sink.Add(FactsFiles.Delivery, new DeliveryFact { Region = region.Region, Reached = region.Reached, Days = region.Days.Length == 0 ? null : region.Days, Courier = region.Courier.Length == 0 ? null : region.Courier, Surcharge = new Fen(region.Surcharge) });
        }
    }

    /// <summary>The busiest day of the month comes first; the other is half as big.</summary>
    public static IReadOnlyList<LocalDate> PromotionDays(YearMonth month) => [month.OnDayOfMonth(Math.Min(month.Month, 28)), month.OnDayOfMonth(Math.Min(month.Month + 9, 28))];
}
