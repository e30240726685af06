using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Reception.Files;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Visitors;

/// <summary>Files of a visitor's own talk, up and down.</summary>
internal static class VisitorFiles
{
    public static async Task<IResult> UploadAsync(HttpContext http, VisitorTools tools, FileIntake intake, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerFile, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        var taken = await intake.TakeAsync(http, admitted.Value.Channel.Shop, admitted.Value.Buyer.Id.Value, null, ct);
        return taken.Refusal is { } refusal
            ? VisitorRoutes.Refuse(http, refusal)
            : Results.Json(new { file = taken.Value.ToShape() }, HouseJson.Options);
    }

    public static async Task<IResult> ReadAsync(Guid id, string? t, HttpContext http, FileLinks links, FileShelf shelf, IBuyers buyers, CancellationToken ct)
    {
        // A wrong ticket, another buyer's file and no file at all look the same.
        if (links.Read(t) is not { } buyer || await shelf.FindAsync(id, ct) is not { } file || !await IsOfAsync(file, buyer, buyers, ct))
        {
            return VisitorRoutes.Refuse(http, new FileNotFound());
        }

        return new ServeFile(shelf, file, CrossOriginUse.Anywhere);
    }

    /// <summary>What was sent before signing in belongs to the record that it was joined into.</summary>
    private static async Task<bool> IsOfAsync(StoredFile file, Guid buyer, IBuyers buyers, CancellationToken ct) =>
        file.Buyer == buyer || (await buyers.FindAsync(new BuyerId(file.Buyer), ct))?.Id.Value == buyer;
}
