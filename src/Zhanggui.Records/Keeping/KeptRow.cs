using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Records.Keeping;

/// <summary>A row as it is kept: its canonical cells in the file's order, what it is found by, and the cells of columns that nobody knows.</summary>
internal sealed record KeptRow(string Key, string Cells, string? Buyer, string? OrderId, long? FromAt, long? UntilAt, string? Unknown = null)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly OffsetDateTimePattern At = OffsetDateTimePattern.ExtendedIso;

    // Columns that say when a row happened or held, by what they are called; the first that a file has counts.
    private static readonly string[] Begins = ["from", "at", "sent_at", "applied_at", "invited_at", "date"];

    public static KeptRow Of<T>(FactsFile<T> file, T row, string? unknown = null)
        where T : class
    {
        var cells = file.Cells(row, DateTimeZone.Utc);
        var key = string.Join('\u001f', file.NaturalKey.Count > 0 ? file.NaturalKey.Select(c => cells[c]) : cells);
        var begins = Begins.Select(name => Cell(file, cells, name)).FirstOrDefault(c => c is not null);
        var lasts = file.ColumnNames.Contains("to", StringComparer.Ordinal);
        var from = Millis(begins);
        return new KeptRow(key, JsonSerializer.Serialize(cells, Plain), Cell(file, cells, "buyer"), Cell(file, cells, "order_id"), from, lasts ? Millis(Cell(file, cells, "to")) : from, unknown);
    }

    public static string Write(string?[] cells) => JsonSerializer.Serialize(cells, Plain);

    public static string?[] Read(string cells) => JsonSerializer.Deserialize<string?[]>(cells, Plain)!;

    private static string? Cell<T>(FactsFile<T> file, string?[] cells, string name)
        where T : class
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (file.ColumnNames[i] == name)
            {
                return string.IsNullOrEmpty(cells[i]) ? null : cells[i];
            }
        }

        return null;
    }

    /// <summary>A day counts from its start in UTC: rows are found a day wider than asked for.</summary>
    private static long? Millis(string? cell) => cell switch
    {
        null => null,
        { Length: 10 } => LocalDatePattern.Iso.Parse(cell) is { Success: true } day ? day.Value.AtMidnight().InUtc().ToInstant().ToUnixTimeMilliseconds() : null,
        _ => At.Parse(cell) is { Success: true } at ? at.Value.ToInstant().ToUnixTimeMilliseconds() : null,
    };
}
