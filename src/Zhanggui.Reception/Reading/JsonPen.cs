using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NodaTime;

namespace Zhanggui.Reception.Reading;

/// <summary>Writers for the socket path: pooled per thread, without checks that tests have made already.</summary>
internal static class JsonPen
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>Writes one JSON value and gives its bytes.</summary>
    public static byte[] Write<T>(T what, Action<Utf8JsonWriter, T> write)
    {
        buffer ??= new ArrayBufferWriter<byte>(4096);
        writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        write(writer, what);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An instant as the wire writes it, without a string in between.</summary>
    public static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant at)
    {
        Span<byte> text = stackalloc byte[InstantText.Length];
        InstantText.Write(at.ToUnixTimeMilliseconds(), text);
        json.WriteString(name, text);
    }

    public static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, Instant? at)
    {
        if (at is { } some)
        {
            WriteInstant(json, name, some);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static string Text(byte[] json) => Encoding.UTF8.GetString(json);
}
