namespace Zhanggui.Promises.TimeWords;

/// <summary>Parts of a day and clock times: 下午, 3点半, 16:00, 9点到11点.</summary>
internal ref partial struct Grammar
{
    private const string Morning = "早上";
    private const string Evening = "晚上";
    private const string NotBeforeEdges = "最太不每更尽提还昨前";
    private static readonly string[] Greets = ["好"];

    /// <summary>Further words for morning and evening, longest first; the book's own go before them.</summary>
    private static readonly (string Word, string Part)[] Edges =
    [
        ("一大早", Morning), ("大清早", Morning), ("大早上", Morning), ("一早", Morning), ("大早", Morning), ("清早", Morning), ("清晨", Morning), ("早晨", Morning), ("早间", Morning), ("早", Morning),
        ("晚间", Evening), ("夜晚", Evening), ("夜间", Evening), ("晚", Evening),
    ];

    /// <summary>早 and 晚 that mean sooner and later.</summary>
    private static readonly string[] NoEdges = ["早点", "晚点", "早晚", "早就", "早已", "早于", "晚于", "晚了", "晚一点", "早一点", "晚些", "早些"];

    private bool TryPart(ref Parsed parsed, bool afterDay)
    {
        foreach (var part in habits.Parts)
        {
            // 晚上好 greets and names no time.
            if ((afterDay || !PeekBehind(part.Word, Greets)) && Take(part.Word))
            {
                parsed.Part = part.Word;
                return true;
            }
        }

        foreach (var (word, part) in Edges)
        {
            if (afterDay ? !PeekAny(NoEdges) && Take(word) : TryEdgeWithClock(word, part, ref parsed))
            {
                parsed.Part = part;
                return true;
            }
        }

        return false;
    }

    /// <summary>早9点, 晚8点半: without a day only before a clock that fits. 最晚8点 sets a limit, 晚一点 is "a little later", and 早9点到晚9点 says when the shop is open.</summary>
    private bool TryEdgeWithClock(string word, string part, ref Parsed parsed)
    {
        var start = at;
        if ((at > 0 && NotBeforeEdges.Contains(text[at - 1], StringComparison.Ordinal)) || !Take(word))
        {
            return false;
        }

        var clock = at;
        var trial = Parsed.Nothing;
        if (!TryOneClock(ref trial, hasContext: true) || (part == Morning ? trial.Hour is < 4 or > 11 : trial.Hour < 5))
        {
            at = start;
            return false;
        }

        if (part == Morning && (Take("到") || Take("至") || Take("-") || Take("~") || Take("～")) && (Take("晚上") || Take("晚")) && TryOneClock(ref trial, hasContext: true))
        {
            parsed.IsPast = true;
            return true;
        }

        at = clock;
        return true;
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
}
