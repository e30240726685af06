using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Handover;

namespace Zhanggui.Shifts.Duty;

/// <summary>What the book in force says about states of duty; null = it leaves it empty.</summary>
internal sealed record DutyBookRules
{
    public static readonly DutyBookRules Unwritten = new() { AwayLimit = null, HoldLimit = null, Grace = null, NeedsReason = false, AwayReasons = [], HoldReasons = [], Presence = [], RefusesWhenShort = false, Handover = HandoverBookRules.Unwritten };

    public required Duration? AwayLimit { get; init; }

    public required Duration? HoldLimit { get; init; }

    /// <summary>From the limit, at which the person is reminded, to going off; null = never by the house.</summary>
    public required Duration? Grace { get; init; }

    public required bool NeedsReason { get; init; }

    public required IReadOnlyList<string> AwayReasons { get; init; }

    public required IReadOnlyList<string> HoldReasons { get; init; }

    /// <summary>How many must be at their posts, and when.</summary>
    public required IReadOnlyList<PresenceRule> Presence { get; init; }

    /// <summary>Nobody leaves too few behind; otherwise they are warned.</summary>
    public required bool RefusesWhenShort { get; init; }

    public required HandoverBookRules Handover { get; init; }

    /// <summary>When the house sets off whoever has this state since then; null = never.</summary>
    public Instant? EndsAt(Contracts.DutyState state, Instant since) =>
        Grace is { } grace && Limit(state) is { } limit ? since + limit + grace : null;

    private Duration? Limit(Contracts.DutyState state) => state switch
    {
        Contracts.DutyState.Away => AwayLimit,
        Contracts.DutyState.OnHold => HoldLimit,
        Contracts.DutyState.Ready or Contracts.DutyState.Busy or Contracts.DutyState.Off => null,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };
}

/// <summary>Section <c>duty</c>: how long one may be away or on hold, with which reasons.</summary>
internal static class DutySection
{
    public static readonly RuleSection<DutyBookRules> Section = new("duty", new Words("值班", "Duty"), Variation.Shop,
    [
        Limit("away_limit", "离开时限", "Away at most", "离开满 {0}时提醒本人。", "Whoever has been away for {0} is reminded.", "离开不限时间。", "Being away has no limit."),
        Limit("on_hold_limit", "挂起时限", "On hold at most", "挂起满 {0}时提醒本人。", "Whoever has been on hold for {0} is reminded.", "挂起不限时间。", "Being on hold has no limit."),
        Limit("grace", "提醒后多久下班", "Off duty after", "提醒后再过 {0}没有回来，系统改为下班，手上的会话回到排队。", "{0} after the reminder the house sets the state to off duty; open conversations go back to the queue.", "只提醒，不改状态。", "Only reminded; the state stays."),
        new SwitchSetting("needs_reason", new("离开要写原因", "Reason needed"), new("离开或挂起要选一个原因。", "Going away or on hold needs a reason."), new("离开或挂起不用写原因。", "No reason is needed."), new("离开或挂起不用写原因。", "No reason is needed.")),
        Reasons("away_reasons", "离开的原因", "Reasons for being away", "离开时可选：{0}", "Offered for being away: {0}"),
        Reasons("on_hold_reasons", "挂起的原因", "Reasons for being on hold", "挂起时可选：{0}", "Offered for being on hold: {0}"),
        new EntriesSetting("presence", new("在岗人数", "At their posts"), Presence, 10)
        {
            Help = new("一条写一段时间，例如中午：几点到几点、至少几个人在岗，可以只算一个班组或一个地点。", "One entry for each time, such as noon: from when to when, how many at least, of a team or at a place."),
        },
        new ChoiceSetting("when_short", new("离开会使在岗不足时", "When leaving would leave too few"), new("离开会使在岗人数不足时{0}。", "When leaving would leave too few: {0}."),
            new("离开会使在岗人数不足时提醒，确认后可以离开。", "Whoever would leave too few is warned and may go after confirming."),
            [new("remind", new("提醒，确认后可以离开", "a warning that one may go past")), new("refuse", new("不能离开", "nobody may leave"))]) { IsExtra = true },
        HandoverBookRules.Settings,
    ], Read)
    { Place = 3, Check = CheckPresence };

    private static IReadOnlyList<Setting> Presence =>
    [
        new TextSetting("name", new("名称", "Name"), new("{0}", "{0}"), new("没有名称。", "No name."), 20),
        Clock("from", "开始", "From", "{0} 起", "From {0}"),
        Clock("to", "结束", "To", "到 {0} 为止", "Until {0}"),
        new CountSetting("at_least", new("至少在岗", "At least"), new("至少 {0}在岗。", "At least {0} at their posts."), new("没写人数，不检查。", "No number: it is not checked."), 1, 1000, new("人", "people")),
        new TextSetting("team", new("班组", "Team"), new("只算班组{0}的人。", "Of the team {0}."), new("全店一起算。", "Of the whole shop."), 40) { IsExtra = true },
        new ChoiceSetting("place", new("地点", "Place"), new("只算{0}的人。", "Only people {0}."), new("在哪里都算。", "Wherever they are."), [new("office", new("在办公室", "at the office")), new("home", new("在家", "at home"))]) { IsExtra = true },
    ];

    private static TextSetting Clock(string key, string zh, string en, string sentence, string sentenceEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("没写时间，不检查。", "No time: it is not checked."), 5) { Help = new("写成 11:30。", "Written like 11:30.") };

    private static IReadOnlyList<PresenceRule> PresenceOf(SectionValues values) =>
    [
        .. values.Entries("presence").Select(key => $"presence.{key}").Select(at => (at, From: TimeOf(values.Text($"{at}.from")), To: TimeOf(values.Text($"{at}.to")), AtLeast: values.Count($"{at}.at_least")))
            .Where(p => p is { From: not null, To: not null, AtLeast: not null })
            .Select(p => new PresenceRule(p.at["presence.".Length..], values.Text($"{p.at}.name") ?? p.at["presence.".Length..], p.From!.Value, p.To!.Value, (int)p.AtLeast!.Value, values.Text($"{p.at}.team")?.Trim() is { Length: > 0 } team ? team : null, values.Choice($"{p.at}.place"))),
    ];

    /// <summary>24:00 is the last moment of the day.</summary>
    private static LocalTime? TimeOf(string? text) => text?.Trim() == "24:00" ? LocalTime.MaxValue : NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text?.Trim() ?? string.Empty) is { Success: true } read ? read.Value : null;

    private static IEnumerable<Finding> CheckPresence(SectionValues values)
    {
        foreach (var key in values.Entries("presence"))
        {
            var at = $"presence.{key}";
            var (from, to) = (values.Text($"{at}.from"), values.Text($"{at}.to"));
            foreach (var (name, text) in new[] { ("from", from), ("to", to) })
            {
                if (!string.IsNullOrWhiteSpace(text) && TimeOf(text) is null)
                {
                    yield return new Finding(Severity.Error, $"{at}.{name}", "duty.presence.time", new("时间要写成 11:30。", "A time is written like 11:30."));
                }
            }

            if (TimeOf(from) is { } start && TimeOf(to) is { } end && end <= start)
            {
                yield return new Finding(Severity.Error, $"{at}.to", "duty.presence.order", new("结束要晚于开始；跨零点的写成两条。", "It ends after it starts; one that crosses midnight is written as two."));
            }
        }
    }

    private static DurationSetting Limit(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), Duration.FromMinutes(1), Duration.FromHours(24));

    private static TextListSetting Reasons(string key, string zh, string en, string sentence, string sentenceEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("原因自己写。", "Reasons are written freely."), 20, 30);

    private static DutyBookRules Read(SectionValues values) => new()
    {
        AwayLimit = values.Duration("away_limit"),
        HoldLimit = values.Duration("on_hold_limit"),
        Grace = values.Duration("grace"),
        NeedsReason = values.Switch("needs_reason") ?? false,
        AwayReasons = values.Texts("away_reasons") ?? [],
        HoldReasons = values.Texts("on_hold_reasons") ?? [],
        Presence = PresenceOf(values),
        RefusesWhenShort = values.Choice("when_short") == "refuse",
        Handover = HandoverBookRules.Read(values),
    };
}

/// <summary>The section in force in a shop.</summary>
internal sealed class DutyRules(IEnumerable<IRuleBooks> books, TimeProvider clock)
{
    private readonly IRuleBooks? books = books.FirstOrDefault();

    public async ValueTask<DutyBookRules> OfAsync(ShopId shop, CancellationToken ct) =>
        books is null ? DutyBookRules.Unwritten : (await books.EffectiveAsync(DutySection.Section, shop, clock.GetCurrentInstant(), ct)).Rules;
}
