using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Visitors;

/// <summary>Reads what a stranger sends: bounded, and answered by name when it cannot be read.</summary>
internal static class VisitorRequest
{
    private const string Scheme = "Visitor ";

    /// <summary>The body as JSON; refused before it is read when it says that it is too large.</summary>
    public static async Task<Outcome<JsonDocument>> ReadJsonAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        var read = await ReadBytesAsync(request, limit, ct);
        return read.Refusal is { } refusal ? refusal : Parse(read.Value);
    }

    /// <summary>The body as it travels, at most <paramref name="limit"/> bytes.</summary>
    public static async Task<Outcome<byte[]>> ReadBytesAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
        {
            return new VisitorFrameTooLarge(limit);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var read = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, throwOnEndOfStream: false, ct);
            return read > limit ? new VisitorFrameTooLarge(limit) : buffer.AsSpan(0, read).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Checks UTF-8 first: the JSON reader would find a broken character only when the text is used.</summary>
    public static Outcome<JsonDocument> Parse(ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return new VisitorMalformed("utf-8");
        }

        try
        {
            var document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind == JsonValueKind.Object && HasLoneSurrogate(utf8))
            {
                document.Dispose();
                return new VisitorMalformed("utf-16");
            }

            return document;
        }
        catch (JsonException)
        {
            return new VisitorMalformed("json");
        }
    }

    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal) ? header[Scheme.Length..] : null;
    }

    public static string? OriginOf(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin : null;

    // "\ud800" alone is valid JSON and valid UTF-8 on the wire, yet no text: reading it would throw later.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return true;
        }

        return false;
    }
}
