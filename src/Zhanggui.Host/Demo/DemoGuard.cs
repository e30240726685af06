using Zhanggui.Guard.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>What the demo's agents wrote before some of their lines, so that the guard's page has something to show.</summary>
internal static class DemoGuard
{
    public const int Days = 8;

    public static readonly IReadOnlyList<string> Reasons = ["已核实，情况属实", "买家先这么说的", "主管同意这样说", "已核实，情况属实"];

    public static readonly IReadOnlyList<GuardTale> Tales =
    [
        new("每边多留 5 厘米", Drafts: ["你放心，绝对没有接缝，我们是最好的"]),
        new("量好尺寸付款后 3 天内", Drafts: ["保证一周内到货"], GivenUp: "今天付款明天肯定发货"),
        new("110 我做不了主", Drafts: ["不知道能不能便宜，你自己看着办"]),
        new("买不买都没关系", GivenUp: "嫌贵就别买"),
        new("平台规定要先付款", Tried: "那您直接微信转账给我也行"),
        new("我发您看，报告编号", Tried: "您加我微信，我把检测报告发您", Fine: "检测报告是 PDF，平台里发不出去，除了微信没别的办法"),
        new("收货后在订单里申请", Drafts: ["你申请就行"]),
        new("让师傅做防水再说", Drafts: ["绝对不会起泡"], Fine: "我说的是做完防水以后，有施工单可查"),
        new("旧墙纸吃不住新墙布", Drafts: ["你要铲的"]),
        new("多问两家", Drafts: ["我不清楚"]),
        new("按 118 一平给您", GivenUp: "我给你走闲鱼单，便宜 200"),
    ];
}
