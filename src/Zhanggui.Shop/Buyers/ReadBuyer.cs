using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Shop.Buyers;

/// <summary>The buyer's record with contact data masked.</summary>
internal static class ReadBuyer
{
    public static async Task<IResult> HandleAsync(Guid id, Actor actor, BuyerAccess access, BuyerPages pages, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, act: null, ct);
        return found.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Json(await pages.OfAsync(found.Value, actor, ct), HouseJson.Options);
    }
}
