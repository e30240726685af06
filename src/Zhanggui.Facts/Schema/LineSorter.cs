using System.Text;

namespace Zhanggui.Facts.Schema;

/// <summary>
/// Puts lines in ordinal order in memory that does not grow with them: so many characters are sorted at once and written to a run in
/// <paramref name="dir"/>, and the runs are merged. The runs are removed when it is disposed.
/// </summary>
internal sealed class LineSorter(string dir, int charsInMemory) : IDisposable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<string> lines = [];
    private readonly List<string> runs = [];
    private int chars;

    public void Add(string line)
    {
        lines.Add(line);
        chars += line.Length;
        if (chars >= charsInMemory)
        {
            Spill();
        }
    }

    /// <summary>All lines in order; once.</summary>
    public IEnumerable<string> InOrder()
    {
        if (runs.Count == 0)
        {
            lines.Sort(StringComparer.Ordinal);
            return lines;
        }

        Spill();
        lines.TrimExcess();
        return Merge();
    }

    public void Dispose()
    {
        foreach (var run in runs)
        {
            File.Delete(run);
        }
    }

    private void Spill()
    {
        if (lines.Count == 0)
        {
            return;
        }

        lines.Sort(StringComparer.Ordinal);
        Directory.CreateDirectory(dir);
        var path = Path.Combine(dir, Path.GetRandomFileName());
        runs.Add(path);
        using var writer = new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16), Strict);
        foreach (var line in lines)
        {
            writer.Write(line);
        }

        lines.Clear();
        chars = 0;
    }

    private IEnumerable<string> Merge()
    {
        var readers = runs.ConvertAll(run => new BinaryReader(new FileStream(run, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Strict));
        try
        {
            var heads = new PriorityQueue<BinaryReader, string>(StringComparer.Ordinal);
            foreach (var reader in readers)
            {
                heads.Enqueue(reader, reader.ReadString());
            }

            while (heads.TryDequeue(out var reader, out var line))
            {
                yield return line;
                if (reader.BaseStream.Position < reader.BaseStream.Length)
                {
                    heads.Enqueue(reader, reader.ReadString());
                }
            }
        }
        finally
        {
            readers.ForEach(r => r.Dispose());
        }
    }
}
