using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Help;

/// <summary>Somebody is unsure and asks; <paramref name="To"/> null = whoever leads. The words stand as notes in the conversation.</summary>
internal sealed record HelpCall(Guid Id, ShopId Shop, ConversationId Conversation, PersonId By, PersonId? To, Instant At, long Seq, PersonId? AnsweredBy, Instant? AnsweredAt, long? AnswerSeq, Instant? SeenAt)
{
    /// <summary>The house calls because the same matter was soothed too often.</summary>
    public const string Soothing = "soothing";

    /// <summary>Why the house calls by itself; null = a person asks.</summary>
    public string? Kind { get; init; }
}

internal static class HelpRules
{
    /// <summary>Who was asked; a call to nobody in particular is for those who see every conversation. Nobody answers themselves.</summary>
    public static bool MayAnswer(HelpCall call, Actor actor) => call.By != actor.Person && (call.To == actor.Person || actor.Can(Permissions.ReadAllConversations, call.Shop));

    /// <summary>What the house called for has come to its end: the talk is closed, or somebody else has it. A person's question waits for its answer.</summary>
    public static bool IsOver(HelpCall call, Conversation head) => call.Kind == HelpCall.Soothing && call.AnsweredAt is null && (head.State == ConversationState.Closed || (head.Assignee is { } owner && owner != call.By));

    public static bool IsLate(HelpCall call, Duration? after, Instant now) => call.AnsweredAt is null && after is { } span && now - call.At >= span;
}

/// <summary>Keeps who asked whom and when it was answered.</summary>
internal sealed class HelpCalls(Database database)
{
    private const string Columns = "id, shop_id, conversation_id, asked_by, asked_to, asked_at, seq, answered_by, answered_at, answer_seq, seen_at, kind";
    private const int Most = 100;

    public async Task<HelpCall?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from reception_help where id = @id", Read, ct, ("id", id))).SingleOrDefault();
    }

    /// <summary>What is open in the shop, oldest first.</summary>
    public async Task<IReadOnlyList<HelpCall>> OpenAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_help where shop_id = @shop and answered_at is null order by asked_at limit {Most}", Read, ct, ("shop", shop.Value));
    }

    /// <summary>One's own calls whose answer one has not looked at yet.</summary>
    public async Task<IReadOnlyList<HelpCall>> AnsweredAsync(ShopId shop, PersonId by, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_help where asked_by = @by and seen_at is null and answered_at is not null and shop_id = @shop order by asked_at desc limit {Most}", Read, ct, ("shop", shop.Value), ("by", by.Value));
    }

    public Task AskAsync(HelpCall call, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into reception_help (id, shop_id, conversation_id, asked_by, asked_to, asked_at, seq, kind) values (@id, @shop, @c, @by, @to, @at, @seq, @kind) on conflict do nothing", ct,
        ("id", call.Id), ("shop", call.Shop.Value), ("c", call.Conversation.Value), ("by", call.By.Value), ("to", call.To?.Value), ("at", call.At.ToUnixTimeMilliseconds()), ("seq", call.Seq), ("kind", call.Kind)), ct);

    /// <summary>The first answer ends the call; later ones stay notes.</summary>
    public Task AnswerAsync(Guid id, PersonId by, long seq, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update reception_help set answered_by = @by, answered_at = @at, answer_seq = @seq where id = @id and answered_at is null", ct, ("by", by.Value), ("at", now.ToUnixTimeMilliseconds()), ("seq", seq), ("id", id)), ct);

    public Task SeenAsync(Guid id, PersonId by, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update reception_help set seen_at = @at where id = @id and asked_by = @by and seen_at is null", ct, ("at", now.ToUnixTimeMilliseconds()), ("id", id), ("by", by.Value)), ct);

    private static HelpCall Read(DbDataReader r) => new(
        r.GetGuid(0), new ShopId(r.GetGuid(1)), new ConversationId(r.GetGuid(2)), new PersonId(r.GetGuid(3)), r.IsDBNull(4) ? null : new PersonId(r.GetGuid(4)), Instant.FromUnixTimeMilliseconds(r.GetInt64(5)), r.GetInt64(6),
        r.IsDBNull(7) ? null : new PersonId(r.GetGuid(7)), r.IsDBNull(8) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(8)), r.IsDBNull(9) ? null : r.GetInt64(9), r.IsDBNull(10) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(10)))
    { Kind = r.IsDBNull(11) ? null : r.GetString(11) };
}
