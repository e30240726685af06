using System.Text.Json;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Guarding;

/// <summary>Whatever an agent says to a buyer passes here before it is written. Notes stay in the house and pass unread; whether somebody may write at all, the rule says behind it.</summary>
internal sealed class SendGate(Database database, LiveTalks live, IGuardGate guard, IGoods goods)
{
    public async ValueTask<GuardPassage> AskAsync(Party party, ConversationId conversation, Words words, GuardWord? word, CancellationToken ct)
    {
        if (party.Actor is not { } actor || words.Kind == MessageKind.Note || (words.Text.Length == 0 && words.Kind != MessageKind.Card))
        {
            return default;
        }

        // Most shops' books say nothing here: then a message costs no more than before.
        if (live.ShopOf(conversation) is { } shop && !await guard.StandsAsync(shop, ct))
        {
            return default;
        }

        if (await live.FindAsync(conversation, ct) is not { Head: var head } talk || !party.May(Permissions.SendMessages, head) || head.State == ConversationState.Closed || !await guard.StandsAsync(head.Shop, ct))
        {
            return default;
        }

        if (await TextOfAsync(head, words, ct) is not { Length: > 0 } text)
        {
            return default;
        }

        var passage = await guard.PassAsync(actor, GuardedTalks.Of(talk), new GuardedMessage(words.ExternalId, text, word), ct);
        if (passage.Refusal is null)
        {
            return passage;
        }

        // Sent already under other facts or another book, and the answer was lost: it is told again that it was sent.
        if (await IsSentAsync(head, words.ExternalId, ct))
        {
            return default;
        }

        if (passage.Trace is { } trace)
        {
            await guard.KeepAsync(trace, ct);
        }

        return passage;
    }

    /// <summary>The reason and drafts that a client sends along; null when it has none or they are none.</summary>
    public static GuardWord? Read(JsonElement? guard)
    {
        try
        {
            return guard is { ValueKind: JsonValueKind.Object } word ? word.Deserialize<GuardWord>(HouseJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Everything that the buyer will read: the words, a caption, the lines of a card and its title where it is not the product's own.</summary>
    private async Task<string> TextOfAsync(Conversation head, Words words, CancellationToken ct)
    {
        if (words.Kind != MessageKind.Card || words.Body is not { } body)
        {
            return words.Text;
        }

        var seen = head.About.Product;
        var own = CardBody.Subject(body) is not { } of ? null : seen?.Id == of.Id && seen.Title == of.Title ? of.Title : (await goods.FindAsync(head.Shop, of.Id, ct))?.Title;
        return string.Join('\n', [words.Text, .. CardBody.Texts(body, own)]).Trim();
    }

    private async Task<bool> IsSentAsync(Conversation head, Guid message, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select count(*) from reception_message where channel_id = @channel and external_id = @message", ct, ("channel", head.Channel.Value), ("message", message)) > 0;
    }
}
