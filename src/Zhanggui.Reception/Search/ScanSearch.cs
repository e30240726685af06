using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.Reception.Search;

/// <summary>Opens every message of the shop and looks. What it finds is right by definition, and the index is tested against it.</summary>
internal sealed class ScanSearch(Database database, ConversationReader reader) : IMessageSearch
{
    private const int HeadRows = 200;
    private const int MessageRows = 500;

    public async Task<FoundPlaces> FindAsync(SearchAsked asked, Hit? after, int limit, CancellationToken ct)
    {
        var hits = new List<Hit>();
        await using var connection = await database.OpenAsync(ct);
        for (var heads = await HeadsAsync(0); heads.Count > 0; heads = await HeadsAsync(heads[^1].Number))
        {
            foreach (var head in heads.Where(h => !h.IsRetired))
            {
                for (var page = await MessagesAsync(head, 0); page.Count > 0; page = page.Count < MessageRows ? [] : await MessagesAsync(head, page[^1].Seq))
                {
                    hits.AddRange(page.Where(m => IsFound(asked, m)).Select(m => new Hit(SearchText.PlaceOf(m), asked.IsBestFirst ? Score(asked, m) : 0)));
                }
            }
        }

        Comparison<Hit> order = asked.IsBestFirst ? Hit.BestFirst : (a, b) => Place.NewestFirst(a.Place, b.Place);
        hits.Sort(order);
        return new FoundPlaces([.. hits.Where(h => after is null || order(after.Value, h) < 0).Take(limit)], IsComplete: true);

        Task<List<Conversation>> HeadsAsync(long behind) =>
            reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.number > @number order by c.number limit @limit", ct, ("shop", asked.Shop.Value), ("number", behind), ("limit", HeadRows));

        Task<List<Message>> MessagesAsync(Conversation head, long behind) => reader.MessagesAsync(connection, null, head, behind, long.MaxValue, MessageRows, newestFirst: false, Audience.Agents, ct);
    }

    private static bool IsFound(SearchAsked asked, Message message) =>
        SearchText.Of(message) is { Length: > 0 } text && asked.Words.Matches(text)
        && asked.Filter.Takes(message.At.ToUnixTimeMilliseconds()) && asked.Filter.Takes(message.Channel.Value, message.Sender, message.Kind);

    private static int Score(SearchAsked asked, Message message) => SearchWords.Score(asked.Words.Count(message.Text), message.Text.Length);
}
