using System.Text.Json.Nodes;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Goods;

/// <summary>One field of a product before and after a change, as it is written in the sheet.</summary>
internal sealed record FieldChange(string Field, JsonNode? Before, JsonNode? After);

/// <summary>What a product's sheet may hold, and how two of them differ (pure).</summary>
internal static class SheetRules
{
    public const int LongestItem = 64;
    public const int LongestTitle = 300;
    private const int LongestLine = 100;
    private const int LongestText = 2000;
    private const int MostAttributes = 80;
    private const int MostAnswers = 100;
    private const int MostListed = 50;
    private const long MostFen = 100_000_000_000;

    /// <summary>The sheet as it is kept: blanks cut, empty texts and lists nothing.</summary>
    public static ProductSheet Tidy(ProductSheet sheet) => sheet with
    {
        Title = sheet.Title?.Trim() ?? string.Empty,
        Category = Text(sheet.Category),
        Code = Text(sheet.Code),
        Features = Text(sheet.Features),
        Process = Text(sheet.Process),
        Material = Text(sheet.Material),
        Craft = Text(sheet.Craft),
        Sizes = Text(sheet.Sizes),
        SuitableFor = Text(sheet.SuitableFor),
        SellingPoints = Text(sheet.SellingPoints),
        AudienceLine = Text(sheet.AudienceLine),
        BrandMessage = Text(sheet.BrandMessage),
        OtherFlags = Text(sheet.OtherFlags),
        PriceScheme = Full(sheet.PriceScheme?.Select(p => p with { Name = p.Name?.Trim() ?? string.Empty }).Where(p => p.Name.Length > 0)),
        Attributes = sheet.Attributes?.Select(a => (Name: a.Key.Trim(), Value: a.Value?.Trim() ?? string.Empty)).Where(a => a.Name.Length > 0 && a.Value.Length > 0)
            .DistinctBy(a => a.Name, StringComparer.Ordinal).OrderBy(a => a.Name, StringComparer.Ordinal).ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal) is { Count: > 0 } all ? all : null,
        Guarantees = Full(Texts(sheet.Guarantees)),
        Answers = Full(sheet.Answers?.Select(a => new ApprovedAnswer(a.Topic?.Trim() ?? string.Empty, a.Text?.Trim() ?? string.Empty)).Where(a => a.Topic.Length > 0 && a.Text.Length > 0)),
        Partners = Full(Texts(sheet.Partners)),
    };

    /// <summary>The first thing that is wrong with a tidied sheet.</summary>
    public static Refusal? Check(ProductSheet sheet) =>
        sheet.Title.Length is 0 or > LongestTitle ? new ProductTitleWrong(LongestTitle)
        : sheet.Price is < 0 or > MostFen || sheet.PriceScheme?.Any(p => p.Price is < 0 or > MostFen) == true ? new ProductPriceWrong()
        : Lengths(sheet).FirstOrDefault(l => l.Value?.Length > l.Limit) is { Field: { } field } wrong ? new ProductValueTooLong(field, wrong.Limit)
        : sheet.Attributes?.Count > MostAttributes ? new ProductTooMany("attributes", MostAttributes)
        : sheet.Answers?.Count > MostAnswers ? new ProductTooMany("answers", MostAnswers)
        : sheet.Answers is { } answers && answers.Select(a => a.Topic).Distinct(StringComparer.Ordinal).Count() != answers.Count ? new ProductTopicTwice()
        : sheet.Guarantees?.Count > MostListed ? new ProductTooMany("guarantees", MostListed)
        : sheet.Partners?.Count > MostListed ? new ProductTooMany("partners", MostListed)
        : sheet.PriceScheme?.Count > MostListed ? new ProductTooMany("priceScheme", MostListed)
        : null;

    /// <summary>The fields that differ, in the sheet's order.</summary>
    public static IReadOnlyList<FieldChange> Between(ProductSheet? before, ProductSheet after)
    {
        var (was, becomes) = (before?.ToObject() ?? [], after.ToObject());
        return [.. becomes.Where(f => !JsonNode.DeepEquals(was[f.Key], f.Value)).Select(f => new FieldChange(f.Key, was[f.Key]?.DeepClone(), f.Value?.DeepClone()))];
    }

    /// <summary>The sheet with a change taken back; null where one of its fields has been changed again since.</summary>
    public static ProductSheet? Undo(ProductSheet now, IReadOnlyList<FieldChange> changes)
    {
        var fields = now.ToObject();
        foreach (var change in changes)
        {
            if (!JsonNode.DeepEquals(fields[change.Field], change.After))
            {
                return null;
            }

            fields[change.Field] = change.Before?.DeepClone();
        }

        return ProductSheet.Of(fields);
    }

    private static IEnumerable<(string Field, string? Value, int Limit)> Lengths(ProductSheet s) =>
    [
        ("category", s.Category, LongestLine), ("code", s.Code, LongestItem), ("audienceLine", s.AudienceLine, LongestLine), ("otherFlags", s.OtherFlags, LongestLine * 2),
        ("features", s.Features, LongestText), ("process", s.Process, LongestText), ("material", s.Material, LongestText), ("craft", s.Craft, LongestText), ("sizes", s.Sizes, LongestText),
        ("suitableFor", s.SuitableFor, LongestText), ("sellingPoints", s.SellingPoints, LongestText), ("brandMessage", s.BrandMessage, LongestText),
        .. (s.Attributes ?? new Dictionary<string, string>()).SelectMany(a => new[] { ("attributes", (string?)a.Key, LongestLine), ("attributes", a.Value, LongestText) }),
        .. (s.Answers ?? []).SelectMany(a => new[] { ("answers", (string?)a.Topic, LongestLine), ("answers", a.Text, LongestText) }),
        .. (s.Guarantees ?? []).Select(g => ("guarantees", (string?)g, LongestLine)),
        .. (s.Partners ?? []).Select(p => ("partners", (string?)p, LongestItem)),
        .. (s.PriceScheme ?? []).Select(p => ("priceScheme", (string?)p.Name, LongestLine)),
    ];

    private static string? Text(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();

    private static IEnumerable<string>? Texts(IReadOnlyList<string>? said) => said?.Select(t => t?.Trim() ?? string.Empty).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<T>? Full<T>(IEnumerable<T>? items) => items?.ToList() is { Count: > 0 } list ? list : null;
}
