using System.Buffers;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// The row that is being read, by the places of the schema's columns. Every read either gives the value or notes a problem
/// and gives nothing; a row with a problem is refused as a whole, so what it gives meanwhile is never seen.
/// </summary>
public sealed class FactsRow
{
    private const int LongestValue = 80;
    private const int LongestPooled = 128;
    private readonly RowShape shape;
    private readonly int[] places;
    private readonly ICellSource cells;
    private readonly DateTimeZone zone;
    private readonly Action<FactsProblem> tell;
    private readonly InstantBytes instants;
    private readonly HashSet<int> cut = [];
    private Utf8Names? names;
    private char[] chars = [];

    internal FactsRow(RowShape shape, int[] places, ICellSource cells, DateTimeZone zone, Action<FactsProblem> tell) =>
        (this.shape, this.places, this.cells, this.zone, this.tell, instants) = (shape, places, cells, zone, tell, new InstantBytes(zone));

    internal int Line { get; set; }

    internal bool IsRefused { get; set; }

    /// <summary>Was every cell so far written just as the house writes its value?</summary>
    internal bool IsCanonical { get; private set; } = true;

    public string? Text(int column)
    {
        var cell = Cell(column);
        return cell.IsEmpty ? null : Encoding.UTF8.GetString(cell);
    }

    /// <summary>The same names come again and again, so equal ones share one string.</summary>
    public string? Id(int column)
    {
        var cell = IdCell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (cell.Length > LongestPooled)
        {
            return Encoding.UTF8.GetString(cell);
        }

        names ??= new Utf8Names();
        return names[names.Number(cell)];
    }

    /// <summary>An id that hardly ever comes twice: not pooled.</summary>
    public string OwnId(int column) => Encoding.UTF8.GetString(IdCell(column));

    public string NeedId(int column) => Id(column) ?? string.Empty;

    public string NeedText(int column) => Text(column) ?? string.Empty;

    public string? Choice(int column)
    {
        var index = ChoiceIndex(column);
        return index < 0 ? null : shape.Columns[column].Choices[index];
    }

    public TEnum? Choice<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var index = ChoiceIndex(column);
        return index < 0 ? null : EnumTexts<TEnum>.At(index);
    }

    public int? Whole(int column) => Trimmed(column) is { IsEmpty: false } cell
        ? CellText.TryRead(Chars(cell), out int value) ? Checked(value, cell.Length < 10 && cell[0] is >= (byte)'1' and <= (byte)'9' || cell.SequenceEqual("0"u8)) : Refuse<int>(column, FactsProblems.NotWhole)
        : null;

    public decimal? Number(int column) => Trimmed(column) is { IsEmpty: false } cell
        ? CellText.TryRead(Chars(cell), out decimal value) ? Checked(value, CellText.Write(value).AsSpan().SequenceEqual(Chars(cell))) : Refuse<decimal>(column, FactsProblems.NotNumber)
        : null;

    public Fen? Money(int column)
    {
        var cell = Trimmed(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        return MoneyBytes.TryRead(cell, out var plain) ? plain
            : CellText.TryRead(Chars(cell), out Fen value) ? Checked(value, isCanonical: false)
            : Refuse<Fen>(column, FactsProblems.NotMoney);
    }

    public LocalDate? Date(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(Chars(cell), out LocalDate value) ? value : Refuse<LocalDate>(column, FactsProblems.NotDate) : null;

    public LocalTime? TimeOfDay(int column) => Trimmed(column) is { IsEmpty: false } cell
        ? CellText.TryRead(Chars(cell), out LocalTime value) ? Checked(value, CellText.Write(value).AsSpan().SequenceEqual(Chars(cell))) : Refuse<LocalTime>(column, FactsProblems.NotTime)
        : null;

    public YearMonth? Month(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(Chars(cell), out YearMonth value) ? value : Refuse<YearMonth>(column, FactsProblems.NotMonth) : null;

    public bool? YesNo(int column)
    {
        var cell = Trimmed(column);
        return cell.IsEmpty ? null : cell.SequenceEqual("yes"u8) ? true : cell.SequenceEqual("no"u8) ? false : Refuse<bool>(column, FactsProblems.NotYesNo);
    }

    public string? Json(int column)
    {
        var text = Text(column);
        if (text is not null && !FactsProblems.IsJson(text))
        {
            Refuse(column, FactsProblems.NotJson);
        }

        return text;
    }

    /// <summary>An instant; in a column that knows days also a date, which stands for the start of that day.</summary>
    public Instant? At(int column)
    {
        var cell = Trimmed(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (instants.TryRead(cell, out var plain, out var isCanonical))
        {
            return Checked(plain, isCanonical);
        }

        var fault = CellText.Read(Chars(cell), out var at, out var isCut);
        if (isCut && cut.Add(column))
        {
            Tell(column, FactsProblems.CutToMilliseconds);
        }

        if (fault == CellText.InstantFault.None)
        {
            return Checked(at, isCanonical: false);
        }

        if (shape.Columns[column].Kind == ColumnKind.InstantOrDay && CellText.TryRead(Chars(cell), out LocalDate day))
        {
            return Checked(zone.AtStartOfDay(day).ToInstant(), isCanonical: false);
        }

        return Refuse<Instant>(column, fault == CellText.InstantFault.NoOffset ? FactsProblems.NoOffset : FactsProblems.NotInstant);
    }

    internal void NeedRequired()
    {
        foreach (var column in shape.Required)
        {
            if (Cell(column) is var cell && (cell.IsEmpty || Trim(cell).IsEmpty))
            {
                Refuse(column, FactsProblems.Empty);
            }
        }
    }

    internal ReadOnlySpan<byte> Cell(int column) => places[column] < 0 ? default : cells.Cell(places[column]);

    /// <summary>A name with blanks around it is refused, because two that look alike would be two.</summary>
    internal ReadOnlySpan<byte> IdCell(int column)
    {
        var cell = Cell(column);
        if (!cell.IsEmpty && Trim(cell).Length != cell.Length)
        {
            Refuse(column, FactsProblems.BlankAround);
        }

        return cell;
    }

    internal void Refuse(int column, FactsProblems.Reason reason)
    {
        IsRefused = true;
        Tell(column, reason);
    }

    /// <summary>The place among the column's choices; negative where the cell is empty or none of them.</summary>
    internal int ChoiceIndex(int column)
    {
        var cell = Trimmed(column);
        if (cell.IsEmpty)
        {
            IsCanonical &= !shape.IsNeverEmpty[column];
            return -1;
        }

        var choices = shape.Choices[column];
        for (var i = 0; i < choices.Length; i++)
        {
            if (cell.SequenceEqual(choices[i]))
            {
                return i;
            }
        }

        Refuse(column, FactsProblems.NoChoice(shape.Columns[column].Choices));
        return -1;
    }

    private ReadOnlySpan<byte> Trimmed(int column)
    {
        var cell = Cell(column);
        var trimmed = Trim(cell);
        IsCanonical &= trimmed.Length == cell.Length;
        return trimmed;
    }

    /// <summary>Nearly every cell begins and ends with a letter or a digit of ASCII, or with a character that is none of the blanks beyond.</summary>
    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell)
    {
        while (!cell.IsEmpty && MayBeBlank(cell[0]) && Rune.DecodeFromUtf8(cell, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first))
        {
            cell = cell[length..];
        }

        while (!cell.IsEmpty && (cell[^1] <= ' ' || cell[^1] >= 0x80) && Rune.DecodeLastFromUtf8(cell, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last))
        {
            cell = cell[..^length];
        }

        return cell;
    }

    /// <summary>The first bytes of all blanks: ASCII, U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000.</summary>
    private static bool MayBeBlank(byte first) => first <= ' ' || first is 0xC2 or 0xE1 or 0xE2 or 0xE3;

    private ReadOnlySpan<char> Chars(ReadOnlySpan<byte> cell)
    {
        if (chars.Length < cell.Length)
        {
            chars = new char[Math.Max(LongestValue, cell.Length)];
        }

        return chars.AsSpan(0, Encoding.UTF8.GetChars(cell, chars));
    }

    private TValue Checked<TValue>(TValue value, bool isCanonical)
    {
        IsCanonical &= isCanonical;
        return value;
    }

    private TValue? Refuse<TValue>(int column, FactsProblems.Reason reason)
        where TValue : struct
    {
        Refuse(column, reason);
        return null;
    }

    private void Tell(int column, FactsProblems.Reason reason) =>
        tell(new FactsProblem(shape.File, Line, shape.Columns[column].Name, Shown(Cell(column)), reason.Severity, reason.Code, reason.Zh, reason.En));

    internal static string Shown(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell);
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
    }
}
