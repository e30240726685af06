using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Search;

/// <summary><c>POST /api/reception/search/rebuild?shop=</c>: makes the index of this process anew; searches say meanwhile that they are not complete.</summary>
internal static class RebuildIndex
{
    public static void Map(RouteGroupBuilder reception) => reception.MapPost("/search/rebuild", HandleAsync).Requires(Permissions.VerifyRecord);

    private static async Task<IResult> HandleAsync(Guid shop, Actor actor, SearchOptions options, IndexSearch search, CancellationToken ct)
    {
        var id = new ShopId(shop);
        if (!actor.Can(Permissions.VerifyRecord, id))
        {
            return Answers.Problem(new ShopNotFound());
        }

        if (options.Index)
        {
            await search.RebuildAsync(id, ct);
        }

        return Results.NoContent();
    }
}
