using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>What the book in force says about states of duty; null = it leaves it empty.</summary>
internal sealed record DutyBookRules
{
    public static readonly DutyBookRules Unwritten = new() { AwayLimit = null, HoldLimit = null, Grace = null, NeedsReason = false, AwayReasons = [], HoldReasons = [] };

    public required Duration? AwayLimit { get; init; }

    public required Duration? HoldLimit { get; init; }

    /// <summary>From the limit, at which the person is reminded, to going off; null = never by the house.</summary>
    public required Duration? Grace { get; init; }

    public required bool NeedsReason { get; init; }

    public required IReadOnlyList<string> AwayReasons { get; init; }

    public required IReadOnlyList<string> HoldReasons { get; init; }

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
    ], Read) { Place = 3 };

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
    };
}

/// <summary>The section in force in a shop.</summary>
internal sealed class DutyRules(IEnumerable<IRuleBooks> books, TimeProvider clock)
{
    private readonly IRuleBooks? books = books.FirstOrDefault();

    public async ValueTask<DutyBookRules> OfAsync(ShopId shop, CancellationToken ct) =>
        books is null ? DutyBookRules.Unwritten : (await books.EffectiveAsync(DutySection.Section, shop, clock.GetCurrentInstant(), ct)).Rules;
}
