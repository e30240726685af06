using System.Runtime.ExceptionServices;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>The open facts folder: one CSV file per kind of fact.</summary>
public static class FactsFolder
{
    /// <summary>The zone of a folder that does not say otherwise.</summary>
    public static DateTimeZone DefaultZone { get; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    /// <summary>
    /// Reads a whole folder into memory. A file that is not there means "none" and is named in <see cref="FactSet.Missing"/>;
    /// a row that cannot be read is refused and listed. Throws <see cref="DirectoryNotFoundException"/> where there is no folder.
    /// </summary>
    public static FactsReading Read(string dir, CancellationToken cancel = default) => Read(dir, ReadingSizes.Usual, cancel);

    internal static FactsReading Read(string dir, ReadingSizes sizes, CancellationToken cancel)
    {
        if (!Directory.Exists(dir))
        {
            throw new DirectoryNotFoundException($"没有这个文件夹 There is no such folder: {dir}");
        }

        var (facts, zone) = (new FactSet(), DefaultZone);
        var missing = FactsFiles.All.Where(f => !File.Exists(Path.Combine(dir, f.Name))).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var read = new OneFile?[FactsFiles.All.Count];

        // The shops say in which zone the others are read; after that each file is read by itself.
        foreach (var (place, file) in FactsFiles.All.Index().Where(f => ReferenceEquals(f.Item, FactsFiles.Shops) && !missing.Contains(f.Item.Name)))
        {
            read[place] = ReadOne(dir, file, zone, sizes, cancel);
            zone = ZoneOf(file.Take(facts, read[place]!.Facts));
        }

        try
        {
            Parallel.ForEach(FactsFiles.All.Index().Where(f => !ReferenceEquals(f.Item, FactsFiles.Shops) && !missing.Contains(f.Item.Name)), new ParallelOptions { CancellationToken = cancel },
                f => read[f.Index] = ReadOne(dir, f.Item, zone, sizes, cancel));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        var (problems, unknown) = (new List<FactsProblem>(), new List<UnknownColumns>());
        foreach (var (place, file) in FactsFiles.All.Index())
        {
            if (read[place] is { } one)
            {
                facts = file.Take(facts, one.Facts);
                problems.AddRange(one.Problems);
                unknown.AddRange(one.Unknown);
            }
        }

        problems.AddRange(Strangers(dir));
        return new FactsReading(facts with { Missing = missing }, zone, problems, unknown);
    }

    private sealed record OneFile(FactSet Facts, List<FactsProblem> Problems, List<UnknownColumns> Unknown);

    private static OneFile ReadOne(string dir, FactsFile file, DateTimeZone zone, ReadingSizes sizes, CancellationToken cancel)
    {
        var (problems, unknown) = (new List<FactsProblem>(), new List<UnknownColumns>());
        using var stream = Open(Path.Combine(dir, file.Name));
        return new OneFile(file.ReadInto(new FactSet(), stream, zone, problems.Add, unknown.Add, sizes, cancel), problems, unknown);
    }

    /// <summary>
    /// The rows of one file, one after the other, in memory that does not grow with the file: each row is checked by
    /// itself, refused ones are told and left out. A missing file has no rows.
    /// </summary>
    public static IEnumerable<T> Stream<T>(string dir, FactsFile<T> file, DateTimeZone zone, Action<FactsProblem> tell, CancellationToken cancel = default)
        where T : class
    {
        var path = Path.Combine(dir, file.Name);
        if (!File.Exists(path))
        {
            yield break;
        }

        using var stream = Open(path);
        var reader = new FactsReader<T>(file, stream, zone, tell);
        foreach (var row in reader.Rows(cancel))
        {
            yield return row;
        }
    }

    /// <summary>
    /// Writes the folder canonically: every known column, rows in the ordinal order of their text, instants in the folder's
    /// zone; so equal facts give equal bytes. Files that <see cref="FactSet.Missing"/> names and that have no rows are not
    /// written. Unknown columns that were kept from a reading of the same rows go out behind the known ones. Text with half
    /// a surrogate pair has no UTF-8 and throws <see cref="System.Text.EncoderFallbackException"/>.
    /// </summary>
    public static void Write(FactSet facts, string dir, IReadOnlyList<UnknownColumns>? unknown = null)
    {
        Directory.CreateDirectory(dir);
        var zone = ZoneOf(facts);
        foreach (var file in FactsFiles.All.Where(f => f.Count(facts) > 0 || !facts.Missing.Contains(f.Name)))
        {
            var kept = unknown?.FirstOrDefault(u => u.File == file.Name && u.Rows.Count == file.Count(facts));
            using var writer = new LineWriter(File.Create(Path.Combine(dir, file.Name)), CsvLine.Of([.. file.ColumnNames, .. kept?.Names ?? []]));
            foreach (var line in file.Cells(facts, zone).Select((cells, row) => CsvLine.Of(kept is null ? cells : [.. cells, .. kept.Rows[row]])).Order(StringComparer.Ordinal))
            {
                writer.Write(line);
            }
        }
    }

    /// <summary>The zone that the shops share, else <see cref="DefaultZone"/>.</summary>
    public static DateTimeZone ZoneOf(FactSet facts)
    {
        var zones = facts.Shops.Select(s => s.Zone ?? DefaultZone.Id).Distinct(StringComparer.Ordinal).ToList();
        return zones.Count == 1 ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zones[0]) ?? DefaultZone : DefaultZone;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    /// <summary>CSV files that no table of the format names: shown, because a misspelt name would lose a whole file in silence.</summary>
    private static IEnumerable<FactsProblem> Strangers(string dir)
    {
        var known = FactsFiles.All.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var reason = FactsProblems.UnknownFile;
        return Directory.EnumerateFiles(dir, "*.csv").Select(f => Path.GetFileName(f)).Where(n => !known.Contains(n)).Order(StringComparer.Ordinal)
            .Select(n => new FactsProblem(n, 0, null, null, reason.Severity, reason.Code, reason.Zh, reason.En));
    }
}
