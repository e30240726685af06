using System.Collections.Immutable;

namespace Zhanggui.Guard.Matching;

/// <summary>One step of a pattern.</summary>
internal abstract record Step;

/// <summary>One of several words.</summary>
internal sealed record OneOf(ImmutableArray<string> Words) : Step
{
    private Register? register;

    /// <summary>The words that begin with the character.</summary>
    public ReadOnlySpan<string> BeginningWith(char first) => (register ??= new Register(Words)).Of(first);

    /// <summary>Words by their first character, so that a place is not held against every word. Made when it is first needed: a book is read more often than it is worked by.</summary>
    private sealed class Register
    {
        private const int Buckets = 256;

        // Which first characters there may be, a bit each by their lowest byte.
        private readonly ulong[] perhaps = new ulong[Buckets / 64];
        private readonly Dictionary<char, string[]> words;

        public Register(ImmutableArray<string> all)
        {
            words = all.Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).GroupBy(w => w[0]).ToDictionary(g => g.Key, g => g.ToArray());
            foreach (var first in words.Keys)
            {
                perhaps[(first & (Buckets - 1)) >> 6] |= 1UL << (first & 63);
            }
        }

        public ReadOnlySpan<string> Of(char first) =>
            (perhaps[(first & (Buckets - 1)) >> 6] >> (first & 63) & 1) != 0 && words.TryGetValue(first, out var found) ? found : [];
    }
}

/// <summary>At most so many characters, none of which ends a sentence.</summary>
internal sealed record Gap(int Most) : Step;

/// <summary>A number, in digits or Chinese, of at least so many characters.</summary>
internal sealed record Number(int Least) : Step;

/// <summary>Latin letters and digits as in an account's name, at least five with a digit among them or at least six.</summary>
internal sealed record Account : Step;

/// <summary>
/// A saying as a rule book writes it: <c>今天|明天…发货</c>. A bar parts words that may stand in one place, <c>…</c> is a gap of up to 8 characters
/// (<c>…12</c>: up to 12), <c>#</c> a number (<c>#6</c>: of at least 6 digits), <c>¥</c> a sum of money (<c>¥3</c>: a bare one of at least 3 characters), <c>@</c> an account.
/// Matching looks at no more than <see cref="Reach"/> characters from where the first word was found, so that the time stays linear.
/// </summary>
internal sealed class Pattern
{
    public const int Reach = 63;
    private const int UsualGap = 8;
    private const int WidestGap = 30;

    // By the text itself and not by its letters, so that what was read goes with the book that says it.
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<string, Pattern> Known = [];
    private static readonly System.Buffers.SearchValues<char> SentenceEnds = System.Buffers.SearchValues.Create("。!?;\n");

    private Pattern(string text, ImmutableArray<Step> steps, Step? before) => (Text, Steps, Before) = (text, steps, before);

    public string Text { get; }

    /// <summary>The first is always <see cref="OneOf"/>.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>A number or account right before the first word.</summary>
    public Step? Before { get; }

    public ImmutableArray<string> FirstWords => ((OneOf)Steps[0]).Words;

    public bool IsWord => Before is null && Steps.Length == 1;

    /// <summary>Null when the text can never match anything or is not well formed. Read plainly, a saying of a book is read once: layers, the books above them and what they are checked by share it.</summary>
    public static Pattern? Parse(string text, Folding folding)
    {
        if (folding != Folding.Plain)
        {
            return Read(text, folding);
        }

        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        if (Read(text, folding) is not { } read)
        {
            return null;
        }

        Known.AddOrUpdate(text, read);
        return read;
    }

    private static Pattern? Read(string text, Folding folding)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c is '…' or '#')
            {
                at++;
                var digits = at;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                var count = at > digits && int.TryParse(text.AsSpan(digits, at - digits), out var n) ? n : 0;
                steps.Add(c == '…' ? new Gap(count == 0 ? UsualGap : count) : new Number(Math.Max(count, 1)));
            }
            else if (c == '@')
            {
                at++;
                steps.Add(new Account());
            }
            else if (c == WordClasses.Sum)
            {
                if (WordClasses.ReadSum(text, ref at, folding) is not { } sum)
                {
                    return null;
                }

                steps.Add(sum);
            }
            else
            {
                var end = text.AsSpan(at).IndexOfAny("…#@¥");
                var words = text[at..(end < 0 ? text.Length : at + end)];
                at += words.Length;
                steps.Add(new OneOf([.. words.Split('|').Select(folding.Fold)]));
            }
        }

        var before = steps.Count > 1 && steps[0] is Number or Account or Sum ? steps[0] : null;
        ImmutableArray<Step> rest = [.. steps.Skip(before is null ? 0 : 1)];
        return IsPossible(rest) ? new Pattern(text, rest, before) : null;
    }

    private static bool IsPossible(ImmutableArray<Step> steps)
    {
        if (steps.IsEmpty || steps[0] is not OneOf || steps[^1] is Gap)
        {
            return false;
        }

        for (var i = 0; i < steps.Length; i++)
        {
            if (!IsPossible(steps[i]) || (steps[i] is Gap && steps[i + 1] is Gap))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPossible(Step step)
    {
        switch (step)
        {
            case OneOf one:
                foreach (var word in one.Words)
                {
                    if (word.Length > Reach || string.IsNullOrWhiteSpace(word))
                    {
                        return false;
                    }
                }

                return true;
            case Gap gap:
                return gap.Most is > 0 and <= WidestGap;
            case Number number:
                return number.Least <= 20;
            case Sum sum:
                return sum.Least <= 20 && !sum.Units.Words.IsEmpty;
            default:
                return true;
        }
    }

    /// <summary>Where the saying ends whose first word was found at <paramref name="start"/>; -1 = it does not go on as it must.</summary>
    /// <param name="isLongest">The last place where it may end, because what it excuses should be covered whole; else the first.</param>
    public int End(in FoldedText whole, int start, int firstLength, bool isLongest = false)
    {
        if (Steps.Length == 1)
        {
            return start + firstLength;
        }

        var text = whole.Characters;
        var reachable = 1UL << Math.Min(firstLength, Reach);
        for (var s = 1; s < Steps.Length && reachable != 0; s++)
        {
            reachable = Steps[s] switch
            {
                OneOf one => After(one, whole, start, reachable),
                Gap gap => After(gap, text, start, reachable),
                Number number => After(text, start, reachable, (t, i) => NumberLength(t, i) is var n && n >= number.Least ? n : 0),
                Account => After(text, start, reachable, AccountLength),
                Sum sum => After(text, start, reachable, sum.LengthAt),
                _ => 0,
            };
        }

        return reachable == 0 ? -1 : start + (isLongest ? System.Numerics.BitOperations.Log2(reachable) : System.Numerics.BitOperations.TrailingZeroCount(reachable));
    }

    /// <summary>Where the saying begins; -1 = what must stand before the first word does not.</summary>
    public int Begin(ReadOnlySpan<char> text, int start)
    {
        if (Before is null)
        {
            return start;
        }

        if (Before is Sum sum)
        {
            return sum.Before(text, start);
        }

        var at = start;
        while (at > 0 && start - at < Reach && (Before is Number ? IsNumber(text[at - 1]) : IsAccount(text[at - 1])))
        {
            at--;
        }

        var length = start - at;
        return Before is Number number ? (length >= number.Least ? at : -1) : AccountLength(text[..start], at) == length && length > 0 ? at : -1;
    }

    private static ulong After(OneOf one, in FoldedText whole, int start, ulong from)
    {
        var text = whole.Characters;
        var to = 0UL;
        for (var at = from; at != 0; at &= at - 1)
        {
            var offset = System.Numerics.BitOperations.TrailingZeroCount(at);
            if (start + offset >= text.Length)
            {
                break;
            }

            foreach (var word in one.BeginningWith(text[start + offset]))
            {
                if (offset + word.Length <= Reach && text[(start + offset)..].StartsWith(word) && whole.EndsWord(start + offset + word.Length))
                {
                    to |= 1UL << (offset + word.Length);
                }
            }
        }

        return to;
    }

    private static ulong After(Gap gap, ReadOnlySpan<char> text, int start, ulong from)
    {
        var left = text[Math.Min(start, text.Length)..];
        if (left[..Math.Min(left.Length, Reach + 1)].IndexOfAny(SentenceEnds) < 0)
        {
            return Spread(from, gap.Most) & (left.Length >= Reach ? ulong.MaxValue : (1UL << (left.Length + 1)) - 1);
        }

        var to = 0UL;
        for (var at = from; at != 0; at &= at - 1)
        {
            var offset = System.Numerics.BitOperations.TrailingZeroCount(at);
            for (var i = 0; i <= gap.Most && offset + i <= Reach; i++)
            {
                to |= 1UL << (offset + i);
                if (start + offset + i >= text.Length || EndsSentence(text[start + offset + i]))
                {
                    break;
                }
            }
        }

        return to;
    }

    /// <summary>Every bit with the so many behind it.</summary>
    private static ulong Spread(ulong from, int most)
    {
        var (to, reached) = (from, 0);
        while (reached < most)
        {
            var step = Math.Min(reached + 1, most - reached);
            to |= to << step;
            reached += step;
        }

        return to;
    }

    private delegate int LengthAt(ReadOnlySpan<char> text, int at);

    private static ulong After(ReadOnlySpan<char> text, int start, ulong from, LengthAt length)
    {
        var to = 0UL;
        for (var at = from; at != 0; at &= at - 1)
        {
            var offset = System.Numerics.BitOperations.TrailingZeroCount(at);
            if (length(text, start + offset) is var n && n > 0 && offset + n <= Reach)
            {
                to |= 1UL << (offset + n);
            }
        }

        return to;
    }

    public static bool EndsSentence(char c) => c is '。' or '!' or '?' or ';' or '\n';

    public static bool IsNumber(char c) => char.IsAsciiDigit(c) || c is '.' or '一' or '二' or '三' or '四' or '五' or '六' or '七' or '八' or '九' or '十' or '百' or '千' or '万' or '两' or '半' or '点';

    private static int NumberLength(ReadOnlySpan<char> text, int at)
    {
        var n = 0;
        while (at + n < text.Length && n < Reach && IsNumber(text[at + n]))
        {
            n++;
        }

        return n;
    }

    private static bool IsAccount(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    private static int AccountLength(ReadOnlySpan<char> text, int at)
    {
        var (n, digits) = (0, 0);
        while (at + n < text.Length && n < Reach && IsAccount(text[at + n]))
        {
            digits += char.IsAsciiDigit(text[at + n]) ? 1 : 0;
            n++;
        }

        return n >= 6 || (n == 5 && digits > 0) ? n : 0;
    }
}
