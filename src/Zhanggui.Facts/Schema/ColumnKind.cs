namespace Zhanggui.Facts.Schema;

/// <summary>How the text of a cell is read and written. An empty cell of any kind is unknown.</summary>
public enum ColumnKind
{
    /// <summary>Any text, as it stands.</summary>
    Text,

    /// <summary>Text that names something: no blanks around it.</summary>
    Id,

    /// <summary>One of the column's choices.</summary>
    Choice,

    /// <summary>A whole number, 32 bits.</summary>
    Whole,

    /// <summary>A decimal number with a point.</summary>
    Number,

    /// <summary>Decimal yuan, at most two places.</summary>
    Money,

    /// <summary>ISO 8601 with an offset, written to the millisecond.</summary>
    Instant,

    /// <summary>An <see cref="Instant"/>, or a date that stands for the start of that day in the folder's zone.</summary>
    InstantOrDay,

    /// <summary><c>2026-10-03</c>.</summary>
    Date,

    /// <summary><c>08:30</c> or <c>08:30:00</c>.</summary>
    TimeOfDay,

    /// <summary><c>2026-10</c>.</summary>
    Month,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,

    /// <summary>A JSON value.</summary>
    Json,
}
