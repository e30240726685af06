using Zhanggui.Kernel;

namespace Zhanggui.Reception.Search;

/// <summary>
/// The folder in which this process keeps its index: the first that no other process on this machine has. Each process follows the
/// feed for itself, so none waits for another and none is asked over the network.
/// </summary>
internal sealed class IndexSlot(KernelOptions kernel) : IDisposable
{
    public const string Folder = "search";
    private const int Most = 64;
    private readonly Lock gate = new();
    private FileStream? mine;
    private string? path;

    /// <summary>Takes a folder on first use.</summary>
    public string Path
    {
        get
        {
            lock (gate)
            {
                return path ??= Claim();
            }
        }
    }

    /// <summary>The folders of all processes that ever had one here.</summary>
    public static IEnumerable<string> All(string dataDir) =>
        Directory.Exists(System.IO.Path.Combine(dataDir, Folder)) ? Directory.EnumerateDirectories(System.IO.Path.Combine(dataDir, Folder)).Order(StringComparer.Ordinal) : [];

    public void Dispose() => mine?.Dispose();

    private string Claim()
    {
        for (var i = 0; i < Most; i++)
        {
            var slot = System.IO.Path.Combine(kernel.DataDir, Folder, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Directory.CreateDirectory(slot);
            try
            {
                mine = new FileStream(System.IO.Path.Combine(slot, ".running"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return slot;
            }
            catch (IOException)
            {
                // Another process has it.
            }
        }

        throw new InvalidOperationException($"All {Most} folders of the search index are taken.");
    }
}
