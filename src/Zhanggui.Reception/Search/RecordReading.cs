using System.Data.Common;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search.Index;

namespace Zhanggui.Reception.Search;

/// <summary>Reads what is to be indexed from the record itself, conversation by conversation in the order of their numbers.</summary>
internal static class RecordReading
{
    private const int HeadRows = 200;
    private const int MessageRows = 1000;
    private const int Enough = 20_000;

    /// <summary>The next messages, and where to go on; null = everything was read.</summary>
    public static async Task<(List<IndexedMessage> Messages, Index.Reading? Next)> ReadAsync(Database database, ConversationReader reader, ShopId shop, Index.Reading reading, CancellationToken ct)
    {
        var found = new List<IndexedMessage>();
        await using var connection = await database.OpenAsync(ct);
        while (true)
        {
            var heads = await reader.HeadsAsync(connection, null, "where c.shop_id = @shop and c.number > @number and c.record_at >= @from order by c.number limit @limit", ct,
                ("shop", shop.Value), ("number", reading.AfterNumber), ("from", reading.From), ("limit", HeadRows));
            foreach (var head in heads)
            {
                await ReadAsync(connection, reader, head, reading.From, found, ct);
                reading = reading with { AfterNumber = head.Number };
                if (found.Count >= Enough)
                {
                    return (found, reading);
                }
            }

            if (heads.Count < HeadRows)
            {
                return (found, null);
            }
        }
    }

    private static async Task ReadAsync(DbConnection connection, ConversationReader reader, Conversation head, long from, List<IndexedMessage> found, CancellationToken ct)
    {
        if (head.IsRetired)
        {
            return;
        }

        for (var after = 0L; ;)
        {
            var page = await reader.MessagesAsync(connection, null, head, after, long.MaxValue, MessageRows, newestFirst: false, Audience.Agents, ct);
            found.AddRange(page.Where(m => m.At.ToUnixTimeMilliseconds() >= from).Select(SearchText.ToIndex).OfType<IndexedMessage>());
            if (page.Count < MessageRows)
            {
                return;
            }

            after = page[^1].Seq;
        }
    }
}
