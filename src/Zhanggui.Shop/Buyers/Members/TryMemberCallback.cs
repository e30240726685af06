using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Daily;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Members;

/// <summary>One round of calling a member: what is to be done, what was tried, and the next attempt.</summary>
internal static class TryMemberCallback
{
    private const int MostTries = 50;
    private const int StandardDays = 90;

    internal sealed record Request(Guid Id, long Version, CareResult Result, IReadOnlyList<string>? Steps, string? Note);

    internal sealed record Attempt(Instant At, string? By, CareResult Result, IReadOnlyList<string> Steps, string? Note);

    /// <summary><paramref name="AttemptsLeft"/> null = the book has no end to them; <paramref name="HasConsent"/> false: only skipping and declining are left.</summary>
    internal sealed record View(Guid Id, BuyerId Buyer, string Name, string? Tel, CallbackState State, LocalDate OpenedOn, LocalDate DueOn, Instant NextAt, long Tries, long? AttemptsLeft, string? Owner, IReadOnlyList<string> Steps, IReadOnlyList<Attempt> Attempts, bool HasConsent, long Version, bool MayEdit);

    /// <summary>The standard of the last <paramref name="Days"/> days: how many rounds ended reached, of those in time, how many unreached, and how many are open past their day.</summary>
    internal sealed record Standard(int Days, int Reached, int InTime, int Unreached, int Declined, int Skipped, int Open, int Late);

    public static async Task<IResult> ReadAsync(Guid id, Actor actor, BuyerAccess access, DossierPen pen, BuyerBook book, FollowUpBook books, KeepCare.CarePages care, IPeople people, ShopDb db, CancellationToken ct) =>
        await FindAsync(id, actor, access, db, ct) is not var (row, buyer) ? new DossierEntryNotFound().ToProblem()
            : TypedResults.Json(await OfAsync(row, buyer, actor, pen, book, books, care, people, db, ct), HouseJson.Options);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, BuyerAccess access, DossierPen pen, BuyerBook book, FollowUpBook books, KeepCare.CarePages care, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await FindAsync(id, actor, access, db, ct) is not var (found, buyer))
        {
            return new DossierEntryNotFound().ToProblem();
        }

        var said = await pen.OpenAsync(actor, buyer.Id.Value, ct);
        if (said.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Note?.Length > DossierPen.TextLimit)
        {
            return new BuyerValueTooLong("note", DossierPen.TextLimit).ToProblem();
        }

        if (request.Result is CareResult.Reached or CareResult.Missed && !await care.HasConsentAsync(buyer, ct))
        {
            return new CareWithoutConsent().ToProblem();
        }

        var rules = (await books.OfAsync(found.ShopId, db.Now, ct)).Members;
        var steps = (request.Steps ?? []).Where(s => rules.Steps.Contains(s)).Distinct(StringComparer.Ordinal).ToList();
        var note = await pen.SealForAsync(found.BuyerId, request.Note, ct);
        var today = db.Now.InZone((await shops.FindAsync(found.ShopId, ct))!.TimeZone).Date;
        var no = await db.InTransactionAsync<Refusal?>(async () =>
        {
            if (await db.Set<CallbackTryRow>().AnyAsync(t => t.Id == request.Id, ct))
            {
                return null;
            }

            // The version is asked for under the write lock: of two who call at once, one is told.
            if (await db.Database.ExecuteSqlAsync($"update shop_member_callback set version = version + 1 where id = {id} and version = {request.Version}", ct) == 0)
            {
                return new CareNotThere();
            }

            var row = await db.Set<MemberCallbackRow>().SingleAsync(c => c.Id == id, ct);
            if (MemberCallbackRules.Try(rules, row, request.Result, steps, request.Note, db.Now) is { } wrong)
            {
                await db.Database.ExecuteSqlAsync($"update shop_member_callback set version = version - 1 where id = {id}", ct);
                return wrong;
            }

            db.Add(new CallbackTryRow { Id = request.Id, CallbackId = id, ShopId = row.ShopId, BuyerId = row.BuyerId, At = db.Now, ByPerson = actor.Person, Result = request.Result, Steps = string.Join('\n', steps), Note = note });
            (row.State, row.Tries, row.NextAt) = MemberCallbackRules.After(rules, row, request.Result, db.Now);
            row.EndedAt = row.State == CallbackState.Open ? null : db.Now;
            row.EndedOn = row.State == CallbackState.Open ? null : today;
            if (row.State == CallbackState.Declined)
            {
                await care.WithdrawAsync(db, said.Value, actor, ct);
                db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "shop.buyer.consent", "buyer", buyer.Id.ToString(), After: new { purpose = Scheme.BuyerScheme.Care, given = false }));
            }

            DossierPen.Changed(db, said.Value);
            return null;
        }, ct);
        return no is not null ? no.ToProblem() : TypedResults.Json(await OfAsync((await FindAsync(id, actor, access, db, ct))!.Value.Row, buyer, actor, pen, book, books, care, people, db, ct), HouseJson.Options);
    }

    public static async Task<Standard> StandardAsync(ShopDb db, ShopId shop, LocalDate today, CancellationToken ct)
    {
        var from = today.PlusDays(-StandardDays);
        var rows = await db.Set<MemberCallbackRow>().AsNoTracking().Where(c => c.ShopId == shop && c.OpenedOn.CompareTo(from) > 0)
            .GroupBy(c => new { c.State, InTime = c.EndedOn != null && c.EndedOn.Value.CompareTo(c.DueOn) <= 0 }).Select(g => new { g.Key.State, g.Key.InTime, Count = g.Count() }).ToListAsync(ct);
        var late = await db.Set<MemberCallbackRow>().CountAsync(c => c.ShopId == shop && c.State == CallbackState.Open && c.DueOn.CompareTo(today) < 0, ct);
        return new Standard(StandardDays, Of(CallbackState.Reached), rows.Where(r => r.State == CallbackState.Reached && r.InTime).Sum(r => r.Count), Of(CallbackState.Unreached), Of(CallbackState.Declined), Of(CallbackState.Skipped), Of(CallbackState.Open), late);

        int Of(CallbackState state) => rows.Where(r => r.State == state).Sum(r => r.Count);
    }

    private static async Task<(MemberCallbackRow Row, Buyer Buyer)?> FindAsync(Guid id, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct) =>
        await db.Set<MemberCallbackRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } row
        && (await access.FindAsync(actor, row.BuyerId.Value, act: null, ct)) is { Refusal: null } found ? (row, found.Value) : null;

    private static async Task<View> OfAsync(MemberCallbackRow row, Buyer buyer, Actor actor, DossierPen pen, BuyerBook book, FollowUpBook books, KeepCare.CarePages care, IPeople people, ShopDb db, CancellationToken ct)
    {
        var rules = (await books.OfAsync(row.ShopId, db.Now, ct)).Members;
        var tries = await db.Set<CallbackTryRow>().AsNoTracking().Where(t => t.CallbackId == row.Id).OrderByDescending(t => t.At).Take(MostTries).ToListAsync(ct);
        var names = await people.FindManyAsync([.. tries.Select(t => t.ByPerson).Append(row.Owner).Distinct()], ct);
        var attempts = new List<Attempt>(tries.Count);
        foreach (var one in tries)
        {
            attempts.Add(new Attempt(one.At, names.GetValueOrDefault(one.ByPerson)?.Name, one.Result, one.Steps.Split('\n', StringSplitOptions.RemoveEmptyEntries), await pen.ReadAsync(one.BuyerId, one.Note, ct)));
        }

        var summary = (await book.FindAsync([buyer.Id], ct)).GetValueOrDefault(buyer.Id);
        return new View(row.Id, buyer.Id, summary?.Name ?? string.Empty, summary?.Tel, row.State, row.OpenedOn, row.DueOn, row.NextAt, row.Tries, rules.Attempts is { } most ? Math.Max(0, most - row.Tries) : null,
            names.GetValueOrDefault(row.Owner)?.Name, rules.Steps, attempts, await care.HasConsentAsync(buyer, ct), row.Version, buyer.ErasedAt is null && actor.Can(Permissions.EditBuyer, row.ShopId));
    }
}
