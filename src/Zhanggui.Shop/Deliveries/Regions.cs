using System.Text.RegularExpressions;

namespace Zhanggui.Shop.Deliveries;

/// <summary>
/// Regions as people write them (pure): 「浙江省杭州市萧山区」, 「浙江 杭州」, 「萧山」. Parts are kept without the words for their rank, and a row is found by an address
/// that goes through its parts, largest first.
/// </summary>
internal static partial class Regions
{
    public const int Longest = 60;

    /// <summary>Regions of the first rank; the first four are cities themselves.</summary>
    private static readonly string[] Provinces =
    [
        "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南",
        "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门",
    ];

    private const int Cities = 4;
    private const int MostParts = 3;
    private const int LongestPart = 12;
    private const string NotAfter = "路街道巷弄镇乡村桥";

    /// <summary>The parts of a region, largest first, without the words for their rank.</summary>
    public static IReadOnlyList<string> Parts(string region)
    {
        var parts = new List<string>();
        foreach (var piece in region.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var rest = piece;
            if (parts.Count == 0 && Province(rest) is var (province, length))
            {
                parts.Add(province);
                rest = rest[length..];
            }

            while (rest.Length > 0)
            {
                var ranked = Ranked().Match(rest);
                var part = Stem(ranked.Success ? ranked.Groups[1].Value : rest);
                part = parts.Count == 0 && Provinces.Contains(part) ? $"{part}市" : part; // 吉林市 is not 吉林
                var isCityAgain = parts.Count == 1 && parts[0] == part && Array.IndexOf(Provinces, part) < Cities; // 北京市北京市
                if (!isCityAgain)
                {
                    parts.Add(part);
                }

                rest = ranked.Success ? rest[ranked.Length..] : string.Empty;
            }
        }

        return parts;
    }

    /// <summary>What a row is kept under: two ways to write one region are one row.</summary>
    public static string KeyOf(string region) => string.Join('/', Parts(region));

    /// <summary>Province, city and county with which an address begins, as they are written; null where it begins with no region. Streets, names and what is masked stay out.</summary>
    public static string? Head(string address)
    {
        var text = string.Concat(address.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var said = Province(text);
        var (at, parts) = (said?.Length ?? 0, said is null ? 0 : 1);
        var most = MostParts;
        if (said is { } s && Array.IndexOf(Provinces, s.Name) is >= 0 and < Cities)
        {
            most--;
            at += text.AsSpan(at).StartsWith($"{s.Name}市", StringComparison.Ordinal) ? s.Name.Length + 1 : 0; // 北京市北京市
        }

        while (parts < most && at < text.Length && HeadPart().Match(text[at..]) is { Success: true } part && part.Length <= LongestPart && !IsPlace(part.Value))
        {
            (at, parts) = (at + part.Length, parts + 1);
        }

        return at == 0 ? null : text[..at];
    }

    /// <summary>
    /// The rows whose names stand in what somebody said (「到成都几天」), found in one walk from left to right, the longest name first: 上海南路 says 上海 and not 海南. Of several, those of which most parts were said and
    /// fewest were not.
    /// </summary>
    public static IReadOnlyList<T> Named<T>(IReadOnlyList<T> rows, Func<T, string> keyOf, string words)
    {
        var keys = rows.Select(row => (Row: row, Parts: keyOf(row).Split('/'))).Where(r => r.Parts[^1].Length > 1).ToList();
        var names = keys.SelectMany(k => k.Parts).ToHashSet(StringComparer.Ordinal);
        var (said, longest) = (new HashSet<string>(StringComparer.Ordinal), names.Count == 0 ? 0 : names.Max(n => n.Length));
        for (var at = 0; at < words.Length;)
        {
            var name = Enumerable.Range(2, Math.Max(0, Math.Min(longest, words.Length - at) - 1)).Reverse().Select(length => words.Substring(at, length)).FirstOrDefault(names.Contains);
            var end = at + (name?.Length ?? 1);
            if (name is not null && (end == words.Length || !NotAfter.Contains(words[end], StringComparison.Ordinal)))
            {
                said.Add(name);
            }

            at = end;
        }

        var found = keys.Where(k => said.Contains(k.Parts[^1])).Select(k => (k.Row, Said: k.Parts.Count(said.Contains), Unsaid: k.Parts.Count(p => !said.Contains(p)))).ToList();
        var most = found.Count == 0 ? 0 : found.Max(f => f.Said);
        var best = found.Where(f => f.Said == most).ToList();
        var least = best.Count == 0 ? 0 : best.Min(f => f.Unsaid);
        return [.. best.Where(f => f.Unsaid == least).Select(f => f.Row)];
    }

    /// <summary>The rows that hold the address and are the smallest; more than one where the words fit regions that lie apart.</summary>
    public static IReadOnlyList<T> Smallest<T>(IEnumerable<T> rows, Func<T, string> keyOf, string address)
    {
        var found = rows.Select(row => (Row: row, Rank: Fit(keyOf(row).Split('/'), address))).Where(f => f.Rank > 0).ToList();
        var best = found.Count == 0 ? 0 : found.Max(f => f.Rank);
        return [.. found.Where(f => f.Rank == best).Select(f => f.Row)];
    }

    /// <summary>How many parts of a row the address goes through; 0 = it is elsewhere.</summary>
    internal static int Fit(IReadOnlyList<string> parts, string address)
    {
        var text = string.Concat(address.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var said = Province(text);
        var first = 0;
        if (Provinces.Contains(parts[0]))
        {
            if (said is { } s && s.Name != parts[0])
            {
                return 0;
            }

            if (parts.Count == 1)
            {
                return said is null ? 0 : 1;
            }

            first = 1;
        }

        var at = said?.Length ?? 0;
        for (var skip = first; skip < parts.Count; skip++)
        {
            // Who leaves out a part of the row must say the next one at once: 徐州市鼓楼区 is not 南京's 鼓楼.
            if (Walk(parts, skip, text, at, mayJump: skip == first))
            {
                return parts.Count - skip + (said is null ? 0 : first);
            }
        }

        return 0;
    }

    private static bool Walk(IReadOnlyList<string> parts, int from, string text, int at, bool mayJump)
    {
        for (var i = from; i < parts.Count; i++)
        {
            var next = Find(parts[i], text, at, mayJump);
            if (next < 0)
            {
                return false;
            }

            at = next;
            mayJump = true;
        }

        return true;
    }

    /// <summary>Where the text goes on after the part, which must begin at <paramref name="at"/> or behind a word of rank.</summary>
    private static int Find(string part, string text, int at, bool mayJump)
    {
        for (var k = at; k + part.Length <= text.Length; k++)
        {
            var isStart = k == at || (mayJump && "省市区县州盟旗".Contains(text[k - 1], StringComparison.Ordinal));
            if (isStart && string.CompareOrdinal(text, k, part, 0, part.Length) == 0)
            {
                var end = k + part.Length;
                if (end < text.Length && NotAfter.Contains(text[end], StringComparison.Ordinal))
                {
                    continue;
                }

                var rank = RankWord().Match(text[end..]);
                return end + (rank.Success ? rank.Length : 0);
            }
        }

        return -1;
    }

    private static (string Name, int Length)? Province(string text)
    {
        var name = Provinces.FirstOrDefault(p => text.StartsWith(p, StringComparison.Ordinal));
        if (name is null)
        {
            return null;
        }

        var rest = text[name.Length..];
        if (Array.IndexOf(Provinces, name) < Cities)
        {
            return (name, name.Length + (rest.StartsWith('市') ? 1 : 0));
        }

        if (rest.StartsWith('市'))
        {
            return null; // 吉林市, and 海南州 below, are no provinces
        }

        var rank = ProvinceRank().Match(rest);
        return (name, name.Length + (rank.Success ? rank.Length : 0));
    }

    /// <summary>A street or an estate whose name ends like a region: 文三路小区.</summary>
    private static bool IsPlace(string part) => part.EndsWith("小区", StringComparison.Ordinal) || part.EndsWith("社区", StringComparison.Ordinal) || part.EndsWith("园区", StringComparison.Ordinal) || part.EndsWith("校区", StringComparison.Ordinal) || part.IndexOfAny(['路', '街', '巷', '弄', '号'], 1) > 0;

    private static string Stem(string part) => Peoples().Match(part) is { Success: true } match ? match.Groups[1].Value : part;

    private static readonly char[] Separators = [' ', '\u3000', '\t', '-', '－', '—', '/', '>', '·', ',', '，', '、', '|'];

    [GeneratedRegex("^[^*＊0-9]{2,}?(?:自治州|自治县|自治旗|林区|新区|地区|盟|市|区|县|旗|州(?!市))", RegexOptions.None, 1000)]
    private static partial Regex HeadPart();

    [GeneratedRegex("^(.{2,}?)(?:自治州|自治县|自治旗|林区|新区|地区|盟|市|区|县|旗)", RegexOptions.None, 1000)]
    private static partial Regex Ranked();

    [GeneratedRegex("^(?:[^省市区县]{1,6}族)*(?:自治州|自治县|自治旗|林区|新区|地区|盟|市|区|县|旗|州)", RegexOptions.None, 1000)]
    private static partial Regex RankWord();

    [GeneratedRegex("^(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)", RegexOptions.None, 1000)]
    private static partial Regex ProvinceRank();

    [GeneratedRegex("^(.{2,}?)(?:[^族]{1,3}族)+$", RegexOptions.None, 1000)]
    private static partial Regex Peoples();
}
