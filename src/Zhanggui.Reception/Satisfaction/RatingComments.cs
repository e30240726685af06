using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>
/// What a buyer wrote with a rating: kept in the record only, sealed and chained like everything that was said, and found again by its place there. Erased with the buyer.
/// </summary>
internal sealed class RatingComments(Database database, ConversationReader reader, ConversationWriter writer, RatingBook book)
{
    public const int Longest = 500;
    private const int AtOnce = 200;

    /// <summary>The rating's line, and the words once; the same once more changes nothing.</summary>
    public async Task WriteAsync(Conversation head, int stars, string? comment, CancellationToken ct)
    {
        await LineAsync(head, "rated", new { stars }, ct);
        if (comment is not null && (await LineAsync(head, "rating-comment", new { stars, text = comment }, ct)).Message is { } message)
        {
            await book.CommentedAsync(head.Id, message.Seq, ct);
        }
    }

    /// <summary>The words behind these ratings, of conversations that this party sees.</summary>
    public async Task<IReadOnlyDictionary<ConversationId, string>> OfAsync(IReadOnlyList<Rating> ratings, Party party, CancellationToken ct)
    {
        var found = new Dictionary<ConversationId, string>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in ratings.Where(r => r.CommentSeq is not null).Chunk(AtOnce))
        {
            var list = string.Join(", ", some.Select((_, i) => $"@c{i}"));
            var heads = (await reader.HeadsAsync(connection, null, $"where c.id in ({list})", ct, [.. some.Select((r, i) => ($"c{i}", (object?)r.Conversation.Value))])).Where(party.Sees).ToDictionary(h => h.Id.Value);
            foreach (var message in await reader.MessagesAsync(connection, [.. some.Select(r => (r.Conversation.Value, r.CommentSeq!.Value))], heads, ct))
            {
                if (TextOf(message) is { Length: > 0 } text)
                {
                    found[message.Conversation] = text;
                }
            }
        }

        return found;
    }

    /// <summary>One id per conversation and line, so that it is written once.</summary>
    public static Guid LineId(ConversationId conversation, string line)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation} rating {line}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    private Task<Result> LineAsync(Conversation head, string code, object args, CancellationToken ct) =>
        writer.ActAsync(new WriteLine(code, JsonSerializer.Serialize(args, HouseJson.Options), Audience.Agents, LineId(head.Id, code)) { Conversation = head.Id }, ct);

    private static string? TextOf(Message message)
    {
        if (message.Body is not { Length: > 0 } body)
        {
            return null;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("system", out var system) && system.TryGetProperty("args", out var args) && args.TryGetProperty("text", out var text) ? text.GetString() : null;
    }
}
