using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Supervision;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Agents;

/// <summary>What agents read: the snapshot, lists, one conversation, its messages, a buyer's history.</summary>
internal static class Views
{
    private const int SnapshotLimit = 500;
    private const int PageLimit = 100;
    private const int HistoryLimit = 200;
    private const int NamesakeLimit = 200;

    /// <summary>Of the buyers' book: searching it tells whose a name or number is.</summary>
    private const string ReadBuyers = "shop.buyer.read";
    private static readonly ConversationState[] Live = [ConversationState.Waiting, ConversationState.Open, ConversationState.Snoozed];

    public static void Map(RouteGroupBuilder reception)
    {
        reception.MapGet("/snapshot", SnapshotAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/conversations", ListAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/conversations/{id:guid}", OneAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/conversations/{id:guid}/messages", MessagesAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/buyers/{buyerId:guid}/history", HistoryAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> SnapshotAsync(Guid shop, string? scope, Actor actor, IShops shops, Database database, ConversationReader reader, FeedStore feed, Board board, SettingsView settings, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!actor.Can(Permissions.ReadConversations, id) || await shops.FindAsync(id, ct) is not { } card)
        {
            return Answers.Problem(new ShopNotFound());
        }

        var all = string.Equals(scope, "all", StringComparison.Ordinal) && actor.Can(Permissions.ReadAllConversations, id);
        await feed.EnsureHeadAsync(shop, ct);
        var query = new HeadQuery(id) { States = Live, Scope = all ? null : actor.Person, Limit = SnapshotLimit + 1 };
        var (head, seen, channels) = await database.ReadAsync(async (c, t) =>
        {
            var heads = (await reader.HeadsAsync(c, t, query, ct)).Where(Party.Of(actor).Sees).ToList();
            return (await FeedStore.ReadHeadAsync(c, t, shop, ct), await reader.SeenAsync(c, t, heads, actor.Person, ct), await ChannelsAsync(c, t, id, ct));
        }, ct);
        var colleagues = await board.OfAsync(id);
        var limits = await settings.OfAsync(id, ct);
        return Answers.Json((head, seen, channels, card, actor, all, colleagues, limits), static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteNumber("n"u8, x.head.Last);
            json.WriteString("epoch"u8, x.head.Epoch);
            json.WriteStartObject("shop"u8);
            json.WriteString("id"u8, x.card.Id.Value);
            json.WriteString("name"u8, x.card.Name);
            json.WriteString("zone"u8, x.card.Zone);
            json.WriteEndObject();
            json.WriteStartObject("me"u8);
            json.WriteString("id"u8, x.actor.Person.Value);
            json.WriteString("name"u8, x.actor.Name);
            json.WriteEndObject();
            json.WriteString("scope"u8, x.all ? "all"u8 : "mine"u8);
            json.WriteStartArray("conversations"u8);
            foreach (var seen in x.seen.Take(SnapshotLimit))
            {
                WriteSeen(json, seen);
            }

            json.WriteEndArray();
            json.WriteBoolean("hasMore"u8, x.seen.Count > SnapshotLimit);
            Board.Write(json, x.colleagues);
            json.WriteStartArray("channels"u8);
            foreach (var (channel, kind, name) in x.channels)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, channel);
                json.WriteString("kind"u8, kind);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            SettingsView.Write(json, x.limits);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> ListAsync(Guid shop, string? state, Guid? assignee, Guid? buyer, string? q, string? before, int? limit, Actor actor, IBuyers buyers, Database database, ConversationReader reader, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!actor.Can(Permissions.ReadConversations, id))
        {
            return Answers.Problem(new ShopNotFound());
        }

        var size = Math.Clamp(limit ?? 50, 1, PageLimit);
        if (!TryReadStates(state, out var states) || !TryReadPlace(before, out var beforeAt, out var beforeNumber))
        {
            return Answers.Problem(new SearchInvalid(before is null ? "state" : "before"));
        }

        var query = new HeadQuery(id)
        {
            States = states,
            Assignee = assignee is { } person ? new PersonId(person) : null,
            Buyer = buyer,
            BeforeAt = beforeAt,
            BeforeNumber = beforeNumber,
            Limit = size + 1,
            Number = long.TryParse(q?.Trim().TrimStart('#'), out var number) ? number : null,
            Tag = string.IsNullOrWhiteSpace(q) || number != 0 ? null : q.Trim(),
        };
        if (query.Tag is { } words && actor.Can(ReadBuyers, id))
        {
            // Names are sealed: the buyers' book knows by fingerprints whose they are.
            query = query with { Named = [.. (await buyers.SearchAsync(id, words, NamesakeLimit, ct)).Select(b => b.Value)] };
        }

        await using var connection = await database.OpenAsync(ct);
        var heads = (await reader.HeadsAsync(connection, null, query, ct)).Where(Party.Of(actor).Sees).ToList();
        return Answers.Json((heads, size), static (json, x) =>
        {
            json.WriteStartObject();
            WriteHeads(json, x.heads.Take(x.size));
            json.WriteBoolean("hasMore"u8, x.heads.Count > x.size);
            if (x.heads.Count > x.size)
            {
                var last = x.heads[x.size - 1];
                json.WriteString("before"u8, $"{last.ListedAt.ToUnixTimeMilliseconds()}-{last.Number}");
            }

            json.WriteEndObject();
        });
    }

    private static async Task<IResult> OneAsync(Guid id, Actor actor, Database database, ConversationReader reader, Glances glances, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(id), ct) is { } looked && Party.Of(actor).Sees(looked) && await glances.NoteAsync(looked, actor, ct) is { } no)
        {
            return Answers.Problem(no);
        }

        var found = await database.ReadAsync(async (c, t) =>
        {
            var head = (await reader.HeadsAsync(c, t, "where c.id = @id", ct, ("id", id))).FirstOrDefault();
            if (head is null || !Party.Of(actor).Sees(head))
            {
                return null;
            }

            var messages = await reader.MessagesAsync(c, t, head, 0, long.MaxValue, 51, newestFirst: true, Audience.Agents, ct);
            return new Opened(head, (await reader.SeenAsync(c, t, [head], actor.Person, ct))[0], messages, await reader.ReadsAsync(c, t, head.Id, ct), (await FeedStore.ReadHeadAsync(c, t, head.Shop.Value, ct)).Last,
                actor.Can(Permissions.SeeRecalled, head.Shop, head.Team) ? Reader.EntitledAgent : Reader.Agent);
        }, ct);
        return found is null ? Answers.Problem(new ConversationNotFound()) : Answers.Json(found, static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteNumber("n"u8, x.Number);
            json.WritePropertyName("head"u8);
            HeadJson.WriteForAgents(json, x.Head);
            Answers.WriteRead(json, x.Seen.Read);
            Answers.WriteDraft(json, x.Seen.Draft);
            var hasOlder = x.Messages.Count > 50;
            Answers.WriteMessages(json, hasOlder ? x.Messages.Skip(1) : x.Messages, x.Reader);
            json.WriteStartArray("reads"u8);
            foreach (var read in x.Reads)
            {
                json.WriteStartObject();
                json.WriteString("person"u8, read.Person.Value);
                json.WriteNumber("seq"u8, read.Seq);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("hasOlder"u8, hasOlder);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> MessagesAsync(Guid id, long? before, long? after, int? limit, Actor actor, Database database, ConversationReader reader, Glances glances, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        if (await glances.NoteAsync(head, actor, ct) is { } no)
        {
            return Answers.Problem(no);
        }

        var size = Math.Clamp(limit ?? 50, 1, PageLimit);
        await using var connection = await database.OpenAsync(ct);
        var messages = await reader.MessagesAsync(connection, null, head, after ?? 0, before ?? long.MaxValue, size + 1, newestFirst: after is null, Audience.Agents, ct);
        var hasMore = messages.Count > size;
        var page = !hasMore ? messages : after is null ? messages[1..] : messages[..size];
        var eyes = actor.Can(Permissions.SeeRecalled, head.Shop, head.Team) ? Reader.EntitledAgent : Reader.Agent;
        return Answers.Json((page, hasMore, eyes), static (json, x) =>
        {
            json.WriteStartObject();
            Answers.WriteMessages(json, x.page, x.eyes);
            json.WriteBoolean("hasMore"u8, x.hasMore);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> HistoryAsync(Guid buyerId, Guid shop, Actor actor, IPeople people, Database database, ConversationReader reader, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ReadConversations, new ShopId(shop)))
        {
            return Answers.Problem(new ShopNotFound());
        }

        await using var connection = await database.OpenAsync(ct);
        var heads = (await reader.HeadsAsync(connection, null, new HeadQuery(new ShopId(shop)) { Buyer = buyerId, Limit = HistoryLimit }, ct)).Where(Party.Of(actor).Sees).ToList();
        var agents = await connection.ReadAllAsync(null,
            "select m.conversation_id, m.person_id, count(*), max(m.at) from reception_message m join reception_conversation c on c.id = m.conversation_id where c.shop_id = @shop and c.buyer_id = @buyer and m.sender = 1 and m.audience = 0 and m.person_id is not null group by m.conversation_id, m.person_id limit 1000",
            r => (Conversation: r.GetGuid(0), Person: r.GetGuid(1), Count: r.GetInt64(2), LastAt: r.GetInt64(3)), ct, ("shop", shop), ("buyer", buyerId));
        var seen = heads.Select(h => h.Id.Value).ToHashSet();
        agents.RemoveAll(a => !seen.Contains(a.Conversation)); // who served in what one may not see stays unsaid as well
        var names = await people.FindManyAsync([.. agents.Select(a => new PersonId(a.Person)).Distinct()], ct);
        return Answers.Json((heads, agents, names, buyerId), static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteString("buyerId"u8, x.buyerId);
            WriteHeads(json, x.heads);
            json.WriteStartArray("agents"u8);
            foreach (var (conversation, person, count, lastAt) in x.agents)
            {
                json.WriteStartObject();
                json.WriteString("c"u8, conversation);
                json.WriteStartObject("person"u8);
                json.WriteString("id"u8, person);
                json.WriteString("name"u8, x.names.GetValueOrDefault(new PersonId(person))?.Name ?? string.Empty);
                json.WriteEndObject();
                json.WriteNumber("messages"u8, count);
                JsonPen.WriteInstant(json, "lastAt"u8, NodaTime.Instant.FromUnixTimeMilliseconds(lastAt));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static Task<List<(Guid Id, string Kind, string Name)>> ChannelsAsync(System.Data.Common.DbConnection c, System.Data.Common.DbTransaction t, ShopId shop, CancellationToken ct) =>
        c.ReadAllAsync(t, "select id, kind, name from reception_channel where shop_id = @shop order by created_at limit 200", r => (r.GetGuid(0), r.GetString(1), r.GetString(2)), ct, ("shop", shop.Value));

    private static void WriteSeen(Utf8JsonWriter json, Seen seen)
    {
        json.WriteStartObject();
        json.WritePropertyName("head"u8);
        HeadJson.WriteForAgents(json, seen.Head);
        Answers.WriteRead(json, seen.Read);
        Answers.WriteDraft(json, seen.Draft);
        json.WriteEndObject();
    }

    private static void WriteHeads(Utf8JsonWriter json, IEnumerable<Conversation> heads)
    {
        json.WriteStartArray("conversations"u8);
        foreach (var head in heads)
        {
            HeadJson.WriteForAgents(json, head);
        }

        json.WriteEndArray();
    }

    private static bool TryReadStates(string? text, out IReadOnlyCollection<ConversationState>? states)
    {
        states = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var read = new List<ConversationState>();
        foreach (var part in text.Split(','))
        {
            if (!Enum.TryParse<ConversationState>(part, ignoreCase: true, out var state) || !Enum.IsDefined(state))
            {
                return false;
            }

            read.Add(state);
        }

        states = read;
        return true;
    }

    private static bool TryReadPlace(string? text, out long? at, out long? number)
    {
        (at, number) = (null, null);
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 1 || !long.TryParse(text.AsSpan(0, dash), out var first) || !long.TryParse(text.AsSpan(dash + 1), out var second))
        {
            return false;
        }

        (at, number) = (first, second);
        return true;
    }

    private sealed record Opened(Conversation Head, Seen Seen, List<Message> Messages, List<ReadMark> Reads, long Number, Reader Reader);
}
