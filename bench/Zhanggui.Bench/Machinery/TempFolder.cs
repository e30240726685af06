namespace Zhanggui.Bench.Machinery;

/// <summary>A folder that is gone when the run ends.</summary>
internal sealed class TempFolder : IDisposable
{
    public TempFolder(string label) => Path = Directory.CreateTempSubdirectory($"zhanggui-{label}-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that was just killed may still be letting go of a file; the folder is in the temporary place anyway.
        }
    }
}
