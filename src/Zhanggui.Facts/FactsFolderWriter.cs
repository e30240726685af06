using NodaTime;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>
/// Writes a canonical folder row by row, in memory that does not grow with it. The rows of a file must come in the ordinal
/// order of their text: the first that does not throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class FactsFolderWriter(string dir, DateTimeZone zone) : IFactsSink, IDisposable
{
    private readonly Dictionary<string, LineWriter> writers = new(StringComparer.Ordinal);

    public void Add<T>(FactsFile<T> file, T row)
        where T : class
    {
        if (!writers.TryGetValue(file.Name, out var writer))
        {
            writers[file.Name] = writer = new LineWriter(File.Create(Path.Combine(dir, file.Name)), CsvLine.Of(file.ColumnNames));
        }

        writer.Write(CsvLine.Of(file.Cells(row, zone)));
        if (!writer.IsInOrder)
        {
            throw new InvalidOperationException($"Rows of {file.Name} must come in ordinal order: {CsvLine.Of(file.Cells(row, zone))}");
        }
    }

    /// <summary>Closes the files; the counts by file name and the digest of the facts that were written.</summary>
    public (IReadOnlyDictionary<string, long> Counts, string Digest) Close()
    {
        var counts = writers.ToDictionary(w => w.Key, w => w.Value.Rows, StringComparer.Ordinal);
        var digest = FactsDigest.Of([.. writers.Select(w => (w.Key, w.Value.Close()))]);
        return (counts, digest);
    }

    public void Dispose()
    {
        foreach (var writer in writers.Values)
        {
            writer.Dispose();
        }
    }
}
