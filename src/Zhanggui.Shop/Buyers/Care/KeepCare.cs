using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>Care at set intervals (CUST-08): only with recorded consent, owned by somebody, and every call ends with what became of it.</summary>
internal static class KeepCare
{
    private const int Most = 20;

    /// <summary><paramref name="Months"/> null ends it.</summary>
    internal sealed record Request(int? Months, PersonId? Owner, LocalDate? First);

    internal sealed record ActRequest(Guid Id, long Version, CareResult Result, string? Note);

    internal sealed record Act(CareResult Result, string? Note, Instant At, string? By, LocalDate DueOn, LocalDate NextOn);

    /// <summary><paramref name="HasConsent"/>: without it nothing may be planned, and what was planned rests.</summary>
    internal sealed record View(bool HasConsent, int? Months, PersonId? Owner, string? OwnerName, LocalDate? NextOn, long Version, int UsualMonths, IReadOnlyList<Act> Acts, bool MayEdit);

    public static async Task<IResult> ReadAsync(Guid id, Actor actor, BuyerAccess access, CarePages pages, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, act: null, ct);
        return found.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Json(await pages.OfAsync(found.Value, actor, ct), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(Guid id, Request request, Actor actor, DossierPen pen, CarePages pages, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        var today = db.Now.InZone((await shops.FindAsync(opened.Shop, ct))!.TimeZone).Date;
        var owner = request.Owner ?? actor.Person;
        if (request.Months is { } months)
        {
            if (months is < 1 or > 60)
            {
                return new RetentionOutOfRange("months", 1, 60).ToProblem();
            }

            if (request.First < today)
            {
                return new CareFirstPast().ToProblem();
            }

            if (!await pages.HasConsentAsync(opened.Buyer, ct))
            {
                return new CareWithoutConsent().ToProblem();
            }

            if ((await people.WithPermissionAsync(opened.Shop, Permissions.ReadBuyer, null, ct)).All(p => p.Id != owner))
            {
                return new CareOwnerWrong().ToProblem();
            }
        }

        await db.InTransactionAsync(async () =>
        {
            var rows = await CarePages.Of(db.Set<CareRow>(), db, opened.Buyer).ToListAsync(ct);
            var before = rows.Select(r => new { r.Months, r.NextOn, r.Owner }).FirstOrDefault();
            db.RemoveRange(rows);
            await db.SaveChangesAsync(ct);
            if (request.Months is { } every)
            {
                var first = request.First ?? CareDates.Next(today, every, today);
                db.Add(new CareRow { BuyerId = opened.Buyer.Id, ShopId = opened.Shop, Owner = owner, Months = every, Anchor = first, NextOn = first, Version = 1 });
            }

            db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.care", "buyer", opened.Buyer.Id.ToString(), before, request.Months is null ? null : new { request.Months, Owner = owner }));
            DossierPen.Changed(db, opened);
            return 0;
        }, ct);
        return TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options);
    }

    /// <summary>
    /// Records a call. Reached and skipped: the next interval; missed: tomorrow again; declined: the care ends and the consent is withdrawn. Without standing
    /// consent only skipping and declining are left.
    /// </summary>
    public static async Task<IResult> ActAsync(Guid id, ActRequest request, Actor actor, DossierPen pen, CarePages pages, IShops shops, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        if (request.Note?.Length > DossierPen.TextLimit)
        {
            return new BuyerValueTooLong("note", DossierPen.TextLimit).ToProblem();
        }

        if (request.Result is CareResult.Reached or CareResult.Missed && !await pages.HasConsentAsync(opened.Buyer, ct))
        {
            return new CareWithoutConsent().ToProblem();
        }

        var today = db.Now.InZone((await shops.FindAsync(opened.Shop, ct))!.TimeZone).Date;
        var isDone = await db.InTransactionAsync(async () =>
        {
            if (await db.Set<CareActRow>().AnyAsync(a => a.Id == request.Id, ct))
            {
                return true;
            }

            // The version is asked for under the write lock: of two who call at once, one is told.
            var held = await db.Database.ExecuteSqlAsync($"update shop_buyer_care set version = version + 1 where version = {request.Version} and (buyer_id = {opened.Buyer.Id.Value} or buyer_id in (select id from shop_buyer where joined_into = {opened.Buyer.Id.Value}))", ct);
            if (held == 0 || await CarePages.Of(db.Set<CareRow>(), db, opened.Buyer).FirstOrDefaultAsync(ct) is not { } row)
            {
                return false;
            }

            var next = request.Result == CareResult.Missed ? today.PlusDays(1) : CareDates.Next(row.Anchor, row.Months, today < row.NextOn ? row.NextOn : today);
            db.Add(new CareActRow { Id = request.Id, ShopId = opened.Shop, BuyerId = opened.Buyer.Id, At = db.Now, ByPerson = actor.Person, Result = request.Result, Note = opened.Seal(request.Note), DueOn = row.NextOn, NextOn = next });
            if (request.Result == CareResult.Declined)
            {
                db.Remove(row);
                await pages.WithdrawAsync(db, opened, actor, ct);
            }
            else
            {
                row.NextOn = next;
            }

            DossierPen.Changed(db, opened);
            return true;
        }, ct);
        return isDone ? TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options) : new CareNotThere().ToProblem();
    }

    /// <summary>Reads care of one person in all their records.</summary>
    internal sealed class CarePages(ShopDb shopDb, BuyerAccess access, DossierPen pen, SchemeBook schemes, IPeople people)
    {
        public static IQueryable<CareRow> Of(IQueryable<CareRow> rows, ShopDb db, Buyer buyer) =>
            rows.Where(c => c.BuyerId == buyer.Id || db.Buyers.Any(b => b.Id == c.BuyerId && b.JoinedInto == buyer.Id));

        public async Task<bool> HasConsentAsync(Buyer buyer, CancellationToken ct) => Consents.Holds(await ConsentsAsync(shopDb, buyer, ct), BuyerScheme.Care);

        public async Task WithdrawAsync(ShopDb db, Opened opened, Actor actor, CancellationToken ct)
        {
            foreach (var consent in Consents.Standing(await ConsentsAsync(db, opened.Buyer, ct)).Where(c => c.Purpose == BuyerScheme.Care && c.IsGiven))
            {
                db.Add(new ConsentRow { Id = db.Fresh(), ShopId = opened.Shop, BuyerId = opened.Buyer.Id, Purpose = consent.Purpose, Channel = consent.Channel, IsGiven = false, How = "phone", At = db.Now, ByPerson = actor.Person });
            }
        }

        public async Task<View> OfAsync(Buyer buyer, Actor actor, CancellationToken ct)
        {
            var ids = (await access.SubjectAsync(buyer, ct)).Subjects.ToList();
            var row = await Of(shopDb.Set<CareRow>().AsNoTracking(), shopDb, buyer).FirstOrDefaultAsync(ct);
            var acts = await shopDb.Set<CareActRow>().AsNoTracking().Where(a => ids.Contains(a.BuyerId)).OrderByDescending(a => a.At).Take(Most).ToListAsync(ct);
            var (scheme, _) = await schemes.FindAsync(buyer.ShopId, ct);
            var names = await people.FindManyAsync([.. acts.Select(a => a.ByPerson).Concat(row is null ? [] : [row.Owner]).Distinct()], ct);
            var views = new List<Act>(acts.Count);
            foreach (var act in acts)
            {
                views.Add(new Act(act.Result, await pen.ReadAsync(act.BuyerId, act.Note, ct), act.At, names.GetValueOrDefault(act.ByPerson)?.Name, act.DueOn, act.NextOn));
            }

            return new View(await HasConsentAsync(buyer, ct), row?.Months, row?.Owner, row is null ? null : names.GetValueOrDefault(row.Owner)?.Name, row?.NextOn, row?.Version ?? 0, scheme.CareMonths, views,
                buyer.ErasedAt is null && actor.Can(Permissions.EditBuyer, buyer.ShopId));
        }

        private static Task<List<ConsentRow>> ConsentsAsync(ShopDb db, Buyer buyer, CancellationToken ct) =>
            db.Set<ConsentRow>().AsNoTracking().Where(c => c.Purpose == BuyerScheme.Care && (c.BuyerId == buyer.Id || db.Buyers.Any(b => b.Id == c.BuyerId && b.JoinedInto == buyer.Id))).OrderByDescending(c => c.At).Take(200).ToListAsync(ct);
    }
}
