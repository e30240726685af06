using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Zhanggui.Tables;
using Zhanggui.Tables.Text;

namespace Zhanggui.Tests.Tables;

/// <summary>UTF-8 is read as bytes, every other encoding as characters: both must say the same of the same text.</summary>
public sealed class ByteRowsTests
{
    private static readonly string[] Pieces =
    [
        ",", ",", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\",", ",\"", "\"\n", " ", "甲", "浙江省杭州市", "蓝色 XL", "😀", "é", "\u00A0", "\u3000", "\uFEFF", "１２", "0", "12", "1234.50", "-8.00", "+3.10", "99999.99", "100000.00",
        "1.5", "0.005", "¥12.00", "1,234.50", "2016-05-23 22:02:01", "2016/05/23T22:02:01", "2016-02-30 22:02:01", "2016-05-23 24:00:00", "0000-05-23 22:02:01", "2016-05:23 22:02:01", "1.23E+17", "E10", "=\"123\"", "'123",
        "1234567890123456789", "null", "--", "\t", "a", "zhong\\\"", "\0",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bytes_and_characters_give_the_same_rows(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            var text = "h1,h2,h3\n" + string.Concat(Enumerable.Range(0, random.Next(1, 300)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var options = new TableOptions { Delimiter = ",", MaxCellChars = random.Next(3) == 0 ? 20 : 1_000_000, MaxRowChars = random.Next(5) == 0 ? 200 : 16_000_000 };
            Told(Encoding.UTF8.GetBytes(text), options with { Encoding = "utf-8" }, random.Next(1, 9)).ShouldBe(Told([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], options, 1 << 16), text);
        }
    }

    [Fact]
    public void Long_rows_and_cells_beyond_the_buffer_are_the_same()
    {
        var random = new Random(5);
        var text = new StringBuilder("h1,h2,h3\n");
        for (var row = 0; row < 200; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},\"{string.Concat(Enumerable.Repeat("长文字，带\n换行", random.Next(0, 3000)))}\",{new string('x', random.Next(0, 20_000))}\n");
        }

        Told(Encoding.UTF8.GetBytes(text.ToString()), new TableOptions(), 1 << 20).ShouldBe(Told([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ToString())], new TableOptions(), 1 << 20));
    }

    [Fact]
    public void Bytes_are_valid_exactly_where_the_runtime_says_so()
    {
        var random = new Random(6);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(20, 120)).Select(_ => random.Next(3) == 0 ? new string('a', random.Next(40)) : Pieces[random.Next(Pieces.Length)])));
            for (var change = random.Next(3); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            bytes = bytes[..random.Next(bytes.Length)];
            Utf8Check.IsValid(bytes).ShouldBe(Utf8.IsValid(bytes), Convert.ToHexString(bytes));
        }
    }

    [Fact]
    public void A_character_cut_by_the_end_or_by_another_refuses_the_file()
    {
        foreach (var end in new byte[][] { [0xE6], [0xE6, 0xB5], [0xF0, 0x9F, 0x98], [0xE6, (byte)'\n', 0xB5], [0xC3, 0x28] })
        {
            byte[] bytes = [.. "a,b\n1,"u8, .. end];
            TableFile.TryOpen(new Trickle(bytes, 1), "x.csv", new TableOptions { Encoding = "utf-8" }, out var file, out var refused);
            if (file is not null)
            {
                using var rows = file.Rows();
                while (rows.Read())
                {
                }

                refused = rows.Refused;
            }

            refused.ShouldNotBeNull().Code.ShouldBe("tables.file.encoding");
        }
    }

    private static string Told(byte[] bytes, TableOptions options, int step)
    {
        using var stream = new Trickle(bytes, step);
        TableFile.TryOpen(stream, "x.csv", options, out var file, out var refused).ShouldBeTrue(refused?.En);
        using var rows = file!.Rows();
        var told = new StringBuilder();
        while (rows.Read())
        {
            told.Append(CultureInfo.InvariantCulture, $"{rows.LineNumber}|");
            // Backwards, so that no cell depends on another having been asked for.
            for (var i = rows.Count; i >= 0; i--)
            {
                var cell = rows[i];
                told.Append(CultureInfo.InvariantCulture, $"{cell}¦{rows.CleanOf(i)}¦");
                (rows.TryHundredths(i, out var fen), fen).ShouldBe((CellText.TryHundredths(cell, out var sameFen), sameFen), $"{cell}");
                (rows.TryWhole(i, out var whole), whole).ShouldBe((CellText.TryWhole(cell, out var sameWhole), sameWhole), $"{cell}");
                (rows.TryDateTime(i, out var time), time).ShouldBe((CellText.TryDateTime(cell, out var sameTime), sameTime), $"{cell}");
                rows.IsDamagedNumber(i).ShouldBe(CellText.IsDamagedNumber(cell));
                rows.CleanOf(i).ToString().ShouldBe(CellText.Clean(cell).ToString());
            }

            told.Append('\n');
        }

        // Of a row that is refused for its length nobody needs to know how its quotes stood.
        return told.Append(rows.Refused is { } why ? why.Code : string.Join(' ', rows.Problems.Select(p => (p.Line, p.Column, p.Code)))).ToString();
    }

    // Gives a few bytes at a time, as a stream may.
    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(step, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }
}
