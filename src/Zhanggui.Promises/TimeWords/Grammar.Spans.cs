using NodaTime;

namespace Zhanggui.Promises.TimeWords;

/// <summary>Lengths of time: 20分钟内, 三到五天, 3个工作日.</summary>
internal ref partial struct Grammar
{
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

        if (!TrySpanLength(out var span, out var day, out var number, out var isService))
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
        (parsed.Span, parsed.Day, parsed.Number, parsed.IsService) = (span, day, number, isService);
        return true;
    }

    private bool TrySpanLength(out Duration? span, out DayKind day, out int number, out bool isService)
    {
        (span, day, number, isService) = (null, DayKind.None, 0, false);
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
        else if (Take("工作小时") || Take("工时"))
        {
            (minutes, isService) = (value * 60, true);
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
}
