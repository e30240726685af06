using System.Security.Cryptography;
using System.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Visitors;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Channels;

/// <summary>Takes in what adapters bring: the buyer is found or made, and the writer stores the message once.</summary>
internal sealed class Inbound(Database database, ChannelBook channels, IBuyers buyers, FileShelf shelf, ConversationWriter writer) : IInbound
{
    public const int IdLength = 200;

    public async Task<Outcome<Received>> ReceiveAsync(InboundMessage message, CancellationToken ct)
    {
        if (Check(message) is { } wrong)
        {
            return new MessageMalformed(wrong);
        }

        if (await channels.FindAsync(message.Channel, ct) is not { IsEnabled: true } channel)
        {
            return new ChannelNotFound();
        }

        var body = message.Card is { } card ? CardBody.Read(card) : null;
        if (message.Card is not null && body is null)
        {
            return new MessageMalformed("card");
        }

        // The channel vouches for its own ids, as a platform does for its buyers.
        var buyer = await buyers.FindOrCreateAsync(channel.Shop, channel.Kind, message.Buyer.ExternalId, new BuyerProfile(message.Buyer.Name, BuyerIdentity.Signed), ct);
        if (buyer.IsErased)
        {
            return new BuyerDataErased();
        }

        var id = IdOf(message.Channel, message.ExternalId);
        if (message.File is { } file && !await IsKnownAsync(channel.Id, id, ct))
        {
            var kept = await KeepAsync(channel, buyer, file, message.Kind, ct);
            if (kept.Refusal is not null)
            {
                return kept.Refusal;
            }

            body = kept.Value;
        }

        var words = new Words(id, message.Kind, message.Text, body);
        var arrival = new Arrival(channel.Shop, channel.Id, channel.Kind, channel.Name, buyer.Id.Value, buyer.Identity, new About(buyer.Name, buyer.Note));
        var result = await writer.ActAsync(new Send(Party.OfBuyer(buyer.Id.Value), SenderKind.Buyer, words, arrival), ct);
        return result.Refusal is { } refusal
            ? refusal
            : new Received(result.Message!.Conversation, result.Message.Seq, buyer.Id.Value, result.Message.At, result.IsRepeat);
    }

    /// <summary>The house's id of a channel's message: the same words of the same channel always have the same one.</summary>
    internal static Guid IdOf(ChannelId channel, string externalId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{channel.Value:n}\n{externalId}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A repeat keeps the file it came with first.</summary>
    private async Task<bool> IsKnownAsync(ChannelId channel, Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select count(*) from reception_message where channel_id = @channel and external_id = @id", ct, ("channel", channel.Value), ("id", id)) > 0;
    }

    private async Task<Outcome<byte[]>> KeepAsync(ChannelCard channel, BuyerSummary buyer, InboundFile file, MessageKind kind, CancellationToken ct)
    {
        var added = await shelf.AddAsync(channel.Shop, buyer.Id.Value, null, file.Name, file.Content, ct);
        if (added.Refusal is { } refusal)
        {
            return refusal;
        }

        var attached = await shelf.AttachAsync(added.Value.Id, channel.Shop, buyer.Id.Value, null, kind == MessageKind.Image, ct);
        return attached.Refusal is { } no ? no : VisitorWords.BodyOf(attached.Value);
    }

    private static string? Check(InboundMessage message) =>
        !IsId(message.ExternalId) ? "id"
        : !IsId(message.Buyer.ExternalId) ? "buyer.id"
        : message.Kind is MessageKind.Note or MessageKind.System ? "kind"
        : message.Kind == MessageKind.Card && message.Card is null ? "card"
        : (message.Kind is MessageKind.Image or MessageKind.File) != (message.File is not null) ? "file"
        : null;

    private static bool IsId(string? text) => text is { Length: > 0 and <= IdLength } && !text.Any(char.IsControl);
}
