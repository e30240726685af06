using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Workbooks made of rows of text, old and new.</summary>
internal static class ExcelFiles
{
    /// <summary>A workbook as today's platforms export it: a title above the header, everything as text.</summary>
    public static byte[] Xlsx(params string[][] rows)
    {
        using var bytes = new MemoryStream();
        using (var book = new XlsxWriter(bytes))
        {
            book.BeginSheet("订单", [.. rows[0].Select(h => new XlsxColumn(h, 12))]);
            foreach (var row in rows.Skip(1))
            {
                book.BeginRow();
                foreach (var cell in row)
                {
                    book.Text(cell);
                }
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The oldest form of a sheet (BIFF 2), with labels in code page 936: what some tools still write as .xls.</summary>
    public static byte[] Xls(params string[][] rows)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var bytes = new MemoryStream();
        using var pen = new BinaryWriter(bytes);
        void Record(ushort type, params byte[][] parts)
        {
            pen.Write(type);
            pen.Write((ushort)parts.Sum(p => p.Length));
            foreach (var part in parts)
            {
                pen.Write(part);
            }
        }

        byte[] Two(int value) => BitConverter.GetBytes((ushort)value);
        Record(0x0009, Two(2), Two(0x10));
        Record(0x0042, Two(936));
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                var text = Encoding.GetEncoding(936).GetBytes(rows[row][column]);
                Record(0x0004, Two(row), Two(column), [0, 0, 0, (byte)text.Length], text);
            }
        }

        Record(0x000A);
        return bytes.ToArray();
    }
}
