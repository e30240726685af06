using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Matching;

namespace Zhanggui.Guard.Checking;

/// <summary>Addresses of pages and mail in a text, in one pass (pure).</summary>
internal static class Links
{
    private const int LongestTokenCode = 15;
    private const int ShortestTokenCode = 8;
    private static readonly string[] Domains = ["com", "cn", "net", "org", "cc", "top", "shop", "vip", "xyz", "info", "me", "tv", "hk", "tw", "io", "co", "link", "site", "online", "club", "fun", "ltd", "store", "biz", "mobi", "app", "ru"];

    public static void Find(CompiledRule compiled, Look look, List<GuardHit> hits)
    {
        var text = look.Text.Characters;
        for (var i = 0; i < text.Length;)
        {
            var to = i;
            while (to < text.Length && IsHost(text[to]))
            {
                to++;
            }

            var isMail = (i > 0 && text[i - 1] == '@') || (to < text.Length && text[to] == '@');
            if (to > i && !isMail && Host(text[i..to]) is { } host)
            {
                var end = to;
                while (end < text.Length && text[end] < 128 && text[end] > ' ' && text[end] is not (',' or ';'))
                {
                    end++;
                }

                Judge(compiled, look, look.Text.Stretch(i, end - i), host, text[i..end].ToString(), hits);
                to = end;
            }

            i = Math.Max(to, i + 1);
        }

        FindTokens(compiled, look, hits);
    }

    /// <summary>An address that the buyer gave may be said again.</summary>
    public static void FindMail(CompiledRule compiled, int number, Look look, List<GuardHit> hits)
    {
        var text = look.Text.Characters;
        if (!text.Contains('@'))
        {
            return;
        }

        var except = new Spans(look.MarksOf(number).Where(m => m.Role == Role.Except));
        for (var at = text.IndexOf('@'); at >= 0;)
        {
            var (from, to) = (at, at + 1);
            while (from > 0 && IsHost(text[from - 1]))
            {
                from--;
            }

            while (to < text.Length && IsHost(text[to]))
            {
                to++;
            }

            if (from < at && Host(text[(at + 1)..to]) is not null && look.Text.Stretch(from, to - from) is var stretch && !except.Cover(stretch) && !look.BuyerGave(text[from..to].ToString()))
            {
                hits.Add(compiled.Hit(look, stretch, compiled.Rule.Level));
            }

            var next = text[to..].IndexOf('@');
            at = next < 0 ? -1 : to + next;
        }
    }

    private static void Judge(CompiledRule compiled, Look look, Stretch at, string host, string address, List<GuardHit> hits)
    {
        if (compiled.Rule.Words.Concat(look.Source.OwnLinks).Concat(look.Facts.OwnLinks).Any(own => IsUnder(host, address, own)))
        {
            return;
        }

        var isPlatform = compiled.Rule.With.Any(platform => IsUnder(host, address, platform));
        if (isPlatform && look.Line.Item is { Length: >= 5 } item && address.Contains(item, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        hits.Add(compiled.Hit(look, at, isPlatform ? compiled.Rule.Unknown ?? GuardLevel.Confirm : compiled.Rule.Level));
    }

    private static bool IsUnder(string host, string address, string own)
    {
        var known = Folding.Plain.Fold(own.Trim());
        return known.Contains('/') ? address.StartsWith(known, StringComparison.Ordinal) : host == known || host.EndsWith('.' + known, StringComparison.Ordinal);
    }

    /// <summary>A passcode that opens a page of the platform: letters and digits between two signs of currency; nobody can see whose page it is.</summary>
    private static void FindTokens(CompiledRule compiled, Look look, List<GuardHit> hits)
    {
        var text = look.Text.Characters;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('¥' or '￥' or '€' or '₤' or '$'))
            {
                continue;
            }

            var to = i + 1;
            while (to < text.Length && to - i <= LongestTokenCode && char.IsAsciiLetterOrDigit(text[to]))
            {
                to++;
            }

            if (to - i - 1 >= ShortestTokenCode && to < text.Length && text[to] == text[i])
            {
                hits.Add(compiled.Hit(look, look.Text.Stretch(i, to - i + 1), compiled.Rule.Unknown ?? GuardLevel.Confirm));
                i = to;
            }
        }
    }

    private static bool IsHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    /// <summary>The host that a run of letters names; null when it is none.</summary>
    private static string? Host(ReadOnlySpan<char> run)
    {
        var host = run.Trim(".-_").ToString();
        var labels = host.Split('.');
        return labels.Length >= 2 && labels.All(l => l.Length > 0) && Domains.Contains(labels[^1], StringComparer.Ordinal) ? host : null;
    }
}
