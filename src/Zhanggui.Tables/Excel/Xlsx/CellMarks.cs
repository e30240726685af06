using System.Globalization;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>How a cell's value is written, by its attribute t.</summary>
internal enum CellType
{
    Number,
    Shared,
    Text,
    Inline,
    Boolean,
    Error,
    Date,
}

/// <summary>What the attributes of a cell say: place, style and type.</summary>
internal static class CellMarks
{
    // r, s and t in one pass: this is done for every cell.
    public static void Take(XmlScan scan, out int? column, out int style, out CellType type)
    {
        column = null;
        style = -1;
        type = CellType.Number;
        var rest = scan.Attributes;
        while (true)
        {
            var equals = rest.IndexOf((byte)'=');
            if (equals < 1 || equals + 2 >= rest.Length)
            {
                return;
            }

            var name = rest[equals - 1];
            var isShort = equals < 2 || rest[equals - 2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';
            var quote = rest[equals + 1];
            if (quote is not ((byte)'"' or (byte)'\'') || name <= ' ')
            {
                column = scan.Attribute("r"u8) is { IsEmpty: false } r ? ColumnOf(r) : null; // blanks around the sign
                style = int.TryParse(scan.Attribute("s"u8), CultureInfo.InvariantCulture, out var s) ? s : -1;
                type = TypeOf(scan.Attribute("t"u8));
                return;
            }

            var value = rest[(equals + 2)..];
            var end = value.IndexOf(quote);
            if (end < 0)
            {
                return;
            }

            rest = value[(end + 1)..];
            value = value[..end];
            switch (isShort ? name : (byte)0)
            {
                case (byte)'r':
                    column = ColumnOf(value);
                    break;
                case (byte)'s':
                    style = int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : -1;
                    break;
                case (byte)'t':
                    type = TypeOf(value);
                    break;
            }
        }
    }

    private static CellType TypeOf(ReadOnlySpan<byte> type) => type switch
    {
        [] or [(byte)'n'] => CellType.Number,
        [(byte)'s'] => CellType.Shared,
        [(byte)'b'] => CellType.Boolean,
        [(byte)'e'] => CellType.Error,
        [(byte)'d'] => CellType.Date,
        [(byte)'i', ..] => CellType.Inline,
        _ => CellType.Text,
    };

    // Null without letters: some programs number the cells of a row instead; then they follow one another.
    private static int? ColumnOf(ReadOnlySpan<byte> reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                break;
            }

            column = (column * 26) + ((letter | 0x20) - 'a' + 1);
            if (column > 1_000_000)
            {
                throw PartRefused.Broken;
            }
        }

        return column > 0 ? column - 1 : null;
    }
}
