using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;
using Zhanggui.Reception.Supervision;

namespace Zhanggui.Reception.Search;

/// <summary><c>GET /api/reception/search?shop=&amp;q=</c>: messages and notes in which the words stand, of conversations that the reader may open.</summary>
internal static class FindMessages
{
    /// <summary>Most messages looked at for one page: where rights, agent or tag leave most of them out, the answer says where to go on.</summary>
    private const int MostLooked = 2000;
    private const int LargestStep = 500;

    public static void Map(RouteGroupBuilder reception) => reception.MapGet("/search", HandleAsync).Requires(Permissions.ReadConversations);

    private static async Task<IResult> HandleAsync([AsParameters] SearchForm form, Actor actor, IShops shops, IMessageSearch search, Database database, ConversationReader reader, Sightings sightings, CancellationToken ct)
    {
        var id = new ShopId(form.Shop);
        if (!MayRead(actor, id) || await shops.FindAsync(id, ct) is not { } shop)
        {
            return Answers.Problem(new ShopNotFound());
        }

        var read = SearchQuery.Read(shop, form);
        if (read.Refusal is { } refusal)
        {
            return Answers.Problem(refusal);
        }

        var page = await FindAsync(read.Value, actor, search, database, reader, ct);
        if (await sightings.NoteAsync(page.Hits.Select(h => h.Head), actor, Sightings.Found, ct) is { } no)
        {
            return Answers.Problem(no);
        }

        return Answers.Json(page, static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("hits"u8);
            foreach (var hit in x.Hits)
            {
                WriteHit(json, hit);
            }

            json.WriteEndArray();
            json.WriteBoolean("isComplete"u8, x.IsComplete);
            json.WriteString("next"u8, x.Next);
            json.WriteEndObject();
        });
    }

    /// <summary>A whole page of what the reader may see; fewer, with a place to go on from, when too much had to be left out.</summary>
    internal static async Task<SearchPage> FindAsync(SearchQuery query, Actor actor, IMessageSearch search, Database database, ConversationReader reader, CancellationToken ct)
    {
        var hits = new List<SearchHit>();
        var (after, step, looked) = (query.After, query.Size + 1, 0);
        await using var connection = await database.OpenAsync(ct);
        while (true)
        {
            var found = await search.FindAsync(query.Asked, after, step, ct);
            var opened = await OpenAsync(connection, reader, found.Hits, ct);
            foreach (var hit in found.Hits)
            {
                if (opened.TryGetValue(hit.Place, out var one) && IsShown(query, actor, one) is { } shown)
                {
                    if (hits.Count == query.Size)
                    {
                        return new SearchPage(hits, SearchQuery.Text(after!.Value), found.IsComplete);
                    }

                    hits.Add(shown);
                }

                after = hit;
            }

            looked += found.Hits.Count;
            if (found.Hits.Count < step)
            {
                return new SearchPage(hits, null, found.IsComplete);
            }

            if (looked >= MostLooked)
            {
                return new SearchPage(hits, SearchQuery.Text(after!.Value), found.IsComplete);
            }

            step = Math.Min(step * 2, LargestStep);
        }
    }

    private static async Task<Dictionary<Place, (Conversation Head, Message Message)>> OpenAsync(System.Data.Common.DbConnection connection, ConversationReader reader, IReadOnlyList<Hit> hits, CancellationToken ct)
    {
        var heads = new Dictionary<Guid, Conversation>();
        foreach (var some in hits.Select(h => h.Place.Conversation).Distinct().Chunk(200))
        {
            foreach (var head in await reader.HeadsAsync(connection, null, $"where c.id in ({string.Join(',', some.Select((_, i) => $"@i{i}"))})", ct, [.. some.Select((c, i) => ($"i{i}", (object?)c))]))
            {
                heads[head.Id.Value] = head;
            }
        }

        var messages = await reader.MessagesAsync(connection, [.. hits.Select(h => (h.Place.Conversation, h.Place.Seq))], heads, ct);
        return messages.ToDictionary(SearchText.PlaceOf, m => (heads[m.Conversation.Value], m));
    }

    /// <summary>The record has the last word: what it does not say, or no longer says, was not found.</summary>
    private static SearchHit? IsShown(SearchQuery query, Actor actor, (Conversation Head, Message Message) one)
    {
        var (head, message) = one;
        var isOfAgent = query.Agent is not { } agent || (head.Assignee ?? head.LastAgent)?.Value == agent || message.Person?.Value == agent;
        if (head.Shop != query.Asked.Shop || !Party.Of(actor).Sees(head) || !isOfAgent || (query.Tag is { } tag && !head.Tags.Contains(tag, StringComparer.Ordinal)))
        {
            return null;
        }

        var eyes = actor.Can(Permissions.SeeRecalled, head.Shop, head.Team) ? Reader.EntitledAgent : Reader.Agent;
        var text = SearchText.Of(message);
        return text.Length == 0 || (message.IsRecalled && eyes != Reader.EntitledAgent) || !query.Asked.Words.Matches(text)
            ? null
            : new SearchHit(head, message, query.Asked.Words.Find(text), eyes);
    }

    /// <summary>In the shop, or for one of its teams: which conversations is asked of each.</summary>
    internal static bool MayRead(Actor actor, ShopId shop) =>
        actor.Can(Permissions.ReadConversations, shop) || actor.Grants.Any(g => g.Team is { } team && actor.Can(Permissions.ReadConversations, shop, team));

    private static void WriteHit(Utf8JsonWriter json, SearchHit hit)
    {
        json.WriteStartObject();
        json.WritePropertyName("head"u8);
        HeadJson.WriteForAgents(json, hit.Head);
        json.WritePropertyName("message"u8);
        MessageJson.Write(json, hit.Message, hit.Eyes);
        json.WriteStartArray("found"u8);
        foreach (var found in hit.Found)
        {
            json.WriteStartArray();
            json.WriteNumberValue(found.Start);
            json.WriteNumberValue(found.Length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

internal sealed record SearchHit(Conversation Head, Message Message, IReadOnlyList<Found> Found, Reader Eyes);

/// <summary><paramref name="Next"/>: where to go on; null at the end.</summary>
internal sealed record SearchPage(IReadOnlyList<SearchHit> Hits, string? Next, bool IsComplete);
