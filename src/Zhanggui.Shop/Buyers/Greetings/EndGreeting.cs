using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>What became of a greeting that somebody had to do by hand; a buyer who wants none takes the consent back.</summary>
internal static class EndGreeting
{
    internal sealed record Request(CareResult Result, string? Note);

    internal sealed record Answer(Guid Id, GreetingState State);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, DossierPen pen, GreetingBook greetings, ShopDb db, CancellationToken ct)
    {
        if (await db.Set<GreetingRow>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, ct) is not { } found)
        {
            return new DossierEntryNotFound().ToProblem();
        }

        var said = await pen.OpenAsync(actor, found.BuyerId.Value, ct);
        if (said.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Note?.Length > DossierPen.TextLimit)
        {
            return new BuyerValueTooLong("note", DossierPen.TextLimit).ToProblem();
        }

        var note = await pen.SealForAsync(found.BuyerId, request.Note, ct);
        var state = request.Result switch { CareResult.Reached => GreetingState.Reached, CareResult.Missed => GreetingState.Missed, CareResult.Declined => GreetingState.Declined, _ => GreetingState.Skipped };
        var isDone = await db.InTransactionAsync(async () =>
        {
            var now = db.Now;
            NodaTime.Instant? ended = now;
            Kernel.Ids.PersonId? by = actor.Person;
            // Sent ones can only be declined, by a person who read the answer.
            var ends = await db.Set<GreetingRow>().Where(g => g.Id == id && (g.State == GreetingState.Open || (g.State == GreetingState.Sent && state == GreetingState.Declined)))
                .ExecuteUpdateAsync(s => s.SetProperty(g => g.State, state).SetProperty(g => g.EndedAt, ended).SetProperty(g => g.EndedBy, by).SetProperty(g => g.Note, note), ct);
            if (ends == 0)
            {
                return false;
            }

            if (state == GreetingState.Declined)
            {
                await greetings.WithdrawAsync(db, said.Value.Shop, said.Value.Buyer.Id, actor.Person, "phone", null, null, ct);
                db.Audit(new AuditEntry(actor.Organisation, said.Value.Shop, actor.Person, "shop.buyer.consent", "buyer", said.Value.Buyer.Id.ToString(), After: new { purpose = Scheme.BuyerScheme.Greetings, given = false }));
            }

            DossierPen.Changed(db, said.Value);
            return true;
        }, ct);
        return isDone ? TypedResults.Json(new Answer(id, state), HouseJson.Options) : new GreetingEnded().ToProblem();
    }
}
