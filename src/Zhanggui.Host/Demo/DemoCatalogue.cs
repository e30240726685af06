using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>What the demo shop sells, has in stock and where it delivers: the murals that buyers ask about with all that may be said of them, and the catalogue of its orders.</summary>
internal static class DemoCatalogue
{
    private static readonly IReadOnlyDictionary<string, string> Mural = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["材质"] = "无纺布基材，环保水性墨",
        ["工艺"] = "整幅无缝打印，按墙面尺寸裁切",
        ["生产流程"] = "确认效果图 → 打印 → 裁切 → 质检 → 发货，3 到 5 天",
        ["规格"] = "按墙面尺寸定制，四边各放 5 厘米；高度 3 米以内整幅",
        ["卖点"] = "无缝、可擦洗、免费出效果图",
        ["适合人群"] = "装修的家庭、民宿",
        ["产品系列"] = "限量定制（特殊空间）",
        ["消费者保障"] = "正品保障、破损补发、如实描述",
        ["品牌话术"] = "一面墙，一幅山月",
    };

    private const string Answers = """{"环保吗":"无纺布加水性墨，有检测报告，入住前通风三天就可以。","可以擦洗吗":"表面可以用湿毛巾轻擦，别用钢丝球和强酸清洁剂。","自己能贴吗":"可以的，随货有安装说明和视频，胶和刮板一起寄；怕麻烦也可以请师傅。","多久发货":"效果图确认后 3 到 5 天发出，约定的日期我给您写进订单备注。"}""";

    private static readonly string AnswersOfColour = Answers[..^1] + ""","颜色和图片一样吗":"这款实物比图片略深一点，可以先给您寄一小块样布看。"}""";

    public static IReadOnlyList<ProductRow> Products(FactSet facts) =>
    [
        .. DemoShop.Products.Select((p, i) => new ProductRow(p.Id, $"{p.Title} 无缝定制 按平方米", new Fen((long)(p.Price * 100)), i == 4 ? "包邮 有色差 不打折" : i % 3 == 0 ? "包邮 可打折" : "包邮", "壁画", i == 4 ? AnswersOfColour : Answers,
            new Dictionary<string, string>(Mural, StringComparer.Ordinal) { ["商家编码"] = $"SY{i + 1:00}", ["搭配商品"] = "M-2001" })),
        new("M-2001", "基膜糯米胶套装 墙布壁画专用", new Fen(3900), "包邮 7-day-return", "辅料", """{"一套够贴多大":"一套可以贴 20 平方米左右。"}""", new Dictionary<string, string> { ["规格"] = "基膜 1.5 千克，糯米胶 1 千克", ["商家编码"] = "SYF01" }),
        .. facts.Products.Select(p => new ProductRow(p.Item, p.Title, p.Price, null, p.Category, null, null)),
    ];

    /// <summary>A few that do not agree with the listing, as in every warehouse.</summary>
    public static IReadOnlyList<StockRow> Stock(FactSet facts, Instant now)
    {
        var at = now - Duration.FromHours(9);
        return
        [
            .. DemoShop.Products.Select((p, i) => new StockRow(p.Id, at, i == 3 ? 0 : 40 + (i * 7), i != 6)),
            new("M-2001", at, 260, true),
            .. facts.Products.Select((p, i) => new StockRow(p.Item, at, i % 17 == 5 ? 0 : 12 + (i * 13 % 90), i % 19 != 7)),
        ];
    }

    public static IReadOnlyList<DeliveryRow> Delivery { get; } =
    [
        new("浙江", true, "1-2", "安能", Fen.Zero), new("浙江省杭州市", true, "1", "安能", Fen.Zero, "次日达，卷筒超 3 米改德邦"), new("江苏", true, "1-2", "安能", Fen.Zero), new("上海", true, "2", "德邦", Fen.Zero), new("广东", true, "3-4", "安能", Fen.Zero),
        new("北京", true, "2-3", "德邦", Fen.Zero), new("天津", true, "2-3", "德邦", Fen.Zero), new("河北", true, "2-3", "安能", Fen.Zero), new("山东", true, "2-3", "安能", Fen.Zero), new("河南", true, "2-3", "安能", Fen.Zero), new("湖北", true, "2-3", "安能", Fen.Zero),
        new("湖南", true, "3", "安能", Fen.Zero), new("江西", true, "2-3", "安能", Fen.Zero), new("安徽", true, "2", "安能", Fen.Zero), new("福建", true, "2-3", "安能", Fen.Zero), new("四川", true, "3-5", "德邦", Fen.Zero), new("四川省成都市", true, "3", "德邦", Fen.Zero), new("重庆", true, "3-4", "德邦", Fen.Zero),
        new("贵州", true, "4-5", "德邦", new Fen(1000)), new("云南", true, "4-5", "德邦", new Fen(1000)), new("广西", true, "4-5", "德邦", new Fen(1000)), new("海南", true, "5-7", "德邦", new Fen(2000)), new("陕西", true, "3-4", "德邦", Fen.Zero), new("山西", true, "3", "德邦", Fen.Zero),
        new("辽宁", true, "3-4", "德邦", Fen.Zero), new("吉林", true, "4-5", "德邦", new Fen(1000)), new("黑龙江", true, "4-6", "德邦", new Fen(1000)), new("甘肃", true, "5-7", "德邦", new Fen(2000)), new("青海", true, "6-8", "德邦", new Fen(3000)), new("宁夏", true, "5-7", "德邦", new Fen(2000)),
        new("内蒙古", true, "5-7", "德邦", new Fen(3000)), new("新疆", true, "8-12", "德邦", new Fen(8000), "只到市，县里自提"), new("新疆乌鲁木齐市", true, "7-9", "德邦", new Fen(6000)), new("西藏", false, null, null, null, "长卷筒没有快递收"), new("香港", false, null, null, null), new("澳门", false, null, null, null), new("台湾", false, null, null, null),
    ];

    public static async Task SowAsync(IGoodsIntake goods, ShopId shop, FactSet facts, PersonId by, Instant now, CancellationToken ct)
    {
        await goods.TakeProductsAsync(shop, Products(facts), by, ct);
        await goods.TakeStockAsync(shop, Stock(facts, now), by, ct);
        await goods.TakeDeliveryAsync(shop, Delivery, by, ct);
    }
}
