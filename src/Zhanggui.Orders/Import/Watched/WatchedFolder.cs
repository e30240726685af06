using NodaTime;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>
/// The folder of one shop: files lie in it, are taken into <c>taken</c> by one process, and end in <c>done</c> or <c>failed</c>. Taking is a rename, so of several
/// processes exactly one has the file.
/// </summary>
internal sealed class WatchedFolder(string path)
{
    /// <summary>Who writes a file over the network pauses shorter than this.</summary>
    private static readonly Duration Quiet = Duration.FromSeconds(10);

    /// <summary>A process that holds a file longer than this has died: the longest import renews its mark on the file.</summary>
    private static readonly Duration Held = Duration.FromMinutes(10);

    private static readonly string[] Ours = ["taken", "done", "failed"];

    /// <summary>Takes the oldest file that has stopped growing; null when there is none.</summary>
    public string? Take(Instant now)
    {
        foreach (var file in new DirectoryInfo(path).EnumerateFiles().Where(IsForUs).OrderBy(f => f.LastWriteTimeUtc))
        {
            if (now - Instant.FromDateTimeUtc(DateTime.SpecifyKind(file.LastWriteTimeUtc, DateTimeKind.Utc)) < Quiet)
            {
                continue;
            }

            var taken = Path.Combine(Folder("taken"), file.Name);
            try
            {
                File.Move(file.FullName, taken, overwrite: false);
                Mark(taken, now);
                return taken;
            }
            catch (IOException)
            {
                // Another process was first, or the writer still holds it.
            }
        }

        return null;
    }

    /// <summary>Tells the other processes that this one still works on the file.</summary>
    public static void Mark(string taken, Instant now) => File.SetLastWriteTimeUtc(taken, now.ToDateTimeUtc());

    /// <summary>Gives back what a process that died had taken.</summary>
    public void GiveBack(Instant now)
    {
        foreach (var file in new DirectoryInfo(Folder("taken")).EnumerateFiles().Where(f => now - Instant.FromDateTimeUtc(DateTime.SpecifyKind(f.LastWriteTimeUtc, DateTimeKind.Utc)) > Held))
        {
            try
            {
                File.Move(file.FullName, Path.Combine(path, file.Name), overwrite: false);
            }
            catch (IOException)
            {
                // Another process gave it back.
            }
        }
    }

    /// <summary>Puts the file away with a report beside it.</summary>
    public void End(string taken, bool isDone, string report, Instant now)
    {
        var folder = Folder(isDone ? "done" : "failed");
        var name = Path.GetFileName(taken);
        var target = Path.Combine(folder, name);
        if (File.Exists(target))
        {
            target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}.{now.ToUnixTimeMilliseconds()}{Path.GetExtension(name)}");
        }

        File.Move(taken, target, overwrite: false);
        File.WriteAllText($"{target}.txt", report);
    }

    private static bool IsForUs(FileInfo file) => file.Name[0] is not ('.' or '~') && !file.Extension.Equals(".part", StringComparison.OrdinalIgnoreCase) && !file.Extension.Equals(".tmp", StringComparison.OrdinalIgnoreCase) && file.Length > 0;

    private string Folder(string name)
    {
        var folder = Path.Combine(path, Ours.Single(o => o == name));
        Directory.CreateDirectory(folder);
        return folder;
    }
}
