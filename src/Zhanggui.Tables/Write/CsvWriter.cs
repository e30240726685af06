using System.Buffers;
using System.Text;

namespace Zhanggui.Tables;

/// <summary>
/// Writes CSV by RFC 4180 (comma, double quotes, CRLF) in UTF-8 with byte order mark, so that Excel reads Chinese. Cells that
/// Excel would take for a formula (beginning with <c>= + - @</c>, TAB or CR) get an apostrophe in front, unless they are plain numbers.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private readonly StreamWriter _writer;
    private readonly bool _guardsFormulas;
    private bool _isFirst = true;

    /// <param name="guardsFormulas">False for machine-read files such as the facts folder, whose cells must come back as they are.</param>
    /// <param name="hasBom">False for machine-read files.</param>
    public CsvWriter(Stream stream, bool guardsFormulas = true, bool hasBom = true)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(hasBom), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        _guardsFormulas = guardsFormulas;
    }

    /// <summary>One cell; null is an empty one.</summary>
    public void Cell(string? text) => Cell(text.AsSpan());

    /// <inheritdoc cref="Cell(string?)"/>
    public void Cell(ReadOnlySpan<char> text)
    {
        if (!_isFirst)
        {
            _writer.Write(',');
        }

        var isLone = _isFirst && text.IsEmpty;
        _isFirst = false;
        var guard = _guardsFormulas && IsFormula(text);
        // An empty first cell is quoted: a row of nothing else would be a blank line, which readers pass over.
        var quotes = isLone || guard || text.ContainsAny(Special) || (!text.IsEmpty && (text[0] is ' ' || text[^1] is ' '));
        if (!quotes)
        {
            _writer.Write(text);
            return;
        }

        _writer.Write(guard ? "\"'" : "\"");
        for (var at = text.IndexOf('"'); at >= 0; at = text.IndexOf('"'))
        {
            _writer.Write(text[..(at + 1)]);
            _writer.Write('"');
            text = text[(at + 1)..];
        }

        _writer.Write(text);
        _writer.Write('"');
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        _writer.WriteLine();
        _isFirst = true;
    }

    /// <summary>A whole row.</summary>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        foreach (var cell in cells)
        {
            Cell(cell);
        }

        EndRow();
    }

    /// <summary>Writes out what is still held back; the stream stays open.</summary>
    public void Dispose() => _writer.Dispose();

    private static bool IsFormula(ReadOnlySpan<char> text) => !text.IsEmpty && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r'
        && !(text[0] is '-' or '+' && decimal.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out _));
}
