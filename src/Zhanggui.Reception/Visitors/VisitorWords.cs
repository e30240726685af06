using System.Text.Json;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Sockets;

namespace Zhanggui.Reception.Visitors;

/// <summary>What a visitor wants to say, as it came over the wire; nothing of it is believed.</summary>
internal sealed record VisitorWords(Guid Id, MessageKind Kind, string Text, Guid? FileId, byte[]? Card, PageSeen? Page, ProductSeen? Product)
{
    private const int LongestLink = 2000;
    private const int LongestTitle = 300;

    /// <summary>Reads a <c>send</c> that came as a JSON body; names the first field that is wrong.</summary>
    public static Outcome<VisitorWords> Read(JsonElement json, int textLength)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new VisitorMalformed("send");
        }

        if (KindOf(TextOf(json, "kind")) is not { } kind)
        {
            return new VisitorMalformed("kind");
        }

        return Check(IdOf(json, "id"), kind, TextOf(json, "text"), IdOf(json, "fileId"), ObjectOf(json, "card"), ObjectOf(json, "page"), ObjectOf(json, "product"), textLength);
    }

    /// <summary>Reads a <c>send</c> that came over the socket.</summary>
    public static Outcome<VisitorWords> Read(ClientFrame frame, int textLength) =>
        Check(frame.Id, frame.Kind ?? MessageKind.Text, frame.Text, frame.FileId, frame.Card, frame.Page, frame.Product, textLength);

    private static Outcome<VisitorWords> Check(Guid? id, MessageKind kind, string? text, Guid? file, JsonElement? card, JsonElement? page, JsonElement? product, int textLength)
    {
        if (id is not { } guid || guid == Guid.Empty)
        {
            return new VisitorMalformed("id");
        }

        if (kind is MessageKind.Note or MessageKind.System)
        {
            return new VisitorMalformed("kind");
        }

        if (text?.Length > textLength)
        {
            return new VisitorTextTooLong(textLength);
        }

        if (kind is MessageKind.Image or MessageKind.File && file is null)
        {
            return new VisitorMalformed("fileId");
        }

        byte[]? body = null;
        if (kind == MessageKind.Card && (card is not { } given || (body = CardBody.Read(given)) is null))
        {
            return new VisitorMalformed("card");
        }

        return new VisitorWords(guid, kind, text ?? string.Empty, kind is MessageKind.Image or MessageKind.File ? file : null, body, PageOf(page), ProductOf(product));
    }

    /// <summary>The command; a file is looked up here, so that only the visitor's own can be named.</summary>
    public async Task<Outcome<Send>> ToSendAsync(Visitor visitor, FileShelf shelf, CancellationToken ct)
    {
        var body = Card;
        if (FileId is { } file)
        {
            var found = await shelf.AttachAsync(file, visitor.Channel.Shop, visitor.Buyer.Id.Value, null, Kind == MessageKind.Image, ct);
            if (found.Refusal is not null)
            {
                return found.Refusal;
            }

            body = BodyOf(found.Value);
        }

        return ToSend(visitor, body);
    }

    /// <summary>The command for words without a file.</summary>
    public Send ToSend(Visitor visitor, byte[]? body) =>
        new(Party.OfBuyer(visitor.Buyer.Id.Value), SenderKind.Buyer, new Words(Id, Kind, Text, body), visitor.ArrivalWith(Page, Product));

    /// <summary>The wire's <c>{"file":{…}}</c>.</summary>
    public static byte[] BodyOf(StoredFile file) => JsonSerializer.SerializeToUtf8Bytes(new { file = file.ToShape() }, HouseJson.Options);

    internal static MessageKind? KindOf(string? kind) => kind switch
    {
        "text" => MessageKind.Text,
        "image" => MessageKind.Image,
        "file" => MessageKind.File,
        "card" => MessageKind.Card,
        _ => null,
    };

    private static PageSeen? PageOf(JsonElement? json) =>
        json is { ValueKind: JsonValueKind.Object } page && Short(page, "url", LongestLink) is { Length: > 0 } url && CardBody.IsSafeLink(url)
            ? new PageSeen(url, Short(page, "title", LongestTitle) ?? string.Empty)
            : null;

    private static ProductSeen? ProductOf(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } product
            || Short(product, "id", LongestTitle) is not { Length: > 0 } id || Short(product, "title", LongestTitle) is not { Length: > 0 } title)
        {
            return null;
        }

        return new ProductSeen(id, title, Short(product, "price", 40), Link(product, "image"), Link(product, "url"));
    }

    private static JsonElement? ObjectOf(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static Guid? IdOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? id : null;

    private static string? Link(JsonElement json, string name) => Short(json, name, LongestLink) is { } link && CardBody.IsSafeLink(link) ? link : null;

    private static string? Short(JsonElement json, string name, int limit) => TextOf(json, name) is { } text && text.Length <= limit ? text : null;

    public static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
