using System.Diagnostics.CodeAnalysis;
using Zhanggui.Tables.Excel;
using Zhanggui.Tables.Excel.Xlsx;
using Zhanggui.Tables.Text;

namespace Zhanggui.Tables;

/// <summary>
/// A table file that can be read. <see cref="TryOpen"/> finds out what it is by its content; the stream stays the
/// caller's and must be open and untouched for as long as rows are read.
/// </summary>
public abstract class TableFile : IDisposable
{
    protected TableFile(TableKind kind, IReadOnlyList<TableSheet> sheets, TableOptions options)
    {
        Kind = kind;
        Sheets = sheets;
        Options = options;
    }

    public TableKind Kind { get; }

    /// <summary>In the order of the workbook; one for a text file.</summary>
    public IReadOnlyList<TableSheet> Sheets { get; }

    /// <summary>The first visible sheet that has a row (else the first that has one): its index in <see cref="Sheets"/>.</summary>
    public int DefaultSheet { get; protected set; }

    /// <summary>How a text file is written; null for workbooks.</summary>
    public TableDialect? Dialect { get; protected init; }

    protected TableOptions Options { get; }

    /// <summary>Opens a file of any kind. No bad file makes it throw.</summary>
    /// <param name="stream">Readable and seekable.</param>
    /// <param name="fileName">Only for what the content leaves open; may be empty.</param>
    public static bool TryOpen(Stream stream, string fileName, TableOptions? options, [NotNullWhen(true)] out TableFile? file, [NotNullWhen(false)] out TableRefused? refused)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        options ??= new TableOptions();
        TableLimits.Check(options);
        var content = FileContent.Of(stream, out refused);
        file = refused is not null ? null
            : content == TableKind.Text ? TextFile.TryOpen(stream, options, out refused)
            : content == TableKind.Xlsx ? XlsxFile.TryOpen(stream, options, out refused)
            : WorkbookFile.TryOpen(stream, options, out refused);
        return file is not null;
    }

    /// <summary>The rows of a sheet from its first, each time from the beginning.</summary>
    /// <param name="sheet">Index in <see cref="Sheets"/>; null = <see cref="DefaultSheet"/>.</param>
    public TableRows Rows(int? sheet = null)
    {
        var index = sheet ?? DefaultSheet;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Sheets.Count);
        return Open(index);
    }

    /// <summary>The rows behind a header; a row with another number of cells becomes a problem of the rows.</summary>
    public TableRows RowsAfter(TableHeader header, int? sheet = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        var rows = Rows(sheet);
        while (rows.Read() && rows.LineNumber < header.LastLine)
        {
        }

        rows.ExpectedCount = header.Columns.Count;
        return rows;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract TableRows Open(int sheet);

    protected virtual void Dispose(bool disposing)
    {
    }
}
