using NodaTime;
using Zhanggui.Promises.Contracts;

namespace Zhanggui.Promises.TimeWords;

/// <summary>Reads one expression at a place of the text; longest first, no meaning yet.</summary>
internal ref partial struct Grammar(ReadOnlySpan<char> text, TimeHabits habits, IReadOnlyList<string> holidays)
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
    private static readonly string[] NotBeforeSpans = ["第", "每", "近", "过去", "已经", "已经等待", "支持", "超过", "满", "等了", "过了", "前"];
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
