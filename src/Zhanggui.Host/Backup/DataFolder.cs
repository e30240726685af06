namespace Zhanggui.Host.Backup;

/// <summary>The data folder beside the database: files, keys, settings. Locks, leftovers and the database itself are not part of it.</summary>
internal static class DataFolder
{
    public const string Lock = ".running";

    /// <summary>What a service without a console has said; nothing that a backup needs.</summary>
    public const string Log = "log";

    /// <summary>The index of the search: made anew from the record wherever it is missing.</summary>
    public const string Search = "search";

    private const string BeforeRestore = "before-restore-";
    private const string Download = ".backup-";
    private const string Staging = ".restoring-";

    public static string StagingFor(string dataDir, int process) => Path.Combine(Path.GetFullPath(dataDir), $"{Staging}{process}");

    public static string AsideFor(string dataDir, string stamp) => Path.Combine(Path.GetFullPath(dataDir), $"{BeforeRestore}{stamp}");

    /// <summary>Where a backup lies while somebody downloads it.</summary>
    public static string DownloadFor(string dataDir) => Path.Combine(Path.GetFullPath(dataDir), $"{Download}{Path.GetRandomFileName()}.zip");

    /// <summary>Takes away downloads that a crash has left behind; one that somebody is still fetching is younger than a day.</summary>
    public static void SweepDownloads(string dataDir)
    {
        foreach (var path in Directory.EnumerateFiles(Path.GetFullPath(dataDir), Download + "*"))
        {
            if (TimeProvider.System.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero) > TimeSpan.FromDays(1))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>Everything a backup carries, as full paths.</summary>
    public static IEnumerable<string> Files(string dataDir) =>
        Top(dataDir).SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }) : [path])
            .Where(path => !IsDatabase(Path.GetFileName(path)));

    /// <summary>Files and folders of the house at the top of the data folder, the database among them.</summary>
    public static IEnumerable<string> Top(string dataDir) =>
        Directory.Exists(dataDir)
            ? Directory.EnumerateFileSystemEntries(Path.GetFullPath(dataDir)).Where(p => Path.GetFileName(p) is var name && name is not (Lock or Log or Search)
                && !name.StartsWith(BeforeRestore, StringComparison.Ordinal) && !name.StartsWith(Staging, StringComparison.Ordinal) && !name.StartsWith(Download, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
            : [];

    public static string NameOf(string dataDir, string path) => Path.GetRelativePath(Path.GetFullPath(dataDir), path).Replace('\\', '/');

    /// <summary>Where an entry goes; an entry that would leave the folder is refused.</summary>
    public static string PathFor(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InvalidDataException($"The entry {name} points outside of the data folder.");
    }

    private static bool IsDatabase(string name) => name.StartsWith(HousePaths.Database, StringComparison.Ordinal);
}

/// <summary>
/// Held while a server runs on a data folder, and by a restore that must be alone. Given back by the system when the
/// process ends, however it ends. Servers on PostgreSQL may share a folder; SQLite is for one process.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream held;

    private DataFolderLock(FileStream held) => this.held = held;

    public static DataFolderLock Take(string dataDir, bool alone)
    {
        Directory.CreateDirectory(dataDir);
        var path = Path.Combine(dataDir, DataFolder.Lock);
        try
        {
            using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                // Only to make it.
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // It is there and held.
        }

        try
        {
            return new DataFolderLock(new FileStream(path, FileMode.Open, alone ? FileAccess.ReadWrite : FileAccess.Read, alone ? FileShare.None : FileShare.Read));
        }
        catch (IOException)
        {
            throw new Commands.RefusedException($"{Path.GetFullPath(dataDir)} 正被另一个掌柜进程使用；请先停止它。 Another Zhanggui process uses this data folder; stop it first.");
        }
    }

    public void Dispose() => held.Dispose();
}
