using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.Reception.Guarding;

/// <summary>Hands the guard what was said, for looking back at it.</summary>
internal sealed class GuardedPast(Database database, ConversationReader reader) : IGuardedPast
{
    public async Task<IReadOnlyList<GuardedHead>> HeadsAsync(ShopId shop, Instant after, Guid afterConversation, Instant until, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var heads = await reader.HeadsAsync(connection, null,
            "where c.shop_id = @shop and c.last_at >= @after and (c.last_at > @after or c.id > @conversation) and c.last_at <= @until order by c.last_at, c.id limit @limit", ct,
            ("shop", shop.Value), ("after", after.ToUnixTimeMilliseconds()), ("conversation", afterConversation), ("until", until.ToUnixTimeMilliseconds()), ("limit", limit));
        return [.. heads.Select(h => new GuardedHead(h.Id.Value, h.Subject, h.TeamName, h.ChannelName, h.LastAt))];
    }

    public async Task<(IReadOnlyList<GuardedPastLine> Lines, long Last)> LinesAsync(Guid conversation, long after, int limit, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(conversation), ct) is not { IsRetired: false } head)
        {
            return ([], after);
        }

        await using var connection = await database.OpenAsync(ct);
        var messages = await reader.MessagesAsync(connection, null, head, after, long.MaxValue, limit, newestFirst: false, Audience.Everybody, ct);
        return ([.. messages.Where(m => m is { Kind: MessageKind.Text, IsRecalled: false, IsErased: false, Text.Length: > 0 } && (m.Sender == SenderKind.Buyer || (m.Sender == SenderKind.Agent && m.Person is not null)))
            .Select(m => new GuardedPastLine(m.Seq, m.ExternalId, m.Sender == SenderKind.Buyer ? null : m.Person, m.Sender == SenderKind.Buyer, m.Text, m.At))], messages.Count == 0 ? after : messages.Max(m => m.Seq));
    }
}
