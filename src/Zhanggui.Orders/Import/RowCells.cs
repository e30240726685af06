using NodaTime;
using Zhanggui.Orders.Import.Texts;
using Zhanggui.Orders.Store;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Import;

/// <summary>The present row of a file, read by field; what cannot be read is gathered as problems.</summary>
internal sealed class RowCells(TableRows rows, Mapping mapping)
{
    private const int LongestId = 64;
    private const int LongestText = 4000;
    private readonly (int[] Whole, int[] Parts) addresses = AddressesOf(mapping);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[mapping.Zone];

    public List<RowProblem> Problems { get; } = [];

    public long Line => rows.LineNumber;

    public Mapping Mapping => mapping;

    public DateTimeZone Zone => zone;

    public string? Text(string field)
    {
        var (text, _) = Find(field);
        if (text is null || IsNothing(field, text))
        {
            return null;
        }

        if (text.Length > LongestText)
        {
            Problems.Add(RowProblem.TooLong(mapping.HeaderOf(field)!, LongestText));
            return null;
        }

        return text;
    }

    public string? Id(string field)
    {
        var (text, at) = Find(field);
        if (text is null)
        {
            return null;
        }

        if (rows.IsDamagedNumber(at))
        {
            Problems.Add(RowProblem.DamagedNumber(mapping.Headers[at].Trim(), text));
            return null;
        }

        if (text.Length > LongestId)
        {
            Problems.Add(RowProblem.TooLong(mapping.Headers[at].Trim(), LongestId));
            return null;
        }

        return text;
    }

    public string? RequiredId(string field)
    {
        var before = Problems.Count;
        var id = Id(field);
        if (id is null && Problems.Count == before)
        {
            Problems.Add(RowProblem.Missing(mapping.HeaderOf(field) ?? ExportFormats.Known.Fields[field].Zh));
        }

        return id;
    }

    public long? Money(string field)
    {
        var (text, at) = Find(field);
        if (text is null || IsNothing(field, text))
        {
            return text is null ? null : 0;
        }

        if (!CellReading.TryMoney(text, out var fen))
        {
            Problems.Add(RowProblem.NotMoney(mapping.Headers[at].Trim(), text));
            return null;
        }

        if (fen < 0)
        {
            Problems.Add(RowProblem.NegativeMoney(mapping.Headers[at].Trim()));
            return null;
        }

        return fen;
    }

    public long? Time(string field)
    {
        var (text, at) = Find(field);
        if (text is null)
        {
            return null;
        }

        if (!CellReading.TryTime(text, zone, out var milliseconds))
        {
            Problems.Add(RowProblem.NotTime(mapping.Headers[at].Trim(), text));
            return null;
        }

        return milliseconds;
    }

    public long? Count(string field) => Read(field, CellReading.TryCount, RowProblem.NotCount);

    /// <summary>A share in millionths.</summary>
    public long? Rate(string field) => Read(field, CellReading.TryRate, RowProblem.NotRate);

    /// <summary>A length of time in milliseconds.</summary>
    public long? Span(string field) => Read(field, CellReading.TrySpan, RowProblem.NotSpan);

    /// <summary>One day in ISO form.</summary>
    public string? Day(string field)
    {
        var (text, at) = Find(field);
        if (text is null)
        {
            return null;
        }

        if (CellReading.TryDay(text, out var day))
        {
            return NodaTime.Text.LocalDatePattern.Iso.Format(day);
        }

        Problems.Add(RowProblem.NotDay(mapping.Headers[at].Trim(), text));
        return null;
    }

    /// <summary>The cells of columns that nobody knows, to be stored as they stand; null when all are empty.</summary>
    public string? Kept()
    {
        SortedDictionary<string, string>? kept = null;
        foreach (var at in mapping.Kept ?? [])
        {
            if (at >= rows.Count || CellReading.Clean(rows[at]) is not { } text)
            {
                continue;
            }

            var header = KeptCells.NameOf(mapping.Headers, at);
            if (text.Length > LongestText)
            {
                Problems.Add(RowProblem.TooLong(header, LongestText));
                return null;
            }

            (kept ??= new SortedDictionary<string, string>(StringComparer.Ordinal))[header] = text;
        }

        return kept is null ? null : KeptCells.Write(kept);
    }

    /// <summary>The address of an order, which is not kept: only its region is. Where it stands in parts, the parts.</summary>
    public string? Address()
    {
        var (whole, parts) = addresses;
        return whole.Select(At).FirstOrDefault(text => text is not null) ?? (parts.Select(At).OfType<string>().ToList() is { Count: > 0 } said ? string.Join(' ', said) : null);

        string? At(int column) => column < rows.Count ? CellReading.Clean(rows[column]) : null;
    }

    private static (int[] Whole, int[] Parts) AddressesOf(Mapping mapping)
    {
        var headers = mapping.Headers.Select(HeaderText.Normal).ToList();
        int[] Of(IReadOnlyList<string> names) => [.. names.Select(n => headers.IndexOf(n)).Where(i => i >= 0)];
        return (Of(ExportFormats.Known.Addresses), Of(ExportFormats.Known.AddressParts));
    }

    /// <summary>The cells as they stand, for a row that is given back.</summary>
    public IReadOnlyList<string> Original() => [.. Enumerable.Range(0, Math.Max(rows.Count, mapping.Headers.Count)).Select(i => i < rows.Count ? rows.GetText(i) : string.Empty)];

    /// <summary>A row with more filled cells than the header is shifted: a comma without quotes stands in it, and every column behind it would be read wrongly.</summary>
    public bool IsShifted()
    {
        if (rows is TextRows { Fault: { } fault })
        {
            Problems.Add(fault);
            return true;
        }

        for (var i = mapping.Headers.Count; i < rows.Count; i++)
        {
            if (CellReading.Clean(rows[i]) is not null)
            {
                Problems.Add(RowProblem.ShiftedCells(rows.Count, mapping.Headers.Count));
                return true;
            }
        }

        return false;
    }

    private delegate bool Reading(string text, out long value);

    private long? Read(string field, Reading reading, Func<string, string, RowProblem> problem)
    {
        var (text, at) = Find(field);
        if (text is null)
        {
            return null;
        }

        if (reading(text, out var value))
        {
            return value;
        }

        Problems.Add(problem(mapping.Headers[at].Trim(), text));
        return null;
    }

    private (string? Text, int At) Find(string field)
    {
        if (mapping.Columns.TryGetValue(field, out var columns))
        {
            foreach (var at in columns)
            {
                if (at < rows.Count && CellReading.Clean(rows[at]) is { } text)
                {
                    return (text, at);
                }
            }
        }

        return (mapping.Columns.ContainsKey(field) ? null : mapping.Given?.GetValueOrDefault(field), -1);
    }

    private static bool IsNothing(string field, string text) => ExportFormats.Known.Nothing.TryGetValue(field, out var words) && words.Contains(text, StringComparer.Ordinal);
}
