using System.Globalization;
using NodaTime;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>Something the demo shop sells.</summary>
internal sealed record DemoProduct(string Id, string Title, decimal Price);

/// <summary>A sign-in of the demo shop, printed at start.</summary>
internal sealed record DemoPerson(string Key, string Name, string Account, string Title, string Preset, string? Team);

/// <summary>The demo shop: wall murals made to measure, as such shops on Taobao are.</summary>
internal static class DemoShop
{
    public const string ShopKey = "shop";
    public const string ShopName = "山月墙饰旗舰店";
    public const string DeskName = "山月安装服务台";

    /// <summary>The public key in the demo page's script tag.</summary>
    public const string ChannelKey = "demo";
    public const string ChannelName = "店铺网页";
    public const string Colour = "#9c5b2e";
    public const string GreetingZh = "您好，这里是山月墙饰。量尺寸、看效果、问物流都可以直接说。";
    public const string GreetingEn = "Hello, this is Shanyue Murals. Ask about sizes, previews or delivery.";

    /// <summary>The password of everybody in the demo; the shop is for looking around, never for real buyers.</summary>
    public const string Password = "shanyue-demo-2026";

    public static readonly IReadOnlyList<DemoPerson> People =
    [
        new("owner", "方山月", "zhanggui", "掌柜 owner", "owner", null),
        new("pre1", "林小美", "xiaomei", "售前 pre-sales", "pre-sales", "售前"),
        new("pre2", "陈强", "aqiang", "售前 pre-sales", "pre-sales", "售前"),
        new("after", "周婷", "xiaozhou", "售后 after-sales", "after-sales", "售后"),
        new("supervisor", "赵敏", "zhaomin", "主管 supervisor", "supervisor", null),
    ];

    public static readonly IReadOnlyList<DemoProduct> Products =
    [
        new("M-1001", "山水迎客松壁画", 128m),
        new("M-1002", "江南水乡客厅背景墙", 98m),
        new("M-1003", "星空儿童房墙布", 88m),
        new("M-1004", "北欧森林卧室墙纸", 76m),
        new("M-1005", "新中式荷花玄关壁画", 138m),
        new("M-1006", "抽象大理石电视背景墙", 118m),
        new("M-1007", "城市夜景餐厅壁画", 108m),
        new("M-1008", "热带雨林龟背竹墙布", 96m),
    ];

    /// <summary>Whoever sells, and who leads them.</summary>
    public static readonly IReadOnlyList<string> Agents = ["pre1", "pre2", "after"];
    public const string LeaderKey = "supervisor";

    /// <summary>Where the demo shop's orders come from.</summary>
    public const string OrderPlatform = "tmall";

    /// <summary>The first staff number; notes of orders name them.</summary>
    private const int FirstNumber = 6000;
    private static readonly LocalDate Joined = new(2024, 3, 1);

    /// <summary>Buyers of the short talks.</summary>
    public static readonly IReadOnlyList<string> MoreBuyers =
    [
        "江雨", "石磊", "乔丽娜", "方圆", "史小姐", "秦先生", "尹航", "白露", "常青", "武松林", "钱多多", "贺岩", "龚俊", "文静", "樊先生",
        "颜如玉", "施工队老李", "顾北", "毛毛妈", "邱泽", "侯女士", "孟想", "龙叔", "万事兴", "段誉", "雷雨", "汤圆妈妈", "黎明", "易先生", "贾小宝",
    ];

    public static OrganisationSeed Organisation() => new(
        "山月家居",
        [
            new ShopSeed(ShopKey, ShopName, Teams: ["售前", "售后"]),
            new ShopSeed("desk", DeskName, Kind: ShopKind.Desk),
        ],
        [.. People.Select((p, i) => new PersonSeed(p.Key, p.Name, p.Account, Password, [new RoleSeed(p.Preset)], Number: (FirstNumber + i).ToString(CultureInfo.InvariantCulture), JoinedOn: Joined))]);
}
