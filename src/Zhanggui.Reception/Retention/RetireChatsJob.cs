using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Retention;

/// <summary>
/// Clears the words of conversations that are older than their shop keeps chats and that nobody cites. Each is one
/// transaction that looks again, so a second run, or one after a crash, does what is left.
/// </summary>
internal sealed class RetireChatsJob(Database database, ConversationReader reader, IRetention retention, IEnumerable<IConversationCitations> rooms, RetireConversation retire) : IJob
{
    private const int PageRows = 100;
    private const int RoundLimit = 100;

    public string Name => "reception.retire_chats";

    public Duration Every => Duration.FromMinutes(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select shop_id from reception_counter order by shop_id", r => r.GetGuid(0), ct);
        }

        var left = RoundLimit;
        foreach (var shop in shops)
        {
            left -= await RetireAsync(new ShopId(shop), left, now, ct);
            if (left == 0)
            {
                return RoundLimit;
            }
        }

        return 0;
    }

    /// <summary>Goes through all that is old enough: what is cited stands in the way of nothing behind it.</summary>
    private async Task<int> RetireAsync(ShopId shop, int limit, Instant now, CancellationToken ct)
    {
        var months = (await retention.FindAsync(shop, ct)).ChatMonths;
        var before = Retiring.Before(now, months);
        var done = 0;
        var page = await PageAsync(shop, before, null, ct);
        while (page.Count > 0)
        {
            var cited = await CitedAsync(shop, page, ct);
            foreach (var head in page)
            {
                if (Retiring.IsDue(head, before, cited.Contains(head.Id)) && await retire.RunAsync(head, months, now, ct) && ++done == limit)
                {
                    return done;
                }
            }

            page = page.Count < PageRows ? [] : await PageAsync(shop, before, page[^1], ct);
        }

        return done;
    }

    private async Task<List<Conversation>> PageAsync(ShopId shop, Instant before, Conversation? after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await reader.HeadsAsync(connection, null,
            "where c.shop_id = @shop and c.state = 3 and c.retired_at is null and c.closed_at <= @before and (c.closed_at > @at or (c.closed_at = @at and c.number > @number)) order by c.closed_at, c.number limit @limit", ct,
            ("shop", shop.Value), ("before", before.ToUnixTimeMilliseconds()), ("at", after?.ListedAt.ToUnixTimeMilliseconds() ?? 0), ("number", after?.Number ?? 0), ("limit", PageRows));
    }

    private async Task<HashSet<ConversationId>> CitedAsync(ShopId shop, List<Conversation> page, CancellationToken ct)
    {
        var cited = new HashSet<ConversationId>();
        foreach (var room in rooms)
        {
            cited.UnionWith(await room.FindCitedAsync(shop, page.ConvertAll(h => h.Id), ct));
        }

        return cited;
    }
}
