using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Zhanggui.Metrics.Contracts;

namespace Zhanggui.Host.Commands;

/// <summary>The rows behind one figure as JSON: what each gives to the numerator and the denominator, in the figure's own units.</summary>
internal static class MetricRowsWriter
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IReadOnlyList<MetricMember> rows, Stream output)
    {
        using var pen = new Utf8JsonWriter(output, Pretty);
        pen.WriteStartArray();
        foreach (var row in rows)
        {
            pen.WriteStartObject();
            pen.WriteString("day", LocalDatePattern.Iso.Format(row.Day));
            pen.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Kind.ToString()));
            pen.WriteString("id", row.Id);
            Optional(pen, "buyer", row.Buyer);
            Optional(pen, "person", row.Person);
            Optional(pen, "from", row.From is { } from ? InstantPattern.ExtendedIso.Format(from) : null);
            Optional(pen, "from_id", row.FromMessage);
            Optional(pen, "to", row.To is { } to ? InstantPattern.ExtendedIso.Format(to) : null);
            Optional(pen, "to_id", row.ToMessage);
            Optional(pen, "item", row.Item);
            pen.WriteNumber("numerator", row.Numerator);
            pen.WriteNumber("denominator", row.Denominator);
            pen.WriteEndObject();
        }

        pen.WriteEndArray();
        pen.Flush();
        output.Write(Encoding.UTF8.GetBytes("\n"));
    }

    private static void Optional(Utf8JsonWriter pen, string name, string? value)
    {
        if (value is not null)
        {
            pen.WriteString(name, value);
        }
    }
}
