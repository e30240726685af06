using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;

namespace Zhanggui.People.SignIn;

/// <summary>Scheme <c>house</c>: the session cookie becomes the <see cref="Actor"/> of the request, also of a socket's.</summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "house";
    public const string Cookie = "zg_session";

    public static void SetCookie(HttpContext context, string token, int days) =>
        context.Response.Cookies.Append(Cookie, token, CookieFor(context, TimeSpan.FromDays(days)));

    public static void ClearCookie(HttpContext context) =>
        context.Response.Cookies.Append(Cookie, string.Empty, CookieFor(context, TimeSpan.Zero));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie] is not { Length: 43 } token)
        {
            return AuthenticateResult.NoResult();
        }

        var session = await sessions.FindAsync(token, Context.RequestAborted);
        if (session is null)
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        Context.Features.Set(session.Actor);
        Context.Features.Set(session);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Actor.Person.ToString())], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        new NotSignedIn().ToProblem().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new PermissionMissing().ToProblem().ExecuteAsync(Context);

    private static CookieOptions CookieFor(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}
