using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Store;

namespace Zhanggui.Shifts.Roster;

/// <summary>A row of <c>shifts_kind</c>: a shift (早班 08:30–17:00) or a kind of leave that the shop uses.</summary>
internal sealed class KindRow
{
    public const string ShiftSort = "shift";
    public const string LeaveSort = "leave";

    public required ShopId ShopId { get; init; }

    public required string Sort { get; init; }

    public required string Name { get; init; }

    public required int PlaceInList { get; init; }

    public string? Starts { get; init; }

    public string? Ends { get; init; }

    public string? Place { get; init; }
}

/// <summary>The shop's own shifts and kinds of leave, so that a roster is filled with two clicks.</summary>
internal static class Kinds
{
    private const int Most = 30;

    internal sealed record Request(Guid Shop, IReadOnlyList<ShiftCell>? Shifts, IReadOnlyList<string>? Leave);

    internal sealed record Answer(IReadOnlyList<ShiftCell> Shifts, IReadOnlyList<string> Leave);

    public static async Task<Answer> OfAsync(ShiftsDb db, ShopId shop, CancellationToken ct)
    {
        var rows = await db.Kinds.AsNoTracking().Where(k => k.ShopId == shop).OrderBy(k => k.PlaceInList).Take(Most * 2).ToListAsync(ct);
        return new Answer(
            [.. rows.Where(r => r.Sort == KindRow.ShiftSort).Select(r => new ShiftCell(r.Name, r.Starts, r.Ends, r.Place))],
            [.. rows.Where(r => r.Sort == KindRow.LeaveSort).Select(r => r.Name)]);
    }

    public static async Task<IResult> SetAsync(Request request, Actor actor, IShops shops, ShiftsDb db, CancellationToken ct)
    {
        var id = ShopId.From(request.Shop);
        if (await shops.FindForAsync(actor, id, Permissions.EditRoster, ct) is null)
        {
            return new RosterNotFound().ToProblem();
        }

        var leave = (request.Leave ?? []).Select(n => n?.Trim() ?? string.Empty).ToList();
        var shifts = new List<ShiftCell>();
        foreach (var cell in request.Shifts ?? [])
        {
            var clean = RosterRules.Clean(new RosterDay(actor.Person, default, [cell]));
            if (clean.Refusal is { } no)
            {
                return no.ToProblem();
            }

            shifts.Add(clean.Value.Shifts[0]);
        }

        if (IsWrong([.. shifts.Select(s => s.Shift ?? string.Empty)]) || IsWrong(leave) || leave.Any(n => n.Length > RosterRules.LongestShift))
        {
            return new RosterKindsWrong(Most).ToProblem();
        }

        var before = await OfAsync(db, id, ct);
        await db.InTransactionAsync(async () =>
        {
            await db.Kinds.Where(k => k.ShopId == id).ExecuteDeleteAsync(ct);
            db.Kinds.AddRange(shifts.Select((s, i) => new KindRow { ShopId = id, Sort = KindRow.ShiftSort, Name = s.Shift!, PlaceInList = i, Starts = s.Start, Ends = s.End, Place = s.Place }));
            db.Kinds.AddRange(leave.Select((n, i) => new KindRow { ShopId = id, Sort = KindRow.LeaveSort, Name = n, PlaceInList = i }));
            db.Audit(new AuditEntry(actor.Organisation, id, actor.Person, "shifts.kinds.set", "shop", id.ToString(), before, new Answer(shifts, leave)));
            return 0;
        }, ct);
        return TypedResults.Json(await OfAsync(db, id, ct), HouseJson.Options);
    }

    private static bool IsWrong(IReadOnlyList<string> names) => names.Count > Most || names.Any(n => n.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() != names.Count;
}
