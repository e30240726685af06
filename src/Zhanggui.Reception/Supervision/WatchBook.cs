using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Supervision;

/// <summary>One look at somebody's conversation, from its opening until it was left. <paramref name="BeatAt"/> is the screen's last sign of life.</summary>
internal sealed record Look(Guid Id, ShopId Shop, ConversationId Conversation, PersonId Person, Instant OpenedAt, Instant BeatAt, Instant? LeftAt);

/// <summary>Keeps who watches what, so that a look whose screen vanished ends too.</summary>
internal sealed class WatchBook(Database database)
{
    private const string Columns = "id, shop_id, conversation_id, person_id, opened_at, beat_at, left_at";

    public async Task<Look?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from reception_watch where id = @id", Read, ct, ("id", id))).SingleOrDefault();
    }

    /// <summary>The look of this person at this conversation that goes on.</summary>
    public async Task<Look?> OpenOfAsync(ConversationId conversation, PersonId person, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from reception_watch where conversation_id = @c and person_id = @person and left_at is null order by opened_at desc limit 1", Read, ct,
            ("c", conversation.Value), ("person", person.Value))).FirstOrDefault();
    }

    /// <summary>Writes the look and the audit down once, whoever asks twice.</summary>
    public Task OpenAsync(Look look, AuditEntry audit, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        var isNew = await c.ExecuteAsync(t,
            "insert into reception_watch (id, shop_id, conversation_id, person_id, opened_at, beat_at) values (@id, @shop, @c, @person, @at, @at) on conflict do nothing", ct,
            ("id", look.Id), ("shop", look.Shop.Value), ("c", look.Conversation.Value), ("person", look.Person.Value), ("at", look.OpenedAt.ToUnixTimeMilliseconds())) > 0;
        if (isNew)
        {
            await AuditStore.InsertAsync(c, t, look.Id, look.OpenedAt.ToUnixTimeMilliseconds(), audit, ct);
        }

        return isNew;
    }, ct);

    public Task BeatAsync(Guid id, Instant now, CancellationToken ct) => database.WriteAsync((c, t) =>
        c.ExecuteAsync(t, "update reception_watch set beat_at = @at where id = @id and left_at is null", ct, ("at", now.ToUnixTimeMilliseconds()), ("id", id)), ct);

    public Task LeaveAsync(Guid id, Instant at, CancellationToken ct) => database.WriteAsync((c, t) =>
        c.ExecuteAsync(t, "update reception_watch set left_at = @at where id = @id and left_at is null", ct, ("at", at.ToUnixTimeMilliseconds()), ("id", id)), ct);

    /// <summary>Looks that are not left and whose screen has been silent since <paramref name="before"/>, oldest first.</summary>
    public async Task<IReadOnlyList<Look>> SilentAsync(Instant before, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_watch where left_at is null and beat_at < @before order by beat_at limit @limit", Read, ct,
            ("before", before.ToUnixTimeMilliseconds()), ("limit", limit));
    }

    private static Look Read(DbDataReader r) => new(r.GetGuid(0), new ShopId(r.GetGuid(1)), new ConversationId(r.GetGuid(2)), new PersonId(r.GetGuid(3)),
        Instant.FromUnixTimeMilliseconds(r.GetInt64(4)), Instant.FromUnixTimeMilliseconds(r.GetInt64(5)), r.IsDBNull(6) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(6)));
}
