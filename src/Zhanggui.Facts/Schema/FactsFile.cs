using System.Text;
using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>One file of the facts folder, whatever its rows are.</summary>
public abstract class FactsFile
{
    private protected FactsFile(string name) => Name = name;

    /// <summary><c>orders.csv</c>.</summary>
    public string Name { get; }

    /// <summary>The known columns in their canonical order.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>What the columns are, in the same order.</summary>
    public abstract IReadOnlyList<ColumnSpec> Specs { get; }

    public abstract int Count(FactSet facts);

    /// <summary>The digest of the file's rows where they know it themselves.</summary>
    internal abstract string? KnownDigest(FactSet facts, DateTimeZone zone);

    /// <summary>
    /// Reads one row from its cells, in the order of <see cref="ColumnNames"/> and in the canonical form, into a sink. False where the cells make no
    /// row; <paramref name="tell"/> then hears why.
    /// </summary>
    public abstract bool Give(IFactsSink sink, IReadOnlyList<string?> cells, DateTimeZone zone, Action<FactsProblem> tell);

    /// <summary>The canonical cells of every row that a fact set holds of this file.</summary>
    internal abstract IEnumerable<string?[]> Cells(FactSet facts, DateTimeZone zone);

    /// <summary>The set with this file's rows of another.</summary>
    internal abstract FactSet Take(FactSet into, FactSet from);

    /// <summary>Reads the whole file into the set; <paramref name="stream"/>, which can be read twice, is closed by the caller.</summary>
    internal abstract FactSet ReadInto(FactSet facts, Stream stream, DateTimeZone zone, Action<FactsProblem> tell, Action<UnknownColumns> keep, ReadingSizes sizes, CancellationToken cancel);
}

/// <summary>
/// The description of one file, from which reading, writing, checking and the digest come: the columns, how a row is made
/// of its cells, what names a row, and where the rows stand in a <see cref="FactSet"/>.
/// </summary>
public sealed class FactsFile<T> : FactsFile
    where T : class
{
    private readonly Func<FactSet, IReadOnlyList<T>> get;
    private readonly Func<FactSet, IReadOnlyList<T>, FactSet> with;
    private readonly Lazy<RowShape> shape;
    private readonly int[] everyColumn;

    internal FactsFile(string name, IReadOnlyList<FactsColumn<T>> columns, Func<FactsRow, T> make, Func<FactSet, IReadOnlyList<T>> get, Func<FactSet, IReadOnlyList<T>, FactSet> with)
        : base(name)
    {
        (Columns, Make, this.get, this.with) = (columns, make, get, with);
        ColumnNames = [.. columns.Select(c => c.Name)];
        Specs = [.. columns.Select(c => new ColumnSpec(c.Name, c.Kind, c.IsRequired, c.Choices))];
        (FromColumn, ToColumn) = (IndexOf("from"), IndexOf("to"));
        (shape, everyColumn) = (new(MakeShape), [.. Enumerable.Range(0, columns.Count)]);
    }

    public IReadOnlyList<FactsColumn<T>> Columns { get; }

    public override IReadOnlyList<string> ColumnNames { get; }

    public override IReadOnlyList<ColumnSpec> Specs { get; }

    /// <summary>Makes a record of a row; the columns are asked for by their place in <see cref="Columns"/>.</summary>
    internal Func<FactsRow, T> Make { get; }

    /// <summary>Columns whose cells together name a row inside the file; empty = a row is its whole content.</summary>
    internal IReadOnlyList<int> KeyColumns { get; private set; } = [];

    /// <summary>True where the interval of a row is the wrong way round.</summary>
    internal Func<T, bool> IsBackward { get; init; } = _ => false;

    /// <summary>Looks at all rows together: which rows, by their place, stand against an earlier one.</summary>
    internal Func<IReadOnlyList<T>, IEnumerable<int>>? Clashes { get; init; }

    /// <summary>What keeps the rows of a large file while it is read.</summary>
    internal Func<FactsFile<T>, RowKeeper<T>> Keeper { get; init; } = file => new ListKeeper<T>(file);

    internal RowShape Shape => shape.Value;

    internal int FromColumn { get; }

    internal int ToColumn { get; }

    /// <summary>Columns whose cells together name a row wherever it is kept: a later row with the same cells there takes its place.</summary>
    public IReadOnlyList<int> NaturalKey { get; private set; } = [];

    public IReadOnlyList<T> Of(FactSet facts) => get(facts);

    public FactSet With(FactSet facts, IReadOnlyList<T> rows) => with(facts, rows);

    public override int Count(FactSet facts) => get(facts).Count;

    internal override string? KnownDigest(FactSet facts, DateTimeZone zone) => (get(facts) as IDigestedRows)?.DigestIn(zone.Id);

    internal FactsFile<T> Key(params string[] columns)
    {
        KeyColumns = [.. columns.Select(IndexOf)];
        return Names(columns);
    }

    internal FactsFile<T> Names(params string[] columns)
    {
        NaturalKey = [.. columns.Select(IndexOf)];
        return this;
    }

    public override bool Give(IFactsSink sink, IReadOnlyList<string?> cells, DateTimeZone zone, Action<FactsProblem> tell)
    {
        FactsRow row;
        try
        {
            row = new FactsRow(Shape, everyColumn, new CellArray(cells), zone, tell);
        }
        catch (EncoderFallbackException)
        {
            var reason = FactsProblems.NotUtf8;
            tell(new FactsProblem(Name, 0, null, null, reason.Severity, reason.Code, reason.Zh, reason.En));
            return false;
        }

        row.NeedRequired();
        var made = Make(row);
        if (row.IsRefused)
        {
            return false;
        }

        sink.Add(this, made);
        return true;
    }

    internal override IEnumerable<string?[]> Cells(FactSet facts, DateTimeZone zone) => get(facts).Select(row => Cells(row, zone));

    /// <summary>The canonical cells of a row; empty and null are the same.</summary>
    public string?[] Cells(T row, DateTimeZone zone)
    {
        var cells = new string?[Columns.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Columns[i].Write(row, zone);
        }

        return cells;
    }

    internal override FactSet Take(FactSet into, FactSet from) => with(into, get(from));

    internal override FactSet ReadInto(FactSet facts, Stream stream, DateTimeZone zone, Action<FactsProblem> tell, Action<UnknownColumns> keep, ReadingSizes sizes, CancellationToken cancel)
    {
        if (stream.Length >= sizes.QuickFrom && QuickFile<T>.TryRead(this, stream, zone, sizes.Block, cancel) is { } rows)
        {
            return with(facts, rows);
        }

        stream.Position = 0;
        return with(facts, WholeFile<T>.Read(this, stream, zone, tell, keep, cancel));
    }

    /// <summary>A row of empty cells shows which columns are written all the same.</summary>
    private RowShape MakeShape()
    {
        var made = new RowShape(Name, Specs);
        var empty = Make(new FactsRow(made, everyColumn, new CellArray(new string?[Columns.Count]), DateTimeZone.Utc, static _ => { }));
        foreach (var (column, one) in Columns.Index())
        {
            made.IsNeverEmpty[column] = !one.IsRequired && !string.IsNullOrEmpty(one.Write(empty, DateTimeZone.Utc));
        }

        return made;
    }

    private int IndexOf(string name) => ColumnNames is null ? -1 : ColumnNames.Index().Where(c => c.Item == name).Select(c => c.Index).FirstOrDefault(-1);
}

/// <summary>From which length on a file is read in blocks by several threads, and how long a block is.</summary>
internal readonly record struct ReadingSizes(long QuickFrom, int Block)
{
    public static ReadingSizes Usual { get; } = new(1 << 18, 1 << 21);
}
