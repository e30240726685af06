using System.Text.Json;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>Which files <c>zhanggui import</c> takes for a kind, and how a file stands in its JSON.</summary>
internal static class ImportFiles
{
    /// <summary>What the house calls the kinds of the command line; none = whatever the file turns out to be.</summary>
    public static IReadOnlyDictionary<string, string[]> Kinds { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["orders"] = ["orders"],
        ["items"] = ["items"],
        ["refunds"] = ["refunds"],
        ["messages"] = ["messages"],
        ["service-report"] = ["service-orders", "service-days"],
        ["products"] = ["products"],
        ["promotions"] = ["promotions"],
        ["policies"] = ["policies"],
        ["people"] = ["people", "accounts"],
        ["facts"] = [],
    };

    /// <summary>Files in the order in which they are needed: a folder is taken apart, people come before what they did. The shop is the one that was named.</summary>
    public static IEnumerable<(string Path, IReadOnlyList<string> Kinds)> Of(string kind, IReadOnlyList<string> paths) =>
        paths.SelectMany(path => Directory.Exists(path) ? FactsFiles.All.Where(f => f != FactsFiles.Shops).Select(f => Path.Combine(path, f.Name)).Where(File.Exists) : [path]).Select(path => (path, (IReadOnlyList<string>)Kinds[kind]));

    public static void Write(Utf8JsonWriter pen, string path, ImportResult? result, Refusal? refusal)
    {
        pen.WriteStartObject();
        pen.WriteString("file", path);
        pen.WriteString("state", result?.State ?? "refused");
        if (refusal is not null)
        {
            pen.WriteString("code", refusal.Code);
            pen.WriteString("reason", refusal.Zh);
        }

        if (result is not null)
        {
            WriteResult(pen, result);
        }

        pen.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter pen, ImportResult result)
    {
        pen.WriteString("kind", result.Kind);
        pen.WriteString("format", result.Format);
        pen.WriteString("version", result.Version);
        pen.WriteNumber("rows", result.Rows);
        pen.WriteNumber("new", result.New);
        pen.WriteNumber("changed", result.Changed);
        pen.WriteNumber("unchanged", result.Unchanged);
        pen.WriteNumber("refused", result.Refused);
        Texts(pen, "missing_columns", result.MissingColumns);
        Texts(pen, "kept_columns", result.KeptColumns);
        Texts(pen, "left_columns", result.LeftColumns);
        pen.WriteStartArray("problems");
        foreach (var problem in result.Problems)
        {
            pen.WriteStartObject();
            pen.WriteNumber("line", problem.Line);
            pen.WriteString("code", problem.Code);
            pen.WriteString("column", problem.Column);
            pen.WriteString("text", problem.Zh);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter pen, string name, IReadOnlyList<string> texts)
    {
        pen.WriteStartArray(name);
        foreach (var text in texts)
        {
            pen.WriteStringValue(text);
        }

        pen.WriteEndArray();
    }
}
