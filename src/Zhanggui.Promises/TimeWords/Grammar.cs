using NodaTime;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.TimeWords;

/// <summary>Reads one expression at a place of the text; longest first, no meaning yet.</summary>
internal ref struct Grammar(ReadOnlySpan<char> text, TimeHabits habits, IReadOnlyList<string> holidays)
{
    private static readonly (string Word, int Days)[] NearDays =
    [
        ("大后天", 3), ("今天", 0), ("今日", 0), ("今儿", 0), ("当天", 0), ("当日", 0), ("明天", 1), ("明日", 1), ("明儿", 1), ("今明两天", 1), ("后天", 2), ("后日", 2),
    ];

    private static readonly string[] PastDays = ["大前天", "前天", "昨天", "昨日", "昨晚", "昨儿", "刚才", "刚刚", "上周", "上星期", "上礼拜", "上个月", "上月", "去年", "之前", "以前"];
    private static readonly string[] Befores = ["之前", "以前", "前"];
    private static readonly string[] Afters = ["之后", "以后", "过后", "后"];
    private static readonly string[] Withins = ["之内", "以内", "内", "里"];
    private static readonly string[] Abouts = ["左右", "前后", "上下"];
    private static readonly string[] NotBeforeSpans = ["第", "每", "近", "过去", "已经", "超过", "满", "等了", "过了", "前"];
    private const string WeekDays = "一二三四五六日";

    private readonly ReadOnlySpan<char> text = text;
    private int at;

    /// <summary>Reads at <paramref name="from"/>; <paramref name="end"/> is behind the words.</summary>
    public Parsed Read(int from, out int end)
    {
        at = from;
        var parsed = Parsed.Nothing;
        if (TryVague(ref parsed) || TryPast(ref parsed))
        {
            end = at;
            return parsed;
        }

        if (TrySpan(ref parsed, from))
        {
            end = at;
            return parsed;
        }

        var hasDay = TryDay(ref parsed);
        if (hasDay)
        {
            Skip("的");
        }

        var beforePart = at;
        var hasPart = parsed.Part is not null || TryPart(ref parsed, hasDay);
        if (hasPart)
        {
            Skip("的");
        }

        var hasClock = TryClock(ref parsed, hasDay || hasPart);
        if (!hasClock && !hasPart)
        {
            at = beforePart;
        }

        if (parsed.Day == DayKind.None && !hasPart && !hasClock && Take("下班"))
        {
            parsed.EndOfService = Any(Befores);
            if (!parsed.EndOfService)
            {
                at = from;
            }
        }
        else if (!parsed.IsEmpty && !hasClock && Peek("下班"))
        {
            parsed.EndOfService = Take("下班") && Any(Befores);
        }

        if (!parsed.IsEmpty && !parsed.EndOfService)
        {
            Suffix(ref parsed);
        }

        // Half a word of the day before would be read as the whole: 3点前 is a deadline, 3点的前台 is not.
        end = parsed.IsEmpty ? from : at;
        return parsed;
    }

    private void Suffix(ref Parsed parsed)
    {
        if (parsed.HasClock)
        {
            Any(Abouts);
        }

        Skip("当天");
        if (Peek("前面") || Peek("后面") || Peek("前台") || Peek("后台") || Peek("内容"))
        {
            return;
        }

        if (Any(Befores))
        {
            parsed.Before = true;
        }
        else if (Any(Afters))
        {
            parsed.After = true;
        }
        else
        {
            Any(Withins);
        }
    }

    private bool TryVague(ref Parsed parsed)
    {
        foreach (var vague in habits.Vague)
        {
            if (Take(vague.Word))
            {
                parsed.Vague = vague.Word;
                Any(["就", "内"]);
                return true;
            }
        }

        return false;
    }

    private bool TryPast(ref Parsed parsed)
    {
        if (!Any(PastDays))
        {
            return false;
        }

        // 昨天下午3点: the whole of it is past.
        var inner = Parsed.Nothing;
        Any(["一", "二", "三", "四", "五", "六", "日", "天"]);
        TryPart(ref inner, afterDay: true);
        TryClock(ref inner, hasContext: true);
        parsed.IsPast = true;
        return true;
    }

    private bool TrySpan(ref Parsed parsed, int from)
    {
        var start = at;
        foreach (var word in NotBeforeSpans)
        {
            if (from >= word.Length && text[(from - word.Length)..from].SequenceEqual(word))
            {
                return false;
            }
        }

        if (!TrySpanLength(out var span, out var day, out var number))
        {
            at = start;
            return false;
        }

        foreach (var not in habits.NotTimes)
        {
            if (Peek(not))
            {
                parsed.IsPast = true; // passed over: a right of the buyer, not a time somebody promises
                Take(not);
                return true;
            }
        }

        if (Any(Befores))
        {
            parsed.IsPast = true;
            return true;
        }

        Any(Abouts);
        _ = Any(Withins) || (parsed.After = Any(Afters));
        (parsed.Span, parsed.Day, parsed.Number) = (span, day, number);
        return true;
    }

    private bool TrySpanLength(out Duration? span, out DayKind day, out int number)
    {
        (span, day, number) = (null, DayKind.None, 0);
        if (Take("半个小时") || Take("半小时") || Take("半个钟头") || Take("半个钟") || Take("半点钟"))
        {
            span = Duration.FromMinutes(30);
            return true;
        }

        if (Take("半个月"))
        {
            (day, number) = (DayKind.Days, 15);
            return true;
        }

        if (!ChineseNumbers.TryRead(text, ref at, out var value))
        {
            return false;
        }

        var isMany = Take("几"); // 十几分钟: up to the next ten
        value += isMany ? 10 : 0;
        Skip("来");
        var minutes = 0m;
        var hasGe = Take("个");
        if (hasGe && Take("半"))
        {
            value += 0.5m;
        }

        if (Take("分钟") || Take("min") || (!hasGe && Peek("分") && PeekBehind("分", Withins, Afters) && Take("分")))
        {
            minutes = value;
        }
        else if (Take("刻钟"))
        {
            minutes = value * 15;
        }
        else if (Take("小时") || Take("钟头") || (hasGe && Take("钟")) || (!hasGe && (TakeLatin("h") || TakeLatin("H"))))
        {
            minutes = (value + (Take("半") ? 0.5m : 0)) * 60;
        }
        else if (Take("工作日"))
        {
            (day, number) = (DayKind.WorkDays, (int)Math.Ceiling(value));
            return value > 0;
        }
        else if (Take("自然日") || (!hasGe && (Take("天") || (PeekBehind("日", Withins, Afters) && Take("日")))))
        {
            Skip("半");
            (day, number) = (DayKind.Days, (int)Math.Ceiling(value));
            return true;
        }
        else if ((Take("星期") || Take("礼拜") || (!hasGe && PeekBehind("周", Withins, Afters, Abouts) && Take("周"))) && !PeekWeekday())
        {
            (day, number) = (DayKind.Days, (int)Math.Ceiling(value * 7));
            return true;
        }
        else if (hasGe && Take("月"))
        {
            (day, number) = (DayKind.Days, (int)Math.Ceiling(value * 30));
            return true;
        }
        else
        {
            return false;
        }

        span = Duration.FromSeconds((double)(minutes * 60));
        return minutes > 0;
    }

    private bool TryDay(ref Parsed parsed)
    {
        foreach (var (word, days) in NearDays)
        {
            if (Take(word))
            {
                (parsed.Day, parsed.Number) = (DayKind.Days, days);
                return true;
            }
        }

        foreach (var (word, days) in (ReadOnlySpan<(string, int)>)[("今", 0), ("明", 1), ("后", 2)])
        {
            if (PeekBehind(word, ["早上", "晚上", "早", "晚", "晨"]) && Take(word))
            {
                (parsed.Day, parsed.Number) = (DayKind.Days, days);
                var isEvening = Peek("晚");
                _ = Take("早上") || Take("晚上") || Take("早") || Take("晚") || Take("晨");
                parsed.Part = isEvening ? "晚上" : "早上";
                return true;
            }
        }

        return TryWeek(ref parsed) || TryMonth(ref parsed) || TryHoliday(ref parsed);
    }

    private bool TryWeek(ref Parsed parsed)
    {
        var start = at;
        var ahead = Take("下下") ? 2 : Take("下个") || Take("下") ? 1 : Take("这个") || Take("这") || Take("本") ? 0 : -1;
        if (Take("周末") || (ahead >= 0 && Take("周日")))
        {
            (parsed.Day, parsed.Number, parsed.Ahead) = (DayKind.Weekday, 7, ahead);
            return true;
        }

        if (Take("周") || Take("星期") || Take("礼拜"))
        {
            if (at < text.Length && WeekdayAt(at) is > 0 and var day)
            {
                at++;
                (parsed.Day, parsed.Number, parsed.Ahead) = (DayKind.Weekday, day, ahead);
                return true;
            }

            if (ahead >= 0)
            {
                Skip("内");
                (parsed.Day, parsed.Ahead) = (DayKind.EndOfWeek, ahead);
                return true;
            }
        }

        at = start;
        return false;
    }

    private bool TryMonth(ref Parsed parsed)
    {
        var start = at;
        var ahead = Take("下个月") || Take("下月") ? 1 : Take("这个月") || Take("本月") || Take("当月") ? 0 : -1;
        if (ahead >= 0)
        {
            Skip("的");
            if (TryMonthEdge(ref parsed))
            {
                parsed.Ahead = ahead;
                return true;
            }

            if (TryDayNumber(out var day))
            {
                (parsed.Day, parsed.Number, parsed.Ahead) = (DayKind.DayOfMonth, day, ahead);
                return true;
            }

            (parsed.Day, parsed.Ahead) = (DayKind.EndOfMonth, ahead);
            return true;
        }

        if (Take("月底") || Take("月末"))
        {
            (parsed.Day, parsed.Ahead) = (DayKind.EndOfMonth, 0);
            return true;
        }

        if (Take("年底") || Take("年末"))
        {
            (parsed.Day, parsed.Ahead) = (DayKind.EndOfYear, 0);
            return true;
        }

        return TryDate(ref parsed, start);
    }

    private bool TryDate(ref Parsed parsed, int start)
    {
        var year = 0;
        if (Take("明年"))
        {
            year = -1;
        }
        else if (Take("今年"))
        {
            year = -2;
        }

        if (!ChineseNumbers.TryRead(text, ref at, out var first))
        {
            at = start;
            return false;
        }

        if (first >= 1000 && Take("年"))
        {
            year = (int)first;
            if (!ChineseNumbers.TryRead(text, ref at, out first))
            {
                at = start;
                return false;
            }
        }

        if (first is >= 1 and <= 12 && first == decimal.Truncate(first) && Take("月"))
        {
            Skip("份");
            (parsed.Month, parsed.Year) = ((int)first, year);
            if (TryMonthEdge(ref parsed))
            {
                return true;
            }

            if (TryDayNumber(out var day))
            {
                (parsed.Day, parsed.Number) = (DayKind.Date, day);
                return true;
            }

            // 10月 alone says a month; without 底 or a day it is the end of it.
            (parsed.Day, parsed.Number) = (DayKind.EndOfMonth, 0);
            return true;
        }

        if (year == 0 && first is >= 1 and <= 31 && first == decimal.Truncate(first) && (Take("号") || (PeekBehind("日", Befores, Withins) && Take("日"))) && !Peek("店") && !Peek("码") && !Peek("楼") && !Peek("线") && !Peek("色"))
        {
            (parsed.Day, parsed.Number) = (DayKind.DayOfMonth, (int)first);
            return true;
        }

        // 10.3前, 10/3号: a date only where the words behind say so.
        at = start;
        return TrySlashDate(ref parsed, start);
    }

    private bool TrySlashDate(ref Parsed parsed, int start)
    {
        var (month, day) = (Plain(), 0);
        if (month is >= 1 and <= 12 && at < text.Length && text[at] is '.' or '/' or '-')
        {
            at++;
            day = Plain();
            if (day is >= 1 and <= 31 && (Take("号") || Take("日") || Peek("前") || Peek("之前") || Peek("以前")))
            {
                (parsed.Day, parsed.Month, parsed.Number) = (DayKind.Date, month, day);
                return true;
            }
        }

        at = start;
        return false;
    }

    private int Plain()
    {
        var (value, from) = (0, at);
        while (at < text.Length && text[at] is >= '0' and <= '9' && at - from < 2)
        {
            value = (value * 10) + (text[at++] - '0');
        }

        return at > from ? value : -1;
    }

    private bool TryMonthEdge(ref Parsed parsed)
    {
        var kind = Take("底") || Take("末") || Take("下旬") ? DayKind.EndOfMonth : Take("中旬") || Take("中") ? DayKind.MiddleOfMonth : Take("初") || Take("上旬") ? DayKind.StartOfMonth : DayKind.None;
        parsed.Day = kind == DayKind.None ? parsed.Day : kind;
        return kind != DayKind.None;
    }

    private bool TryDayNumber(out int day)
    {
        var start = at;
        day = 0;
        if (ChineseNumbers.TryRead(text, ref at, out var value) && value is >= 1 and <= 31 && value == decimal.Truncate(value))
        {
            day = (int)value;
            _ = Take("号") || Take("日");
            return true;
        }

        at = start;
        return false;
    }

    private bool TryHoliday(ref Parsed parsed)
    {
        foreach (var name in holidays)
        {
            var bare = name.EndsWith('节') && name.Length > 2 ? name[..^1] : name;
            if ((Take(name) || Take(bare)) && (Take("节") || true) && (Take("假期") || Take("放假") || Take("长假") || true) && (PeekAny(Befores) || PeekAny(Afters) || Peek("当天") || Take("期间")))
            {
                (parsed.Day, parsed.Holiday) = (DayKind.Holiday, name);
                return true;
            }
        }

        foreach (var word in (ReadOnlySpan<string>)["放假", "假期", "节日", "节"])
        {
            if (PeekBehind(word, Befores, Afters) && Take(word))
            {
                (parsed.Day, parsed.Holiday) = (DayKind.Holiday, string.Empty);
                return true;
            }
        }

        if (PeekBehind("年", ["前", "后"]) && !Peek("年后悔") && holidays.Any(h => h.StartsWith("春节", StringComparison.Ordinal)) && Take("年"))
        {
            (parsed.Day, parsed.Holiday) = (DayKind.Holiday, holidays.First(h => h.StartsWith("春节", StringComparison.Ordinal)));
            return true;
        }

        return false;
    }

    private bool TryPart(ref Parsed parsed, bool afterDay)
    {
        foreach (var part in habits.Parts)
        {
            if (Take(part.Word))
            {
                parsed.Part = part.Word;
                return true;
            }
        }

        if (afterDay && (Peek("早") || Peek("晚")) && !Peek("晚点") && !Peek("早点"))
        {
            parsed.Part = Take("早") ? "早上" : "晚上";
            _ = parsed.Part == "晚上" && Take("晚");
            return true;
        }

        return false;
    }

    private bool TryClock(ref Parsed parsed, bool hasContext)
    {
        if (!TryOneClock(ref parsed, hasContext))
        {
            return false;
        }

        // 9点到11点: the end counts, in the same half of the day where it is not said.
        var start = at;
        if (at < text.Length && text[at] is '到' or '至' or '-' or '~' or '～')
        {
            at++;
            var later = parsed;
            later.HasClock = false;
            TryPart(ref later, afterDay: false);
            if (TryOneClock(ref later, hasContext: true))
            {
                parsed = later;
                return true;
            }
        }

        at = start;
        return true;
    }

    private bool TryOneClock(ref Parsed parsed, bool hasContext)
    {
        var start = at;
        var isPadded = at < text.Length && text[at] == '0';
        var isHan = at < text.Length && !char.IsAsciiDigit(text[at]);
        if (!ChineseNumbers.TryRead(text, ref at, out var hour) || hour is < 0 or > 24 || hour != decimal.Truncate(hour))
        {
            at = start;
            return false;
        }

        var minute = 0;
        if (!isHan && at < text.Length && text[at] is ':' or '：')
        {
            at++;
            var from = at;
            minute = Plain();
            if (at - from != 2 || minute is < 0 or > 59)
            {
                at = start;
                return false;
            }

            Set(ref parsed, (int)hour, minute, isPadded);
            return true;
        }

        if (!Take("点") && !(PeekBehind("时", ["前", "之前", "以前", "左右", "整"]) && Take("时")))
        {
            at = start;
            return false;
        }

        if (Take("半"))
        {
            minute = 30;
        }
        else if (Take("一刻"))
        {
            minute = 15;
        }
        else if (Take("三刻"))
        {
            minute = 45;
        }
        else if (!Take("钟") && !Take("整"))
        {
            var behind = at;
            if (ChineseNumbers.TryRead(text, ref at, out var value) && value is >= 0 and <= 59 && value == decimal.Truncate(value) && (Take("分") || at - behind == 2))
            {
                minute = (int)value;
            }
            else
            {
                at = behind;

                // 一点 is also "a little", 三点 "three points": without a word about it, it is no time.
                if (!hasContext && !PeekAny(Befores) && !PeekAny(Abouts) && !PeekAny(Afters) && !Peek("到") && !Peek("至") && (isHan || Peek("建议") || Peek("原因") || Peek("要求")) && hour <= 3)
                {
                    at = start;
                    return false;
                }
            }
        }

        Set(ref parsed, (int)hour, minute, isPadded);
        return true;
    }

    private static void Set(ref Parsed parsed, int hour, int minute, bool isPadded)
    {
        (parsed.Hour, parsed.Minute, parsed.HasClock) = (hour, minute, true);
        parsed.IsHourExact = isPadded || hour is 0 or > 12;
    }

    private readonly int WeekdayAt(int i) => text[i] is '天' or '日' ? 7 : text[i] is >= '1' and <= '7' ? text[i] - '0' : WeekDays.IndexOf(text[i], StringComparison.Ordinal) + 1;

    private readonly bool PeekWeekday() => at < text.Length && WeekdayAt(at) is > 0 && text[at] is not ('天' or '日' or (>= '1' and <= '7'));

    private bool Take(string word)
    {
        if (!Peek(word))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private bool TakeLatin(string word)
    {
        if (!Peek(word) || (at + word.Length < text.Length && char.IsAsciiLetter(text[at + word.Length])))
        {
            return false;
        }

        at += word.Length;
        return true;
    }

    private void Skip(string word) => Take(word);

    private readonly bool Peek(string word) => text[at..].StartsWith(word);

    private readonly bool PeekAny(string[] words)
    {
        foreach (var word in words)
        {
            if (Peek(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the word stand here with one of these behind it?</summary>
    private readonly bool PeekBehind(string word, params ReadOnlySpan<string[]> behind)
    {
        if (!Peek(word))
        {
            return false;
        }

        foreach (var words in behind)
        {
            foreach (var one in words)
            {
                if (text[(at + word.Length)..].StartsWith(one))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Any(string[] words)
    {
        foreach (var word in words)
        {
            if (Take(word))
            {
                return true;
            }
        }

        return false;
    }
}
