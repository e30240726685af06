using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Posting;

/// <summary>Leaves words in the last conversation of a buyer who is not there.</summary>
internal sealed class BuyerPost(Database database, ConversationReader reader, ChannelBook channels, ConversationWriter writer, GuardedTalks talks, IGuardGate gate, IGuardBooks books, TimeProvider clock) : IBuyerPost
{
    private const int MostHeads = 2000;
    private const int AtOnce = 100;

    public async Task<IReadOnlyDictionary<BuyerId, PostWay>> WaysAsync(Actor actor, ShopId shop, IReadOnlyCollection<BuyerId> buyers, CancellationToken ct)
    {
        var ways = buyers.ToDictionary(b => b, _ => PostWay.None);
        foreach (var (buyer, head) in await LastAsync(actor, shop, buyers, ct))
        {
            ways[buyer] = head.State == ConversationState.Closed ? PostWay.Free : PostWay.Busy;
        }

        return ways;
    }

    public async Task<Refusal?> CheckAsync(ShopId shop, string text, string? reason, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var verdict = (await books.ForAsync(shop, now, ct)).Rules.CheckStored(text, GuardFacts.Unknown with { At = now });
        return verdict.Hits.MaxBy(h => h.Level) is not { } gravest ? null
            : gravest.Level == GuardLevel.Block ? new PostStopped(gravest.Text, gravest.Reason.Zh, gravest.Reason.En ?? gravest.Reason.Zh)
            : gravest.Level == GuardLevel.Confirm && string.IsNullOrWhiteSpace(reason) ? new PostReasonMissing(gravest.Text, gravest.Reason.Zh, gravest.Reason.En ?? gravest.Reason.Zh)
            : null;
    }

    public async Task<Outcome<PostPlace>> SendAsync(Actor actor, ShopId shop, BuyerId buyer, Guid id, string text, string? reason, CancellationToken ct)
    {
        if (!(await LastAsync(actor, shop, [buyer], ct)).TryGetValue(buyer, out var head))
        {
            return new PostNowhere();
        }

        var passage = await gate.StandsAsync(shop, ct) ? await gate.PassAsync(actor, await talks.OfAsync(head, ct), new GuardedMessage(id, text, new GuardWord(reason, null)), ct) : default;
        if (passage.Refusal is { } refusal)
        {
            if (passage.Trace is { } trace)
            {
                await gate.KeepAsync(trace, ct);
            }

            return refusal;
        }

        var result = await writer.ActAsync(new Send(Party.Of(actor), SenderKind.Push, new Words(id, MessageKind.Text, text)) { Conversation = head.Id, IsLeft = true, Trace = passage.Trace }, ct);
        return result.Refusal is { } no ? no : new PostPlace(head.Id.Value, result.Message!.Seq);
    }

    public async Task<IReadOnlyList<PostAnswer>> AnswersAsync(IReadOnlyCollection<PostPlace> behind, CancellationToken ct)
    {
        var answers = new List<PostAnswer>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in behind.Chunk(AtOnce))
        {
            var values = some.SelectMany((p, i) => new (string, object?)[] { ($"c{i}", p.Conversation), ($"s{i}", p.Seq) }).ToArray();
            var where = string.Join(" or ", some.Select((_, i) => $"(conversation_id = @c{i} and seq > @s{i})"));
            var found = await connection.ReadAllAsync(null, $"select conversation_id, seq from reception_message where sender = 0 and kind = {(int)MessageKind.Text} and ({where}) order by seq limit 1000", r => (r.GetGuid(0), r.GetInt64(1)), ct, values);
            var ids = found.Select(f => f.Item1).Distinct().Select((c, i) => ($"c{i}", (object?)c)).ToArray();
            if (ids.Length == 0)
            {
                continue;
            }

            var heads = (await reader.HeadsAsync(connection, null, $"where c.id in ({string.Join(", ", ids.Select(i => "@" + i.Item1))})", ct, ids)).ToDictionary(h => h.Id.Value);
            var said = await reader.MessagesAsync(connection, [.. found.Where(f => heads.ContainsKey(f.Item1))], heads, ct);
            answers.AddRange(said.Where(m => !m.IsErased && !m.IsRecalled).Select(m => new PostAnswer(m.Conversation.Value, m.Seq, m.Text)));
        }

        return answers;
    }

    /// <summary>The newest conversation of each buyer over a channel that carries words and is still there.</summary>
    private async Task<Dictionary<BuyerId, Conversation>> LastAsync(Actor actor, ShopId shop, IReadOnlyCollection<BuyerId> buyers, CancellationToken ct)
    {
        var last = new Dictionary<BuyerId, Conversation>();
        if (buyers.Count == 0)
        {
            return last;
        }

        var party = Party.Of(actor);
        await using var connection = await database.OpenAsync(ct);
        var names = buyers.Distinct().Select((b, i) => ($"b{i}", (object?)b.Value)).ToArray();
        var heads = await reader.HeadsAsync(connection, null, $"where c.shop_id = @shop and c.buyer_id in ({string.Join(", ", names.Select(n => "@" + n.Item1))}) order by c.last_at desc limit {MostHeads}", ct, [("shop", shop.Value), .. names]);
        foreach (var head in heads.Where(h => !h.IsRetired && (h.ChannelKind == ChannelKinds.Web || ChannelKinds.IsCarried(h.ChannelKind)) && party.May(Permissions.SendMessages, h)))
        {
            var buyer = new BuyerId(head.Buyer);
            // One that goes on anywhere means that the buyer is spoken with.
            if ((!last.TryGetValue(buyer, out var known) || (known.State == ConversationState.Closed && head.State != ConversationState.Closed)) && await channels.FindAsync(head.Channel, ct) is { IsEnabled: true })
            {
                last[buyer] = head;
            }
        }

        return last;
    }
}
