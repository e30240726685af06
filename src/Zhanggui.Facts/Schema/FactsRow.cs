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
    private const int LongestPooled = 64;
    private readonly string file;
    private readonly IReadOnlyList<(string Name, ColumnKind Kind, bool IsRequired, IReadOnlyList<string> Choices)> columns;
    private readonly int[] places;
    private readonly ICellSource cells;
    private readonly DateTimeZone zone;
    private readonly Action<FactsProblem> tell;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> pool = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly HashSet<int> cut = [];

    internal FactsRow(string file, IReadOnlyList<(string Name, ColumnKind Kind, bool IsRequired, IReadOnlyList<string> Choices)> columns, int[] places, ICellSource cells, DateTimeZone zone, Action<FactsProblem> tell) =>
        (this.file, this.columns, this.places, this.cells, this.zone, this.tell) = (file, columns, places, cells, zone, tell);

    internal int Line { get; set; }

    internal bool IsRefused { get; set; }

    public string? Text(int column)
    {
        var cell = Cell(column);
        return cell.IsEmpty ? null : cell.ToString();
    }

    /// <summary>The same names come again and again, so equal ones share one string.</summary>
    public string? Id(int column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty)
        {
            return null;
        }

        if (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]))
        {
            Refuse(column, FactsProblems.BlankAround);
        }

        if (cell.Length > LongestPooled)
        {
            return cell.ToString();
        }

        if (!pool.TryGetValue(cell, out var text))
        {
            text = cell.ToString();
            pool.Set.Add(text);
        }

        return text;
    }

    /// <summary>An id that hardly ever comes twice: not pooled.</summary>
    public string OwnId(int column)
    {
        var cell = Cell(column);
        if (!cell.IsEmpty && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])))
        {
            Refuse(column, FactsProblems.BlankAround);
        }

        return cell.ToString();
    }

    public string NeedId(int column) => Id(column) ?? string.Empty;

    public string NeedText(int column) => Text(column) ?? string.Empty;

    public string? Choice(int column)
    {
        var index = ChoiceIndex(column);
        return index < 0 ? null : columns[column].Choices[index];
    }

    public TEnum? Choice<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var index = ChoiceIndex(column);
        return index < 0 ? null : EnumTexts<TEnum>.At(index);
    }

    public int? Whole(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out int value) ? value : Refuse<int>(column, FactsProblems.NotWhole) : null;

    public decimal? Number(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out decimal value) ? value : Refuse<decimal>(column, FactsProblems.NotNumber) : null;

    public Fen? Money(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out Fen value) ? value : Refuse<Fen>(column, FactsProblems.NotMoney) : null;

    public LocalDate? Date(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out LocalDate value) ? value : Refuse<LocalDate>(column, FactsProblems.NotDate) : null;

    public LocalTime? TimeOfDay(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out LocalTime value) ? value : Refuse<LocalTime>(column, FactsProblems.NotTime) : null;

    public YearMonth? Month(int column) => Trimmed(column) is { IsEmpty: false } cell ? CellText.TryRead(cell, out YearMonth value) ? value : Refuse<YearMonth>(column, FactsProblems.NotMonth) : null;

    public bool? YesNo(int column) => Trimmed(column) switch
    {
        [] => null,
        "yes" => true,
        "no" => false,
        _ => Refuse<bool>(column, FactsProblems.NotYesNo),
    };

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

        var fault = CellText.Read(cell, out var at, out var isCut);
        if (isCut && cut.Add(column))
        {
            Tell(column, FactsProblems.CutToMilliseconds);
        }

        if (fault == CellText.InstantFault.None)
        {
            return at;
        }

        if (columns[column].Kind == ColumnKind.InstantOrDay && CellText.TryRead(cell, out LocalDate day))
        {
            return zone.AtStartOfDay(day).ToInstant();
        }

        return Refuse<Instant>(column, fault == CellText.InstantFault.NoOffset ? FactsProblems.NoOffset : FactsProblems.NotInstant);
    }

    internal void NeedRequired()
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].IsRequired && Cell(column).Trim().IsEmpty)
            {
                Refuse(column, FactsProblems.Empty);
            }
        }
    }

    internal ReadOnlySpan<char> Cell(int column) => places[column] < 0 ? default : cells.Cell(places[column]);

    internal void Refuse(int column, FactsProblems.Reason reason)
    {
        IsRefused = true;
        Tell(column, reason);
    }

    private ReadOnlySpan<char> Trimmed(int column) => Cell(column).Trim();

    private int ChoiceIndex(int column)
    {
        var cell = Trimmed(column);
        if (cell.IsEmpty)
        {
            return -1;
        }

        var choices = columns[column].Choices;
        for (var i = 0; i < choices.Count; i++)
        {
            if (cell.SequenceEqual(choices[i]))
            {
                return i;
            }
        }

        Refuse(column, FactsProblems.NoChoice(choices));
        return -1;
    }

    private TValue? Refuse<TValue>(int column, FactsProblems.Reason reason)
        where TValue : struct
    {
        Refuse(column, reason);
        return null;
    }

    private void Tell(int column, FactsProblems.Reason reason) =>
        tell(new FactsProblem(file, Line, columns[column].Name, Shown(Cell(column)), reason.Severity, reason.Code, reason.Zh, reason.En));

    internal static string Shown(ReadOnlySpan<char> cell) => cell.Length <= LongestValue ? cell.ToString() : string.Concat(cell[..LongestValue], "…");
}
