using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.Attribution;

/// <summary>Bases, doubts and reasons in words. <c>{0}</c> is the winner, where there is one.</summary>
internal static class ReasonWords
{
    /// <summary>As written for machines: <c>last-for-item</c>.</summary>
    public static string Code(Basis basis) => basis switch
    {
        Basis.Chase => "chase",
        Basis.Flag => "flag",
        Basis.Remark => "remark",
        Basis.Order => "order",
        Basis.Payment => "payment",
        Basis.LastForItem => "last-for-item",
        Basis.ChaseRefused => "chase-refused",
        Basis.External => "external",
        Basis.Manual => "manual",
        Basis.SilentTurns => "silent-turns",
        Basis.SilentPool => "silent-pool",
        Basis.Silent => "silent",
        Basis.Undecided => "undecided",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Unknown basis."),
    };

    /// <summary>As written for machines: <c>two-numbers</c>.</summary>
    public static string Code(Doubt doubt) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(doubt.ToString());

    public static Words Of(Doubt doubt) => doubt switch
    {
        Doubt.None => Words.None,
        Doubt.NoRuleGivesIt => new("有人接待过，但按规则谁都不算", "somebody talked with the buyer, and the rules give it to nobody"),
        Doubt.PaidWithoutTime => new("已付款但没有付款时间", "it is paid, but the time of payment is not known"),
        Doubt.PlacedWithoutTime => new("没有下单时间", "the time of the order is not known"),
        Doubt.NoNumber => new("有人接待过，备注里没有工号", "somebody talked with the buyer, and the note has no staff number"),
        Doubt.TwoNumbers => new("备注里有两个工号", "the note has two staff numbers"),
        Doubt.UnknownNumber => new("备注里的工号那天不属于任何人", "the staff number in the note was nobody's that day"),
        Doubt.SharedNumber => new("备注里的工号那天属于两个人", "the staff number in the note was two persons' that day"),
        Doubt.LateNumber => new("付款后才写上工号", "the staff number was written after payment"),
        Doubt.NumberWithoutTalk => new("写工号的人没有和买家说过话", "the person of the staff number never talked with the buyer"),
        Doubt.FlagUnknown => new("插旗的账号不知道是谁", "whose account set the flag is not known"),
        Doubt.FlagShared => new("插旗的账号或旗色同时属于两个人", "the account or colour of the flag was two persons' at that time"),
        Doubt.FlagWithoutTalk => new("插旗的人没有和买家说过话", "whoever set the flag never talked with the buyer"),
        Doubt.MessageWithoutAccount => new("最后接待的那句话没有账号", "the last words have no account"),
        Doubt.AccountUnknown => new("最后接待的账号不知道是谁", "whose account said the last words is not known"),
        Doubt.AccountShared => new("最后接待的账号当时属于两个人", "the account of the last words was two persons' at that time"),
        Doubt.OriginalAbsent => new("另拍的原订单找不到", "the order it was placed again for is not there"),
        Doubt.OriginalUndecided => new("另拍的原订单还没有定", "the order it was placed again for is itself undecided"),
        Doubt.ReorderLoop => new("另拍的订单绕成了圈", "the reorders run in a circle"),
        _ => throw new ArgumentOutOfRangeException(nameof(doubt), doubt, "Unknown doubt."),
    };

    public static Words Of(Loss loss) => loss switch
    {
        Loss.EarlierTalk => new("接待在前，后来是{0}接待的", "talked earlier; {0} talked later"),
        Loss.AfterOrder => new("下单以后才接待，下单前是{0}接待的", "talked only after the order; {0} had talked before it"),
        Loss.AfterPayment => new("付款以后才接待", "talked only after payment"),
        Loss.OutsideWindow => new("接待太早，下单时已过询单天数", "talked too long before the order"),
        Loss.Unanswered => new("主动找买家，买家没有回话，不算询单", "wrote first and the buyer never answered: no inquiry"),
        Loss.NotFlagged => new("接待过但没有插旗，插旗的是{0}", "talked and did not flag; {0} did"),
        Loss.FlaggedLater => new("插旗晚于{0}", "flagged later than {0}"),
        Loss.FlaggedAfterPayment => new("付款以后才插旗", "flagged after payment"),
        Loss.NoNumber => new("接待过但备注里没有他的工号", "talked, but the note does not have the number"),
        Loss.NumberLater => new("工号写得晚于{0}，有异议可以申诉", "the number was written later than {0}'s; it can be disputed"),
        Loss.NumberAfterPayment => new("付款以后才写工号", "the number was written after payment"),
        Loss.ChaseEarly => new("追单太早，还在{0}的保护期内", "chased too early: {0} was still protected"),
        Loss.ChaseOnline => new("追单时{0}没有离线", "chased while {0} was not offline"),
        Loss.ChaseNoFlag => new("追单没有插旗", "chased without a flag"),
        Loss.AfterOriginal => new("原订单拍下以后的接待和插旗不算，原订单是{0}的", "talks and flags after the original order do not count; the original is {0}'s"),
        Loss.Chased => new("原订单超过保护期没有付款，被{0}追单成功", "the original was left unpaid beyond the protection and {0} chased it"),
        Loss.OtherItem => new("接待的不是这件商品", "talked about another item"),
        Loss.DecidedElsewhere => new("已另行判定", "decided otherwise"),
        Loss.Undecided => new("归谁还没有定", "not decided yet"),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
    };

    public static Words Of(AnomalyKind kind) => kind switch
    {
        AnomalyKind.PaidBeforePlaced => new("付款早于下单", "Paid before it was placed"),
        AnomalyKind.PaidWithoutTime => new("已付款但没有付款时间", "Paid without a time"),
        AnomalyKind.PlacedWithoutTime => new("没有下单时间", "No time of the order"),
        AnomalyKind.AmountUnknown => new("没有实付金额，按 0 计", "The amount is not known and counts 0"),
        AnomalyKind.LinesDoNotAdd => new("商品行加起来不等于实付", "The lines do not add up to what was paid"),
        AnomalyKind.DoubleOrder => new("同一订单号有两行不同的内容", "Two different rows with one order number"),
        AnomalyKind.MessageWithoutAccount => new("客服消息没有账号", "An agent's message without an account"),
        AnomalyKind.AccountUnknown => new("账号当时不属于任何人", "An account that was nobody's at the time"),
        AnomalyKind.AccountOverlap => new("账号同时属于两个人", "An account that was two persons' at one time"),
        AnomalyKind.OneSidedTalk => new("只有客服的话，没有买家的话", "Only the agents' side of a talk"),
        AnomalyKind.MessageWithoutTime => new("消息没有时间，不参加判定", "A message without a time, left out"),
        AnomalyKind.RefundAbovePaid => new("退款超过实付", "Refunds above what was paid"),
        AnomalyKind.OrderUnknown => new("所属的订单不在数据里", "Belongs to an order that is not there"),
        AnomalyKind.OriginalWasPaid => new("另拍的原订单已付款，不算另拍", "The original was paid: no reorder"),
        AnomalyKind.ZoneUnknown => new("店铺时区不认识，按北京时间", "The shop's time zone is unknown; read as Asia/Shanghai"),
        AnomalyKind.NumberChanged => new("工号改过，按最先写的算", "The staff number was changed; the first one counts"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown anomaly."),
    };
}
