using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Ledger;

namespace Zhanggui.Guard.Overview;

/// <summary>How levels and effects are called in tables.</summary>
internal static class GuardWords
{
    public static string Of(GuardLevel level, bool isZh) => level switch
    {
        GuardLevel.Pass => isZh ? "通过" : "pass",
        GuardLevel.Hint => isZh ? "提示" : "hint",
        GuardLevel.Confirm => isZh ? "确认" : "confirm",
        GuardLevel.Block => isZh ? "拦下" : "block",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level."),
    };

    public static string Of(HitEffect effect, bool isZh) => effect switch
    {
        HitEffect.Taken => isZh ? "换成了建议的话" : "took the book's words",
        HitEffect.Changed => isZh ? "自己改了" : "changed",
        HitEffect.Past => isZh ? "写明理由照发" : "sent with a reason",
        HitEffect.Hinted => isZh ? "提示后照发" : "sent past a hint",
        HitEffect.Approved => isZh ? "核定的话照发" : "approved text sent",
        HitEffect.Stopped => isZh ? "没发出去" : "stopped",
        HitEffect.Abandoned => isZh ? "写了没发" : "given up",
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect, "Unknown effect."),
    };

    public static string OfDispute(string state, bool isZh) => state switch
    {
        "open" => isZh ? "待答复" : "open",
        "accepted" => isZh ? "已采纳" : "accepted",
        _ => isZh ? "未采纳" : "declined",
    };
}
