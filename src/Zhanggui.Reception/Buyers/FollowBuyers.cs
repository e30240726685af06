using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Buyers;

/// <summary>Keeps conversations in step with the buyers' book: new names, records that turned out to be one person, erasures.</summary>
internal sealed class FollowBuyers(Database database, ConversationReader reader, ConversationWriter writer, IBuyers buyers, SubjectKeys keys, Murmurs murmurs)
    : IEventHandler<BuyerChanged>, IEventHandler<BuyersJoined>, IEventHandler<BuyersSplit>, IEventHandler<BuyerErased>
{
    private const int Limit = 1000;

    public async Task HandleAsync(BuyerChanged happened, Delivery delivery, CancellationToken ct)
    {
        if (await buyers.FindAsync(happened.Buyer, ct) is not { IsErased: false } buyer)
        {
            return;
        }

        foreach (var head in await OfAsync("c.buyer_id = @buyer", happened.Shop, happened.Buyer, ct))
        {
            await ActAsync(head, new Introduce(head.Buyer, buyer.Name, buyer.Note, buyer.Identity), ct);
        }
    }

    public async Task HandleAsync(BuyersJoined happened, Delivery delivery, CancellationToken ct)
    {
        var theirs = await OfAsync("c.buyer_id = @buyer", happened.Shop, happened.Into, ct);
        foreach (var head in await OfAsync("c.buyer_id = @buyer", happened.Shop, happened.From, ct))
        {
            // One talk at a time per buyer and channel: the one that came with the joined record ends.
            if (head.State != ConversationState.Closed && theirs.Exists(t => t.Channel == head.Channel && t.State != ConversationState.Closed))
            {
                await ActAsync(head, new Close(Party.House, "并入同一买家的会话"), ct);
            }

            await BelongAsync(head, happened.Into, ct);
        }

        // Open pages of the joined record, in every process: they listen to a name under which nothing more is told.
        murmurs.Say(happened.Shop, new Murmur(Murmur.Joined, null, happened.From.Value, Murmur.ByHouse, null, string.Empty));
    }

    /// <summary>What a record was opened with goes back to it: the key's subject tells.</summary>
    public async Task HandleAsync(BuyersSplit happened, Delivery delivery, CancellationToken ct)
    {
        foreach (var head in await OfAsync("c.subject_id = @buyer", happened.Shop, happened.Restored, ct))
        {
            await BelongAsync(head, happened.Restored, ct);
        }

        murmurs.Say(happened.Shop, new Murmur(Murmur.Split, null, happened.From.Value, Murmur.ByHouse, null, string.Empty));
    }

    /// <summary>The keys are gone already; this process forgets what it holds of them.</summary>
    public Task HandleAsync(BuyerErased happened, Delivery delivery, CancellationToken ct)
    {
        foreach (var subject in happened.Subjects)
        {
            keys.Forget(subject.Value);
        }

        return Task.CompletedTask;
    }

    private async Task BelongAsync(Conversation head, BuyerId to, CancellationToken ct)
    {
        if (await buyers.FindAsync(to, ct) is { } buyer)
        {
            await ActAsync(head, new Introduce(to.Value, buyer.Name, buyer.Note, buyer.Identity), ct);
        }
    }

    private async Task ActAsync(Conversation head, Command command, CancellationToken ct)
    {
        var result = await writer.ActAsync(command with { Conversation = head.Id }, ct);
        if (result.Refusal is StoreUnavailable)
        {
            throw new InvalidOperationException("The store is away; the event is tried again.");
        }
    }

    private async Task<List<Conversation>> OfAsync(string which, ShopId shop, BuyerId buyer, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await reader.HeadsAsync(connection, null, $"where c.shop_id = @shop and {which} order by c.number limit @limit", ct, ("shop", shop.Value), ("buyer", buyer.Value), ("limit", Limit));
    }
}
