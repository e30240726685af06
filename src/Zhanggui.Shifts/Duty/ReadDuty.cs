using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>The duty board of a shop.</summary>
internal static class ReadDuty
{
    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, IShops shops, IPeople people, IDuty duty, DutyRules rules, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await shops.FindForAsync(actor, id, Permissions.ReadDuty, ct) is null)
        {
            return new DutyNotFound().ToProblem();
        }

        var me = await duty.GetAsync(id, actor.Person, ct);
        var on = (await duty.ListAsync(id, ct)).ToDictionary(d => d.Person);
        var staff = await people.WithPermissionAsync(id, Permissions.SetOwnDuty, team: null, ct);
        // Those who may receive here stand on the board also when they are off, so that a supervisor sees who is missing.
        var lines = staff.Select(p => new DutyLine(p.Id, p.Name, p.Number, on.TryGetValue(p.Id, out var d) ? d : Off(id, p.Id))).ToList();
        return TypedResults.Json(new DutyBoard(me, lines, actor.Can(Permissions.SetOthersDuty, id), Limits(await rules.OfAsync(id, ct))), HouseJson.Options);
    }

    internal sealed record DutyLine(PersonId Person, string Name, string Number, DutyNow Duty);

    internal sealed record DutyBoard(DutyNow Me, IReadOnlyList<DutyLine> People, bool MaySetOthers, DutyLimits Limits);

    /// <summary>What the screen reminds of, in seconds, and the reasons it offers.</summary>
    internal sealed record DutyLimits(long? AwaySeconds, long? OnHoldSeconds, long? GraceSeconds, bool NeedsReason, IReadOnlyList<string> AwayReasons, IReadOnlyList<string> OnHoldReasons);

    private static DutyLimits Limits(DutyBookRules rules) =>
        new(Seconds(rules.AwayLimit), Seconds(rules.HoldLimit), Seconds(rules.Grace), rules.NeedsReason, rules.AwayReasons, rules.HoldReasons);

    private static long? Seconds(NodaTime.Duration? span) => span is { } some ? (long)some.TotalSeconds : null;

    private static DutyNow Off(ShopId shop, PersonId person) => new(person, shop, DutyState.Off, NodaTime.Instant.FromUnixTimeMilliseconds(0), null, null);
}
