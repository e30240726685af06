using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts;

/// <summary>
/// The name of a set of facts: SHA-256 over the known columns, rows in ordinal order, however they came in. It is what
/// <c>LC_ALL=C sha256sum *.csv | sha256sum</c> says in a folder that <see cref="FactsFolder.Write"/> wrote without unknown
/// columns: each file that has rows gives one line, the hex SHA-256 of its canonical bytes, two blanks, its name.
/// </summary>
public static class FactsDigest
{
    /// <summary>64 hex digits.</summary>
    public static string Of(FactSet facts)
    {
        var zone = FactsFolder.ZoneOf(facts);
        return Of(FactsFiles.All.Where(f => f.Count(facts) > 0).Select(f => (f.Name, f.KnownDigest(facts, zone) ?? InOrder(f, facts, zone) ?? Sorted(f, facts, zone))));
    }

    /// <summary>Rows that came in order, as a folder of the house has them, are neither kept nor sorted; null at the first that did not.</summary>
    private static string? InOrder(FactsFile file, FactSet facts, DateTimeZone zone)
    {
        using var writer = new LineWriter(Stream.Null, CsvLine.Of(file.ColumnNames));
        foreach (var line in file.Cells(facts, zone).Select(CsvLine.Of))
        {
            writer.Write(line);
            if (!writer.IsInOrder)
            {
                return null;
            }
        }

        return writer.Close();
    }

    private static string Sorted(FactsFile file, FactSet facts, DateTimeZone zone)
    {
        var lines = file.Cells(facts, zone).Select(CsvLine.Of).ToArray();
        Array.Sort(lines, string.CompareOrdinal);
        using var writer = new LineWriter(Stream.Null, CsvLine.Of(file.ColumnNames));
        foreach (var line in lines)
        {
            writer.Write(line);
        }

        return writer.Close();
    }

    /// <summary>From the digests of the files that have rows, in any order.</summary>
    internal static string Of(IEnumerable<(string Name, string Digest)> files)
    {
        var text = string.Concat(files.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{f.Digest}  {f.Name}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
