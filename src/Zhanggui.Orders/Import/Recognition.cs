using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Import;

/// <summary>Finds out by its headers what a file is. Position never counts; a header that nobody knows is reported, never guessed.</summary>
internal static class Recognition
{
    /// <summary>The spec that explains most of the headers among those whose needed fields are all there; null when none is.</summary>
    public static Recognised? Recognise(IReadOnlyList<string> headers, IEnumerable<FormatSpec> specs, string? kind = null, string fileName = "")
    {
        var present = headers.Select(HeaderText.Normal).ToHashSet(StringComparer.Ordinal);
        var fitting = specs.Where(s => (kind is null || s.Kind == kind) && Fits(s, present) && IsNamed(s, present, fileName)).ToList();
        if (fitting.Count == 0)
        {
            return null;
        }

        // What the shop has mapped itself goes before every guess at what a tool exports.
        var isOwn = fitting.Any(s => !s.IsSure && !ExportFormats.Known.Formats.Contains(s));
        var best = fitting.MaxBy(s => s.Columns.Count(c => c.Value.Any(h => present.Contains(HeaderText.Normal(h)))) + (Known(s, present) * 0.01) + (s.FileName == fileName ? 1000 : 0) + (s.IsSure && !isOwn ? 100 : 0))!;
        return Apply(best, headers);
    }

    /// <summary>Applies a spec whatever is missing; <see cref="Recognised.Missing"/> says what an import lacks.</summary>
    public static Recognised Apply(FormatSpec spec, IReadOnlyList<string> headers)
    {
        var normal = headers.Select(HeaderText.Normal).ToList();
        var columns = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var (field, names) in spec.Columns)
        {
            var at = names.Select(n => normal.IndexOf(HeaderText.Normal(n))).Where(i => i >= 0).Distinct().ToList();
            if (at.Count > 0)
            {
                columns[field] = at;
            }
        }

        var kind = ExportFormats.Known.Kinds[spec.Kind];
        var left = (spec.Left ?? []).Select(HeaderText.Normal).ToHashSet(StringComparer.Ordinal);
        var used = columns.Values.SelectMany(c => c).ToHashSet();
        bool IsLeft(int at) => left.Contains(normal[at]) || (IsBeside(spec.Kind) && ElsewhereReader.NamesBuyer(normal[at])) || ExportFormats.Known.Personal.Any(word => normal[at].Contains(word, StringComparison.Ordinal));
        var rest = Enumerable.Range(0, headers.Count).Where(i => !used.Contains(i) && normal[i].Length > 0).ToList();
        IReadOnlyList<int> unknown = [.. rest.Where(i => !IsLeft(i))];
        return new Recognised(
            new Mapping(spec.Kind, spec.Name, VersionOf(spec, normal), spec.Platform, spec.Zone, [.. headers], columns, spec.HasLines, spec.SumsLines, spec.PaidIsAmount, [.. FactKinds.KeepsUnknown(spec.Kind) ? unknown.Take(KeptCells.MostColumns) : []]),
            spec.Zh,
            spec.En,
            [.. kind.Required.Where(f => !columns.ContainsKey(f))],
            [.. kind.Wanted.Where(f => !columns.ContainsKey(f) && !(f == "paid" && spec.PaidIsAmount))],
            [.. rest.Where(IsLeft)],
            unknown);
    }

    /// <summary>A saved mapping as a spec: the shop's own names for the fields.</summary>
    public static FormatSpec SpecOf(string name, string kind, string platform, string zone, IReadOnlyDictionary<string, IReadOnlyList<string>> columns) =>
        new(name, kind, platform, name, name, columns, [.. ExportFormats.Known.Kinds[kind].Required.Where(f => columns.ContainsKey(f) || !TellDay.MayBeTold(kind, f))], Zone: zone);

    private static bool Fits(FormatSpec spec, HashSet<string> present) =>
        (spec.Needs ?? []).All(field => spec.Columns.TryGetValue(field, out var names) && names.Any(n => present.Contains(HeaderText.Normal(n))))
        && (spec.AnyOf is null || spec.AnyOf.Any(n => present.Contains(HeaderText.Normal(n))));

    /// <summary>A format with few and common columns is only believed by its file's name, or when nearly every column is one of its own.</summary>
    private static bool IsNamed(FormatSpec spec, HashSet<string> present, string fileName) =>
        spec.FileName is null || spec.FileName == fileName || spec.Columns.Count(c => c.Value.Any(h => present.Contains(HeaderText.Normal(h)))) * 5 >= present.Count * 4;

    /// <summary>Files whose rows stand beside orders: of the buyer they keep nothing.</summary>
    public static bool IsBeside(string kind) => ElsewhereReader.IsKind(kind) || kind == Sales.ShipmentReader.Kind;

    private static int Known(FormatSpec spec, HashSet<string> present) => (spec.Left ?? []).Count(h => present.Contains(HeaderText.Normal(h)));

    private static string VersionOf(FormatSpec spec, List<string> present) =>
        (spec.Versions ?? []).LastOrDefault(v => v.Has.All(h => present.Contains(HeaderText.Normal(h))))?.Name ?? string.Empty;
}
