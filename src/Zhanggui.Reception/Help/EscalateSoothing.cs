using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Help;

/// <summary>
/// Whoever soothes the same matter more often than the book allows gets a leader beside them: the house calls for help in their name. One call is open
/// per conversation; it ends with an answer, with somebody else taking the conversation, or with its end.
/// </summary>
internal sealed class EscalateSoothing(HelpCalls calls, ConversationReader reader, ConversationWriter writer, IPeople people) : IEventHandler<SoothedAgain>
{
    public async Task HandleAsync(SoothedAgain happened, Delivery delivery, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(happened.Conversation), ct) is not { } head)
        {
            return;
        }

        var id = IdOf(happened);
        var call = new HelpCall(id, head.Shop, head.Id, happened.By, null, Instant.FromUnixTimeMilliseconds(happened.At), 0, null, null, null, null) { Kind = HelpCall.Soothing };
        if (HelpRules.IsOver(call, head) || (await calls.OpenAsync(head.Shop, ct)).Any(c => c.Conversation == head.Id && c.Kind == HelpCall.Soothing && c.Id != id))
        {
            return;
        }

        var args = JsonSerializer.Serialize(new { name = (await people.FindAsync(happened.By, ct))?.Name ?? string.Empty }, HouseJson.Options);
        if (await writer.ActAsync(new WriteLine("soothed", args, Audience.Agents, id) { Conversation = head.Id }, ct) is { Refusal: null, Message: { } line })
        {
            await calls.AskAsync(call with { Seq = line.Seq }, ct);
        }
    }

    /// <summary>One per message: told twice, asked once.</summary>
    private static Guid IdOf(SoothedAgain happened)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"soothed {happened.Conversation:n} {happened.Message:n}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
