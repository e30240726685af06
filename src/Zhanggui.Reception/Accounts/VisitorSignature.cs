using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Reception.Accounts;

/// <summary>The signature of whoever serves the visitor now, and until when it is this text.</summary>
internal static class VisitorSignature
{
    internal sealed record Answer(string? Text, Instant? Until);

    public static async Task<IResult> ReadAsync(HttpContext http, VisitorTools tools, VisitorView view, AccountBook book, IShops shops, BoundOffers offers, ShopRules rules, TextGuard guard, TimeProvider clock, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        if (await view.PresentAsync(admitted.Value, ct) is not { State: ConversationState.Open, Assignee: { } agent } head || await book.FindAsync(head.Shop, agent, ct) is not { } account || await shops.FindAsync(head.Shop, ct) is not { } card)
        {
            return Results.Json(new Answer(null, null), HouseJson.Options);
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(card.TimeZone).Date;
        var fields = AccountRules.Bound(account.Fields, await offers.FindAsync(head.Shop, account.Fields.Promotion, ct), card.TimeZone, today);
        var shown = AccountRules.ShownAt(AccountRules.Sayable(fields, await guard.EyeAsync(head.Shop, ct)), (await rules.FloorAsync(head.Shop, now, ct)).SignatureEvery, today, now);
        return Results.Json(new Answer(shown?.Text, shown?.Until), HouseJson.Options);
    }
}
