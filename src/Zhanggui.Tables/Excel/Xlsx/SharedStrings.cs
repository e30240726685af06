namespace Zhanggui.Tables.Excel.Xlsx;

/// <summary>The texts that the sheets of a workbook share, side by side in large pieces of memory.</summary>
internal sealed class SharedStrings
{
    private const int Piece = 1 << 20;
    private readonly List<(char[] Chars, int Start, int Length)> _texts = [];

    /// <summary>Where a text lies; null when the number names none.</summary>
    public (char[] Chars, int Start, int Length)? this[int index] => (uint)index < (uint)_texts.Count ? _texts[index] : null;

    public static SharedStrings Read(Stream part, TableOptions options)
    {
        var strings = new SharedStrings();
        var scan = new XmlScan(part, MaxToken(options));
        var piece = new char[1 << 14];
        var length = 0;
        var start = 0;
        var total = 0L;
        var isPhonetic = false;
        var isWhole = false;
        var isText = false;
        while (scan.Next())
        {
            if (isText)
            {
                XmlText.Append(ref piece, ref length, scan.Text, scan.IsCData);
                isText = scan.IsCData;
            }

            if (scan.IsCData)
            {
                continue;
            }

            var name = scan.Name;
            if (name.SequenceEqual("t"u8))
            {
                isText = !scan.IsEnd && !scan.IsEmpty && !isPhonetic;
            }
            else if (name.SequenceEqual("rPh"u8))
            {
                isPhonetic = !scan.IsEnd && !scan.IsEmpty;
            }
            else if (name.SequenceEqual("si"u8) && (scan.IsEnd || scan.IsEmpty))
            {
                length = start + XmlText.Unescape(piece.AsSpan(start, length - start));
                strings._texts.Add((piece, start, length - start));
                total += length - start;
                if (total > options.MaxSharedStringChars || strings._texts.Count > options.MaxSharedStringChars)
                {
                    throw new PartRefused(TableRefused.Limit($"共享字符串超过 {options.MaxSharedStringChars} 个字符", $"the shared strings have more than {options.MaxSharedStringChars} characters"));
                }

                start = length;
                if (piece.Length - length < 256)
                {
                    piece = new char[Piece];
                    start = length = 0;
                }
            }
            else if (name.SequenceEqual("sst"u8))
            {
                isWhole = scan.IsEnd || scan.IsEmpty;
            }
        }

        return isWhole ? strings : throw PartRefused.Broken;
    }

    /// <summary>A character takes up to six bytes as an entity.</summary>
    internal static int MaxToken(TableOptions options) => (int)Math.Min(int.MaxValue / 4, (options.MaxCellChars * 6L) + (1 << 16));
}
