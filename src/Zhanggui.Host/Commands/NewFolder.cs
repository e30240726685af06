namespace Zhanggui.Host.Commands;

/// <summary>A folder that a command makes: whole or not at all.</summary>
internal static class NewFolder
{
    public static void NeedsRoom(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new RefusedException($"{folder} 已经存在且不是空文件夹，没有写入任何内容。 It exists and is no empty folder; nothing was written.");
        }
    }

    /// <summary>Fills a folder beside the wanted one and gives it its name at the end: whoever looks sees all of it or nothing.</summary>
    public static TResult WriteWhole<TResult>(string folder, Func<string, TResult> write) => WriteWholeAsync(folder, part => Task.FromResult(write(part))).GetAwaiter().GetResult();

    /// <inheritdoc cref="WriteWhole"/>
    public static async Task<TResult> WriteWholeAsync<TResult>(string folder, Func<string, Task<TResult>> write)
    {
        var part = $"{folder}.part-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(part);
            var result = await write(part);
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(part, folder);
            return result;
        }
        catch
        {
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true);
            }

            throw;
        }
    }
}
