using Zhanggui.Facts;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Ids;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>Rows of one chunk by their file, to be kept together.</summary>
internal sealed class FactBatches : IFactsSink
{
    private readonly Dictionary<string, Batch> batches = new(StringComparer.Ordinal);

    /// <summary>The cells of unknown columns of the row that comes next.</summary>
    public string? Unknown { get; set; }

    public void Add<T>(FactsFile<T> file, T row)
        where T : class
    {
        if (!batches.TryGetValue(file.Name, out var batch))
        {
            batches[file.Name] = batch = new Batch<T>(file);
        }

        ((Batch<T>)batch).Rows.Add(row);
        batch.Unknown.Add(Unknown);
    }

    public async Task<StoredCounts> StoreAsync(IRecordStore records, ShopId shop, Guid import, CancellationToken ct)
    {
        var counts = default(StoredCounts);
        foreach (var batch in batches.Values)
        {
            counts += await batch.StoreAsync(records, shop, import, ct);
        }

        return counts;
    }

    private abstract class Batch
    {
        public List<string?> Unknown { get; } = [];

        public abstract Task<StoredCounts> StoreAsync(IRecordStore records, ShopId shop, Guid import, CancellationToken ct);
    }

    private sealed class Batch<T>(FactsFile<T> file) : Batch
        where T : class
    {
        public List<T> Rows { get; } = [];

        public override Task<StoredCounts> StoreAsync(IRecordStore records, ShopId shop, Guid import, CancellationToken ct) => records.StoreAsync(shop, file, Rows, import, ct, Unknown);
    }
}
