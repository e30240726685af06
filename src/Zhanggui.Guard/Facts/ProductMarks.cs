using System.Text.Json;

namespace Zhanggui.Guard.Facts;

/// <summary>What the column <c>flags</c> of a product says; null = it does not say.</summary>
internal sealed record ProductMarks(bool? FreeShipping, bool? SevenDayReturn, bool? Discountable, bool? OwnBrand)
{
    private static readonly char[] Between = [' ', ';', '；', ',', '，', '、', '|', '\n', '\t'];

    public static ProductMarks Of(string? flags)
    {
        var words = (flags ?? string.Empty).Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(w => w.ToLowerInvariant().Replace('_', '-')).ToList();
        var custom = Has(words, ["custom", "定制", "定制款"], []);
        return new ProductMarks(
            Has(words, ["free-shipping", "包邮"], ["no-free-shipping", "not-free-shipping", "不包邮"]),
            // Goods made to order are outside the right of return by law.
            Has(words, ["7-day-return", "seven-day-return", "7day", "7-day", "7days", "七天无理由", "7天无理由", "支持七天无理由"], ["no-7-day-return", "no-seven-day-return", "no-return", "no-7day", "no-7-day", "不支持七天无理由", "不支持7天无理由"]) ?? (custom == true ? false : null),
            Has(words, ["discountable", "可打折", "可议价"], ["no-discountable", "no-discount", "不打折", "不议价"]),
            Has(words, ["own-brand", "自有品牌"], ["no-own-brand", "非自有品牌"]));
    }

    /// <summary>The texts approved for a product: an object of topic and text, or a list of such.</summary>
    public static IReadOnlyList<string> Approved(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var texts = new List<string>();
            Gather(document.RootElement, texts);
            return texts;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static void Gather(JsonElement element, List<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when element.GetString() is { Length: > 1 } text:
                texts.Add(text);
                break;
            case JsonValueKind.Array:
                foreach (var inner in element.EnumerateArray())
                {
                    Gather(inner, texts);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject().Where(p => p.Name is not ("topic" or "question" or "id")))
                {
                    Gather(property.Value, texts);
                }

                break;
            default:
                break;
        }
    }

    private static bool? Has(List<string> words, string[] yes, string[] no)
    {
        foreach (var word in words)
        {
            var (name, value) = word.Split(['=', ':']) is [var n, var v] ? (n, v is not ("no" or "false" or "0" or "否")) : (word, true);
            if (yes.Contains(name, StringComparer.Ordinal))
            {
                return value;
            }

            if (no.Contains(name, StringComparer.Ordinal))
            {
                return !value;
            }
        }

        return null;
    }
}
