using NodaTime;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>
/// The folder of one shop: files lie in it, are taken into <c>taken</c> by one process, and end in <c>done</c> or <c>failed</c>. Taking is a rename, so of several
/// processes exactly one has the file; a taken file bears a number before its name, so the same name may come again meanwhile.
/// </summary>
internal sealed class WatchedFolder(string path)
{
    /// <summary>A process that holds a file longer than this has died: the longest import renews its mark on the file.</summary>
    private static readonly Duration Held = Duration.FromMinutes(10);

    private const char Behind = '~';
    private const int LongestName = 200;
    private static readonly string[] Ours = ["taken", "done", "failed"];

    /// <summary>What lies there and is meant for us; links are not followed.</summary>
    public IReadOnlyList<FileInfo> Waiting() =>
        Directory.Exists(path) ? [.. new DirectoryInfo(path).EnumerateFiles().Where(IsForUs).OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Take(1000)] : [];

    /// <summary>Takes a file; null when another process was first, or the writer still holds it.</summary>
    public string? Take(FileInfo file, Instant now)
    {
        var taken = Path.Combine(Folder("taken"), $"{Guid.CreateVersion7():n}{Behind}{file.Name}");
        try
        {
            File.Move(file.FullName, taken, overwrite: false);
            Mark(taken, now);
            return taken;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The name under which the file was laid there.</summary>
    public static string NameOf(string taken) => Path.GetFileName(taken) is var name && name.IndexOf(Behind, StringComparison.Ordinal) is > 0 and var at ? name[(at + 1)..] : name;

    /// <summary>Tells the other processes that this one still works on the file.</summary>
    public static void Mark(string taken, Instant now) => File.SetLastWriteTimeUtc(taken, now.ToDateTimeUtc());

    /// <summary>Gives back what a process that died had taken.</summary>
    public void GiveBack(Instant now)
    {
        foreach (var file in new DirectoryInfo(Folder("taken")).EnumerateFiles().Where(f => now - Instant.FromDateTimeUtc(DateTime.SpecifyKind(f.LastWriteTimeUtc, DateTimeKind.Utc)) > Held))
        {
            try
            {
                File.Move(file.FullName, Free(path, NameOf(file.Name)), overwrite: false);
            }
            catch (IOException)
            {
                // Another process gave it back.
            }
        }
    }

    /// <summary>Puts the file away with a report beside it.</summary>
    public void End(string taken, bool isDone, string report)
    {
        var target = Free(Folder(isDone ? "done" : "failed"), NameOf(taken));
        File.Move(taken, target, overwrite: false);
        File.WriteAllText($"{target}.txt", report);
    }

    /// <summary>A name that nothing bears yet: <c>orders (2).csv</c>.</summary>
    private static string Free(string folder, string name)
    {
        var target = Path.Combine(folder, name);
        for (var i = 2; File.Exists(target) || File.Exists($"{target}.txt"); i++)
        {
            target = Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)} ({i}){Path.GetExtension(name)}"));
        }

        return target;
    }

    private static bool IsForUs(FileInfo file) => file.Name[0] is not ('.' or '~') && file.Name.Length <= LongestName && file.LinkTarget is null && file.Length > 0
        && !file.Extension.Equals(".part", StringComparison.OrdinalIgnoreCase) && !file.Extension.Equals(".tmp", StringComparison.OrdinalIgnoreCase) && !file.Extension.Equals(".crdownload", StringComparison.OrdinalIgnoreCase);

    private string Folder(string name)
    {
        var folder = Path.Combine(path, Ours.Single(o => o == name));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
