using System.Buffers;
using System.Data.Common;
using System.Text.Json;

namespace Zhanggui.Host.Backup;

/// <summary>
/// How one row looks in a backup: a JSON array with null, integers, text, <c>{"d":1.5}</c> for floating point and
/// <c>{"b":"…"}</c> for bytes in base64. The same on both databases, so that a backup of one can be restored into the other.
/// </summary>
internal static class RowForm
{
    private const int WriteBufferBytes = 64 * 1024;
    private static readonly JsonWriterOptions Fast = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<long> WriteAllAsync(DbDataReader reader, Stream target, string table, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(WriteBufferBytes);
        using var json = new Utf8JsonWriter(buffer, Fast);
        long rows = 0;
        while (await reader.ReadAsync(ct))
        {
            json.Reset();
            WriteRow(reader, json, table);
            json.Flush();
            buffer.Write("\n"u8);
            rows++;
            if (buffer.WrittenCount >= WriteBufferBytes)
            {
                await target.WriteAsync(buffer.WrittenMemory, ct);
                buffer.ResetWrittenCount();
            }
        }

        await target.WriteAsync(buffer.WrittenMemory, ct);
        return rows;
    }

    private static void WriteRow(DbDataReader reader, Utf8JsonWriter json, string table)
    {
        json.WriteStartArray();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            switch (reader.GetValue(i))
            {
                case DBNull: json.WriteNullValue(); break;
                case long v: json.WriteNumberValue(v); break;
                case int v: json.WriteNumberValue(v); break;
                case short v: json.WriteNumberValue(v); break;
                case bool v: json.WriteNumberValue(v ? 1 : 0); break;
                case string v: json.WriteStringValue(v); break;
                case Guid v: json.WriteStringValue(v); break;
                case byte[] v: WriteObject(json, "b", v); break;
                case double v:
                    json.WriteStartObject();
                    json.WriteNumber("d", v);
                    json.WriteEndObject();
                    break;
                case var other: throw new NotSupportedException($"{table}.{reader.GetName(i)} has the type {other.GetType().Name}, which a backup cannot carry.");
            }
        }

        json.WriteEndArray();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, byte[] bytes)
    {
        json.WriteStartObject();
        json.WriteBase64String(name, bytes);
        json.WriteEndObject();
    }

    /// <summary>Reads one line into values: null, long, double, string or bytes.</summary>
    public static object?[] Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var values = new object?[document.RootElement.GetArrayLength()];
        var i = 0;
        foreach (var element in document.RootElement.EnumerateArray())
        {
            values[i++] = element.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Number => element.GetInt64(),
                JsonValueKind.String => element.GetString(),
                _ => element.TryGetProperty("b", out var bytes) ? bytes.GetBytesFromBase64() : element.GetProperty("d").GetDouble(),
            };
        }

        return values;
    }
}
