using NodaTime;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>
/// Writes a canonical folder from rows that come in any order, in memory that does not grow with them: what <see cref="FactsFolder.Write"/> writes of the
/// same rows, with the cells of unknown columns behind the known ones. Sorts in files of its own under <paramref name="dir"/>, which are gone at the end.
/// </summary>
public sealed class FactsFolderSorter(string dir, DateTimeZone zone, int charsInMemory = FactsFolderSorter.UsualChars) : IFactsSink, IDisposable
{
    /// <summary>Per file of the folder; 16 MB of text.</summary>
    public const int UsualChars = 8 << 20;

    /// <summary>Stands between the known cells of a line and the unknown ones, below every character of a text: what it follows sorts as if it were alone.</summary>
    private const char Behind = '\0';

    private readonly string runs = Path.Combine(dir, ".sort");
    private readonly Dictionary<string, OneFile> files = new(StringComparer.Ordinal);

    public void Add<T>(FactsFile<T> file, T row)
        where T : class => Add(file, row, null);

    public void Add<T>(FactsFile<T> file, T row, IReadOnlyDictionary<string, string>? unknown)
        where T : class
    {
        if (!files.TryGetValue(file.Name, out var one))
        {
            files[file.Name] = one = new OneFile(file, new LineSorter(runs, charsInMemory));
        }

        var line = CsvLine.Of(file.Cells(row, zone));
        if (unknown is { Count: > 0 })
        {
            line = $"{line}{Behind}{UnknownCells.Write(new SortedDictionary<string, string>(unknown.ToDictionary(), StringComparer.Ordinal))}";
            one.Names.UnionWith(unknown.Keys);
        }
        else if (line.Contains(Behind))
        {
            line += Behind; // a text with this very character
        }

        one.Rows++;
        one.Lines.Add(line);
    }

    /// <summary>Writes the files; the counts by file name and the digest of the known columns.</summary>
    public (IReadOnlyDictionary<string, long> Counts, string Digest) Close()
    {
        Directory.CreateDirectory(dir);
        var digests = files.Values.Select(one => (one.File.Name, one.Names.Count == 0 ? WriteKnown(one) : WriteAll(one))).ToList();
        var counts = files.ToDictionary(f => f.Key, f => f.Value.Rows, StringComparer.Ordinal);
        Dispose();
        return (counts, FactsDigest.Of(digests));
    }

    public void Dispose()
    {
        foreach (var one in files.Values)
        {
            one.Lines.Dispose();
        }

        files.Clear();
        if (Directory.Exists(runs))
        {
            Directory.Delete(runs, recursive: true);
        }
    }

    private string WriteKnown(OneFile one)
    {
        using var writer = new LineWriter(File.Create(Path.Combine(dir, one.File.Name)), CsvLine.Of(one.File.ColumnNames));
        foreach (var line in one.Lines.InOrder())
        {
            writer.Write(Parted(line).Known);
        }

        return writer.Close();
    }

    /// <summary>The order of whole lines is not always that of their known part, which the digest is of: both are sorted again.</summary>
    private string WriteAll(OneFile one)
    {
        using var known = new LineSorter(runs, charsInMemory);
        using var whole = new LineSorter(runs, charsInMemory);
        var names = one.Names.ToList();
        foreach (var line in one.Lines.InOrder())
        {
            var (front, kept) = Parted(line);
            var cells = UnknownCells.Read(kept);
            known.Add(front);
            whole.Add($"{front},{CsvLine.Of([.. names.Select(n => cells.GetValueOrDefault(n))])}");
        }

        using var writer = new LineWriter(File.Create(Path.Combine(dir, one.File.Name)), CsvLine.Of([.. one.File.ColumnNames, .. names.Select(n => Header(one.File, n))]));
        foreach (var line in whole.InOrder())
        {
            writer.Write(line);
        }

        writer.Close();
        using var digest = new LineWriter(Stream.Null, CsvLine.Of(one.File.ColumnNames));
        foreach (var line in known.InOrder())
        {
            digest.Write(line);
        }

        return digest.Close();
    }

    private static (string Known, string? Kept) Parted(string line) =>
        line.LastIndexOf(Behind) is >= 0 and var end ? (line[..end], end + 1 < line.Length ? line[(end + 1)..] : null) : (line, null);

    /// <summary>A column of a file in other words may be called as one of ours.</summary>
    private static string Header(FactsFile file, string name) => file.ColumnNames.Contains(name, StringComparer.Ordinal) ? $"{name} (2)" : name;

    private sealed record OneFile(FactsFile File, LineSorter Lines)
    {
        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

        public long Rows { get; set; }
    }
}
