namespace Zhanggui.Orders.Import;

/// <summary>
/// What a file's columns mean: field → indices of columns (the first that is not empty wins), with the headers as they stood, so
/// that refused rows can be given back in the original columns. <paramref name="Kept"/>: columns that nobody knows; their cells go with
/// the row as they stand. <paramref name="Given"/>: what somebody said of every row because the file does not, such as the day of a day's report.
/// </summary>
internal sealed record Mapping(
    string Kind,
    string Format,
    string Version,
    string Platform,
    string Zone,
    IReadOnlyList<string> Headers,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Columns,
    bool HasLines,
    bool SumsLines,
    bool PaidIsAmount,
    IReadOnlyList<int>? Kept = null,
    IReadOnlyDictionary<string, string>? Given = null)
{
    public bool Has(string field) => Columns.ContainsKey(field) || Given?.ContainsKey(field) == true;

    /// <summary>The header under which a field stands, for messages.</summary>
    public string? HeaderOf(string field) => Columns.TryGetValue(field, out var at) && at.Count > 0 ? Headers[at[0]].Trim() : null;
}

/// <summary>How sure a mapping is: what is missing, what was left and what nobody knows.</summary>
internal sealed record Recognised(
    Mapping Mapping,
    string Zh,
    string En,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Wanting,
    IReadOnlyList<int> Left,
    IReadOnlyList<int> Unknown)
{
    /// <summary>Nothing that an import cannot do without is missing.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>The same where somebody says what the file does not.</summary>
    public Recognised With(string field, string text) => this with
    {
        Mapping = Mapping with { Given = new Dictionary<string, string>(StringComparer.Ordinal) { [field] = text } },
        Missing = [.. Missing.Where(f => f != field)],
    };
}
