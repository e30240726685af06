using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

public sealed class HostileTests
{
    private static readonly byte[][] Heads = [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0x09, 0x08, 0x10, 0x00], [(byte)'P', (byte)'K', 3, 4]];

    [Fact]
    public void Random_bytes_are_read_or_refused()
    {
        var random = new Random(20261122);
        for (var i = 0; i < 3000; i++)
        {
            var bytes = new byte[random.Next(0, 600)];
            random.NextBytes(bytes);
            ReadAll([.. Heads[i % Heads.Length], .. bytes]);
        }
    }

    [Fact]
    public void Random_text_of_delimiters_and_quotes_is_read_or_refused()
    {
        var random = new Random(5);
        const string Letters = "ab,\"'\n\r;\t\\ ，=0";
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 200)).Select(_ => Letters[random.Next(Letters.Length)]));
            ReadAll(Encoding.UTF8.GetBytes(text));
        }
    }

    [Theory]
    [InlineData("exceldatareader", ".xlsx")]
    [InlineData("exceldatareader", ".xls")]
    [InlineData("csv-parser-fixtures", ".csv")]
    public void Real_files_with_broken_bytes_are_read_or_refused(string set, string ending)
    {
        var random = new Random(7);
        foreach (var (_, bytes) in MessyData.Files(set).Where(f => f.Name.EndsWith(ending, StringComparison.Ordinal) && f.Bytes.Length is > 0 and < 100_000))
        {
            for (var i = 0; i < 3; i++)
            {
                var broken = bytes.ToArray();
                for (var n = random.Next(1, 20); n > 0; n--)
                {
                    broken[random.Next(broken.Length)] = (byte)random.Next(256);
                }

                ReadAll(i == 0 ? broken[..random.Next(1, broken.Length)] : broken);
            }
        }
    }

    [Fact]
    public void Every_messy_file_is_read_or_refused_with_a_reason()
    {
        foreach (var set in new[] { "csv-parser-fixtures", "csv-spectrum", "exceldatareader", "frictionless", "readxl", "xlrd" })
        {
            foreach (var (_, bytes) in MessyData.Files(set))
            {
                ReadAll(bytes);
            }
        }
    }

    private static void ReadAll(byte[] bytes)
    {
        if (!TableFile.TryOpen(new MemoryStream(bytes), "x", null, out var file, out var refused))
        {
            refused.Zh.ShouldNotBeNullOrEmpty();
            return;
        }

        using (file)
        {
            for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
            {
                using var rows = file.Rows(sheet);
                while (rows.Read())
                {
                    for (var i = 0; i < rows.Count; i++)
                    {
                        _ = rows[i].Length + (rows.IsDamagedNumber(i) ? 1 : 0);
                    }
                }
            }
        }
    }
}
