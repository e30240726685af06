using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Rules;

/// <summary>Reads the section into rules, and says what in it cannot be read; what is wrong reads as empty.</summary>
internal sealed class PayReading
{
    private static readonly LocalTimePattern Time = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
    private readonly SectionValues values;
    private readonly List<Finding> findings = [];

    public PayReading(SectionValues values)
    {
        this.values = values;
        var components = new ComponentReading(values, this);
        var penalties = new PenaltyReading(values, this);
        Rules = new PayRules
        {
            Model = values.Text("model"),
            Roles = values.Texts("roles") ?? [],
            Scores = (values.Texts("scores") ?? []).ToHashSet(StringComparer.Ordinal),
            Components = [.. Used("components").Select(components.Read).OfType<ComponentRule>()],
            Penalties = [.. Used("penalties").Select(penalties.Read)],
            Ladder = [.. values.Entries("ladder").Order(StringComparer.Ordinal).Select(ReadStep)],
            Posts = [.. values.Entries("posts").Order(StringComparer.Ordinal).Select(ReadPost)],
            Month = ReadMonth(),
            Guard = ReadGuard(),
            FinesCount = values.Switch("fines.count") is true,
            FinesGround = values.Text("fines.ground"),
            ObjectionDays = (int?)values.Count("objections.days"),
            Switches = ReadSwitches(),
        };
    }

    public PayRules Rules { get; }

    public IReadOnlyList<Finding> Findings => findings;

    public void Wrong(string path, string rule, string zh, string en) => findings.Add(new Finding(Severity.Error, path, "pay." + rule, new(zh, en)));

    /// <summary>It can be read, but a person should look.</summary>
    public void Doubtful(string path, string rule, string zh, string en) => findings.Add(new Finding(Severity.Warning, path, "pay." + rule, new(zh, en)));

    /// <summary>Money with its unit: a bare number could be yuan or fen.</summary>
    public Fen? Money(string path)
    {
        if (values.Text(path) is not { } text)
        {
            return null;
        }

        if (Amount.Parse(text) is { Kind: AmountKind.Money, Value.Denominator.IsOne: true } amount)
        {
            return amount.Money;
        }

        Wrong(path, "money", $"「{text}」要写成金额，例如 20 元，最多两位小数。", $"'{text}' must be money such as 20 元, at most two places.");
        return null;
    }

    public Amount? Any(string path)
    {
        if (values.Text(path) is not { } text)
        {
            return null;
        }

        if (Amount.Parse(text) is { } amount)
        {
            return amount;
        }

        Wrong(path, "amount", $"「{text}」读不懂：写成 0.5%、1/200 或 1.50 元。", $"'{text}' cannot be read: write 0.5%, 1/200 or 1.50 元.");
        return null;
    }

    public Ratio? Number(string path)
    {
        var amount = Any(path);
        if (amount is { Kind: AmountKind.Money })
        {
            Wrong(path, "number", "这里不带「元」。", "This is no money.");
            return null;
        }

        return amount?.Value;
    }

    /// <summary>Points of a score: a plain number and no share.</summary>
    public Ratio? Points(string path)
    {
        if (values.Text(path) is { } text && text.Contains('%'))
        {
            Wrong(path, "points", $"「{text}」是分数，不是比例：写成 {text.Replace("%", string.Empty, StringComparison.Ordinal).Trim()} 这样，不带 %。", $"'{text}' is points and no share: write it without %.");
            return null;
        }

        return Number(path);
    }

    /// <summary>A share of something: with a percent sign or as a fraction, so that 62.5 and 0.625 are not mixed up.</summary>
    public Ratio? Share(string path)
    {
        if (values.Text(path) is { } text && !IsShare(text))
        {
            Wrong(path, "share", $"「{text}」{ShareAdvice(text).Zh}", $"'{text}' {ShareAdvice(text).En}");
            return null;
        }

        return Number(path);
    }

    /// <summary>A share of a whole: never more than all of it.</summary>
    public Ratio? Part(string path)
    {
        var share = Share(path);
        if (share > Ratio.One || share < Ratio.Zero)
        {
            Wrong(path, "range", $"「{values.Text(path)}」要在 0% 到 100% 之间。", $"'{values.Text(path)}' must be between 0% and 100%.");
            return null;
        }

        return share;
    }

    public static bool IsShare(string text) => text.Contains('%') || text.Contains('/') || text.Trim() is "0" or "1" or "-";

    /// <summary>What a number without a unit may have meant.</summary>
    public static Words ShareAdvice(string text) => Amount.Parse(text) is { Kind: AmountKind.Number, Value: { Sign: > 0 } value } && value < Ratio.One
        ? new($"没有写明是比例：是 {Amount.Percent(value)} 还是 {text}%？请写上 % 或写成分数。", $"does not say that it is a share: is it {Amount.Percent(value)} or {text}%? Write % or a fraction.")
        : new($"没有写明是比例：是 {text}% 吗？请写上 % 或写成分数。", $"does not say that it is a share: is it {text}%? Write % or a fraction.");

    public Bands? Bands(string path)
    {
        if (values.Texts(path) is not { Count: > 0 } lines)
        {
            return null;
        }

        if (Amounts.Bands.Read(lines, out var bands) is { } wrong)
        {
            Wrong(path, "bands", wrong.Zh, wrong.En);
            return null;
        }

        return bands;
    }

    /// <summary>Rows <c>name money</c>.</summary>
    public IReadOnlyDictionary<string, Fen> Table(string path)
    {
        var table = new Dictionary<string, Fen>(StringComparer.Ordinal);
        foreach (var line in values.Texts(path) ?? [])
        {
            var gap = line.Trim().IndexOf(' ');
            if (gap < 0 || Amount.Parse(line.Trim()[gap..]) is not { Kind: AmountKind.Money, Value.Denominator.IsOne: true } amount || !table.TryAdd(line.Trim()[..gap], amount.Money))
            {
                Wrong(path, "table", $"「{line}」要写成「名称 金额」，每个名称一行，例如 junior 1500元。", $"'{line}' must be a name and money, each name once, such as junior 1500元.");
            }
        }

        return table;
    }

    private IEnumerable<string> Used(string entries) =>
        values.Entries(entries).Where(id => values.Switch($"{entries}.{id}.used") is not false).Order(StringComparer.Ordinal);

    private LadderStep ReadStep(string id)
    {
        var at = $"ladder.{id}";
        if (values.Text($"{at}.from") is null)
        {
            Wrong(at, "ladder", "要写从哪一级晋升。", "Say from which grade.");
        }

        return new LadderStep(id, values.Text($"{at}.from") ?? string.Empty, values.Text($"{at}.name") ?? id, values.Text($"{at}.source"),
            (int?)values.Count($"{at}.clean_months"), (int?)values.Count($"{at}.months_in_grade"), values.Text($"{at}.assessment"), Points($"{at}.pass_from"))
        { Checklist = values.Texts($"{at}.checklist") ?? [] };
    }

    private PostRule ReadPost(string id)
    {
        var at = $"posts.{id}";
        var ways = new List<PostWay>();
        foreach (var line in values.Texts($"{at}.ways") ?? [])
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length is 2 or 3 && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var months) && int.TryParse(cells.ElementAtOrDefault(2) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var inPost))
            {
                ways.Add(new PostWay(cells[0], months, inPost));
            }
            else
            {
                Wrong($"{at}.ways", "post", $"「{line}」要写成「岗位 月数」，后面可写同岗月数，例如 agent 24 12。", $"'{line}' must be a role and months, and perhaps months in one post, such as agent 24 12.");
            }
        }

        return new PostRule(id, values.Text($"{at}.name") ?? id, values.Text($"{at}.source"), values.Switch($"{at}.vacant") is true, ways);
    }

    private (LocalTime, LocalTime)? ReadNight()
    {
        if (values.Text("month.night") is not { } text)
        {
            return null;
        }

        if (text.Split('-') is [var from, var to] && Time.Parse(from.Trim()) is { Success: true } start && Time.Parse(to.Trim()) is { Success: true } end && start.Value != end.Value)
        {
            return (start.Value, end.Value);
        }

        Wrong("month.night", "night", $"「{text}」要写成 22:00-06:00。", $"'{text}' must be written 22:00-06:00.");
        return null;
    }

    private MonthRules ReadMonth()
    {
        var byRoster = values.Choice("month.part") == "rostered-days";
        var workdays = Number("month.workdays");
        if (byRoster && workdays is not { Sign: > 0 })
        {
            Wrong("month.workdays", "workdays", "按排班天数折算，要写满月是多少天。", "By rostered days: say how many days make a month.");
        }

        return new MonthRules
        {
            ByRoster = byRoster,
            Workdays = workdays,
            ProbationDays = (int?)values.Count("month.probation_days"),
            ProbationShare = Part("month.probation_share"),
            LeavePay = ReadLeave(),
            DailyHours = Number("month.daily_hours"),
            Holidays = Dates("month.holidays"),
            RestDayShifts = (values.Texts("month.rest_day_shifts") ?? []).ToHashSet(StringComparer.Ordinal),
            PromotionDays = Dates("month.promotion_days"),
            PromotionKinds = values.Texts("month.promotion_kinds") ?? [],
            IsByPresence = values.Choice("month.hours") == "presence",
            TalkPause = values.Count("month.talk_pause") is { } minutes ? Duration.FromMinutes(minutes) : null,
            Night = ReadNight(),
            NightLeast = Number("month.night_least"),
            TimeOff = values.Texts("month.time_off") ?? [],
        };
    }

    private Dictionary<string, Ratio> ReadLeave()
    {
        var table = new Dictionary<string, Ratio>(StringComparer.Ordinal);
        foreach (var line in values.Texts("month.leave_pay") ?? [])
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length != 2 || Amount.Parse(cells[1]) is not { Kind: AmountKind.Number } share || share.Value < Ratio.Zero || share.Value > Ratio.One || !table.TryAdd(cells[0], share.Value))
            {
                Wrong("month.leave_pay", "leave", $"「{line}」要写成「假别 比例」，比例在 0% 到 100% 之间。", $"'{line}' must be a kind and a share between 0% and 100%.");
            }
        }

        return table;
    }

    private HashSet<LocalDate> Dates(string path)
    {
        var dates = new HashSet<LocalDate>();
        foreach (var line in values.Texts(path) ?? [])
        {
            if (LocalDatePattern.Iso.Parse(line.Trim()) is { Success: true } date)
            {
                dates.Add(date.Value);
            }
            else
            {
                Wrong(path, "date", $"「{line}」要写成日期 2026-10-01。", $"'{line}' must be a date such as 2026-10-01.");
            }
        }

        return dates;
    }

    private GuardRules ReadGuard()
    {
        var wages = new List<(LocalDate, Fen)>();
        foreach (var line in values.Texts("guard.minimum_wage") ?? [])
        {
            var text = line.Trim();
            var gap = text.IndexOf(' ');
            if (gap > 0 && LocalDatePattern.Iso.Parse(text[..gap]) is { Success: true } date && Amount.Parse(text[gap..]) is { Kind: AmountKind.Money } wage)
            {
                wages.Add((date.Value, wage.Money));
            }
            else
            {
                Wrong("guard.minimum_wage", "minimum_wage", $"「{line}」要写成「日期 金额」，例如 2026-01-01 2200元。", $"'{line}' must be a date and money, such as 2026-01-01 2200元.");
            }
        }

        return new GuardRules { LossShare = Part("guard.loss_share"), MinimumWage = wages, CarriesOver = values.Switch("guard.carries_over") is true };
    }

    private PaySwitches ReadSwitches() => new()
    {
        ScoresScale = values.Switch("switches.scores_scale") is true,
        LatenessBreaksAttendance = values.Switch("switches.lateness_breaks_attendance") is true,
        ToleratedLatenessBreaksAttendance = values.Switch("switches.tolerated_lateness_breaks_attendance") is true,
        OfflineBreaksAttendance = values.Switch("switches.offline_breaks_attendance") is true,
        LossReplacesFine = values.Switch("switches.loss_replaces_fine") is true,
        ToleratedLatenessIsMistake = values.Switch("switches.tolerated_lateness_is_mistake") is true,
        RecordedExemptionWins = values.Switch("switches.recorded_exemption_wins") is true,
        ReviewOpenDays = (int)(values.Count("switches.review_open_days") ?? 0),
        LeaveNeedsSignature = values.Switch("switches.leave_needs_signature") is true,
        BookMustBeShown = values.Switch("switches.book_must_be_shown") is true,
    };
}
