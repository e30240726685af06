using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Search;

/// <summary><c>GET /api/reception/search/choices?shop=</c>: agents and channels by which a search may be narrowed.</summary>
internal static class ReadChoices
{
    public static void Map(RouteGroupBuilder reception) => reception.MapGet("/search/choices", HandleAsync).Requires(Permissions.ReadConversations);

    private static async Task<IResult> HandleAsync(Guid shop, Actor actor, IPeople people, Database database, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!FindMessages.MayRead(actor, id))
        {
            return Answers.Problem(new ShopNotFound());
        }

        var agents = await people.WithPermissionAsync(id, Permissions.SendMessages, null, ct);
        await using var connection = await database.OpenAsync(ct);
        var channels = await connection.ReadAllAsync(null, "select id, kind, name from reception_channel where shop_id = @shop order by created_at limit 200", r => (Id: r.GetGuid(0), Kind: r.GetString(1), Name: r.GetString(2)), ct, ("shop", shop));
        return Answers.Json((agents, channels), static (json, x) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("agents"u8);
            foreach (var agent in x.agents)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, agent.Id.Value);
                json.WriteString("name"u8, agent.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("channels"u8);
            foreach (var channel in x.channels)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, channel.Id);
                json.WriteString("kind"u8, channel.Kind);
                json.WriteString("name"u8, channel.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
