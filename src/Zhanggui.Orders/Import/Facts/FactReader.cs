using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Reads a row of any table as a row of a fact file: cells become canonical by their column's kind, and the schema then has the last word.</summary>
internal static class FactReader
{
    private const string MissingId = "-";
    private static readonly OffsetDateTimePattern At = OffsetDateTimePattern.ExtendedIso;
    private static readonly NoRows Nowhere = new();

    public static FactRow? Read(RowCells cells)
    {
        var kind = cells.Mapping.Kind;
        var file = FactKinds.Files[kind];
        var row = new string?[file.Specs.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = file.Specs[i].Name == "shop" ? cells.Text("shop") ?? MissingId : Cell(cells, file.Specs[i]);
        }

        if (kind == FactKinds.Messages)
        {
            Complete(row);
        }

        if (kind == FactKinds.Stock)
        {
            row[PlaceOf(file, "at")] ??= GoodsWriter.NoTime;
        }

        if (cells.Problems.Count == 0)
        {
            file.Give(Nowhere, row, cells.Zone, p => Tell(cells, p));
        }

        var unknown = cells.Kept();
        return cells.Problems.Count > 0 ? null : new FactRow(cells.Line, row, unknown, cells.Original());
    }

    /// <summary>The place of a column in a fact file.</summary>
    public static int PlaceOf(FactsFile file, string column) => file.ColumnNames.Index().Where(c => c.Item == column).Select(c => c.Index).FirstOrDefault(-1);

    private static void Complete(string?[] row)
    {
        var file = FactsFiles.Messages;
        var (id, buyer, account, sender) = (PlaceOf(file, "id"), PlaceOf(file, "buyer"), PlaceOf(file, "account"), PlaceOf(file, "sender"));
        row[id] ??= MissingId;
        if (row[sender] == "buyer" && row[account] == row[buyer])
        {
            row[account] = null; // a sheet with one column for whoever speaks
        }
    }

    private static void Tell(RowCells cells, FactsProblem problem)
    {
        if (problem.Severity == FactsSeverity.Error)
        {
            cells.Problems.Add(RowProblem.Fact(problem.Code, problem.Column is { } c ? cells.Mapping.HeaderOf(c) ?? c : null, problem.Zh, problem.En));
        }
    }

    private static string? Cell(RowCells cells, ColumnSpec column)
    {
        var text = column.Kind is ColumnKind.Id ? cells.Id(column.Name) : cells.Text(column.Name);
        return text is null ? null : Canonical(cells, column, FactKinds.Word(column.Name, text));
    }

    /// <summary>What cannot be read stays as it is: the schema then says what is wrong with it.</summary>
    private static string Canonical(RowCells cells, ColumnSpec column, string text)
    {
        switch (column.Kind)
        {
            case ColumnKind.Money when CellReading.TryMoney(text, out var fen):
                return (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
            case ColumnKind.Whole when CellReading.TryCount(text, out var count):
                return count.ToString(CultureInfo.InvariantCulture);
            case ColumnKind.Instant or ColumnKind.InstantOrDay when !HasOffset(text) && CellReading.TryTime(text, cells.Zone, out var milliseconds):
                return At.Format(Instant.FromUnixTimeMilliseconds(milliseconds).InZone(cells.Zone).ToOffsetDateTime());
            case ColumnKind.Date when CellReading.TryTime(text, DateTimeZone.Utc, out var midnight):
                return LocalDatePattern.Iso.Format(Instant.FromUnixTimeMilliseconds(midnight).InUtc().Date);
            default:
                return text;
        }
    }

    private static bool HasOffset(string text) => text.Length > 10 && (text[^1] == 'Z' || text.AsSpan(10).LastIndexOfAny('+', '-') > 0) && text.Contains('T', StringComparison.Ordinal);

    private sealed class NoRows : IFactsSink
    {
        public void Add<T>(FactsFile<T> file, T row)
            where T : class
        {
            // Only whether the row can be made is asked.
        }
    }
}
