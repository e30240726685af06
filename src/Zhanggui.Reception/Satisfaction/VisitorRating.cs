using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Visitors;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>The buyer's side: is this conversation asked about, and the answer. Being shown the question is the invitation.</summary>
internal static class VisitorRating
{
    internal sealed record Answer(bool Asks, string? Words, int? Stars);

    public static async Task<IResult> ReadAsync(HttpContext http, VisitorTools tools, VisitorView view, RatingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        if (await view.PresentAsync(admitted.Value, ct) is not { } head)
        {
            return Results.Json(new Answer(false, null, null), HouseJson.Options);
        }

        var now = clock.GetCurrentInstant();
        var floor = await rules.FloorAsync(head.Shop, now, ct);
        var rating = await book.FindAsync(head.Id, ct);
        if (rating is null && head.State == Contracts.ConversationState.Closed && await book.LastHumanAsync(head.Id, ct) is { } person && RatingRules.MayInvite(head, true, floor, now))
        {
            rating = await book.InviteAsync(head, person, now, ct);
        }

        var asks = rating is { Stars: null } && RatingRules.Rate(rating, RatingRules.Most, floor, now) is null && head.State == Contracts.ConversationState.Closed;
        return Results.Json(new Answer(asks, asks ? floor.RatingWords : null, rating?.Stars), HouseJson.Options);
    }

    public static async Task<IResult> RateAsync(HttpContext http, VisitorTools tools, VisitorView view, RatingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        var admitted = await tools.AdmitAsync(http, LimitKind.BuyerRequest, ct);
        if (admitted.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, admitted.Refusal);
        }

        var body = await VisitorRequest.ReadJsonAsync(http.Request, tools.Options.FrameBytes, ct);
        if (body.Refusal is not null)
        {
            return VisitorRoutes.Refuse(http, body.Refusal);
        }

        using var json = body.Value;
        if (StarsOf(json.RootElement) is not { } stars)
        {
            return VisitorRoutes.Refuse(http, new RatingStarsWrong(RatingRules.Most));
        }

        if (await view.PresentAsync(admitted.Value, ct) is not { } head)
        {
            return VisitorRoutes.Refuse(http, new ConversationNotFound());
        }

        var now = clock.GetCurrentInstant();
        var floor = await rules.FloorAsync(head.Shop, now, ct);
        if (RatingRules.Rate(await book.FindAsync(head.Id, ct), stars, floor, now) is { } no)
        {
            return VisitorRoutes.Refuse(http, no);
        }

        var rating = await book.RateAsync(head, stars, now, ct);
        return Results.Json(new Answer(false, null, rating.Stars), HouseJson.Options);
    }

    private static int? StarsOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("stars", out var stars) && stars.ValueKind == JsonValueKind.Number && stars.TryGetInt32(out var value) ? value : null;
}
