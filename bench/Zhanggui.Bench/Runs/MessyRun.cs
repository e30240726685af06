using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Zhanggui.Bench.Machinery;
using Zhanggui.Bench.Measure;
using Zhanggui.Tables;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// <c>messy</c>: reads every file of the messy sets to its end and writes <c>docs/imports-messy-files.md</c>; exit status 1 when a
/// file made the reader throw or a check failed.
/// </summary>
internal static class MessyRun
{
    private static readonly string[] Tables = [".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsb", ".ods"];

    public static int Run(Options options)
    {
        var folder = options.Text("data", Environment.GetEnvironmentVariable("ZHANGGUI_TESTDATA") ?? Path.Combine(Repository.Root, "..", "shared", "data"));
        var sets = Path.Combine(folder, "messy-files");
        if (!Directory.Exists(sets))
        {
            Console.WriteLine("skipped: the messy files are not here (ZHANGGUI_TESTDATA or --data)");
            return 0;
        }

        var page = new MessyPage();
        foreach (var archive in Directory.GetFiles(sets, "*.tar.gz").Order(StringComparer.Ordinal))
        {
            var files = Unpack(archive);
            var set = Path.GetFileName(archive).Replace(".tar.gz", string.Empty, StringComparison.Ordinal);
            if (set.StartsWith("pollock", StringComparison.Ordinal))
            {
                Pollock(page, files);
                continue;
            }

            Read(page, set, files);
        }

        var text = page.Text();
        Console.WriteLine(text);
        if (options.Text("write", "yes") == "yes")
        {
            File.WriteAllText(Path.Combine(Repository.Root, "docs", "imports-messy-files.md"), text);
        }

        return page.Failures == 0 ? 0 : 1;
    }

    private static SortedDictionary<string, byte[]> Unpack(string archive)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        using var zip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(zip);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } stream)
            {
                var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                files[entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name] = bytes.ToArray();
            }
            else if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                files[entry.Name] = [];
            }
        }

        return files;
    }

    private static void Read(MessyPage page, string set, SortedDictionary<string, byte[]> files)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, bytes) in files.Where(f => Tables.Contains(Path.GetExtension(f.Key))))
        {
            var (rows, refused, problems) = ReadOne(name, bytes);
            page.Add(set, name, refused, problems);
            if (rows is null)
            {
                continue;
            }

            read[name] = rows;
            if (set == "csv-spectrum")
            {
                page.Check("csv-spectrum: cells equal to the JSON beside (line ends aside; location_coordinates has another telephone number in its JSON)", name, EqualsJson(rows, files[$"json/{Path.GetFileNameWithoutExtension(name)}.json".Insert(0, name[..name.IndexOf("csvs/", StringComparison.Ordinal)])]));
            }
        }

        // The same workbook saved in several formats must give the same cells.
        foreach (var twin in read.Keys.Where(n => n.EndsWith(".xlsx", StringComparison.Ordinal)))
        {
            foreach (var other in new[] { ".xls", ".xlsb" })
            {
                if (read.TryGetValue(Path.ChangeExtension(twin, other), out var cells))
                {
                    page.Check($"{set}: {other} and .xlsx of one name have the same cells", twin, cells == read[twin]);
                }
            }
        }
    }

    private static (string? Rows, TableRefused? Refused, long Problems) ReadOne(string name, byte[] bytes)
    {
        try
        {
            if (!TableFile.TryOpen(new MemoryStream(bytes), name, null, out var file, out var refused))
            {
                return (null, refused, 0);
            }

            using (file)
            {
                var text = new StringBuilder();
                var problems = 0L;
                for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
                {
                    using var rows = file.Rows(sheet);
                    while (rows.Read())
                    {
                        text.Append(rows.LineNumber).Append(':');
                        for (var i = 0; i < rows.Count; i++)
                        {
                            text.Append(rows[i]).Append('\u0001');
                        }

                        text.Append('\u0002');
                    }

                    if (rows.Refused is not null)
                    {
                        return (null, rows.Refused, 0);
                    }

                    problems += rows.ProblemCount;
                }

                return (text.ToString(), null, problems);
            }
        }
        catch (Exception e)
        {
            return (null, new TableRefused($"THROWN {e.GetType().Name}", e.Message, e.Message), 0);
        }
    }

    private static bool EqualsJson(string rows, byte[] json)
    {
        var cells = rows.Split('\u0002', StringSplitOptions.RemoveEmptyEntries).Select(r => r[(r.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('\u0001')[..^1]).ToList();
        using var expected = JsonDocument.Parse(json);
        var records = expected.RootElement.ValueKind == JsonValueKind.Array ? expected.RootElement.EnumerateArray().ToList() : [expected.RootElement];
        return records.Count == cells.Count - 1 && records.Select((record, i) =>
            record.EnumerateObject().All(p => p.Value.ToString().ReplaceLineEndings("\n") == cells[i + 1][Array.IndexOf(cells[0], p.Name)].ReplaceLineEndings("\n"))).All(equal => equal);
    }

    private static void Pollock(MessyPage page, SortedDictionary<string, byte[]> files)
    {
        foreach (var (path, csv) in files.Where(f => f.Key.Contains("csv/", StringComparison.Ordinal)))
        {
            var name = Path.GetFileName(path);
            var clean = files[path.Replace("csv/", "clean/", StringComparison.Ordinal)];
            var parameters = files[path.Replace("csv/", "parameters/", StringComparison.Ordinal) + "_parameters.json"];
            var (_, refused, problems) = ReadOne(name, csv);
            page.Add("pollock", name, refused, problems);
            page.Score(name, PollockScore.Of(clean, PollockScore.Load(csv, parameters, out _)), PollockScore.Of(clean, PollockScore.LoadUnaided(csv, out _)));
        }
    }
}
