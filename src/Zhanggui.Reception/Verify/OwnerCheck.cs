using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Reception.Verify;

/// <summary>Every conversation that is not closed has an owner or a place in the queue; its counters agree with its rows.</summary>
internal sealed class OwnerCheck(Database database) : IHouseCheck
{
    public string Name => "reception.owner";

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select id, number from reception_conversation where (state = 0 and (queued_at is null or assignee_id is not null)) or (state in (1, 2) and assignee_id is null) or (state = 2 and snoozed_until is null) or (state = 3 and closed_at is null) limit 100",
            r => new Finding(FindingLevel.Error, "reception.conversation.ownerless", $"会话 {r.GetInt64(1)} 既没有人接待，也不在排队。", $"Conversation {r.GetInt64(1)} has neither an owner nor a place in the queue.", r.GetGuid(0).ToString()), ct);
    }
}
