using System.Text;
using Zhanggui.Tables;

namespace Zhanggui.Tests.Tables;

/// <summary>Tables from text and bytes, for tests.</summary>
internal static class TableText
{
    public static TableFile Open(string text, TableOptions? options = null) => Open(Encoding.UTF8.GetBytes(text), options);

    public static TableFile Open(byte[] bytes, TableOptions? options = null)
    {
        TableFile.TryOpen(new MemoryStream(bytes), "x.csv", options, out var file, out var refused).ShouldBeTrue(refused?.En);
        return file!;
    }

    public static TableRefused Refused(byte[] bytes, TableOptions? options = null)
    {
        TableFile.TryOpen(new MemoryStream(bytes), "x.csv", options, out _, out var refused).ShouldBeFalse();
        return refused!;
    }

    public static List<string[]> Rows(string text, TableOptions? options = null) => Rows(Encoding.UTF8.GetBytes(text), options);

    public static List<string[]> Rows(byte[] bytes, TableOptions? options = null)
    {
        using var file = Open(bytes, options);
        using var rows = file.Rows();
        var all = All(rows);
        rows.Refused.ShouldBeNull();
        return all;
    }

    public static List<string[]> All(TableRows rows)
    {
        var all = new List<string[]>();
        while (rows.Read())
        {
            all.Add([.. Enumerable.Range(0, rows.Count).Select(rows.GetText)]);
        }

        return all;
    }

    /// <summary>Rows as lines with <c>¦</c> between cells.</summary>
    public static string Flat(IEnumerable<string[]> rows) => string.Join('\n', rows.Select(r => string.Join('¦', r)));
}
