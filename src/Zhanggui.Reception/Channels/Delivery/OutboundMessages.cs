using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Reading;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Channels.Delivery;

/// <summary>Opens a stored message for its way out.</summary>
internal sealed class OutboundMessages(Database database, ConversationReader reader, ChannelBook channels, IBuyers buyers, FileShelf shelf)
{
    /// <summary>The channel and the message; or one sentence saying why it can never go out.</summary>
    public async Task<(ChannelRoute? Route, OutboundMessage? Message, string? Cause)> LoadAsync(ConversationId conversation, long seq, CancellationToken ct)
    {
        if (await reader.FindAsync(conversation, ct) is not { } head)
        {
            return (null, null, "会话已不在");
        }

        await using var connection = await database.OpenAsync(ct);
        var message = (await reader.MessagesAsync(connection, null, head, seq - 1, seq + 1, 1, newestFirst: false, Audience.Everybody, ct)).FirstOrDefault();
        if (message is null || message.IsErased)
        {
            return (null, null, "内容已按要求删除");
        }

        if (message.IsRecalled)
        {
            return (null, null, "已撤回，没有发出");
        }

        if (await channels.FindAsync(head.Channel, ct) is not { IsEnabled: true } card)
        {
            return (null, null, "渠道已停用");
        }

        var external = await buyers.FindExternalIdAsync(new BuyerId(head.Buyer), head.ChannelKind, ct);
        var (cardJson, fileId) = BodyOf(message);
        var file = fileId is { } id ? await shelf.FindAsync(id, ct) : null;
        if (fileId is not null && file is null)
        {
            return (null, null, "文件已删除");
        }

        var sent = file is null ? null : new OutboundFile(file.Id, file.Name, file.Type.MediaType, file.Size, (into, stop) => shelf.CopyAsync(file, 0, file.Size, into, stop));
        return (card.Route, new OutboundMessage(message.ExternalId, head.Id, message.Seq, head.Buyer, external, message.Kind, message.Text, cardJson, sent, message.PersonName, message.At), null);
    }

    private static (JsonElement? Card, Guid? File) BodyOf(Message message)
    {
        if (message.Body is null)
        {
            return (null, null);
        }

        using var json = JsonDocument.Parse(message.Body);
        JsonElement? card = json.RootElement.TryGetProperty("card", out var given) ? given.Clone() : null;
        Guid? file = json.RootElement.TryGetProperty("file", out var sent) ? sent.GetProperty("id").GetGuid() : null;
        return (card, file);
    }
}
