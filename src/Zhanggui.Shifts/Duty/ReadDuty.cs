using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>The duty board of a shop.</summary>
internal static class ReadDuty
{
    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, IDuty duty, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (!actor.Can(Permissions.ReadDuty, id))
        {
            return new DutyNotFound().ToProblem();
        }

        var me = await duty.GetAsync(id, actor.Person, ct);
        var people = await duty.ListAsync(id, ct);
        return TypedResults.Json(new DutyBoard(me, people), HouseJson.Options);
    }

    internal sealed record DutyBoard(DutyNow Me, IReadOnlyList<DutyNow> People);
}
