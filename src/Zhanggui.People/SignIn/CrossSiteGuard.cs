using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.People.Privacy;

namespace Zhanggui.People.SignIn;

/// <summary>
/// Refuses unsafe requests and sockets that another site's page makes with our cookie, and sign-in itself from another
/// site. Programs that send neither Origin nor Sec-Fetch-Site are not browsers and carry no foreign page's intent.
/// Also holds back whoever has not yet seen what is recorded.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, PeopleOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (IsGuarded(context.Request) && endpoint?.Metadata.GetMetadata<AnySiteRoute>() is null && IsForeign(context.Request))
        {
            await new ForeignSite().ToProblem().ExecuteAsync(context);
            return;
        }

        if (context.Features.Get<LiveSession>() is { } session && session.NoticeVersion < Notice.Version
            && endpoint?.Metadata.GetMetadata<RequiresPermission>() is not null)
        {
            await new NoticeNotSeen().ToProblem().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool IsGuarded(HttpRequest request)
    {
        var isSafe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        var isSocket = request.HttpContext.WebSockets.IsWebSocketRequest;
        return (!isSafe || isSocket)
            && (request.Cookies.ContainsKey(SessionHandler.Cookie) || request.Path.StartsWithSegments("/api/people", StringComparison.OrdinalIgnoreCase));
    }

    private bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            // Browsers send Origin with every unsafe request and socket; a proxy in front must hand on Host and scheme.
            return !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                && !options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
        }

        return site is "cross-site" or "same-site";
    }
}
