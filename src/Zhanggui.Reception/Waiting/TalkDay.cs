using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Waiting;

/// <summary>
/// Talks on the daily list: a buyer who waits for an answer, one put off until today, and within the book's days talks that ended with the buyer's words or
/// without an answer. Who waits in the queue is nobody's yet: they stand on the desk, and here only for whoever looks at everybody's.
/// </summary>
internal sealed class TalkDay(Database database, ConversationReader reader, ShopRules rules) : IDayMatters
{
    public IReadOnlyList<string> Kinds { get; } = ["talk"];

    public async Task<IReadOnlyList<DayMatter>> OfAsync(Actor actor, DayAsk ask, string kind, CancellationToken ct)
    {
        var seesAll = actor.Can(Permissions.ReadAllConversations, ask.Shop);
        if (!seesAll && !actor.Can(Permissions.ReadConversations, ask.Shop))
        {
            return [];
        }

        var person = ask.Whose ?? (seesAll ? null : actor.Person);
        var mine = person is null ? string.Empty : " and c.assignee_id = @me";
        var back = (await rules.FloorAsync(ask.Shop, ask.Now, ct)).ListsBack;
        await using var connection = await database.OpenAsync(ct);
        var found = new List<(Conversation Head, string State)>();
        found.AddRange(await ReadAsync("waiting", $"c.state <> 3 and c.waiting_since is not null{mine} order by c.waiting_since limit @limit"));
        found.AddRange(await ReadAsync("snoozed", $"c.state <> 3 and c.waiting_since is null and c.snoozed_until is not null and c.snoozed_until < @end{mine} order by c.snoozed_until limit @limit"));
        found.AddRange(back is null ? [] : await ReadAsync("unfinished", $"c.state = 3 and c.closed_at >= @from and c.last_sender = 0 and {BuyerLists.Answered}{mine} order by c.closed_at desc limit @limit"));
        found.AddRange(back is null ? [] : await ReadAsync("no-reply", $"c.state = 3 and c.closed_at >= @from and not {BuyerLists.Answered}{mine} order by c.closed_at desc limit @limit"));
        var party = Party.Of(actor);
        return [.. found.Where(f => party.Sees(f.Head)).DistinctBy(f => f.Head.Id).Take(ask.Limit).Select(f => Line(kind, f.Head, f.State))];

        async Task<IEnumerable<(Conversation, string)>> ReadAsync(string state, string where)
        {
            List<(string, object?)> values = [("shop", ask.Shop.Value), ("limit", ask.Limit)];
            Add("@end", ("end", ask.EndOfDay.ToUnixTimeMilliseconds()));
            Add("@from", ("from", back is { } days ? (ask.Now - days).ToUnixTimeMilliseconds() : 0L));
            Add("@me", ("me", person?.Value));
            return (await reader.HeadsAsync(connection, null, $"where c.shop_id = @shop and {where}", ct, [.. values])).Select(h => (h, state));

            void Add(string name, (string, object?) value) => values.AddRange(where.Contains(name, StringComparison.Ordinal) ? [value] : []);
        }
    }

    /// <summary>Closed ones have no end of their own; a buyer who writes again is something new.</summary>
    private static DayMatter Line(string kind, Conversation head, string state) =>
        new(kind, state is "waiting" or "snoozed" ? head.Id.ToString() : string.Create(CultureInfo.InvariantCulture, $"{head.Id}.{head.LastAt.ToUnixTimeMilliseconds()}"), head.LastText, state,
            head.WaitingSince ?? head.ClosedAt ?? head.LastAt, state == "snoozed" ? head.SnoozedUntil : null, state == "waiting", $"/reception/{head.Id}")
        {
            Buyer = BuyerId.From(head.Buyer),
            BuyerName = head.About.BuyerName,
            Owner = head.Assignee,
            EndsHere = state is "unfinished" or "no-reply",
        };
}
