namespace Zhanggui.Rules.Document;

/// <summary>For whom a variant holds; both null = the whole organisation.</summary>
internal readonly record struct Scope(string? Shop, string? Team)
{
    public static readonly Scope Everyone;

    public bool Covers(Scope where) => (Shop is null || Shop == where.Shop) && (Team is null || Team == where.Team);

    /// <summary>The narrower a variant, the later it is laid over: shop, then team, then team of a shop.</summary>
    public int Narrowness => (Shop is null ? 0 : 1) + (Team is null ? 0 : 2);
}

internal sealed record BookVariant(Scope Scope, Place Place, IReadOnlyDictionary<string, BookMap> Sections);

/// <summary>Sections for everyone and the variants that are laid over them.</summary>
internal sealed record BookBody(IReadOnlyDictionary<string, BookMap> Sections, IReadOnlyList<BookVariant> Variants)
{
    public static readonly BookBody Empty = new(new Dictionary<string, BookMap>(StringComparer.Ordinal), []);

    public IEnumerable<Scope> Scopes => Variants.Select(v => v.Scope).Prepend(Scope.Everyone).Distinct();

    /// <summary>What a section says where; null when the book is silent about the section.</summary>
    public BookMap? Resolve(string section, Scope where)
    {
        var layers = Variants.Where(v => v.Scope.Covers(where)).OrderBy(v => v.Scope.Narrowness).Select(v => v.Sections)
            .Prepend(Sections)
            .Select(s => s.GetValueOrDefault(section))
            .OfType<BookMap>();
        BookMap? result = null;
        foreach (var layer in layers)
        {
            result = result is null ? layer : Merging.Over(result, layer);
        }

        return result;
    }
}

/// <summary>
/// Laying one book over another: groups are merged, everything else is replaced, an empty value empties. Because a
/// group is never empty itself, laying over is associative: a chain of <c>extends</c> may be read from either end.
/// </summary>
internal static class Merging
{
    public static BookBody Over(BookBody under, BookBody over)
    {
        var variants = under.Variants.Select(u => over.Variants.FirstOrDefault(o => o.Scope == u.Scope) is { } o
            ? new BookVariant(u.Scope, o.Place, Over(u.Sections, o.Sections))
            : u);
        var added = over.Variants.Where(o => !under.Variants.Any(u => u.Scope == o.Scope));
        return new BookBody(Over(under.Sections, over.Sections), [.. variants, .. added]);
    }

    public static BookMap Over(BookMap under, BookMap over)
    {
        var entries = under.Entries.Select(u => over.Entries.FirstOrDefault(o => o.Key == u.Key) is { } o
            ? o with { Value = u.Value is BookMap lower && o.Value is BookMap upper ? Over(lower, upper) : o.Value }
            : u);
        var added = over.Entries.Where(o => !under.Entries.Any(u => u.Key == o.Key));
        return new BookMap(over.Place, [.. entries, .. added]);
    }

    private static Dictionary<string, BookMap> Over(IReadOnlyDictionary<string, BookMap> under, IReadOnlyDictionary<string, BookMap> over)
    {
        var result = new Dictionary<string, BookMap>(under, StringComparer.Ordinal);
        foreach (var (name, map) in over)
        {
            result[name] = result.TryGetValue(name, out var lower) ? Over(lower, map) : map;
        }

        return result;
    }
}
