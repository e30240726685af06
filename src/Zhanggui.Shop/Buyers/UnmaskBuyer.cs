using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>Shows one contact field in full, for a reason, with a row in the audit that stands before the answer does.</summary>
internal static class UnmaskBuyer
{
    private const string OwnField = "fields.";
    private const string Fact = "facts.";

    internal sealed record Request(string? Field, string? Reason);

    internal sealed record Answer(string Field, string? Value);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, BuyerAccess access, ShopDb db, BuyerBook book, DossierPen pen, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.Unmask, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (BuyerAccess.Reason(request.Reason) is not { } reason)
        {
            return new BuyerReasonMissing().ToProblem();
        }

        var buyer = found.Value;
        var record = await book.OpenAsync(buyer, ct);
        var field = request.Field ?? string.Empty;
        var value = field switch
        {
            "name" => record.Name,
            "tel" => record.Tel,
            "email" => record.Email,
            "address" => record.Address,
            _ when field.StartsWith(Fact, StringComparison.Ordinal) => await FactAsync(buyer, field[Fact.Length..], db, pen, ct),
            _ => field.StartsWith(OwnField, StringComparison.Ordinal) ? record.Fields.GetValueOrDefault(field[OwnField.Length..]) : null,
        };
        if (value is null)
        {
            return new BuyerFieldUnknown().ToProblem();
        }

        db.Audit(new AuditEntry(actor.Organisation, buyer.ShopId, actor.Person, Permissions.Unmask, "buyer", buyer.Id.ToString(),
            After: new { field = field.StartsWith(OwnField, StringComparison.Ordinal) ? "fields" : field }, Reason: reason));
        await db.SaveChangesAsync(ct);
        return TypedResults.Json(new Answer(field, value), HouseJson.Options);
    }

    private static async Task<string?> FactAsync(Buyer buyer, string id, ShopDb db, DossierPen pen, CancellationToken ct) =>
        Guid.TryParse(id, out var fact) && await db.Set<FactRow>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == fact && f.GoneAt == null, ct) is { } row && await DossierPen.IsOfAsync(db, buyer, row.BuyerId, ct)
            ? await pen.ReadAsync(row.BuyerId, row.Text, ct)
            : null;
}
