using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Rules;

/// <summary>
/// Reception's section of the rule book. Ranges only catch slips of the pen; the amounts stand in the books.
/// Shops of one organisation differ in greeting and pace, so the section may vary per shop.
/// </summary>
internal static class ReceptionSection
{
    private const int ReplyLength = 500;
    private const int NoticeLength = 300;

    public static readonly RuleSection<ReceptionRules> Section = new("reception", new Words("接待", "Reception"), Variation.Shop,
    [
        new DurationSetting("recall_window", new("撤回时限", "Recall window"),
            new("客服发出消息后 {0}内可以撤回；原文保留，只有获准的人能看。", "An agent can recall a message within {0}; the original is kept and only entitled people see it."),
            new("消息发出后不能撤回。", "A sent message cannot be recalled."), Duration.Zero, Duration.FromHours(24)),
        new DurationSetting("reopen_window", new("重开时限", "Reopen window"),
            new("会话结束后 {0}内买家再来消息，重开原会话，超过则另开新会话。", "Within {0} after closing, a buyer's message reopens the conversation; later it opens a new one."),
            new("会话结束后买家再来消息，总是另开新会话。", "After closing, a buyer's message always opens a new conversation."), Duration.Zero, Duration.FromDays(90)),
        new DurationSetting("session_end_silence", new("会话静默结束", "Session ends after silence"),
            new("双方静默满 {0}，这次接待在统计上算作结束。", "After {0} of silence on both sides the session counts as ended."),
            new("只有关闭会话才算接待结束。", "A session ends only when the conversation is closed."), Duration.FromMinutes(1), Duration.FromDays(7)),
        new CountSetting("capacity_per_agent", new("同时接待上限", "Conversations at a time"),
            new("每位客服同时接待不超过 {0}会话。", "An agent takes at most {0} conversations at a time."),
            new("不限制同时接待的数量。", "The number of conversations at a time is not limited."), 1, 500, new("个", string.Empty)),
        Waiting,
        new GroupSetting("marks", new("已读与输入", "Read and typing marks"),
        [
            new SwitchSetting("show_read", new("向买家显示已读", "Show read marks to the buyer"),
                new("买家能看到消息是否已读。", "The buyer sees whether a message was read."), new("买家看不到已读。", "The buyer does not see read marks."),
                new("买家看不到已读。", "The buyer does not see read marks.")),
            new SwitchSetting("show_typing_text", new("显示买家正在输入的字", "Show what the buyer is typing"),
                new("买家还没发出的字，客服也能看到。", "The agent sees words before the buyer sends them."), new("客服只看到「正在输入」，看不到内容。", "The agent sees that the buyer types, not what."),
                new("客服只看到「正在输入」，看不到内容。", "The agent sees that the buyer types, not what.")),
        ]),
        new TextListSetting("close_outcomes", new("结束时的结果", "Outcomes when closing"),
            new("结束会话时选一个结果：{0}", "An outcome is chosen when a conversation is closed: {0}"),
            new("结束会话时从通用的结果里选。", "The common outcomes are offered when a conversation is closed."), 9, 20)
        {
            Help = new("按顺序对应数字键 1 到 9。改了以后，已结束的会话仍是当时的结果。", "In the order of the number keys 1 to 9. Conversations already closed keep the outcome of their day."),
        },
        new DurationSetting("drafts_kept", new("草稿保留", "Drafts kept"),
            new("没发出的草稿保留 {0}，只有本人能看到。", "An unsent draft is kept for {0}; only its author sees it."),
            new("草稿一直保留到发出或删除，只有本人能看到。", "A draft is kept until it is sent or thrown away; only its author sees it."), Duration.FromHours(1), Duration.FromDays(365)),
        AutomaticReplies,
        new GroupSetting("notices", new("告知", "Notices"),
        [
            new TextSetting("recorded", new("会话会被保存的告知", "Notice that the conversation is kept"), new("会话开始时告知买家：{0}", "Told to the buyer at the start: {0}"),
                new("不告知买家会话会被保存。", "The buyer is not told that the conversation is kept."), NoticeLength, IsMultiline: true),
            new TextSetting("offline", new("无人值班时的文字", "Words when nobody is on duty"), new("无人值班时窗口显示：{0}", "Shown when nobody is on duty: {0}"),
                new("无人值班时窗口不作说明。", "Nothing is said when nobody is on duty."), NoticeLength, IsMultiline: true),
        ]),
        .. FloorSettings.Groups,
    ], Read)
    {
        Place = 1,
        Check = CheckTogether,
        Doubts = Doubtful,
    };

    private static GroupSetting Waiting => new("waiting", new("等待提醒", "Waiting"),
    [
        new DurationSetting("amber", new("黄色", "Amber"), new("买家等待满 {0}，等待时间变黄。", "A wait of {0} turns amber."),
            new("等待不变黄。", "A wait does not turn amber."), Duration.FromSeconds(1), Duration.FromHours(24)),
        new DurationSetting("red", new("红色", "Red"), new("买家等待满 {0}，等待时间变红并提醒客服。", "A wait of {0} turns red and alerts the agent."),
            new("等待不变红，也不提醒。", "A wait does not turn red, and nobody is alerted."), Duration.FromSeconds(1), Duration.FromHours(24)),
        FloorSettings.SupervisorWait,
    ]);

    private static GroupSetting AutomaticReplies => new("automatic_reply", new("自动回复", "Automatic replies"),
    [
        new GroupSetting("form", new("格式", "Form"),
        [
            new CountSetting("max_lines", new("行数上限", "Lines at most"), new("自动回复不超过 {0}。", "An automatic reply has at most {0}."), new("不限行数。", "The number of lines is not limited."), 1, 50, new("行", "lines")),
            new CountSetting("font_size", new("字号", "Font size"), new("自动回复用 {0}字，更大会提醒。", "An automatic reply uses size {0}; larger is warned of."), new("不限字号。", "The font size is not limited."), 6, 72, new("号", string.Empty)),
            new CountSetting("max_colours", new("颜色上限", "Colours at most"), new("自动回复的字最多 {0}颜色。", "An automatic reply has at most {0}."), new("不限颜色。", "Colours are not limited."), 1, 20, new("种", "colours")),
            new TextListSetting("blocks", new("分块", "Blocks"), new("不同颜色各写一块：{0}", "Each colour is one block: {0}"), new("不规定分块。", "Blocks are not asked for."), 5, 20) { IsExtra = true },
        ]),
        Reply("first", new("首次回复", "First reply"), new("会话一开始自动回复：{0}", "Sent when a conversation opens: {0}")),
        Reply("busy", new("繁忙回复", "Busy reply"), new("等待过久时自动回复一次：{0}", "Sent once when the wait grows long: {0}"),
            new DurationSetting("after", new("等待多久后发", "Sent after"), new("买家等待满 {0}时发出。", "Sent after a wait of {0}."), new("不发繁忙回复。", "No busy reply is sent."), Duration.FromSeconds(5), Duration.FromHours(24))),
        Reply("off_hours", new("非工作时间回复", "Off-hours reply"), new("非工作时间自动回复：{0}", "Sent outside opening hours: {0}")),
    ])
    { Help = new("自动回复不算应答，等待照样计时。", "Automatic replies are no answers: the wait goes on.") };

    private static GroupSetting Reply(string key, Words name, Words sentence, params ReadOnlySpan<Setting> more) => new(key, name,
    [
        new SwitchSetting("enabled", new("启用", "On"), new("启用。", "On."), new("停用。", "Off."), new("停用。", "Off.")),
        .. more,
        new TextSetting("text", new("内容", "Words"), sentence, new("没有内容。", "No words."), ReplyLength, IsMultiline: true),
        new CountSetting("font_size", new("字号", "Font size"), new("用 {0}字。", "Size {0}."), new("用平台的默认字号。", "The platform's own size."), 6, 72, new("号", string.Empty)) { IsExtra = true },
        new TextListSetting("colours", new("颜色", "Colours"), new("颜色：{0}", "Colours: {0}"), new("用平台的默认颜色。", "The platform's own colour."), 20, 40)
        {
            IsExtra = true,
            Help = new("例如快递信息一种颜色，活动信息另一种颜色。", "For example one colour for the courier, another for promotions."),
        },
    ]);

    private static ReceptionRules Read(SectionValues values) => new()
    {
        RecallWindow = values.Duration("recall_window"),
        ReopenWindow = values.Duration("reopen_window"),
        SessionEndSilence = values.Duration("session_end_silence"),
        CapacityPerAgent = values.Count("capacity_per_agent"),
        WaitAmber = values.Duration("waiting.amber"),
        WaitRed = values.Duration("waiting.red"),
        ShowsReadMarks = values.Switch("marks.show_read") ?? false,
        ShowsBuyerTyping = values.Switch("marks.show_typing_text") ?? false,
        CloseOutcomes = [.. (values.Texts("close_outcomes") ?? []).Select(o => o.Trim()).Where(o => o.Length > 0).Distinct(StringComparer.Ordinal)],
        DraftsKept = values.Duration("drafts_kept"),
        FirstReply = ReadReply(values, "first"),
        BusyReply = ReadReply(values, "busy"),
        BusyAfter = values.Duration("automatic_reply.busy.after"),
        OffHoursReply = ReadReply(values, "off_hours"),
        ReplyForm = ReplyRules.Form(values),
        WrittenReplies = [.. ReplyRules.Keys.Select(key => ReplyRules.Written(values, key))],
        RecordingNotice = values.Text("notices.recorded"),
        OfflineText = values.Text("notices.offline"),
        Floor = FloorSettings.Read(values),
    };

    private static AutomaticReply? ReadReply(SectionValues values, string key) =>
        ReplyRules.Written(values, key) is { IsOn: true, Text: { Length: > 0 } text } reply ? new AutomaticReply(text, reply.FontSize, reply.Colours) : null;

    private static IEnumerable<Finding> CheckTogether(SectionValues values)
    {
        if (values.Duration("waiting.amber") > values.Duration("waiting.red"))
        {
            yield return new Finding(Severity.Error, "waiting.amber", "reception.waiting.order", new("黄色不能晚于红色。", "Amber must not come after red."));
        }

        foreach (var finding in FloorSettings.Check(values))
        {
            yield return finding;
        }

        foreach (var reply in ReplyRules.Keys.Select(key => ReplyRules.Written(values, key)))
        {
            foreach (var (field, finding) in ReplyRules.Check(ReplyRules.Form(values), reply))
            {
                yield return finding with { Path = $"automatic_reply.{reply.Key}.{field}" };
            }
        }
    }

    private static IEnumerable<DoubtfulClause> Doubtful(SectionValues values)
    {
        if (string.IsNullOrWhiteSpace(values.Text("notices.recorded")))
        {
            yield return new DoubtfulClause("notices.recorded", new("不告知买家会话会被保存。", "The buyer is not told that the conversation is kept."),
                new("《个人信息保护法》第十七条：处理个人信息前应当告知处理目的、方式、种类和保存期限。", "Personal Information Protection Law, article 17: people are told before their personal information is processed."));
        }

        if (values.Switch("marks.show_typing_text") is true)
        {
            yield return new DoubtfulClause("marks.show_typing_text", new("客服能看到买家还没发出的字。", "Agents see words that the buyer has not sent."),
                new("《个人信息保护法》第六条：收集个人信息应当限于实现处理目的的最小范围。", "Personal Information Protection Law, article 6: collection is limited to the least that the purpose needs."));
        }
    }
}
