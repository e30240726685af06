using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>Keeps invitations and ratings: one of each per conversation, whoever asks and however often.</summary>
internal sealed class RatingBook(Database database)
{
    private const string Columns = "conversation_id, shop_id, invited_at, person_id, rated_at, stars, invited_by, comment_seq";

    public async Task<Rating?> FindAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await FindAsync(connection, null, conversation, ct);
    }

    /// <summary>Of these conversations, at most a page of them.</summary>
    public static Task<List<Rating>> OfAsync(DbConnection c, ShopId shop, long fromNumber, long toNumber, CancellationToken ct) => c.ReadAllAsync(null,
        "select r.conversation_id, r.shop_id, r.invited_at, r.person_id, r.rated_at, r.stars, r.invited_by, r.comment_seq from reception_conversation c join reception_rating r on r.conversation_id = c.id where c.shop_id = @shop and c.number >= @from and c.number <= @to limit 1000",
        Read, ct, ("shop", shop.Value), ("from", fromNumber), ("to", toNumber));

    /// <summary>The last person who answered the buyer; null when nobody did.</summary>
    public async Task<PersonId?> LastHumanAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, "select person_id from reception_message where conversation_id = @c and sender in (1, 2) and audience = 0 and kind <> 4 and person_id is not null order by seq desc limit 1",
            r => new PersonId(r.GetGuid(0)), ct, ("c", conversation.Value))).Select(p => (PersonId?)p).FirstOrDefault();
    }

    /// <summary>Writes the invitation down unless it stands already.</summary>
    public Task<Rating> InviteAsync(Conversation head, PersonId? person, Instant now, CancellationToken ct) => WriteAsync(head, now,
        "insert into reception_rating (conversation_id, shop_id, invited_at, person_id) values (@c, @shop, @at, @person) on conflict do nothing", ct,
        ("c", head.Id.Value), ("shop", head.Shop.Value), ("at", now.ToUnixTimeMilliseconds()), ("person", person?.Value));

    /// <summary>By hand; false when somebody was quicker.</summary>
    public async Task<bool> InviteByHandAsync(Conversation head, PersonId person, Instant now, PersonId by, Kernel.Audit.AuditEntry audit, CancellationToken ct) => await database.WriteAsync(async (c, t) =>
    {
        if (await c.ExecuteAsync(t, "insert into reception_rating (conversation_id, shop_id, invited_at, person_id, invited_by) values (@c, @shop, @at, @person, @by) on conflict do nothing", ct,
            ("c", head.Id.Value), ("shop", head.Shop.Value), ("at", now.ToUnixTimeMilliseconds()), ("person", person.Value), ("by", by.Value)) == 0)
        {
            return false;
        }

        await Kernel.Audit.AuditStore.InsertAsync(c, t, Guid.CreateVersion7(), now.ToUnixTimeMilliseconds(), audit, ct);
        await OutboxStore.PublishAsync(c, t, Guid.CreateVersion7(), now.ToUnixTimeMilliseconds(), new ConversationRated(head.Shop, head.OpenedAt.ToUnixTimeMilliseconds()), head.Shop, ct);
        return true;
    }, ct);

    /// <summary>Where the buyer's words stand; the first ones stay.</summary>
    public Task CommentedAsync(ConversationId conversation, long seq, CancellationToken ct) => database.WriteAsync((c, t) =>
        c.ExecuteAsync(t, "update reception_rating set comment_seq = @seq where conversation_id = @c and comment_seq is null", ct, ("seq", seq), ("c", conversation.Value)), ct);

    /// <summary>The first answer stands.</summary>
    public Task<Rating> RateAsync(Conversation head, int stars, Instant now, CancellationToken ct) => WriteAsync(head, now,
        "update reception_rating set stars = @stars, rated_at = @at where conversation_id = @c and stars is null", ct,
        ("stars", stars), ("at", now.ToUnixTimeMilliseconds()), ("c", head.Id.Value));

    /// <summary>Ratings of a shop by when they were asked for, newest first.</summary>
    public async Task<IReadOnlyList<Rating>> ListAsync(ShopId shop, Instant from, Instant to, int? stars, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            $"select {Columns} from reception_rating where shop_id = @shop and invited_at >= @from and invited_at < @to{(stars is null ? string.Empty : " and stars = @stars")} order by invited_at desc, conversation_id limit @limit", Read, ct,
            [("shop", shop.Value), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds()), ("limit", limit), .. stars is { } s ? new[] { ("stars", (object?)s) } : []]);
    }

    /// <summary>What changed is told in the same commit: it may come days after the conversation.</summary>
    private Task<Rating> WriteAsync(Conversation head, Instant now, string sql, CancellationToken ct, params (string, object?)[] values) => database.WriteAsync(async (c, t) =>
    {
        if (await c.ExecuteAsync(t, sql, ct, values) > 0)
        {
            await OutboxStore.PublishAsync(c, t, Guid.CreateVersion7(), now.ToUnixTimeMilliseconds(), new ConversationRated(head.Shop, head.OpenedAt.ToUnixTimeMilliseconds()), head.Shop, ct);
        }

        return (await FindAsync(c, t, head.Id, ct))!;
    }, ct);

    private static async Task<Rating?> FindAsync(DbConnection c, DbTransaction? t, ConversationId conversation, CancellationToken ct) =>
        (await c.ReadAllAsync(t, $"select {Columns} from reception_rating where conversation_id = @c", Read, ct, ("c", conversation.Value))).SingleOrDefault();

    private static Rating Read(DbDataReader r) => new(
        new ConversationId(r.GetGuid(0)), new ShopId(r.GetGuid(1)), Instant.FromUnixTimeMilliseconds(r.GetInt64(2)), r.IsDBNull(3) ? null : new PersonId(r.GetGuid(3)),
        r.IsDBNull(4) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(4)), r.IsDBNull(5) ? null : r.GetInt32(5))
    {
        InvitedBy = r.IsDBNull(6) ? null : new PersonId(r.GetGuid(6)),
        CommentSeq = r.IsDBNull(7) ? null : r.GetInt64(7),
    };
}
