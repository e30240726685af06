using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Satisfaction;

namespace Zhanggui.Reception.Visitors;

/// <summary>The visitors' door: every route is open, guarded by the channel's key or the visitor's token.</summary>
internal static class VisitorRoutes
{
    private const string ByKey = "the channel's public key, allowed origins and the limits per address";
    private const string ByToken = "the visitor's signed token, allowed origins and the limits per visitor and address";

    public static void MapVisitors(this IEndpointRouteBuilder routes)
    {
        var visitor = routes.MapGroup("/api/visitor").WithTags("Visitors");
        visitor.AddEndpointFilter(AllowOriginAsync);
        visitor.MapGet("/config", ReadConfig.HandleAsync).Open(ByKey);
        visitor.MapPost("/session", OpenSession.HandleAsync).Open(ByKey);
        visitor.MapPost("/messages", SendVisitorMessage.HandleAsync).Open(ByToken);
        visitor.MapGet("/messages", ReadVisitorMessages.HandleAsync).Open(ByToken);
        visitor.MapPost("/read", MarkVisitorRead.HandleAsync).Open(ByToken);
        visitor.MapGet("/feed", ReadVisitorFeed.HandleAsync).Open(ByToken);
        visitor.MapGet("/rating", VisitorRating.ReadAsync).Open(ByToken);
        visitor.MapPost("/rating", VisitorRating.RateAsync).Open(ByToken);
        visitor.MapGet("/signature", VisitorSignature.ReadAsync).Open(ByToken);
        visitor.MapPost("/files", VisitorFiles.UploadAsync).Open(ByToken).DisableAntiforgery();
        visitor.MapGet("/files/{id:guid}", VisitorFiles.ReadAsync).Open("a ticket that opens the files of one buyer and ends by itself");
        visitor.MapGet("/socket", OpenVisitorSocket.HandleAsync).Open(ByToken);
        visitor.MapGet("/demo", SignDemoBuyer.HandleAsync).Open("answers only for the demo shop's channel, with invented buyers");
        // A browser asks before it sends a token or JSON to another site; who is admitted is decided by the request itself.
        visitor.MapMethods("/{**rest}", [HttpMethods.Options], (HttpContext context) =>
        {
            context.Response.Headers.AccessControlAllowMethods = "GET, POST";
            context.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type";
            context.Response.Headers.AccessControlMaxAge = "86400";
            return Results.NoContent();
        }).Open("answers only what may be asked");
    }

    /// <summary>Lets the shop's page read answers, also refusals; a page that is not admitted reads nothing.</summary>
    private static async ValueTask<object?> AllowOriginAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        var result = await next(call);
        if (!http.Response.HasStarted && VisitorRequest.OriginOf(http.Request) is { } origin && !http.Items.ContainsKey(nameof(OriginRefused)))
        {
            http.Response.Headers.AccessControlAllowOrigin = origin;
            http.Response.Headers.Append("Vary", "Origin");
        }

        return result;
    }

    /// <summary>The refusal as a problem; a page of another site does not even get to read it.</summary>
    public static IResult Refuse(HttpContext http, Refusal refusal)
    {
        if (refusal is OriginRefused)
        {
            http.Items[nameof(OriginRefused)] = true;
        }

        if (refusal.Kind == RefusalKind.TooMany)
        {
            http.Response.Headers.RetryAfter = "3";
        }

        return refusal.ToProblem();
    }
}
