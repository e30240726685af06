using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Queue;

/// <inheritdoc cref="IPastTalks"/>
internal sealed class PastTalks(Database database, FloorReader floor) : IPastTalks
{
    private const string FirstAnswer = "select m.seq from reception_message m where m.conversation_id = c.id and m.sender in (1, 2) and m.audience = 0 and m.person_id is not null order by m.seq limit 1";

    public async Task<IReadOnlyList<PastTalk>> OfAsync(ShopId shop, Interval within, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select t.id, t.number, t.opened_at, a.person_id, a.at, t.closed_at from " +
            $"(select c.id, c.number, c.opened_at, c.closed_at, ({FirstAnswer}) as answer from reception_conversation c where c.shop_id = @shop and c.opened_at >= @from and c.opened_at < @to and c.{ChannelKinds.NotPlatform} order by c.opened_at, c.number limit @limit) t " +
            "left join reception_message a on a.conversation_id = t.id and a.seq = t.answer order by t.opened_at, t.number",
            r => new PastTalk(new ConversationId(r.GetGuid(0)), r.GetInt64(1), At(r.GetInt64(2)), r.IsDBNull(3) ? null : new PersonId(r.GetGuid(3)), r.IsDBNull(4) ? null : At(r.GetInt64(4)), r.IsDBNull(5) ? null : At(r.GetInt64(5))), ct,
            ("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()), ("limit", limit));
    }

    public async Task<PastWeights> WeightsAsync(ShopId shop, Interval within, CancellationToken ct) =>
        new((await floor.SharesOfAsync(shop, within, ct)).Select(s => new WeightChange(s.Person, s.SetAt, s.Weight)));

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);
}
