using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>Something learnt of a buyer, mostly from one message (CUST-18). The id is made by the client: the same one twice is one fact.</summary>
internal static class NoteFact
{
    internal sealed record Request(Guid Id, string? Kind, string? Text, Guid? Conversation, long? Seq);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, DossierPen pen, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        if (await CheckAsync(request, actor, pen, opened, ct) is { } wrong)
        {
            return wrong.ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            if (!await db.Set<FactRow>().AnyAsync(f => f.Id == request.Id, ct))
            {
                db.Add(new FactRow
                {
                    Id = request.Id,
                    ShopId = opened.Shop,
                    BuyerId = opened.Buyer.Id,
                    Kind = request.Kind!,
                    Text = opened.Seal(request.Text),
                    ConversationId = request.Conversation,
                    Seq = request.Seq,
                    At = db.Now,
                    ByPerson = actor.Person,
                });
                DossierPen.Changed(db, opened);
            }

            return 0;
        }, ct);
        return TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options);
    }

    public static async Task<IResult> RemoveAsync(Guid id, Guid fact, Actor actor, DossierPen pen, DossierPages pages, ShopDb db, CancellationToken ct)
    {
        var found = await pen.OpenAsync(actor, id, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var opened = found.Value;
        var isGone = await db.InTransactionAsync(async () =>
        {
            if (await db.Set<FactRow>().SingleOrDefaultAsync(f => f.Id == fact, ct) is not { } row || !await DossierPen.IsOfAsync(db, opened.Buyer, row.BuyerId, ct))
            {
                return false;
            }

            if (row.GoneAt is null)
            {
                // What was wrong of a person is not kept; that something stood there is.
                (row.GoneAt, row.GoneBy, row.Text) = (db.Now, actor.Person, null);
                db.Audit(new AuditEntry(actor.Organisation, opened.Shop, actor.Person, "shop.buyer.remove-fact", "buyer", opened.Buyer.Id.ToString(), Before: new { row.Kind, row.At }));
                DossierPen.Changed(db, opened);
            }

            return true;
        }, ct);
        return isGone ? TypedResults.Json(await pages.OfAsync(opened.Buyer, actor, ct), HouseJson.Options) : new DossierEntryNotFound().ToProblem();
    }

    private static async Task<Refusal?> CheckAsync(Request said, Actor actor, DossierPen pen, Opened opened, CancellationToken ct) =>
        !SchemeRules.IsOpen(opened.Scheme.FactKinds, said.Kind) ? new DossierChoiceUnknown("kind")
        : DossierPen.Text("text", said.Text) ?? await pen.PointsWrongAsync(actor, opened, said.Conversation, said.Seq, ct);
}
