using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Pay.Contracts;

/// <summary>A comparison as a file: <c>zhanggui whatif --json</c> and the server write the same bytes (docs/cli/whatif.schema.json).</summary>
public static class ComparisonJson
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly YearMonthPattern Months = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static void Write(Comparison compared, YearMonth from, YearMonth to, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartObject();
        WriteBook(pen, "before", compared.Before, compared.BeforeVersion);
        WriteBook(pen, "after", compared.After, compared.AfterVersion);
        pen.WriteString("from", Months.Format(from));
        pen.WriteString("to", Months.Format(to));
        pen.WriteStartArray("rows");
        foreach (var row in compared.Rows)
        {
            pen.WriteStartObject();
            pen.WriteString("person", row.Person);
            pen.WriteString("month", Months.Format(row.Month));
            pen.WriteString("component", row.Code);
            WriteThree(pen, row.Before, row.After);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        WriteTotals(pen, "people", "person", compared.Rows.GroupBy(r => r.Person, StringComparer.Ordinal));
        WriteTotals(pen, "components", "component", compared.Rows.GroupBy(r => r.Code, StringComparer.Ordinal));
        WriteTotals(pen, "months", "month", compared.Rows.GroupBy(r => Months.Format(r.Month), StringComparer.Ordinal));
        pen.WriteStartObject("totals");
        WriteThree(pen, compared.SpreadBefore.Sum, compared.SpreadAfter.Sum);
        pen.WriteEndObject();
        pen.WriteStartObject("spread");
        WriteSpread(pen, "before", compared.SpreadBefore);
        WriteSpread(pen, "after", compared.SpreadAfter);
        pen.WriteEndObject();
        pen.WriteEndObject();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void WriteBook(Utf8JsonWriter pen, string name, string book, int version)
    {
        pen.WriteStartObject(name);
        pen.WriteString("book", book);
        pen.WriteNumber("version", version);
        pen.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter pen, string name, string key, IEnumerable<IGrouping<string, ComparisonRow>> groups)
    {
        pen.WriteStartArray(name);
        foreach (var group in groups.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            pen.WriteStartObject();
            pen.WriteString(key, group.Key);
            WriteThree(pen, group.Aggregate(Fen.Zero, (sum, r) => sum + r.Before), group.Aggregate(Fen.Zero, (sum, r) => sum + r.After));
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
    }

    private static void WriteThree(Utf8JsonWriter pen, Fen before, Fen after)
    {
        pen.WriteString("before", before.ToString());
        pen.WriteString("after", after.ToString());
        pen.WriteString("difference", (after - before).ToString());
    }

    private static void WriteSpread(Utf8JsonWriter pen, string name, PaySpread spread)
    {
        pen.WriteStartObject(name);
        pen.WriteNumber("slips", spread.Slips);
        pen.WriteString("lowest", spread.Lowest.ToString());
        pen.WriteString("median", spread.Median.ToString());
        pen.WriteString("mean", spread.Mean.ToString());
        pen.WriteString("highest", spread.Highest.ToString());
        pen.WriteEndObject();
    }
}
