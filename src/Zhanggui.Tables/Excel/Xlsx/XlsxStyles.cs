using System.Globalization;
using System.Xml;

namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>Which styles of a workbook show a number as a day and time, and which as a duration.</summary>
internal sealed class XlsxStyles
{
    private readonly List<CellKind> _kinds = [];

    public static XlsxStyles None { get; } = new();

    public CellKind this[int style] => (uint)style < (uint)_kinds.Count ? _kinds[style] : CellKind.Number;

    public static XlsxStyles Read(XmlReader reader)
    {
        var styles = new XlsxStyles();
        var formats = new Dictionary<int, string>();
        var isCells = false;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "cellXfs")
            {
                isCells = false;
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (reader.LocalName)
            {
                case "numFmt" when int.TryParse(reader.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id):
                    formats.TryAdd(id, reader.GetAttribute("formatCode") ?? string.Empty);
                    break;
                case "cellXfs":
                    isCells = !reader.IsEmptyElement;
                    break;
                case "xf" when isCells:
                    var format = int.TryParse(reader.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var number) ? number : 0;
                    styles._kinds.Add(formats.TryGetValue(format, out var code) ? KindOf(code) : KindOf(format));
                    break;
            }
        }

        return styles;
    }

    /// <summary>The formats that Excel knows by number alone, with the East Asian dates.</summary>
    internal static CellKind KindOf(int format) => format switch
    {
        >= 14 and <= 22 or >= 27 and <= 36 or 45 or 47 or >= 50 and <= 58 => CellKind.DateTime,
        46 => CellKind.Time,
        _ => CellKind.Number,
    };

    /// <summary>A letter of a date outside quotes, brackets and escapes makes a date; <c>[h]</c>, <c>[m]</c> or <c>[s]</c> a duration. Only the first section counts.</summary>
    internal static CellKind KindOf(string code)
    {
        var kind = CellKind.Number;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = End(code, '"', i);
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = End(code, ']', i);
                    var inside = code.AsSpan(i + 1, Math.Max(0, end - i - 1));
                    if (!inside.IsEmpty && inside.Trim("hHmMsS").IsEmpty)
                    {
                        return CellKind.Time;
                    }

                    i = end;
                    break;
                case ';':
                    return kind;
                case '0' or '#' or '?' when kind == CellKind.Number:
                    return CellKind.Number;
                case 'G' or 'g' when code.AsSpan(i).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return CellKind.Number;
                case 'E' or 'e' when i + 1 < code.Length && code[i + 1] is '+' or '-':
                    return CellKind.Number;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S' or 'e' or 'b' or 'B':
                    kind = CellKind.DateTime;
                    break;
            }
        }

        return kind;
    }

    private static int End(string code, char close, int from)
    {
        var end = code.IndexOf(close, from + 1);
        return end < 0 ? code.Length : end;
    }
}
