using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Promises.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>What the demo shop knows of its buyers, what it promised them, what they said in reviews, and the last shift's handover.</summary>
internal sealed class DemoCare(IBuyers buyers, IDossierSeed dossiers, IPromiseSeed promises, IHandoverSeed handovers, IRecordStore records, IShops shops, TimeProvider clock)
{
    private const int MostRegulars = 8;
    private static readonly Duration Soon = Duration.FromSeconds(20);

    private static readonly IReadOnlyList<ChoiceSeed> Fields =
    [
        new("region", "地区", ["华东", "华南", "华北", "西南"]), new("source", "怎么知道我们的", ["平台搜索", "朋友介绍", "短视频", "老客户"]), new("age", "年龄段", ["30 岁以下", "30 到 50 岁", "50 岁以上"]),
    ];

    private static readonly IReadOnlyList<(string, string)> Groups = [("设计师与施工队", "出新图先给他们看样"), ("新房装修", "按装修进度回访")];

    private static readonly (string Kind, string Text)[] Learnt =
        [("size", "客厅沙发墙 3.6 × 2.7 米，右边有插座"), ("taste", "喜欢素净的山水，不要大红"), ("use", "新房装修，月底进场"), ("household", "家里有两岁的孩子，要环保证书"), ("size", "玄关 1.2 × 2.4 米"), ("other", "周末才有时间看效果图")];

    private static readonly (string Topic, string Text)[] Wishes = [("packing", "卷筒两头再加一层硬纸，这次压了个角"), ("goods", "希望有样布可以先摸"), ("delivery", "送货前一天能打个电话")];

    private static readonly (string? Rating, string Text)[] Said =
    [
        ("good", "画面和效果图一样，客服很有耐心"), ("good", "快递很快，包装严实"), ("good", "师傅贴得好，朋友都说好看"), ("neutral", "颜色比图上深一点，其他满意"), ("bad", "物流慢，等了八天"), ("good", "尺寸刚好，客服提醒得对"),
        ("bad", "卷筒压坏一角，客服很快补发了"), ("good", "第二次买了，一如既往"), ("neutral", "快递员不肯送上楼"), ("good", "价格实在，活动算得清楚"),
    ];

    public async Task SowAsync(SeededOrganisation organisation, ShopId shop, FactSet facts, IReadOnlyList<SownTalk> talks, CancellationToken ct)
    {
        var (now, zone) = (clock.GetCurrentInstant(), (await shops.FindAsync(shop, ct))!.TimeZone);
        var met = await MeetAsync(shop, facts, ct);
        await dossiers.SowAsync(shop, organisation.People["pre1"], organisation.People[DemoShop.LeaderKey], Fields, Groups, Dossiers(met), ct);
        // The moment before they are made: on a slow machine the rest took a while.
        await promises.SowAsync(shop, Promises(organisation.People, facts, talks, clock.GetCurrentInstant(), zone), ct);
        await handovers.SowAsync(shop, Log(organisation.People),
        [
            new(organisation.People[DemoShop.LeaderKey], organisation.People["pre2"], "先接询单，售后的留言稍后处理；直播的口径写在值班日志里，价格照商品页说。", IsReceived: true),
            new(organisation.People["after"], organisation.People["pre1"], "今天处理售后 6 单，2 单等买家寄回；物流停滞的一单已催圆通，明早看结果。"),
        ], ct);
        await records.StoreAsync(shop, FactsFiles.Reviews,
            [.. facts.Orders.Where(o => o.PaidAt is not null && o.Status is OrderStatus.Success or OrderStatus.Signed).OrderByDescending(o => o.PlacedAt).Take(Said.Length * 3)
                .Select((o, i) => new ReviewFact { OrderId = o.OrderId, At = Instant.Min(now - Duration.FromHours(1 + i), (o.PlacedAt ?? now) + Duration.FromDays(4)), Rating = Said[i % Said.Length].Rating, Text = Said[i % Said.Length].Text })], null, ct);
    }

    /// <summary>Buyers of talks, and those who bought most often under their platform's names.</summary>
    private async Task<IReadOnlyList<BuyerId>> MeetAsync(ShopId shop, FactSet facts, CancellationToken ct)
    {
        var met = new List<BuyerId>();
        foreach (var (name, i) in DemoShop.MoreBuyers.Select((n, i) => (n, i)).Where(n => n.i % 3 != 0))
        {
            met.Add((await buyers.FindOrCreateAsync(shop, "web", $"demo-{name}", new BuyerProfile(name, BuyerIdentity.Signed), ct)).Id);
        }

        foreach (var name in facts.Orders.Where(o => o.Buyer is { Length: > 0 } b && !b.Contains('*', StringComparison.Ordinal)).GroupBy(o => o.Buyer!).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostRegulars).Select(g => g.Key))
        {
            met.Add((await buyers.FindOrCreateAsync(shop, DemoShop.OrderPlatform, name, new BuyerProfile(name, BuyerIdentity.Signed), ct)).Id);
        }

        return met;
    }

    private static List<BuyerSeed> Dossiers(IReadOnlyList<BuyerId> met) =>
    [
        .. met.Select((b, i) => new BuyerSeed(
            b, $"{"赵钱孙李周吴郑王"[i % 8]}{"女士先生"[(i % 2 * 2)..((i % 2 * 2) + 2)]}", $"138{(i == 1 ? 2 : i) * 10_007 % 100_000_000:D8}", $"浙江省杭州市西湖区文三路{100 + i}号",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["region"] = Fields[0].Choices[i % 3 == 0 ? 0 : i % 4], ["source"] = Fields[1].Choices[i % 4], ["age"] = Fields[2].Choices[i % 5 == 0 ? 2 : i % 2] },
            i % 2 == 0 ? [Learnt[i / 2 % Learnt.Length]] : [],
            i % 3 == 0 ? [("greeting", "chat"), ("care", "phone")] : i % 3 == 1 ? [("greeting", "phone")] : [],
            Level: i % 4 == 0 ? "member" : i % 9 == 0 ? "gold" : null,
            Group: i % 5 == 0 ? Groups[i / 5 % 2].Item1 : null,
            Suggestion: i % 7 == 0 ? Wishes[i / 7 % Wishes.Length] : null,
            CareMonths: i % 6 == 0 ? 3 : null,
            BroughtBy: i is 4 or 11 ? (met[i - 3], "邻居", "同一个户型，要同款背景墙") : null)),
    ];

    private static List<PromiseSeed> Promises(IReadOnlyDictionary<string, PersonId> people, FactSet facts, IReadOnlyList<SownTalk> talks, Instant now, DateTimeZone zone)
    {
        var midnight = zone.AtStartOfDay(now.InZone(zone).Date.PlusDays(1)).ToInstant();
        var tonight = Instant.Max(now + Duration.FromMinutes(40), midnight - Duration.FromHours(4));
        var order = facts.Orders.LastOrDefault(o => o.Status == OrderStatus.Paid)?.OrderId;
        return
        [
            // Past its time when somebody first looks: nobody can promise for yesterday.
            new(people["pre1"], "问工厂能不能做 2.9 米高，回复买家", now + Soon),
            Said("今天下午四点前给您准信", new(people["after"], "查武汉中转的件，四点前给吴先生准信", now + Soon, Chased: "打给快递网点，说今天派送")),
            new(people["owner"], "给老客户回电话，谈年底的工装单", tonight),
            Said("今天下班前把效果图发您", new(people["pre1"], "今天下班前把效果图发给林女士", tonight)),
            Said("我让设计师摆给您看", new(people["pre2"], "请设计师把镜像版摆上唐先生的墙，发给他看", tonight - Duration.FromMinutes(10))),
            Said("保证明天发货给您", new(people["after"], "明天发货并告诉罗女士单号", midnight + Duration.FromHours(10), Order: order, MovedBy: Duration.FromHours(24), Why: "调色的版要晚一天干，罗女士同意")),
            new(people["pre1"], "催仓库今天打包", tonight, Order: order, Urges: people["after"], Department: "仓库"),
            Said("今天补发，顺丰单号下午给您", new(people["after"], "补发许女士漏的一包胶，下午给单号", tonight, Kept: "已补发，单号 SF1399880011223")),
            Said("十分钟内回您", new(people["pre2"], "问主管 110 一平能不能批，回复郑先生", tonight, Kept: "主管同意 112 一平，已在会话里答复")),
            Said("今天下班前答复您", new(people["after"], "申请材料成本减半，下班前答复罗女士", tonight, Broken: "批复晚了一个多小时，已向罗女士道歉，材料费减到 90 元")),
        ];

        // The message that made it, so that a promise leads back to what was said.
        PromiseSeed Said(string words, PromiseSeed seed)
        {
            var (talk, seq) = talks.SelectMany(t => t.Said.Select(s => (Talk: t, s.Step, s.Seq))).Where(s => s.Step.Person is not null && !s.Step.IsNote && s.Step.Text.Contains(words, StringComparison.Ordinal)).Select(s => (s.Talk, s.Seq)).First();
            return seed with { Conversation = talk.Id.Value, Seq = seq };
        }
    }

    private static List<LogSeed> Log(IReadOnlyDictionary<string, PersonId> people) =>
    [
        new(people["after"], false, "major", "买家说收到的画面有一道折痕", "看了照片，确认是运输压的，申请补发", "仓库今天打包补发，等单号", true),
        new(people["after"], false, "normal", "圆通一单停在中转站三天", "打了网点电话", "网点说今天派送，明早再看", false),
        new(people["after"], true, "normal", "主管要求本周售后先补发再判责", "已告诉售前", "按此执行", true, Closed: "全员已知"),
        new(people[DemoShop.LeaderKey], false, "normal", "直播间明晚八点介绍荷花玄关壁画", "和运营对过价格，直播价与店铺一致", "问价的照商品页说，单子照常备注", true),
        new(people["pre1"], false, "normal", "买家要求加急三天内到", "问过工厂，只能加急制作", "答应今天回复能不能到", false),
    ];
}
