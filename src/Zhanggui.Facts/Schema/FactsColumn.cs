using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Facts.Schema;

/// <summary>A known column: its name, how its cells are read and what a row writes into it.</summary>
public sealed class FactsColumn<T>
{
    private readonly Func<T, DateTimeZone, string?> write;

    private FactsColumn(string name, ColumnKind kind, Func<T, DateTimeZone, string?> write, IReadOnlyList<string>? choices = null) =>
        (Name, Kind, this.write, Choices) = (name, kind, write, choices ?? []);

    public string Name { get; }

    public ColumnKind Kind { get; }

    /// <summary>A row without it is refused, and so is a file whose header lacks it.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>The only texts a <see cref="ColumnKind.Choice"/> knows.</summary>
    public IReadOnlyList<string> Choices { get; }

    public FactsColumn<T> Required => new(Name, Kind, write, Choices) { IsRequired = true };

    /// <summary>The canonical text of the cell; null or empty = unknown.</summary>
    public string? Write(T row, DateTimeZone zone) => write(row, zone);

    internal static FactsColumn<T> Text(string name, Func<T, string?> get) => new(name, ColumnKind.Text, (row, _) => get(row));

    internal static FactsColumn<T> Id(string name, Func<T, string?> get) => new(name, ColumnKind.Id, (row, _) => get(row));

    internal static FactsColumn<T> Json(string name, Func<T, string?> get) => new(name, ColumnKind.Json, (row, _) => get(row));

    internal static FactsColumn<T> Choice(string name, Func<T, string?> get, params string[] choices) => new(name, ColumnKind.Choice, (row, _) => get(row), choices);

    /// <summary>The texts of an enum are its names in snake case, unless they are given in the enum's order.</summary>
    internal static FactsColumn<T> Choice<TEnum>(string name, Func<T, TEnum?> get)
        where TEnum : struct, Enum =>
        new(name, ColumnKind.Choice, (row, _) => get(row) is { } value ? EnumTexts<TEnum>.Texts[EnumTexts<TEnum>.IndexOf(value)] : null, EnumTexts<TEnum>.Texts);

    internal static FactsColumn<T> Whole(string name, Func<T, int?> get) => new(name, ColumnKind.Whole, (row, _) => get(row)?.ToString(CultureInfo.InvariantCulture));

    internal static FactsColumn<T> Number(string name, Func<T, decimal?> get) => new(name, ColumnKind.Number, (row, _) => get(row) is { } value ? CellText.Write(value) : null);

    internal static FactsColumn<T> Money(string name, Func<T, Fen?> get) => new(name, ColumnKind.Money, (row, _) => get(row)?.ToString());

    internal static FactsColumn<T> At(string name, Func<T, Instant?> get) => new(name, ColumnKind.Instant, (row, zone) => get(row) is { } at ? CellText.Write(at, zone) : null);

    internal static FactsColumn<T> AtOrDay(string name, Func<T, Instant?> get) => new(name, ColumnKind.InstantOrDay, (row, zone) => get(row) is { } at ? CellText.Write(at, zone) : null);

    internal static FactsColumn<T> Date(string name, Func<T, LocalDate?> get) => new(name, ColumnKind.Date, (row, _) => get(row) is { } date ? CellText.Write(date) : null);

    internal static FactsColumn<T> TimeOfDay(string name, Func<T, LocalTime?> get) => new(name, ColumnKind.TimeOfDay, (row, _) => get(row) is { } time ? CellText.Write(time) : null);

    internal static FactsColumn<T> Month(string name, Func<T, YearMonth?> get) => new(name, ColumnKind.Month, (row, _) => get(row) is { } month ? CellText.Write(month) : null);

    internal static FactsColumn<T> YesNo(string name, Func<T, bool?> get) => new(name, ColumnKind.YesNo, (row, _) => get(row) is { } value ? (value ? "yes" : "no") : null);
}
