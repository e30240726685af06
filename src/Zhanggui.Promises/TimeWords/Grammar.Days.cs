namespace Zhanggui.Promises.TimeWords;

/// <summary>Days: 明天, 下周三, 10月8号, 月底, 国庆后.</summary>
internal ref partial struct Grammar
{
    private const string HanDigits = "零一二三四五六七八九十百0123456789";

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
            if (PeekBehind(word, ["早上", "晚上", "早", "晚", "晨", "夜"]) && Take(word))
            {
                (parsed.Day, parsed.Number) = (DayKind.Days, days);
                parsed.Part = Peek("晚") ? Evening : Peek("夜") ? "夜里" : Morning;
                _ = Take("早上") || Take("晚上") || Take("晚间") || Take("早") || Take("晚") || Take("晨") || Take("夜里") || Take("夜");
                return true;
            }
        }

        if (Take("当晚"))
        {
            (parsed.Day, parsed.Number, parsed.Part) = (DayKind.Days, 0, Evening);
            return true;
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
        var ahead = Take("下个月") || Take("下月") || Take("次月") ? 1 : Take("这个月") || Take("本月") || Take("当月") ? 0 : -1;
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

        if (year == 0 && !IsOrdinal(start) && first is >= 1 and <= 31 && first == decimal.Truncate(first) && (Take("号") || (PeekBehind("日", Befores, Withins) && Take("日"))) && !Peek("店") && !Peek("码") && !Peek("楼") && !Peek("线") && !Peek("色"))
        {
            (parsed.Day, parsed.Number) = (DayKind.DayOfMonth, (int)first);
            return true;
        }

        // 10.3前, 10/3号: a date only where the words behind say so.
        at = start;
        return TrySlashDate(ref parsed, start);
    }

    /// <summary>第二十三号文 counts documents, wherever in the number one begins to read.</summary>
    private readonly bool IsOrdinal(int start)
    {
        while (start > 0 && HanDigits.Contains(text[start - 1], StringComparison.Ordinal))
        {
            start--;
        }

        return start > 0 && text[start - 1] == '第';
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

    private readonly int WeekdayAt(int i) => text[i] is '天' or '日' ? 7 : text[i] is >= '1' and <= '7' ? text[i] - '0' : WeekDays.IndexOf(text[i], StringComparison.Ordinal) + 1;

    private readonly bool PeekWeekday() => at < text.Length && WeekdayAt(at) is > 0 && text[at] is not ('天' or '日' or (>= '1' and <= '7'));
}
