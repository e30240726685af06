using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Privacy;

/// <summary>Everything the house holds about one buyer as one JSON document; each room writes its own section.</summary>
internal static class ExportBuyer
{
    internal sealed record Request(string? Reason);

    public static async Task<IResult> HandleAsync(Guid id, Request request, Actor actor, BuyerAccess access, ShopDb db, IEnumerable<IPersonalData> rooms, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, Permissions.Export, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (BuyerAccess.Reason(request.Reason) is not { } reason)
        {
            return new BuyerReasonMissing().ToProblem();
        }

        var buyer = found.Value;
        if (buyer.ErasedAt is not null)
        {
            return new BuyerAlreadyErased().ToProblem();
        }

        // Noted first: an export that fails half way has still shown data to somebody.
        db.Audit(new AuditEntry(actor.Organisation, buyer.ShopId, actor.Person, Permissions.Export, "buyer", buyer.Id.ToString(), Reason: reason));
        await db.SaveChangesAsync(ct);
        var document = await WriteAsync(await access.SubjectAsync(buyer, ct), rooms, db.Now, ct);
        return TypedResults.File(document, "application/json", $"buyer-{buyer.Number}.json");
    }

    private static async Task<Stream> WriteAsync(DataSubject subject, IEnumerable<IPersonalData> rooms, NodaTime.Instant now, CancellationToken ct)
    {
        // Gathered in memory and never in a file of its own: a copy on disk would outlive the erasure.
        var document = new MemoryStream();
        await using (var json = new Utf8JsonWriter(document, new JsonWriterOptions { Indented = true, Encoder = HouseJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("format", "zhanggui-buyer-export/1");
            json.WriteString("exportedAt", InstantJson.Format(now));
            json.WriteString("shop", subject.Shop.Value);
            json.WriteString("buyer", subject.Buyer.Value);
            json.WriteStartObject("rooms");
            foreach (var room in rooms.OrderBy(r => r.Section, StringComparer.Ordinal))
            {
                json.WritePropertyName(room.Section);
                await room.ExportAsync(subject, json, ct);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        document.Position = 0;
        return document;
    }
}
