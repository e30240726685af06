using System.Data.Common;
using Zhanggui.Facts;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Records.Contracts;

/// <summary>What became of rows that were given to be kept.</summary>
public readonly record struct StoredCounts(long New, long Changed, long Unchanged)
{
    public static StoredCounts operator +(StoredCounts a, StoredCounts b) => new(a.New + b.New, a.Changed + b.Changed, a.Unchanged + b.Unchanged);
}

/// <summary>Facts that people bring and that no other room owns: copies of chats, and rows of every other kind of the facts folder.</summary>
public interface IRecordStore
{
    /// <summary>
    /// Keeps rows under their natural key in one transaction: new ones are added, changed ones keep what they were before, equal ones are left
    /// alone. A row that comes twice counts once, the later one holds. Give at most a few thousand at once. The <c>shop</c> cell is the
    /// caller's to set. <paramref name="origin"/> names the import. An erased buyer's words are not kept again.
    /// <paramref name="unknown"/>: per row the cells of columns that nobody knows, as <see cref="UnknownCells"/> writes them.
    /// </summary>
    Task<StoredCounts> StoreAsync<T>(ShopId shop, FactsFile<T> file, IReadOnlyCollection<T> rows, Guid? origin, CancellationToken ct, IReadOnlyList<string?>? unknown = null)
        where T : class;

    /// <summary>
    /// Gives up to so many rows to the room that owns them, which keeps them in the same transaction; they are no facts of this room any more. A later file
    /// that says something else of a row gives it anew. Returns how many were handed over.
    /// </summary>
    Task<int> HandOverAsync<T>(ShopId shop, FactsFile<T> file, int most, Func<DbConnection, DbTransaction, IReadOnlyList<T>, Task> keep, CancellationToken ct)
        where T : class;

    /// <summary>How many rows of each file the shop has, by file name; files without rows are left out.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(ShopId shop, CancellationToken ct);

    /// <summary>Forgets what was said by and of a buyer of the shop, by the name in the files: words of chats become unreadable, rows are taken out.</summary>
    Task EraseAsync(ShopId shop, string buyer, PersonId by, string because, CancellationToken ct);
}

/// <summary>
/// Rows of a shop changed: figures and decisions that stand on them are asked for again. Instants in milliseconds; null = no time. Buyers and
/// orders are those that the rows name, where they all name one; null = whoever it may be.
/// </summary>
public sealed record RecordsChanged(ShopId Shop, string File, long? FromAt, long? UntilAt, IReadOnlyList<string>? Buyers = null, IReadOnlyList<string>? Orders = null) : Kernel.Outbox.IEvent
{
    public static string Name => "records.changed";
}
