using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>The referral form (CUST-03): who brought this buyer, how they know each other, when, and what the new buyer needs. Once per buyer.</summary>
internal static class KeepReferrals
{
    private const int Page = 50;
    private const int RelationLimit = 60;

    /// <summary><paramref name="Referrer"/> is the number of the customer who brought this one.</summary>
    internal sealed record Request(Guid Id, long Referrer, string? Relation, LocalDate? On, string? Need);

    internal sealed record Line(Guid Id, BuyerId Referrer, string ReferrerName, BuyerId Brought, string BroughtName, string Relation, LocalDate On, string? Need, Instant At, string? By, ReferralState State);

    internal sealed record Answer(IReadOnlyList<Line> Referrals, string? Next);

    public static async Task<IResult> NoteAsync(Guid id, Request request, Actor actor, DossierPen pen, BuyerBook book, IPeople people, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        if ((DossierPen.Text("relation", request.Relation, RelationLimit) ?? DossierPen.Text("need", request.Need)) is { } wrong)
        {
            return wrong.ToProblem();
        }

        if (request.On is not { } on)
        {
            return new DossierChoiceUnknown("on").ToProblem();
        }

        var named = await db.Buyers.AsNoTracking().Where(b => b.ShopId == opened.Shop && b.Number == request.Referrer && b.ErasedAt == null).Select(b => (BuyerId?)(b.JoinedInto ?? b.Id)).SingleOrDefaultAsync(ct);
        if (named is not { } referrer || referrer == opened.Buyer.Id)
        {
            return new ReferralWrong().ToProblem();
        }

        var need = opened.Seal(request.Need);
        var rows = await db.InTransactionAsync(async () =>
        {
            if (await db.Set<ReferralRow>().AnyAsync(r => r.Id != request.Id && (r.BroughtId == opened.Buyer.Id || db.Buyers.Any(b => b.Id == r.BroughtId && b.JoinedInto == opened.Buyer.Id)), ct))
            {
                return 0;
            }

            if (!await db.Set<ReferralRow>().AnyAsync(r => r.Id == request.Id, ct))
            {
                db.Add(new ReferralRow { Id = request.Id, ShopId = opened.Shop, ReferrerId = referrer, BroughtId = opened.Buyer.Id, Relation = request.Relation!.Trim(), OnDate = on, Need = need, At = db.Now, ByPerson = actor.Person });
                db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.referral", "buyer", opened.Buyer.Id.ToString(), After: new { referrer }));
                DossierPen.Changed(db, opened);
            }

            return 1;
        }, ct);
        return rows == 0 ? new ReferralThere().ToProblem() : await AnswerAsync(db.Set<ReferralRow>().AsNoTracking().Where(r => r.BroughtId == opened.Buyer.Id), pen, book, people, ct);
    }

    /// <param name="buyer">Only those this buyer brought or was brought by.</param>
    public static async Task<IResult> ListAsync(Guid shop, Guid? buyer, string? before, Actor actor, BuyerAccess access, DossierPen pen, BuyerBook book, IPeople people, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var query = db.Set<ReferralRow>().AsNoTracking().Where(r => r.ShopId == id);
        if (buyer is { } b)
        {
            var one = BuyerId.From(b);
            var same = db.Buyers.Where(x => x.Id == one || x.JoinedInto == one).Select(x => x.Id);
            query = query.Where(r => same.Contains(r.ReferrerId) || same.Contains(r.BroughtId));
        }

        if (before?.Split('.') is [var at, var last] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000 && Guid.TryParse(last, out var lastId))
        {
            var when = Instant.FromUnixTimeMilliseconds(ms);
            query = query.Where(r => r.At < when || (r.At == when && r.Id.CompareTo(lastId) < 0));
        }

        return await AnswerAsync(query, pen, book, people, ct);
    }

    private static async Task<IResult> AnswerAsync(IQueryable<ReferralRow> query, DossierPen pen, BuyerBook book, IPeople people, CancellationToken ct)
    {
        var rows = await query.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(Page + 1).ToListAsync(ct);
        var shown = rows.Take(Page).ToList();
        var buyers = await book.FindAsync([.. shown.SelectMany(r => new[] { r.ReferrerId, r.BroughtId }).Distinct()], ct);
        var names = await people.FindManyAsync([.. shown.Select(r => r.ByPerson).Distinct()], ct);
        var lines = new List<Line>(shown.Count);
        foreach (var row in shown)
        {
            var (referrer, brought) = (buyers.GetValueOrDefault(row.ReferrerId), buyers.GetValueOrDefault(row.BroughtId));
            lines.Add(new Line(row.Id, referrer?.Id ?? row.ReferrerId, referrer?.Name ?? string.Empty, brought?.Id ?? row.BroughtId, brought?.Name ?? string.Empty, row.Relation, row.OnDate, await pen.ReadAsync(row.BroughtId, row.Need, ct), row.At, names.GetValueOrDefault(row.ByPerson)?.Name, row.State));
        }

        return TypedResults.Json(new Answer(lines, rows.Count > Page ? string.Create(CultureInfo.InvariantCulture, $"{shown[^1].At.ToUnixTimeMilliseconds()}.{shown[^1].Id}") : null), HouseJson.Options);
    }
}
