using System.Text.Json;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Kinds of file that are rows of the facts folder: what they are called, their columns, and the words other sources write.</summary>
internal static class FactKinds
{
    public const string Messages = "messages";
    public const string People = "people";
    public const string Accounts = "accounts";
    public const string Roster = "roster";
    public const string Leave = "leave";
    public const string Products = "products";
    public const string Stock = "stock";
    public const string Delivery = "delivery";
    public const string Promotions = "promotions";
    public const string Policies = "policies";
    private const string Prefix = "facts-";

    /// <summary>Shops are made by hand; orders, lines and refunds have tables and formats of their own.</summary>
    private static readonly HashSet<string> Elsewhere = new([FactsFiles.Shops.Name, FactsFiles.Orders.Name, FactsFiles.OrderLines.Name, FactsFiles.Refunds.Name], StringComparer.Ordinal);

    private static readonly HashSet<string> PersonColumns = new(["person", "decided_by", "approved_by", "signed_by"], StringComparer.Ordinal);

    private static readonly Names Known = Load();

    public static IReadOnlyDictionary<string, FactsFile> Files { get; } = FactsFiles.All.Where(f => !Elsewhere.Contains(f.Name)).ToDictionary(f => Path.GetFileNameWithoutExtension(f.Name), f => f, StringComparer.Ordinal);

    /// <summary>Rows that go over to a room which keeps figures of its own: columns that nobody knows are told of and not kept.</summary>
    public static bool KeepsUnknown(string kind) => kind is not (Roster or Leave or Stock or Delivery or "incidents");

    /// <summary>Columns that name somebody of the house.</summary>
    public static bool IsPerson(string column) => PersonColumns.Contains(column);

    public static KindSpec SpecOf(string kind, FactsFile file)
    {
        var name = Known.Kinds.GetValueOrDefault(kind) ?? new Name(kind, kind);
        return new KindSpec(name.Zh, name.En, [.. file.ColumnNames.Where(c => c != "shop")], [.. file.Specs.Where(c => c.IsRequired && !IsGiven(kind, c.Name)).Select(c => c.Name)], []);
    }

    /// <summary>The file as the facts folder writes it.</summary>
    public static FormatSpec FormatOf(string kind, FactsFile file)
    {
        var name = Known.Kinds.GetValueOrDefault(kind) ?? new Name(kind, kind);
        return new FormatSpec(Prefix + kind, kind, "facts", $"{name.Zh}（{file.Name}）", $"{name.En} ({file.Name})", file.ColumnNames.ToDictionary(c => c, c => (IReadOnlyList<string>)[c], StringComparer.Ordinal),
            [.. file.Specs.Where(c => c.IsRequired && !IsGiven(kind, c.Name)).Select(c => c.Name)], FileName: file.Name);
    }

    public static IEnumerable<KeyValuePair<string, FieldSpec>> Fields() => Known.Columns.Select(c => KeyValuePair.Create(c.Key, new FieldSpec(c.Value.Zh, c.Value.En, FieldType.Text)));

    /// <summary>Our word for what a source writes in a column, or the text itself.</summary>
    public static string Word(string column, string text) =>
        Known.Words.TryGetValue(column, out var words) && words.TryGetValue(text, out var word) ? word
        : Known.Words["*"].GetValueOrDefault(text) ?? text;

    /// <summary>The shop is the importer's; a message without an id gets one made of itself; a count without a time was made when it is brought.</summary>
    private static bool IsGiven(string kind, string column) => column == "shop" || (kind == Messages && column == "id") || (kind == Stock && column == "at");

    private static Names Load()
    {
        using var stream = typeof(FactKinds).Assembly.GetManifestResourceStream("Orders.facts.json")!;
        return JsonSerializer.Deserialize<Names>(stream, HouseJson.Options)!;
    }

    private sealed record Name(string Zh, string En);

    private sealed record Names(IReadOnlyDictionary<string, Name> Kinds, IReadOnlyDictionary<string, Name> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words);
}
