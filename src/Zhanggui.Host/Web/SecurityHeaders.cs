namespace Zhanggui.Host.Web;

/// <summary>Headers that every answer carries; a route may set stricter ones of its own (files of visitors do).</summary>
internal static class SecurityHeaders
{
    // The component library writes its styles at run time, so inline styles are allowed; scripts never are. Product
    // pictures come from the shop's own hosts.
    public const string PagePolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; media-src 'self' blob:; " +
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string AnswerPolicy = "default-src 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app, HouseHostOptions options) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var (http, hsts) = ((HttpContext, bool))state;
                var headers = http.Response.Headers;
                headers.TryAdd("Content-Security-Policy", AnswerPolicy);
                headers.TryAdd("X-Content-Type-Options", "nosniff");
                headers.TryAdd("X-Frame-Options", "DENY");
                headers.TryAdd("Referrer-Policy", "same-origin");
                headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
                {
                    headers.TryAdd("Cache-Control", "no-store");
                }

                if (hsts && http.Request.IsHttps)
                {
                    headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
                }

                return Task.CompletedTask;
            }, (context, options.Hsts));
            return next(context);
        });
}
