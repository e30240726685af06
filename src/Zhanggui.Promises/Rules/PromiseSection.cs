using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Promises.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Promises.Rules;

/// <summary>What the book in force says about promises; null = it leaves it empty.</summary>
internal sealed record PromiseBookRules
{
    public static readonly PromiseBookRules Unwritten = new() { CheckWithin = null, RemindBefore = null, EscalateAfter = null, HandOverBefore = null, Habits = new TimeHabits() };

    /// <summary>「我去确认一下」 is kept within this; null = a time has to be chosen.</summary>
    public required Duration? CheckWithin { get; init; }

    /// <summary>The owner is reminded this long before it is due; null = only when it is due.</summary>
    public required Duration? RemindBefore { get; init; }

    /// <summary>This long overdue it is the leader's matter; null = never.</summary>
    public required Duration? EscalateAfter { get; init; }

    /// <summary>A promise whose owner is off duty goes to a colleague this long before it is due; null = it stays.</summary>
    public required Duration? HandOverBefore { get; init; }

    public required TimeHabits Habits { get; init; }
}

/// <summary>Section <c>promises</c>: clocks of promises, and what the shop means by words of time.</summary>
internal static class PromiseSection
{
    private const int MostWords = 60;
    private const int WordLength = 30;
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static readonly RuleSection<PromiseBookRules> Section = new("promises", new Words("承诺", "Promises"), Variation.Shop,
    [
        Clock("check_within", "「我去确认」的时限", "\"Let me check\" within", "说了「我去确认一下」，{0}内要答复。", "Who says \"let me check\" answers within {0}.", "「我去确认一下」要自己选时间。", "A time has to be chosen for it."),
        Clock("remind_before", "提前提醒", "Reminded before", "到期前 {0}提醒负责人。", "The owner is reminded {0} before it is due.", "到期时才提醒。", "The owner is reminded when it is due."),
        Clock("escalate_after", "逾期上报", "Escalated after", "逾期 {0}没有结果，交组长跟进。", "{0} overdue it is the leader's matter.", "逾期不上报。", "Overdue ones are not escalated."),
        Clock("hand_over_before", "下班转交", "Handed over before", "负责人已下班的，到期前 {0}转给当班的人。", "Where the owner is off duty it goes to a colleague {0} before it is due.", "负责人下班后不自动转交。", "It stays with an owner who is off duty."),
        new GroupSetting("time_words", new("时间说法", "Words of time"),
        [
            List("parts", "一天的时段", "Parts of a day", "时段：{0}", "Parts of a day: {0}", "形如：下午 12:00-18:00", "Written: afternoon 12:00-18:00"),
            List("vague", "模糊说法", "Vague words", "模糊说法按此计时：{0}", "Vague words last: {0}", "形如：稍后 30 min", "Written: soon 30 min"),
            List("not_times", "不算承诺的时长", "Lengths that promise nothing", "后面跟这些词的天数不是承诺：{0}", "A length followed by one of these promises nothing: {0}", "如：无理由、保价", "Such as rights of return"),
            new SwitchSetting("before_excludes_day", new("「周五前」不含周五", "\"Before Friday\" ends on Thursday"), new("「周五前」到周四下班为止。", "\"Before Friday\" ends on Thursday."), new("「周五前」包括周五。", "\"Before Friday\" includes Friday."), new("「周五前」包括周五。", "\"Before Friday\" includes Friday.")),
            new TextSetting("day_begins", new("最早的钟点", "Earliest hour"), new("说「明天3点」，早于 {0}的按下午算。", "\"At 3 tomorrow\" is the afternoon where the morning is before {0}."), new("「明天3点」按凌晨算。", "\"At 3 tomorrow\" is the night."), 5),
            OfMonth("month_start_until", "月初到几号", "Start of a month", "「月初」到 {0}为止。", "The start of a month ends with {0}.", "「月初」不算时间。", "The start of a month is no time."),
            OfMonth("month_middle_until", "月中到几号", "Middle of a month", "「月中」到 {0}为止。", "The middle of a month ends with {0}.", "「月中」不算时间。", "The middle of a month is no time."),
        ]),
    ], Read)
    {
        Place = 5,
        Check = CheckTogether,
    };

    private static CountSetting OfMonth(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), 1, 28, new("号", "(day of the month)")) { IsExtra = true };

    private static DurationSetting Clock(string key, string zh, string en, string sentence, string sentenceEn, string empty, string emptyEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new(empty, emptyEn), Duration.FromMinutes(1), Duration.FromDays(7));

    private static TextListSetting List(string key, string zh, string en, string sentence, string sentenceEn, string help, string helpEn) =>
        new(key, new(zh, en), new(sentence, sentenceEn), new("不写。", "None."), MostWords, WordLength) { Help = new(help, helpEn) };

    private static PromiseBookRules Read(SectionValues values) => new()
    {
        CheckWithin = values.Duration("check_within"),
        RemindBefore = values.Duration("remind_before"),
        EscalateAfter = values.Duration("escalate_after"),
        HandOverBefore = values.Duration("hand_over_before"),
        Habits = new TimeHabits
        {
            Parts = [.. (values.Texts("time_words.parts") ?? []).Select(Part).OfType<DayPart>()],
            Vague = [.. (values.Texts("time_words.vague") ?? []).Select(Vague).OfType<VagueWord>()],
            StartOfMonthUntil = (int?)values.Count("time_words.month_start_until"),
            MiddleOfMonthUntil = (int?)values.Count("time_words.month_middle_until"),
            NotTimes = values.Texts("time_words.not_times") ?? [],
            BeforeExcludesDay = values.Switch("time_words.before_excludes_day") ?? false,
            DayBegins = values.Text("time_words.day_begins") is { } text && Time.Parse(text).TryGetValue(LocalTime.Midnight, out var begins) ? begins : LocalTime.Midnight,
        },
    };

    private static DayPart? Part(string text)
    {
        var cells = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return cells is [var word, var hours] && hours.Split('-') is [var from, var until] && Time.Parse(from).TryGetValue(default, out var begins) && Time.Parse(until).TryGetValue(default, out var ends)
            ? new DayPart(word, begins, ends) : null;
    }

    private static VagueWord? Vague(string text)
    {
        var at = text.IndexOf(' ', StringComparison.Ordinal);
        return at > 0 && DurationText.Parse(text[(at + 1)..]) is { } lasts ? new VagueWord(text[..at], lasts) : null;
    }

    private static IEnumerable<Finding> CheckTogether(SectionValues values)
    {
        foreach (var text in (values.Texts("time_words.parts") ?? []).Where(p => Part(p) is null))
        {
            yield return new Finding(Severity.Error, "time_words.parts", "promises.part", new($"「{text}」应形如「下午 12:00-18:00」。", $"'{text}' must look like 'afternoon 12:00-18:00'."));
        }

        foreach (var text in (values.Texts("time_words.vague") ?? []).Where(v => Vague(v) is null))
        {
            yield return new Finding(Severity.Error, "time_words.vague", "promises.vague", new($"「{text}」应形如「稍后 30 min」。", $"'{text}' must look like 'soon 30 min'."));
        }

        if (values.Text("time_words.day_begins") is { } begins && !Time.Parse(begins).Success)
        {
            yield return new Finding(Severity.Error, "time_words.day_begins", "promises.day_begins", new($"「{begins}」应形如 07:00。", $"'{begins}' must look like 07:00."));
        }
    }
}

/// <summary>The section in force in a shop.</summary>
internal sealed class PromiseRules(IEnumerable<IRuleBooks> books)
{
    private readonly IRuleBooks? books = books.FirstOrDefault();

    public async ValueTask<PromiseBookRules> OfAsync(ShopId shop, Instant at, CancellationToken ct) =>
        books is null ? PromiseBookRules.Unwritten : (await books.EffectiveAsync(PromiseSection.Section, shop, at, ct)).Rules;
}
