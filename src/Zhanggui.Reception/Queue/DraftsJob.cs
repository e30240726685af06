using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Empties drafts that are older than the rule book keeps them, as sending would: the version rises and the author's
/// screens hear of it. Rows of drafts that were emptied long ago are removed: no screen remembers a version that old.
/// </summary>
internal sealed class DraftsJob(Database database, FeedStore feed, FeedHub hub, ShopRules rules) : IJob
{
    private const int RoundLimit = 200;
    private static readonly Duration EmptyKept = Duration.FromDays(30);

    public string Name => "reception.drafts";

    public Duration Every => Duration.FromMinutes(10);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select distinct c.shop_id from reception_draft d join reception_conversation c on c.id = d.conversation_id limit 1000", r => r.GetGuid(0), ct);
        }

        var emptied = 0;
        foreach (var shop in shops)
        {
            if (await rules.DraftsKeptAsync(new ShopId(shop), now, ct) is { } kept)
            {
                emptied += await EmptyAsync(shop, now - kept, now, ct);
            }
        }

        var removed = await database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from reception_draft where at <= @before and length(text_sealed) = 0", ct,
            ("before", (now - EmptyKept).ToUnixTimeMilliseconds())), ct);
        return emptied + removed;
    }

    private async Task<int> EmptyAsync(Guid shop, Instant before, Instant now, CancellationToken ct)
    {
        List<(Guid Conversation, Guid Person)> due;
        await using (var connection = await database.OpenAsync(ct))
        {
            due = await connection.ReadAllAsync(null,
                "select d.conversation_id, d.person_id from reception_draft d join reception_conversation c on c.id = d.conversation_id where c.shop_id = @shop and d.at <= @before and length(d.text_sealed) > 0 order by d.at limit @limit",
                r => (r.GetGuid(0), r.GetGuid(1)), ct, ("shop", shop), ("before", before.ToUnixTimeMilliseconds()), ("limit", RoundLimit));
        }

        if (due.Count == 0)
        {
            return 0;
        }

        var told = await database.WriteAsync(async (c, t) =>
        {
            var entries = new List<FeedEntry>();
            foreach (var (conversation, person) in due)
            {
                // Saved again a moment ago: then it is young, and stays.
                var versions = await c.ReadAllAsync(t, "update reception_draft set text_sealed = @empty, version = version + 1, at = @now where conversation_id = @c and person_id = @p and at <= @before and length(text_sealed) > 0 returning version",
                    r => r.GetInt64(0), ct, ("empty", Array.Empty<byte>()), ("now", now.ToUnixTimeMilliseconds()), ("c", conversation), ("p", person), ("before", before.ToUnixTimeMilliseconds()));
                entries.AddRange(versions.Select(version => new FeedEntry(shop, FeedKinds.Draft, conversation, version, person)));
            }

            if (entries.Count == 0)
            {
                return [];
            }

            var events = await feed.AppendAsync(c, t, shop, entries, ct);
            await FeedNotice.SendAsync(database, c, t, shop, events[^1].Number, feed.Origin, ct);
            return events;
        }, ct);
        hub.Committed(told);
        return told.Count;
    }
}
