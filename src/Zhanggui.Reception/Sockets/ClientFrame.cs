using System.Text.Json;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Sockets;

/// <summary>One frame of a client, read in a single pass; unknown fields are skipped.</summary>
internal sealed class ClientFrame
{
    public string Type { get; private set; } = string.Empty;

    public Guid? Id { get; private set; }

    public Guid? Conversation { get; private set; }

    public MessageKind? Kind { get; private set; }

    public string? Text { get; private set; }

    public long? Seq { get; private set; }

    public long? Version { get; private set; }

    public long? After { get; private set; }

    public Guid? Epoch { get; private set; }

    public string? Scope { get; private set; }

    public string? Token { get; private set; }

    public Guid? FileId { get; private set; }

    /// <summary>The card as it came; its meaning is checked where it is used.</summary>
    public JsonElement? Card { get; private set; }

    /// <summary>What goes to the guard with a message; checked where it is used.</summary>
    public JsonElement? Guard { get; private set; }

    /// <summary>Where the visitor is; checked where it is used.</summary>
    public JsonElement? Page { get; private set; }

    /// <summary>What the visitor looks at; checked where it is used.</summary>
    public JsonElement? Product { get; private set; }

    public List<PersonId>? Mentions { get; private set; }

    /// <summary>False when it is not a JSON object with fields of the right types.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out ClientFrame frame)
    {
        frame = new ClientFrame();
        try
        {
            var json = new Utf8JsonReader(bytes.Span);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                frame.ReadField(ref json);
            }

            return frame.Type.Length > 0 && json.TokenType == JsonTokenType.EndObject;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private void ReadField(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("t"u8))
        {
            Type = Known(ref json);
        }
        else if (json.ValueTextEquals("id"u8))
        {
            Id = ReadId(ref json);
        }
        else if (json.ValueTextEquals("c"u8))
        {
            Conversation = ReadId(ref json);
        }
        else if (json.ValueTextEquals("kind"u8))
        {
            json.Read();
            Kind = ReadKind(ref json);
        }
        else if (json.ValueTextEquals("text"u8))
        {
            json.Read();
            Text = json.GetString();
        }
        else
        {
            ReadRareField(ref json);
        }
    }

    private void ReadRareField(ref Utf8JsonReader json)
    {
        var name = json.GetString();
        switch (name)
        {
            case "seq":
                Seq = ReadNumber(ref json);
                break;
            case "version":
                Version = ReadNumber(ref json);
                break;
            case "after":
                After = ReadNumber(ref json);
                break;
            case "epoch":
                Epoch = ReadId(ref json);
                break;
            case "scope":
                json.Read();
                Scope = json.GetString();
                break;
            case "token":
                json.Read();
                Token = json.GetString();
                break;
            case "fileId":
                FileId = ReadId(ref json);
                break;
            case "card":
                json.Read();
                Card = json.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref json);
                break;
            case "guard":
                json.Read();
                Guard = JsonElement.ParseValue(ref json);
                break;
            case "page":
                json.Read();
                Page = JsonElement.ParseValue(ref json);
                break;
            case "product":
                json.Read();
                Product = JsonElement.ParseValue(ref json);
                break;
            case "mentions":
                json.Read();
                Mentions = json.TokenType == JsonTokenType.Null ? null : [.. JsonElement.ParseValue(ref json).EnumerateArray().Select(e => new PersonId(e.GetGuid()))];
                break;
            default:
                json.Read();
                json.Skip();
                break;
        }
    }

    /// <summary>The frame types are few: no string is made for them.</summary>
    private static string Known(ref Utf8JsonReader json)
    {
        json.Read();
        return json.ValueTextEquals("send"u8) ? "send"
            : json.ValueTextEquals("read"u8) ? "read"
            : json.ValueTextEquals("typing"u8) ? "typing"
            : json.ValueTextEquals("ping"u8) ? "ping"
            : json.GetString() ?? string.Empty;
    }

    private static MessageKind? ReadKind(ref Utf8JsonReader json) =>
        json.ValueTextEquals("text"u8) ? MessageKind.Text
        : json.ValueTextEquals("note"u8) ? MessageKind.Note
        : json.ValueTextEquals("image"u8) ? MessageKind.Image
        : json.ValueTextEquals("file"u8) ? MessageKind.File
        : json.ValueTextEquals("card"u8) ? MessageKind.Card
        : throw new FormatException("Unknown kind.");

    private static Guid? ReadId(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : json.GetGuid();
    }

    private static long? ReadNumber(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.Null ? null : json.GetInt64();
    }
}
