using System.Text.Json;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Conversations;

/// <summary>A product or order card as a message body: known fields only, bounded, links that only lead to the web.</summary>
internal static class CardBody
{
    private const int ShortText = 200;
    private const int LongText = 2000;
    private const int MostLines = 50;

    /// <summary>The wire's <c>{"card":{…}}</c>, or null when it is not a card.</summary>
    public static byte[]? Read(JsonElement card)
    {
        if (card.ValueKind != JsonValueKind.Object || Text(card, "kind", ShortText) is not ("product" or "order")
            || Text(card, "id", ShortText) is not { Length: > 0 } || Text(card, "title", LongText) is not { Length: > 0 } || !HasSafeLink(card, "url") || !HasSafeLink(card, "image"))
        {
            return null;
        }

        return JsonPen.Write(card, static (json, c) =>
        {
            json.WriteStartObject();
            json.WriteStartObject("card"u8);
            foreach (var name in (ReadOnlySpan<string>)["kind", "id", "title", "price", "image", "url"])
            {
                if (Text(c, name, LongText) is { } text)
                {
                    json.WriteString(name, text);
                }
            }

            WriteLines(json, c);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <summary>Only the web: no scripts, no data, no local files.</summary>
    public static bool IsSafeLink(string link) =>
        link.StartsWith('/') || (Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http");

    /// <summary>What a card is of.</summary>
    public static (string Id, string Title)? Subject(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("card", out var card) && Text(card, "id", ShortText) is { } id && Text(card, "title", LongText) is { } title ? (id, title) : null;
    }

    /// <summary>The texts on a stored card that somebody wrote. The title is one of them unless it is the <paramref name="own"/> one of the product.</summary>
    public static IReadOnlyList<string> Texts(byte[] body, string? own)
    {
        using var document = JsonDocument.Parse(body);
        var texts = new List<string>();
        if (!document.RootElement.TryGetProperty("card", out var card))
        {
            return texts;
        }

        if (Text(card, "title", LongText) is { } title && title != own)
        {
            texts.Add(title);
        }

        if (card.TryGetProperty("lines", out var lines))
        {
            texts.AddRange(lines.EnumerateArray().Select(l => l.GetString()).OfType<string>());
        }

        return texts;
    }

    private static bool HasSafeLink(JsonElement card, string name) => Text(card, name, LongText) is not { } link || IsSafeLink(link);

    private static void WriteLines(Utf8JsonWriter json, JsonElement card)
    {
        if (!card.TryGetProperty("lines", out var lines) || lines.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        json.WriteStartArray("lines"u8);
        foreach (var line in lines.EnumerateArray().Take(MostLines))
        {
            if (line.ValueKind == JsonValueKind.String && line.GetString() is { } text)
            {
                json.WriteStringValue(text.Length > ShortText ? text[..ShortText] : text);
            }
        }

        json.WriteEndArray();
    }

    private static string? Text(JsonElement card, string name, int limit) =>
        card.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= limit ? text : null;
}
