using System.Text.Json;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search;

/// <summary>What of a message can be searched: what people and robots wrote and what was written down of a contact, not the house's own lines.</summary>
internal static class SearchText
{
    public static string Of(Message message) =>
        message.IsErased || (message.Kind == MessageKind.System && !IsContact(message)) ? string.Empty : message.Text;

    /// <summary>Null when there is nothing to search in it.</summary>
    public static IndexedMessage? ToIndex(Message message)
    {
        var text = Of(message);
        return text.Length == 0 ? null : new IndexedMessage(
            PlaceOf(message), message.Channel.Value, message.Person?.Value, message.Sender, message.Kind, Folding.Of(text));
    }

    public static Place PlaceOf(Message message) => new(message.At.ToUnixTimeMilliseconds(), message.Conversation.Value, message.Seq);

    private static bool IsContact(Message message)
    {
        if (message.Body is null)
        {
            return false;
        }

        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.TryGetProperty("system", out var line) && line.TryGetProperty("code", out var code) && code.ValueEquals(Conversations.Conversations.ContactCode);
    }
}
