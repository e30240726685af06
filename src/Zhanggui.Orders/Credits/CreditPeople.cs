using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Claims;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Credits;

/// <summary>To whom orders can be credited: everybody who works or has worked in the organisation.</summary>
internal sealed class CreditPeople(IStaffHistory staff)
{
    internal sealed record Answer(IReadOnlyList<CreditPerson> People);

    internal sealed record CreditPerson(PersonId Id, string Name, string Number, bool HasLeft);

    /// <summary>For choosing: by number.</summary>
    public static async Task<IResult> ListAsync(Guid shop, Actor actor, OrderAccess access, IStaffHistory staff, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadOrder, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var today = clock.GetCurrentInstant().InZone(card.TimeZone).Date;
        var all = await staff.StaffAsync(card.Organisation, ct);
        return Results.Json(new Answer([.. all.OrderBy(s => s.Number, StringComparer.Ordinal).Select(s => new CreditPerson(s.Person, s.Name, s.Number, s.LeavesOn < today))]), HouseJson.Options);
    }

    public async Task<Refusal?> RefuseUnknownAsync(OrganisationId organisation, IReadOnlyList<ManualShare> shares, CancellationToken ct)
    {
        var known = (await staff.StaffAsync(organisation, ct)).Select(s => s.Person).ToHashSet();
        return shares.All(s => known.Contains(s.Person)) ? null : new CreditPersonUnknown();
    }
}
