using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace Zhanggui.Pay.Contracts;

/// <summary>A settlement as a file: <c>zhanggui settle --json</c> and the server write the same bytes (docs/cli/settle.schema.json).</summary>
public static class SettlementJson
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly YearMonthPattern Months = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static void Write(Settlement settled, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartObject();
        pen.WriteString("month", Months.Format(settled.Month));
        pen.WriteString("book", settled.Book);
        pen.WriteNumber("version", settled.Version);
        pen.WriteString("facts_digest", settled.FactsDigest);
        pen.WriteStartArray("slips");
        foreach (var slip in settled.Slips)
        {
            WriteSlip(pen, slip);

            // The pen keeps all it wrote until it is told to let go: a slip with its facts can be megabytes, and there are hundreds.
            pen.Flush();
        }

        pen.WriteEndArray();
        pen.WriteStartArray("decisions");
        foreach (var decision in settled.Decisions)
        {
            pen.WriteStartObject();
            pen.WriteString("kind", decision.Kind);
            pen.WriteString("subject", decision.Subject);
            pen.WriteString("person", decision.Person);
            pen.WriteString("text", decision.Text);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.WriteStartArray("legality");
        foreach (var clause in settled.Legality)
        {
            pen.WriteStartObject();
            pen.WriteString("component", clause.Component);
            pen.WriteString("clause", clause.Clause);
            pen.WriteString("ground", clause.Ground);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.WriteEndObject();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void WriteSlip(Utf8JsonWriter pen, Slip slip)
    {
        pen.WriteStartObject();
        pen.WriteString("person", slip.Person);
        pen.WriteString("grade", slip.Grade);
        pen.WriteStartArray("lines");
        foreach (var line in slip.Lines)
        {
            pen.WriteStartObject();
            pen.WriteString("code", line.Code);
            pen.WriteString("amount", line.Amount.ToString());
            if (line.Quantity is not null)
            {
                pen.WriteString("quantity", line.Quantity);
            }

            if (line.Rate is not null)
            {
                pen.WriteString("rate", line.Rate);
            }

            pen.WriteString("rule", line.Rule);
            pen.WriteStartArray("facts");
            foreach (var fact in line.Facts)
            {
                pen.WriteStringValue(fact);
            }

            pen.WriteEndArray();
            pen.WriteString("text", line.Text);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.WriteString("total", slip.Total.ToString());
        pen.WriteEndObject();
    }
}
