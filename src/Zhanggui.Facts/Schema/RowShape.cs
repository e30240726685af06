using System.Text;

namespace Zhanggui.Facts.Schema;

/// <summary>What reading a row needs to know of a file's columns, worked out once.</summary>
internal sealed class RowShape
{
    public RowShape(string file, IReadOnlyList<ColumnSpec> columns)
    {
        (File, Columns) = (file, [.. columns]);
        Required = [.. columns.Index().Where(c => c.Item.IsRequired).Select(c => c.Index)];
        Choices = [.. columns.Select(c => c.Choices.Select(Encoding.UTF8.GetBytes).ToArray())];
        IsNeverEmpty = new bool[Columns.Length];
    }

    public string File { get; }

    public ColumnSpec[] Columns { get; }

    /// <summary>Their places.</summary>
    public int[] Required { get; }

    public byte[][][] Choices { get; }

    /// <summary>Columns that stand for a usual value when they are empty, and are written with it.</summary>
    public bool[] IsNeverEmpty { get; }
}
