using System.Buffers;
using System.Text.Unicode;
using CsvHelper;

namespace Zhanggui.Facts.Schema;

/// <summary>The rows of a CSV stream in UTF-8, one after the other, with the line on which each begins. The cells of a row are good until the next one.</summary>
internal sealed class CsvRows : ICellSource, IDisposable
{
    private readonly CsvReader reader;
    private long badLine;
    private char[] text = new char[1024];
    private int[] ends = new int[32];

    public CsvRows(Stream stream) => reader = CsvReader.Create(stream, new CsvReaderOptions
    {
        Separator = ',',
        HasHeader = false,
        DetectSeparatorHint = false,
        TrackLineNumbers = true,
        BufferSize = 1 << 17,

        // A quote inside a plain cell is text and nothing else; the other faults leave the bounds of cells in doubt.
        OnMalformedRecord = record => badLine = record.Reason == CsvMalformedReason.StrayQuote ? badLine : record.LineNumber,
    });

    /// <summary>Where the current row begins, from 1.</summary>
    public int Line { get; private set; }

    public int Count { get; private set; }

    public bool HasBadQuotes => badLine == Line;

    public bool HasBadBytes { get; private set; }

    public bool Read()
    {
        if (!reader.Read())
        {
            return false;
        }

        (Line, Count, HasBadBytes) = ((int)reader.LineNumber, reader.FieldCount, false);
        if (ends.Length < Count)
        {
            Array.Resize(ref ends, Count);
        }

        var end = 0;
        for (var i = 0; i < Count; i++)
        {
            Append(reader.GetSpan(i), ref end);
            ends[i] = end;
        }

        return true;
    }

    public ReadOnlySpan<char> Cell(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return text.AsSpan(start, ends[index] - start);
    }

    public void Dispose() => reader.Dispose();

    private void Append(ReadOnlySpan<byte> cell, ref int end)
    {
        if (text.Length - end < cell.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, end + cell.Length));
        }

        HasBadBytes |= Utf8.ToUtf16(cell, text.AsSpan(end), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done;
        end += written;
    }
}
