using System.Data.Common;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Satisfaction;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Telling;

/// <summary>
/// The live talks as facts. A buyer goes by the name that the platform or the shop's own site proved, else by the number of the record; a person
/// speaks under the person's own id, which is an account of its own. A buyer's word is addressed to whoever had the conversation then.
/// </summary>
internal sealed class LiveTalkFacts(Database database, ConversationReader reader, IBuyers buyers) : IFactsSource
{
    private const int PageHeads = 200;
    private const int PageMessages = 2000;
    private static readonly string Messages = FactsFiles.Messages.Name;
    private static readonly string Transfers = FactsFiles.Transfers.Name;
    private static readonly string Sessions = FactsFiles.Sessions.Name;
    private static readonly string Ratings = FactsFiles.Ratings.Name;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if (!wanted.Wants(Messages) && !wanted.Wants(Transfers) && !wanted.Wants(Sessions) && !wanted.Wants(Ratings))
        {
            return;
        }

        var only = wanted.Buyers?.ToHashSet(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(ct);
        for (var after = 0L; ;)
        {
            var heads = await reader.HeadsAsync(connection, null,
                "where c.shop_id = @shop and c.number > @after and c.opened_at < @to and c.last_at >= @from order by c.number limit @limit", ct,
                ("shop", wanted.Shop.Value), ("after", after), ("to", wanted.To.ToUnixTimeMilliseconds()), ("from", wanted.From.ToUnixTimeMilliseconds()), ("limit", PageHeads));
            var names = await buyers.ProvenNamesAsync([.. heads.Select(h => new BuyerId(h.Buyer)).Distinct()], ct);
            var ratings = heads.Count > 0 && wanted.Wants(Ratings) ? (await RatingBook.OfAsync(connection, wanted.Shop, heads[0].Number, heads[^1].Number, ct)).ToDictionary(r => r.Conversation) : [];
            foreach (var head in heads)
            {
                var buyer = names.GetValueOrDefault(new BuyerId(head.Buyer)) ?? head.Buyer.ToString();
                if (only is null || only.Contains(buyer))
                {
                    GiveReception(head, buyer, ratings.GetValueOrDefault(head.Id), wanted, sink);
                    await GiveAsync(connection, head, buyer, wanted, sink, ct);
                }
            }

            if (heads.Count < PageHeads)
            {
                return;
            }

            after = heads[^1].Number;
        }
    }

    /// <summary>
    /// A conversation is a reception with its rating. It says nothing of how it ended: where one sitting ends and the next begins follows
    /// from the words, as it does for talks that came as files.
    /// </summary>
    private static void GiveReception(Conversation head, string buyer, Rating? rating, FactsWanted wanted, IFactsSink sink)
    {
        // Between which instants a platform's talk went on is not known either: no reception of its own.
        if (wanted.Wants(Sessions) && !ChannelKinds.IsPlatform(head.ChannelKind))
        {
            sink.Add(FactsFiles.Sessions, new SessionFact { Id = head.Id.ToString(), Shop = head.Shop.ToString(), Buyer = buyer, From = head.OpenedAt, To = head.ClosedAt > head.OpenedAt ? head.ClosedAt : null });
        }

        if (rating is not null)
        {
            sink.Add(FactsFiles.Ratings, new RatingFact { Session = head.Id.ToString(), At = rating.RatedAt, Stars = rating.Stars, InvitedAt = rating.InvitedAt });
        }
    }

    private async Task GiveAsync(DbConnection connection, Conversation head, string buyer, FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        var talk = new TalkFacts(head, buyer);
        for (var after = 0L; ;)
        {
            var messages = await reader.MessagesAsync(connection, null, head, after, long.MaxValue, PageMessages, newestFirst: false, Audience.Agents, ct);
            foreach (var message in messages)
            {
                Give(talk, message, wanted, sink);
            }

            if (messages.Count < PageMessages)
            {
                return;
            }

            after = messages[^1].Seq;
        }
    }

    private static void Give(TalkFacts talk, Message message, FactsWanted wanted, IFactsSink sink)
    {
        var (said, transfer) = talk.Read(message);
        if (message.At < wanted.From || message.At >= wanted.To)
        {
            return;
        }

        if (said is not null && wanted.Wants(Messages))
        {
            sink.Add(FactsFiles.Messages, said);
        }

        if (transfer is not null && wanted.Wants(Transfers))
        {
            sink.Add(FactsFiles.Transfers, transfer);
        }
    }
}
