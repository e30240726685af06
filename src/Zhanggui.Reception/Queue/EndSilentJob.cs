using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Closes conversations in which both sides have been silent as long as the rule book says. It looks at a list that may be
/// a moment old; the rule looks again at each, so whoever writes meanwhile keeps theirs open.
/// </summary>
internal sealed class EndSilentJob(Database database, ConversationWriter writer, ShopRules rules) : IJob
{
    private const int RoundLimit = 200;

    public string Name => "reception.end_silent";

    public Duration Every => Duration.FromSeconds(20);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select distinct shop_id from reception_conversation where state <> 3 and state = 1 limit 1000", r => r.GetGuid(0), ct);
        }

        var closed = 0;
        foreach (var shop in shops)
        {
            if (await rules.SilenceAsync(new ShopId(shop), now, ct) is { } silence)
            {
                closed += await EndAsync(shop, now - silence, ct);
            }
        }

        return closed;
    }

    private async Task<int> EndAsync(Guid shop, Instant before, CancellationToken ct)
    {
        List<Guid> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            due = await connection.ReadAllAsync(null, "select id from reception_conversation where shop_id = @shop and state <> 3 and state = 1 and waiting_since is null and last_at <= @before order by last_at limit @limit",
                r => r.GetGuid(0), ct, ("shop", shop), ("before", before.ToUnixTimeMilliseconds()), ("limit", RoundLimit));
        }

        var results = await Task.WhenAll(due.Select(id => writer.ActAsync(new EndSilent(before) { Conversation = new ConversationId(id) }, ct)));
        return results.Count(r => r is { Refusal: null, Head.State: ConversationState.Closed });
    }
}
