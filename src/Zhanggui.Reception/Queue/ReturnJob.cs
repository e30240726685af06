using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Queue;

/// <summary>
/// Brings conversations back to the queue: those whose owner has gone off duty, and those that their agent was given and has not answered in the
/// book's time while somebody else could. It looks at a list that may be a moment old; the writer looks again at each.
/// </summary>
internal sealed class ReturnJob(Database database, FloorReader floor, ConversationReader reader, ConversationWriter writer, ShopRules rules, IDuty duty, IRoster roster, IPeople people) : IJob
{
    private const int RoundLimit = 500;
    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    public string Name => "reception.return";

    public Duration Every => Duration.FromSeconds(5);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        List<Guid> shops;
        await using (var connection = await database.OpenAsync(ct))
        {
            shops = await connection.ReadAllAsync(null, "select distinct shop_id from reception_conversation where state <> 3 and state = 1 limit 1000", r => r.GetGuid(0), ct);
        }

        var count = 0;
        foreach (var shop in shops.Select(s => new ShopId(s)))
        {
            count += await RunShopAsync(shop, now, ct);
        }

        return count;
    }

    public async Task<int> RunShopAsync(ShopId shop, Instant now, CancellationToken ct) =>
        await OwnersWhoLeftAsync(shop, now, ct) + await LapsedAsync(shop, now, ct) + await UnansweredAsync(shop, now, ct);

    /// <summary>Everything open of one who went off duty at an instant; what they took up after that stays theirs.</summary>
    public async Task<int> LeftAsync(ShopId shop, PersonId person, Instant at, CancellationToken ct)
    {
        List<Guid> open;
        await using (var connection = await database.OpenAsync(ct))
        {
            open = await connection.ReadAllAsync(null, $"select id from reception_conversation where shop_id = @shop and state <> 3 and state = 1 and assignee_id = @person and {ChannelKinds.NotPlatform} order by opened_at limit @limit",
                r => r.GetGuid(0), ct, ("shop", shop.Value), ("person", person.Value), ("limit", RoundLimit));
        }

        return await GiveBackAsync(open.Select(id => (id, person)), new GiveBack(person, null, at), ct);
    }

    private async Task<int> OwnersWhoLeftAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        List<Guid> owners;
        await using (var connection = await database.OpenAsync(ct))
        {
            owners = await connection.ReadAllAsync(null, $"select distinct assignee_id from reception_conversation where shop_id = @shop and state <> 3 and state = 1 and assignee_id is not null and {ChannelKinds.NotPlatform} limit 1000", r => r.GetGuid(0), ct, ("shop", shop.Value));
        }

        var there = (await duty.ListAsync(shop, ct)).Select(d => d.Person).ToHashSet();
        var cards = await people.FindManyAsync([.. owners.Select(o => new PersonId(o)).Where(o => !there.Contains(o))], ct);
        var states = await duty.GetManyAsync(shop, [.. cards.Keys], ct);
        var count = 0;
        // Signed leave ends their part like going off duty: whoever forgot to set the state keeps no buyer either.
        foreach (var leave in (await roster.LeaveAsync(shop, new Interval(now, now + Moment), ct)).Where(l => l.SignedBy is not null && owners.Contains(l.Person.Value)))
        {
            count += await LeftAsync(shop, leave.Person, leave.From, ct);
        }

        foreach (var (owner, card) in cards.OrderBy(c => c.Key.Value))
        {
            // Whoever never used the states of duty did not go off either; whoever left the house did.
            var since = card.HasLeft ? now : states[owner].Since;
            if (since > Instant.FromUnixTimeMilliseconds(0))
            {
                count += await LeftAsync(shop, owner, since, ct);
            }
        }

        return count;
    }

    /// <summary>Transfers that nobody took on in the book's time: back to the sender, if on duty, else into the queue.</summary>
    private async Task<int> LapsedAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        if ((await rules.RoutingAsync(shop, now, ct)).TransferWithin is not { } within)
        {
            return 0;
        }

        List<Conversation> offered;
        await using (var connection = await database.OpenAsync(ct))
        {
            offered = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.state <> 3 and c.state = 1 and c.routing like '%\"offer\"%' limit @limit", ct, ("shop", shop.Value), ("limit", RoundLimit));
        }

        var count = 0;
        foreach (var head in offered.Where(h => h.Routing?.Offer is { } offer && offer.At <= now - within))
        {
            var sender = await Transfers.SenderAsync(head, duty, ct);
            var result = await writer.ActAsync(new ReturnTransfer(Party.House, string.Empty, sender?.Person, sender?.Name, now - within) { Conversation = head.Id }, ct);
            count += result.Refusal is null ? 1 : 0;
        }

        return count;
    }

    private async Task<int> UnansweredAsync(ShopId shop, Instant now, CancellationToken ct)
    {
        var rule = await rules.RoutingAsync(shop, now, ct);
        if (rule.AnswerWithin is not { } within)
        {
            return 0;
        }

        List<(Guid Id, PersonId Owner, RoutingState? Routing)> waiting;
        await using (var connection = await database.OpenAsync(ct))
        {
            waiting = await connection.ReadAllAsync(null,
                "select id, assignee_id, routing from reception_conversation where shop_id = @shop and state <> 3 and state = 1 and waiting_since <= @before and assignee_id is not null and routing is not null order by waiting_since limit @limit",
                r => (r.GetGuid(0), new PersonId(r.GetGuid(1)), RoutingState.Read(r.GetString(2))), ct, ("shop", shop.Value), ("before", (now - within).ToUnixTimeMilliseconds()), ("limit", RoundLimit));
        }

        waiting.RemoveAll(w => w.Routing?.GivenAt is not { } given || given > now - within);
        if (waiting.Count == 0)
        {
            return 0;
        }

        // Beside nobody else it stays: going back and forth to the same agent helps no buyer and only fills the record.
        var agents = (await floor.AgentsAsync(shop, rule, now, ct)).Candidates.Where(a => a.IsReady && a.Weight > 0 && a.Load < a.Capacity).ToList();
        var back = waiting.Where(w => agents.Any(a => a.Person != w.Owner && w.Routing!.PassedBy?.Contains(a.Person) != true)).Select(w => (w.Id, w.Owner)).ToList();
        return await GiveBackAsync(back, new GiveBack(default, now - within, null), ct);
    }

    private async Task<int> GiveBackAsync(IEnumerable<(Guid Id, PersonId Owner)> some, GiveBack how, CancellationToken ct)
    {
        var results = await Task.WhenAll(some.Select(s => writer.ActAsync(how with { Owner = s.Owner, Conversation = new ConversationId(s.Id) }, ct)));
        return results.Count(r => r is { Refusal: null, Head.State: ConversationState.Waiting });
    }
}

/// <summary>Whoever goes off duty hands their open conversations back at once, not at the next round.</summary>
internal sealed class ReturnOnLeaving(ReturnJob returns) : IEventHandler<DutyChanged>
{
    public Task HandleAsync(DutyChanged happened, Delivery delivery, CancellationToken ct) =>
        happened.State == DutyState.Off ? returns.LeftAsync(happened.Shop, happened.Person, happened.At, ct) : Task.CompletedTask;
}

/// <summary>Where the book says so, nobody goes away while buyers wait for their answer, or only after a warning that names them (K-14, TEL-02).</summary>
internal sealed class AnswerFirst(Database database, ConversationReader reader, ShopRules rules, TimeProvider clock) : ILeavingCheck
{
    private const int Named = 3;

    public async Task<LeavingDoubt?> DoubtAsync(ShopId shop, PersonId person, DutyState to, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var leaving = (await rules.RoutingAsync(shop, now, ct)).Leaving;
        if (to is DutyState.Ready or DutyState.Busy || leaving == Leaving.HandOver)
        {
            return null;
        }

        const string Waiting = "c.shop_id = @shop and c.state <> 3 and c.state = 1 and c.assignee_id = @person and c.waiting_since is not null";
        await using var connection = await database.OpenAsync(ct);
        var count = await connection.ReadLongAsync(null, $"select count(*) from reception_conversation c where {Waiting}", ct, ("shop", shop.Value), ("person", person.Value)) ?? 0;
        if (count == 0)
        {
            return null;
        }

        var first = await reader.HeadsAsync(connection, null, $"where {Waiting} order by c.waiting_since limit @limit", ct, ("shop", shop.Value), ("person", person.Value), ("limit", Named));
        var names = string.Join('、', first.Select(h => $"{h.About.BuyerName}（#{h.Number}）"));
        return leaving == Leaving.AnswerFirst ? new LeavingDoubt(new BuyersStillWait(count, names), false) : new LeavingDoubt(new BuyersWaitAsYouLeave(count, names), true);
    }
}
