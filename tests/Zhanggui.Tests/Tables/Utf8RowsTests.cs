using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

/// <summary>Rows of an agreed form against CsvHelper: the same rows, cells, lines and faults.</summary>
public sealed class Utf8RowsTests
{
    private static readonly string[] Pieces =
        ["a", "bc", ",", ",", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "好", "😀", "\0", "\uFEFF", "x,\"y,z\"\n", "\"q\"\"r\"", "\"a\nb\",", new string('w', 40), new string('d', 31) + ","];

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n\r")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2")]
    [InlineData("a\r\rb\n\nc")]
    [InlineData("\"a\nb\",c\nd\n")]
    [InlineData("\"a\"b\"c,d\",e\nf\n")]
    [InlineData("x,\"a\"\"\ny\n")]
    [InlineData(" \"a\",b\nx\n")]
    [InlineData("\"\"\"\"\n\"\",\n,\"\"")]
    [InlineData("\uFEFFa\nb")]
    public void Small_files_read_as_CsvHelper_reads_them(string text) => Same(text);

    [Fact]
    public void Anything_reads_as_CsvHelper_reads_it() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary(), pieces => Same(string.Concat(pieces))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Plain_is_only_what_is_written_so()
    {
        IsPlain("a,b\n\"1,2\",\"x\"\"y\"\n").ShouldBeTrue();
        foreach (var other in new[] { "\uFEFFa\n", "a\r\n", "a", "a\n\nb\n", "\"a\"\n", "a\"b\n", "a\n\"b\"c\n" })
        {
            IsPlain(other).ShouldBeFalse(other);
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_seen_in_their_row()
    {
        var rows = new Utf8Rows(new MemoryStream([.. "a,"u8, 0xFF, .. "\nb,好\n"u8]));
        rows.Read().ShouldBeTrue();
        rows.HasBadBytes.ShouldBeTrue();
        rows.Read().ShouldBeTrue();
        rows.HasBadBytes.ShouldBeFalse();
    }

    private static bool IsPlain(string text)
    {
        var rows = new Utf8Rows(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        while (rows.Read())
        {
        }

        return rows.IsPlain;
    }

    private static void Same(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var theirs = Theirs(bytes);
        Same(Ours(new Utf8Rows(new MemoryStream(bytes))), theirs, text);
        Same(Ours(new Utf8Rows(new MemoryStream(bytes), 3)), theirs, text); // every row comes in pieces
    }

    /// <summary>CsvHelper tells one fault a row: behind a stray quote it passes over worse ones.</summary>
    private static void Same(List<string> ours, List<(string Row, bool IsStray)> theirs, string text) =>
        ours.ShouldBe(theirs.Select((t, i) => t.IsStray && i < ours.Count && ours[i].EndsWith(" bad", StringComparison.Ordinal) ? ours[i] : t.Row), text);

    private static List<string> Ours(Utf8Rows rows)
    {
        var found = new List<string>();
        while (rows.Read())
        {
            found.Add(rows.HasBadQuotes ? $"{rows.Line} bad" : $"{rows.Line} {string.Join('|', Enumerable.Range(0, rows.Count).Select(i => Encoding.UTF8.GetString(rows.Cell(i))))}");
        }

        return found;
    }

    private static List<(string Row, bool IsStray)> Theirs(byte[] bytes)
    {
        var (found, bad, stray) = (new List<(string, bool)>(), -1L, -1L);
        using var reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record => (bad, stray) = record.Reason == CsvMalformedReason.StrayQuote ? (bad, record.LineNumber) : (record.LineNumber, stray),
        });
        while (reader.Read())
        {
            found.Add((bad == reader.LineNumber ? $"{reader.LineNumber} bad" : $"{reader.LineNumber} {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Encoding.UTF8.GetString(reader.GetSpan(i))))}", stray == reader.LineNumber));
        }

        return found;
    }
}
