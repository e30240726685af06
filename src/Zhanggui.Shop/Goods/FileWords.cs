using System.Text.Json;
using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Goods;

/// <summary>What files say of a product, put into its sheet (pure). What a file leaves out stays as it is.</summary>
internal static class FileWords
{
    private static readonly (string Word, Func<ProductSheet, bool, ProductSheet> Set, Func<ProductSheet, bool?> Get, string[] Yes, string[] No)[] Flags =
    [
        ("free-shipping", (s, v) => s with { FreeShipping = v }, s => s.FreeShipping, ["包邮", "free_shipping"], ["不包邮"]),
        ("7-day-return", (s, v) => s with { SevenDayReturn = v }, s => s.SevenDayReturn, ["七天无理由", "7天无理由", "支持七天无理由", "seven_day_return"], ["不支持七天无理由", "不支持7天无理由"]),
        ("discountable", (s, v) => s with { Discountable = v }, s => s.Discountable, ["可打折", "可议价"], ["不打折", "不议价", "no-discount"]),
        ("colour-difference", (s, v) => s with { ColourDifference = v }, s => s.ColourDifference, ["有色差", "色差", "colour_difference"], ["无色差"]),
        ("own-brand", (s, v) => s with { OwnBrand = v }, s => s.OwnBrand, ["自有品牌", "own_brand"], ["非自有品牌"]),
    ];

    private static readonly Dictionary<string, Func<ProductSheet, string, ProductSheet>> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["商家编码"] = (s, t) => s with { Code = t },
        ["货号"] = (s, t) => s with { Code = t },
        ["自有编码"] = (s, t) => s with { Code = t },
        ["code"] = (s, t) => s with { Code = t },
        ["特点"] = (s, t) => s with { Features = t },
        ["features"] = (s, t) => s with { Features = t },
        ["生产过程"] = (s, t) => s with { Process = t },
        ["生产流程"] = (s, t) => s with { Process = t },
        ["process"] = (s, t) => s with { Process = t },
        ["材质"] = (s, t) => s with { Material = t },
        ["material"] = (s, t) => s with { Material = t },
        ["工艺"] = (s, t) => s with { Craft = t },
        ["craft"] = (s, t) => s with { Craft = t },
        ["尺寸"] = (s, t) => s with { Sizes = t },
        ["规格"] = (s, t) => s with { Sizes = t },
        ["sizes"] = (s, t) => s with { Sizes = t },
        ["适合人群"] = (s, t) => s with { SuitableFor = t },
        ["适用人群"] = (s, t) => s with { SuitableFor = t },
        ["suitable_for"] = (s, t) => s with { SuitableFor = t },
        ["卖点"] = (s, t) => s with { SellingPoints = t },
        ["selling_points"] = (s, t) => s with { SellingPoints = t },
        ["产品系列"] = (s, t) => s with { AudienceLine = t },
        ["audience_line"] = (s, t) => s with { AudienceLine = t },
        ["品牌话术"] = (s, t) => s with { BrandMessage = t },
        ["brand_message"] = (s, t) => s with { BrandMessage = t },
        ["保障"] = (s, t) => s with { Guarantees = List(t) },
        ["消费者保障"] = (s, t) => s with { Guarantees = List(t) },
        ["guarantees"] = (s, t) => s with { Guarantees = List(t) },
        ["搭配商品"] = (s, t) => s with { Partners = List(t) },
        ["partners"] = (s, t) => s with { Partners = List(t) },
        ["标签"] = Marked,
        ["服务标签"] = Marked,
    };

    /// <summary>The columns that a product list may have besides those of the facts folder.</summary>
    public static IReadOnlyCollection<string> KnownColumns => Columns.Keys;

    private static readonly HashSet<string> Days = new(["更新时间", "数据日期", "update_time", "as_of"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The sheet after the row; an older list than the one it was read from changes nothing.</summary>
    public static ProductSheet Apply(ProductSheet known, ProductRow row)
    {
        var day = row.More?.Where(m => Days.Contains(m.Key.Trim())).Select(m => DayOf(m.Value)).FirstOrDefault(d => d is not null);
        if (day is not null && known.AsOf is { } asOf && string.CompareOrdinal(day, asOf) < 0)
        {
            return known;
        }

        var sheet = known with
        {
            Title = row.Title?.Trim() is { Length: > 0 } title ? Cut(title) : known.Title.Length > 0 ? known.Title : row.Item,
            AsOf = day ?? known.AsOf,
            Price = row.Price?.Value ?? known.Price,
            Category = row.Category ?? known.Category,
            Answers = row.Approved is { } json && Approved(json) is { } answers ? answers : known.Answers,
        };
        sheet = row.Flags is { } flags ? Marked(sheet, flags) : sheet;
        foreach (var (header, text) in row.More ?? new Dictionary<string, string>())
        {
            sheet = day is not null && Days.Contains(header.Trim()) ? sheet
                : Columns.TryGetValue(header.Trim(), out var set) ? set(sheet, text)
                : sheet with { Attributes = new Dictionary<string, string>(sheet.Attributes ?? new Dictionary<string, string>(), StringComparer.Ordinal) { [header.Trim()] = text } };
        }

        return SheetRules.Tidy(sheet);
    }

    /// <summary>The flags as the facts folder writes them: <c>free-shipping no-7-day-return</c>, then the words of others.</summary>
    public static string? FlagsOf(ProductSheet sheet)
    {
        var words = Flags.Where(f => f.Get(sheet) is not null).Select(f => f.Get(sheet) == true ? f.Word : $"no-{f.Word}").Append(sheet.OtherFlags ?? string.Empty).Where(w => w.Length > 0);
        return string.Join(' ', words) is { Length: > 0 } text ? text : null;
    }

    /// <summary>Approved answers as JSON: an object of topic and text.</summary>
    public static string? ApprovedOf(ProductSheet sheet) =>
        sheet.Answers is { Count: > 0 } answers ? JsonSerializer.Serialize(answers.ToDictionary(a => a.Topic, a => a.Text, StringComparer.Ordinal), Kernel.Http.HouseJson.Options) : null;

    /// <summary>Everything else of the sheet, by the headers under which it is read again.</summary>
    public static IReadOnlyDictionary<string, string> MoreOf(ProductSheet sheet)
    {
        var more = new SortedDictionary<string, string>(sheet.Attributes?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var (header, text) in new[]
        {
            ("as_of", sheet.AsOf), ("code", sheet.Code), ("features", sheet.Features), ("process", sheet.Process), ("material", sheet.Material), ("craft", sheet.Craft), ("sizes", sheet.Sizes), ("suitable_for", sheet.SuitableFor),
            ("selling_points", sheet.SellingPoints), ("audience_line", sheet.AudienceLine), ("brand_message", sheet.BrandMessage), ("guarantees", Listed(sheet.Guarantees)), ("partners", Listed(sheet.Partners)),
        })
        {
            if (text is not null)
            {
                more[header] = text;
            }
        }

        return more;

        static string? Listed(IReadOnlyList<string>? items) => items is null ? null : string.Join('、', items);
    }

    private static ProductSheet Marked(ProductSheet sheet, string text)
    {
        var others = new List<string>();
        foreach (var word in text.Split([' ', ';', '；', ',', '，', '、', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var flag = Flags.FirstOrDefault(f => f.Word == word || $"no-{f.Word}" == word || f.Yes.Contains(word) || f.No.Contains(word));
            if (flag.Word is null)
            {
                others.Add(word);
            }
            else
            {
                sheet = flag.Set(sheet, flag.Word == word || flag.Yes.Contains(word));
            }
        }

        return others.Count == 0 ? sheet : sheet with { OtherFlags = string.Join(' ', others.Distinct(StringComparer.Ordinal)) };
    }

    /// <summary>An object of topic and text, or a list of such; what is neither says nothing.</summary>
    private static List<ApprovedAnswer>? Approved(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => [.. document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => new ApprovedAnswer(p.Name, p.Value.GetString()!))],
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).Select(e => new ApprovedAnswer(Of(e, "topic"), Of(e, "text")))],
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }

        static string Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
    }

    /// <summary>2016/11/5 and 2016-11-05 10:00 are one day.</summary>
    private static string? DayOf(string text) =>
        text.Split(' ', 'T')[0].Split('/', '-', '.') is [{ Length: 4 } y, { Length: 1 or 2 } m, { Length: 1 or 2 } d] && (y + m + d).All(char.IsAsciiDigit) ? $"{y}-{m.PadLeft(2, '0')}-{d.PadLeft(2, '0')}" : null;

    private static List<string> List(string text) => [.. text.Split([';', '；', ',', '，', '、', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Cut(string title) => title.Length <= SheetRules.LongestTitle ? title : title[..SheetRules.LongestTitle];
}
