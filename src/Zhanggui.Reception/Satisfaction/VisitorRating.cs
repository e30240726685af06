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
    internal sealed record Answer(bool Asks, string? Words, int? Stars, bool MayComment = false);

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

        var asks = RatingRules.Asks(rating, head, floor, now);
        return Results.Json(new Answer(asks, asks ? floor.RatingWords : null, rating?.Stars), HouseJson.Options);
    }

    public static async Task<IResult> RateAsync(HttpContext http, VisitorTools tools, VisitorView view, RatingBook book, RatingComments comments, ShopRules rules, TimeProvider clock, CancellationToken ct)
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
        var before = await book.FindAsync(head.Id, ct);
        var comment = CommentOf(json.RootElement);
        if (comment?.Length > RatingComments.Longest || (comment is not null && before?.CommentSeq is not null))
        {
            return VisitorRoutes.Refuse(http, new RatingCommentWrong(RatingComments.Longest));
        }

        if (RatingRules.Rate(before, stars, floor, now) is { } no)
        {
            return VisitorRoutes.Refuse(http, no);
        }

        var rating = await book.RateAsync(head, stars, now, ct);
        await comments.WriteAsync(head, stars, comment, ct);
        return Results.Json(new Answer(false, null, rating.Stars, MayComment: comment is null && rating.CommentSeq is null), HouseJson.Options);
    }

    private static string? CommentOf(JsonElement json) =>
        json.TryGetProperty("comment", out var comment) && comment.ValueKind == JsonValueKind.String && comment.GetString()?.Trim() is { Length: > 0 } text ? text : null;

    private static int? StarsOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("stars", out var stars) && stars.ValueKind == JsonValueKind.Number && stars.TryGetInt32(out var value) ? value : null;
}
