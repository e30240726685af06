using System.Text;

namespace Zhanggui.Host.Service;

/// <summary>
/// What a service without a console would say: <c>log/zhanggui.log</c> in the data folder. A file that
/// has grown to its limit becomes <c>zhanggui.1.log</c>, so the log never takes more than twice that.
/// </summary>
internal sealed class ServiceLog : TextWriter
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly long limit;
    private StreamWriter file;

    private ServiceLog(string path, long limit)
    {
        (this.path, this.limit) = (path, limit);
        file = Open();
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Opens the log of a data folder; <paramref name="limit"/> in bytes.</summary>
    public static ServiceLog In(string dataDir, long limit = 10 * 1024 * 1024)
    {
        var folder = Path.Combine(Path.GetFullPath(dataDir), Backup.DataFolder.Log);
        Directory.CreateDirectory(folder);
        return new ServiceLog(Path.Combine(folder, "zhanggui.log"), limit);
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (gate)
        {
            file.Write(value);
            if (file.BaseStream.Length >= limit)
            {
                file.Dispose();
                File.Move(path, Path.ChangeExtension(path, ".1.log"), overwrite: true);
                file = Open();
            }
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Write(value + Environment.NewLine);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (gate)
            {
                file.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    // Others may read it while it is written.
    private StreamWriter Open() => new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete), new UTF8Encoding(false)) { AutoFlush = true };
}
