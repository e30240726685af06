using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Tells buyers whose conversation was handed to a group, where nobody of it is there, what the book says; once, and only when the hand-over can no longer be taken back.
/// </summary>
internal sealed class AbsentJob(Database database, FloorReader floor, ConversationWriter writer, ShopRules rules) : IJob
{
    private const int RoundLimit = 500;

    public string Name => "reception.absent";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<(Guid Id, ShopId Shop, HandedOver Over, string Group)> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            var rows = await connection.ReadAllAsync(null,
                "select id, shop_id, routing from reception_conversation where state <> 3 and state = 0 and routing like '%\"handedOver\"%' order by queued_at limit @limit",
                r => (Id: r.GetGuid(0), Shop: new ShopId(r.GetGuid(1)), Routing: RoutingState.Read(r.GetString(2))!), ct, ("limit", RoundLimit));
            due = [.. rows.Where(r => r.Routing.HandedOver is { IsTold: false } over && over.At <= now - Conversations.Conversations.HandOverMoment && r.Routing.Group is not null)
                .Select(r => (r.Id, r.Shop, r.Routing.HandedOver!, r.Routing.Group!))];
        }

        var count = 0;
        foreach (var some in due.GroupBy(d => d.Shop))
        {
            var rule = await rules.RoutingAsync(some.Key, now, ct);
            var there = (await floor.AgentsAsync(some.Key, rule, now, ct)).Candidates.Where(c => c.IsOnDuty).SelectMany(c => c.Groups).ToHashSet(StringComparer.Ordinal);
            foreach (var one in some.Where(d => !there.Contains(d.Group)))
            {
                if (rule.HandOvers.FirstOrDefault(h => h.Key == one.Over.Key)?.Absent is { } words)
                {
                    var result = await writer.ActAsync(new TellAbsent(words, one.Over.At) { Conversation = new ConversationId(one.Id) }, ct);
                    count += result is { Refusal: null, Head.Routing.HandedOver.IsTold: true } ? 1 : 0;
                }
            }
        }

        return count;
    }
}
