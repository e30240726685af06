using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Http;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Duty;

/// <summary>What a person sends to change a state.</summary>
internal sealed record SetDutyRequest(ShopId Shop, DutyState State, string? Reason)
{
    /// <summary>The person has read what was against it and goes all the same; no use against a refusal.</summary>
    public bool Confirmed { get; init; }
}

/// <summary>Sets one's own state, or, with the right to it and a reason, somebody else's.</summary>
internal static class SetDuty
{
    private const int ReasonLimit = 100;

    public static Task<IResult> OwnAsync(SetDutyRequest request, Actor actor, IShops shops, IPeople people, DutyRules rules, IEnumerable<ILeavingCheck> checks, ShiftsDb db, CancellationToken ct) =>
        SetAsync(request, actor.Person, actor, shops, people, rules, checks, db, ct);

    public static Task<IResult> OthersAsync(Guid person, SetDutyRequest request, Actor actor, IShops shops, IPeople people, DutyRules rules, IEnumerable<ILeavingCheck> checks, ShiftsDb db, CancellationToken ct) =>
        SetAsync(request, PersonId.From(person), actor, shops, people, rules, checks, db, ct);

    private static async Task<IResult> SetAsync(SetDutyRequest request, PersonId person, Actor actor, IShops shops, IPeople people, DutyRules rules, IEnumerable<ILeavingCheck> checks, ShiftsDb db, CancellationToken ct)
    {
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        var isOther = person != actor.Person;
        var card = await shops.FindForAsync(actor, request.Shop, Permissions.SetOwnDuty, ct) ?? await shops.FindForAsync(actor, request.Shop, Permissions.ReadDuty, ct);
        var other = isOther ? await people.FindAsync(person, ct) : null;
        if (card is null || (isOther && (other is null || other.HasLeft || other.Organisation != actor.Organisation)))
        {
            return new DutyNotFound().ToProblem();
        }

        if (Check(request, reason, isOther, actor) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var (stays, passed) = isOther ? (null, null) : await MayGoAsync(request, reason, person, rules, checks, ct);
        if (stays is not null)
        {
            return stays.ToProblem();
        }

        var set = await db.InTransactionAsync(async () =>
        {
            if (isOther)
            {
                db.Audit(new AuditEntry(actor.Organisation, request.Shop, actor.Person, "shifts.duty.set-others", "person", person.ToString(), After: request.State, Reason: reason));
            }

            if (passed is not null)
            {
                db.Audit(new AuditEntry(actor.Organisation, request.Shop, actor.Person, "shifts.duty.past-warning", "person", person.ToString(), After: new { request.State, Warnings = passed }));
            }

            return await DutyBook.SetAsync(db, request.Shop, person, request.State, reason, actor.Person, ct);
        }, ct);
        return TypedResults.Json(set, HouseJson.Options);
    }

    /// <summary>What keeps them, or the codes of the warnings that they knowingly went past; their words may name buyers and stay out of the audit.</summary>
    private static async Task<(Refusal? Stays, IReadOnlyList<string>? Passed)> MayGoAsync(SetDutyRequest request, string? reason, PersonId person, DutyRules rules, IEnumerable<ILeavingCheck> checks, CancellationToken ct)
    {
        if (reason is null && request.State is DutyState.Away or DutyState.OnHold && (await rules.OfAsync(request.Shop, ct)).NeedsReason)
        {
            return (new DutyReasonMissing(), null);
        }

        var doubts = new List<LeavingDoubt>();
        foreach (var check in checks)
        {
            if (await check.DoubtAsync(request.Shop, person, request.State, ct) is { } doubt)
            {
                doubts.Add(doubt);
            }
        }

        if (doubts.Find(d => !d.MayConfirm) is { } barred)
        {
            return (barred.Reason, null);
        }

        if (doubts.Count == 0)
        {
            return (null, null);
        }

        var warning = new DutyAsksFirst(string.Concat(doubts.Select(d => d.Reason.Zh)), string.Join(' ', doubts.Select(d => d.Reason.En)));
        return request.Confirmed ? (null, [.. doubts.Select(d => d.Reason.Code)]) : (warning, null);
    }

    private static Refusal? Check(SetDutyRequest request, string? reason, bool isOther, Actor actor)
    {
        if (!actor.Can(isOther ? Permissions.SetOthersDuty : Permissions.SetOwnDuty, request.Shop))
        {
            return new DutyNotYours();
        }

        return reason?.Length > ReasonLimit ? new DutyReasonTooLong(ReasonLimit)
            : isOther && reason is null ? new DutyReasonMissing()
            : null;
    }
}
