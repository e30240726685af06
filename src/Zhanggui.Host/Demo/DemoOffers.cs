using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Reception.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>What the demo shop offers these days, and what it holds to.</summary>
internal static class DemoOffers
{
    private const string Edging = "今晚付款赠收边条";
    public const string AllOff = "全店满300减20";
    private const string Coupon = "老客回购券";
    private const int Buyers = 120;
    private const int Each = 60;

    public static IReadOnlyList<PromotionSeed> Promotions(Instant now, DateTimeZone zone)
    {
        Instant Midnight(int days) => zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(days)).ToInstant();
        ItemScope Items(params int[] places) => new(ScopeKind.Item, [.. places.Select(p => DemoShop.Products[p].Id)]);
        return
        [
            new(AllOff, new(PromotionKind.AmountOff) { Amount = new Fen(2000), Minimum = new Fen(30000) }, ItemScope.Everything, Midnight(-4), Midnight(6), null,
                "现在全店满300元减20元，拍下自动减。", "全店都参加，拍下自动减，可以和优惠券一起用；定制尾款不参加。", Buyers, Each, 300),
            new(Edging, new(PromotionKind.Gift) { Gift = "收边条一条", IsPaidToday = true }, ItemScope.Everything, Midnight(0), Midnight(1), 40,
                "平时没有赠品的，今晚12点前付款送您一条收边条，送完为止。", "今天24点前付款的订单都送一条收边条，共40条，送完就停；先问清要付款再说。", Buyers, Each, 40),
            new("壁画套餐", new(PromotionKind.Bundle) { Amount = new Fen(21800), Conditions = "两款各一平方起" }, Items(0, 4), Midnight(-2), Midnight(12), null,
                "迎客松和荷花玄关一起拍，套餐价218元。", "两款各一平方起，超出部分按原价。", Buyers, Each, 60),
            new("星空墙布八五折", new(PromotionKind.Discount) { Rate = 0.85m }, Items(2), Midnight(1), Midnight(4), null,
                "星空儿童房墙布明天起八五折，三天。", "明天0点开始，今天拍下的不补差价，要提前告诉买家。", Buyers, Each, 80),
            new(Coupon, new(PromotionKind.Coupon) { Amount = new Fen(1000), Minimum = new Fen(20000), PerOrder = 1 }, ItemScope.Everything, Midnight(-20), Midnight(-1), null,
                "老客回购券满200元减10元，一单限用一张。", "一单限用一张，过期不补。", Buyers, Each, 100),
            new("年末墙纸特价", new(PromotionKind.Price) { Amount = new Fen(5900) }, Items(3), Midnight(3), Midnight(8), null,
                "北欧森林卧室墙纸特价59元一平方。", "按平方计，限现货花色。", 4 * Buyers, Each, 900, WaitsForWarehouse: true),
        ];
    }

    /// <summary>Of whoever serves, also of the main account: they take turns by the book's clock.</summary>
    public static IReadOnlyList<string> Signature { get; } = ["全店满300元减20元，拍下自动减", "满300减20进行中，想看实拍图请留言", "现货今天16点前付款，仓库当天安排"];

    public static IReadOnlyList<BoundPhraseSeed> Phrases { get; } =
    [
        new("活动", "mj", "现在有什么活动", "{买家}您好，现在全店满300元减20元，拍下自动减。", AllOff),
        new("活动", "zp", "有赠品吗", "平时没有赠品的，今晚12点前付款送您一条收边条，送完为止。", Edging),
        new("活动", "hg", "老客有券吗", "老客回购券满200元减10元，一单限用一张。", Coupon),
    ];

    public static IReadOnlyList<PolicySeed> Policies { get; } =
    [
        new("invoice", "发票", "发票随时可开", "无条件提供发票，邮费我方承担。财务每月集中寄出，从申请那天起一个月内寄到。",
            [("能开发票吗", "可以的，随时可开，您把抬头和税号发我登记一下。", null), ("发票什么时候到", "财务一个月内集中寄出，邮费我们承担。", null)],
            [("invoice", "always"), ("invoice_postage", "shop")], ["没有发票", "不能开发票", "开票要加钱"]),
        new("payment", "付款", "支付方式", "先问清是哪一种再答。支持信用卡、花呗、快捷支付、余额宝；分期由银行决定，请买家咨询发卡行。不支持货到付款。",
            [("能用花呗吗", "可以的，花呗、信用卡和快捷支付都能付。", null), ("能分期吗", "分期要看您发卡行的规定，您可以咨询一下银行。", null), ("能货到付款吗", "本店是先付款后发货的，您放心，收到不满意七天内可以退。", null)],
            [("credit_card", "yes"), ("huabei", "yes"), ("cash_on_delivery", "no")], ["不支持信用卡", "不支持花呗", "不能分期"]),
        new("shipping-date", "发货", "发货时间", "定制款确认效果图后三到七天发出，现货当天16点前付款当天发。不主动承诺日期；和买家约定的日期要写进订单备注，按备注做到。",
            [("什么时候发货", "现货今天16点前付款今天发，定制的确认效果图后三到七天发出。", null), ("几天能到", "发出后一般两到四天，偏远地区会久一些。", null)],
            [("ships_in_stock", "same-day"), ("ships_made_to_order", "3-7 days")], ["肯定能到", "保证明天到"]),
        new("return", "退货", "七天无理由", "现货支持七天无理由退货，定制裁切的除外，拍前要说清。不收到付件，仓库会拒收。",
            [("不喜欢能退吗", "现货签收后七天内不影响二次销售可以退，定制裁切的不支持，您拍之前我先跟您确认。", null), ("可以到付寄回吗", "到付件仓库收不了，麻烦您先垫付，我们核实后补给您。", null)],
            [("seven_day_return", "yes"), ("freight_collect", "no")], ["不能退货", "一律不退"]),
        new("colour", "色差", "图片色差", "屏幕显示和实物会有轻微差别，是已知情况。先承认，再请买家看实拍或寄样。",
            [("和图片颜色一样吗", "我们是实物拍摄，屏幕不同会有一点差别，可以给您寄一小块样布先看。", null)], [("sample", "yes")], ["绝对没有色差"]),
        new("original-brand", "品牌", "自有品牌", "自己的品牌、自己的工厂，正品。不说「原厂」，也不说「不是原厂」。",
            [("是原厂的吗", "是我们自己的品牌、自己工厂做的，正品保证。", null)], [("own_brand", "yes")], ["原厂", "不是原厂"]),
        new("bargaining", "议价", "议价口径", "先讲质量和服务，不马上让价；差一点的说「给您申请一下」，退一步送小礼。",
            [("能便宜点吗", "这个价已经很优惠了，我给您申请一下看看。", null), ("能送点什么吗", "平时没有赠品的，今晚12点前付款送您一条收边条。", Edging)], [("bargaining", "apply")], ["最低价", "不能再少了"]),
        new("coupons", "优惠券", "一单用几张券", "店铺优惠券一单限用一张，可以和满300减20一起用；不找零、不兑现，过期不补。",
            [("一单能用几张券", "店铺优惠券一单限用一张，可以和满减一起用。", null), ("券过期了能补吗", "券过期就用不了了，现在全店满300减20，拍下自动减。", null)], [("coupons_per_order", "1")], ["随便用几张"]),
        new("guarantee", "保障", "消费者保障和积分", "如实描述、正品保障、破损补发、七天无理由（定制裁切除外）。确认收货后平台返积分，比例和有效期以宝贝页面为准，不报数字。",
            [("是正品吗", "我们自己工厂做的，正品保障，如实描述。", null), ("有积分吗", "确认收货后平台会返积分，比例和有效期看宝贝页面上写的。", null)], [("guarantee", "as described; genuine; replaced if damaged")], ["积分永久有效"]),
        new("review-reward", "评价", "没有好评返现", "没有好评返现。婉转说明没有这个活动，再介绍晒图抽奖：晒实拍图每月抽五位送收纳袋，好评差评都能参加。",
            [("好评返现吗", "没有好评返现的活动哦，晒实拍图可以参加每月抽奖，好评差评都能参加。", null)], [("cash_for_reviews", "no")], ["好评返现", "给好评就返"]),
    ];
}
