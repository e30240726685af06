using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Queue;

/// <summary>Wakes snoozed conversations whose time has come. Waking twice is refused by the rule, so a second run is harmless.</summary>
internal sealed class WakeJob(Database database, ConversationWriter writer) : IJob
{
    private const int RoundLimit = 200;

    public string Name => "reception.wake";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            due = await connection.ReadAllAsync(null, "select id from reception_conversation where state = 2 and snoozed_until <= @now order by snoozed_until limit @limit", r => r.GetGuid(0), ct,
                ("now", now.ToUnixTimeMilliseconds()), ("limit", RoundLimit));
        }

        var results = await Task.WhenAll(due.Select(id => writer.ActAsync(new Wake(Party.House) { Conversation = new ConversationId(id) }, ct)));
        return results.Count(r => r.Refusal is null);
    }
}
