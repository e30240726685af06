using System.Text.Json;
using Zhanggui.Kernel.Http;
using Zhanggui.Orders.Import.Facts;

namespace Zhanggui.Orders.Import;

/// <summary>How the cells of a field are read.</summary>
internal enum FieldType
{
    Id,
    Text,
    Time,
    Money,
    Count,
}

/// <summary>A field of ours with its name on the screens.</summary>
internal sealed record FieldSpec(string Zh, string En, FieldType Type);

/// <summary>What may stand in a file of one kind: <paramref name="Required"/> fields must have a column, <paramref name="Wanted"/> ones are missed aloud.</summary>
internal sealed record KindSpec(string Zh, string En, IReadOnlyList<string> Fields, IReadOnlyList<string> Required, IReadOnlyList<string> Wanted);

/// <summary>A header version: known by headers that only it and later ones have.</summary>
internal sealed record FormatVersion(string Name, IReadOnlyList<string> Has);

/// <summary>
/// A platform's export, or a mapping that a shop saved. <paramref name="Columns"/>: field → headers, the first that is there and
/// not empty wins. <paramref name="HasLines"/>: a row is an order line too. <paramref name="SumsLines"/>: money stands per line and
/// the order's is their sum. <paramref name="PaidIsAmount"/>: the file has no column for what was paid; with a time of payment it
/// is the amount to pay. <paramref name="Left"/>: known columns that are not stored, personal ones among them.
/// <paramref name="FileName"/>: what such a file is called, where that says more than its few columns.
/// <paramref name="IsSure"/>: the columns it needs stand together in no platform's export, so they say more than many common ones.
/// </summary>
internal sealed record FormatSpec(
    string Name,
    string Kind,
    string Platform,
    string Zh,
    string En,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Columns,
    IReadOnlyList<string>? Needs = null,
    IReadOnlyList<string>? AnyOf = null,
    IReadOnlyList<FormatVersion>? Versions = null,
    IReadOnlyList<string>? Left = null,
    bool HasLines = false,
    bool SumsLines = false,
    bool PaidIsAmount = false,
    string Zone = "Asia/Shanghai",
    string? FileName = null,
    bool IsSure = false);

/// <summary>
/// The embedded list of what platforms export: <c>formats.json</c>. <paramref name="Personal"/>: an unknown column whose header has one of these
/// words holds where or how to reach somebody, so it is not stored.
/// </summary>
internal sealed record ExportFormats(
    IReadOnlyDictionary<string, FieldSpec> Fields,
    IReadOnlyDictionary<string, KindSpec> Kinds,
    IReadOnlyList<FormatSpec> Formats,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Statuses,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Nothing,
    IReadOnlyList<string> Personal,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> AddressParts)
{
    public static ExportFormats Known { get; } = Load();

    /// <summary>The platform's status in our words, or null when the text is not in the list.</summary>
    public string? StatusOf(string platform, string said) =>
        Statuses.TryGetValue(platform, out var known) && known.TryGetValue(said.Replace(',', '，'), out var status) ? status
        : known?.GetValueOrDefault(said) ?? (OrderStatuses.All.Contains(said) ? said : null);

    /// <summary>What people call a field.</summary>
    public FieldSpec NameOf(string kind, string field) => Fields.GetValueOrDefault($"{kind}.{field}") ?? Fields.GetValueOrDefault(field) ?? new FieldSpec(field, field, FieldType.Text);

    private static ExportFormats Load()
    {
        using var stream = typeof(ExportFormats).Assembly.GetManifestResourceStream("Orders.formats.json")!;
        var listed = JsonSerializer.Deserialize<ExportFormats>(stream, HouseJson.Options)!;
        return listed with
        {
            Fields = listed.Fields.Concat(FactKinds.Fields().Where(f => !listed.Fields.ContainsKey(f.Key))).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal),
            Kinds = listed.Kinds.Concat(FactKinds.Files.Select(f => KeyValuePair.Create(f.Key, FactKinds.SpecOf(f.Key, f.Value)))).ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal),
            Formats = [.. listed.Formats, .. FactKinds.Files.Select(f => FactKinds.FormatOf(f.Key, f.Value))],
        };
    }
}
