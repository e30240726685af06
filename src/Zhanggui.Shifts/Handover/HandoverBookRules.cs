using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Shifts.Handover;

/// <summary>What the book says of going off with open matters and no signed handover.</summary>
internal enum HandoverNeed
{
    None,
    Remind,
    Refuse,
}

/// <summary>What the book in force says about handing over; lists that are empty ask for nothing.</summary>
internal sealed record HandoverBookRules
{
    public static readonly HandoverBookRules Unwritten = new() { BlocksFrom = LogLevel.Major, Equipment = [], Preparation = [], BeforeLeaving = HandoverNeed.None };

    /// <summary>From this level up an unresolved event blocks; null = none does (K-15).</summary>
    public required LogLevel? BlocksFrom { get; init; }

    public required IReadOnlyList<string> Equipment { get; init; }

    public required IReadOnlyList<string> Preparation { get; init; }

    public required HandoverNeed BeforeLeaving { get; init; }

    public static GroupSetting Settings { get; } = new("handover", new("交接班", "Handover"),
    [
        new ChoiceSetting("blocks", new("不能交接的事件", "Events that block"), new("{0}没有处理完，不能交接。", "No handover while {0} is unresolved."),
            new("重大或紧急事件没有处理完，不能交接。", "No handover while a major or urgent event is unresolved."),
            [new("major", new("重大或紧急事件", "a major or urgent event")), new("urgent", new("紧急事件", "an urgent event")), new("none", new("（不限）任何事件", "(no) event"))]) { IsExtra = true },
        List("equipment", "重要设备", "Important equipment", "重要设备启停时不能交接：{0}", "No handover while one of these is started or stopped: {0}", "没有要登记的设备。", "No equipment is registered."),
        List("preparation", "交接准备", "Preparation", "交接前要完成：{0}", "To be done before a handover: {0}", "没有准备事项。", "There is no preparation list."),
        new ChoiceSetting("before_leaving", new("没有交接就下班", "Off without a handover"), new("手上还有事、没有签交接就下班时{0}。", "Going off with open matters and no signed handover: {0}."),
            new("没有签交接也可以下班。", "One may go off without a signed handover."), [new("remind", new("提醒，确认后可以下班", "a warning that one may go past")), new("refuse", new("不能下班", "refused"))]) { IsExtra = true },
    ]);

    public static HandoverBookRules Read(SectionValues values) => new()
    {
        BlocksFrom = values.Choice("handover.blocks") switch { "none" => null, "urgent" => LogLevel.Urgent, _ => LogLevel.Major },
        Equipment = Distinct(values.Texts("handover.equipment")),
        Preparation = Distinct(values.Texts("handover.preparation")),
        BeforeLeaving = values.Choice("handover.before_leaving") switch { "remind" => HandoverNeed.Remind, "refuse" => HandoverNeed.Refuse, _ => HandoverNeed.None },
    };

    private static IReadOnlyList<string> Distinct(IReadOnlyList<string>? texts) => [.. (texts ?? []).Distinct(StringComparer.Ordinal)];

    private static TextListSetting List(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), 20, 60) { IsExtra = true };
}
