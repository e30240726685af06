using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>Which member a buyer is; no level ends it.</summary>
internal static class SetMembership
{
    private const int NumberLimit = 60;

    internal sealed record Request(string? Level, string? Number, LocalDate? Since, LocalDate? Until);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, DossierPen pen, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        if (request.Level is not null && Check(request, opened.Scheme) is { } wrong)
        {
            return wrong.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            // All records that are one person: what a join brought along is replaced too.
            var rows = await db.Set<MemberRow>().Where(m => m.BuyerId == opened.Buyer.Id || db.Buyers.Any(b => b.Id == m.BuyerId && b.JoinedInto == opened.Buyer.Id)).ToListAsync(ct);
            var before = rows.OrderByDescending(r => r.ChangedAt).Select(r => new { r.Level, r.Since, r.Until }).FirstOrDefault();
            db.RemoveRange(rows);
            await db.SaveChangesAsync(ct);
            if (request.Level is not null)
            {
                db.Add(new MemberRow
                {
                    BuyerId = opened.Buyer.Id,
                    ShopId = opened.Shop,
                    Level = request.Level,
                    Number = opened.Seal(request.Number),
                    Since = request.Since!.Value,
                    Until = request.Until,
                    ChangedAt = db.Now,
                    ChangedBy = actor.Person,
                });
            }

            db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.membership", "buyer", opened.Buyer.Id.ToString(), before, request.Level is null ? null : new { request.Level, request.Since, request.Until }));
            if (before?.Level != request.Level)
            {
                db.Publish(new BuyerDetailsChanged(opened.Shop, opened.Buyer.Id, db.Fresh(), ["level"], actor.Person), opened.Shop);
            }

            DossierPen.Changed(db, opened);
            return 0;
        }, ct);
        return TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options);
    }

    private static Refusal? Check(Request said, BuyerScheme scheme) =>
        !SchemeRules.IsOpen(scheme.Levels, said.Level) ? new DossierChoiceUnknown("level")
        : said.Since is not { } since ? new DossierChoiceUnknown("since")
        : said.Until is { } until && until <= since ? new MembershipDatesWrong()
        : said.Number?.Length > NumberLimit ? new BuyerValueTooLong("number", NumberLimit)
        : null;
}
