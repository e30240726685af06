using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>Keeps the rows that one thread reads, block by block.</summary>
internal abstract class RowKeeper<T>
    where T : class
{
    /// <summary>Keeps the row unless it is refused.</summary>
    public abstract void Put(FactsRow row);

    /// <summary>What was put since the last block belongs to this one.</summary>
    public abstract void EndBlock(int number);

    /// <summary>The rows of all keepers in the order of their blocks.</summary>
    public abstract IReadOnlyList<T> Join(IReadOnlyList<RowKeeper<T>> all, (string Digest, string Zone)? known);
}

/// <summary>Rows as records.</summary>
internal sealed class ListKeeper<T>(FactsFile<T> file) : RowKeeper<T>
    where T : class
{
    private readonly List<(int Number, List<T> Rows)> blocks = [];
    private List<T> open = [];

    public override void Put(FactsRow row)
    {
        var made = file.Make(row);
        if (!row.IsRefused && file.IsBackward(made))
        {
            row.Refuse(file.ToColumn, FactsProblems.ToBeforeFrom);
        }

        open.Add(made);
    }

    public override void EndBlock(int number)
    {
        blocks.Add((number, open));
        open = new List<T>(open.Count);
    }

    public override IReadOnlyList<T> Join(IReadOnlyList<RowKeeper<T>> all, (string Digest, string Zone)? known)
    {
        var parts = all.SelectMany(k => ((ListKeeper<T>)k).blocks).OrderBy(b => b.Number).ToList();
        var rows = new FactRows<T>(parts.Sum(p => p.Rows.Count)) { Known = known };
        foreach (var (_, part) in parts)
        {
            rows.AddRange(part);
        }

        return rows;
    }
}
