using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Kernel.Http;

/// <summary>The one mapper from an expected "no" to problem details (RFC 9457).</summary>
public static class Problems
{
    public static IResult ToProblem(this Refusal refusal) => new RefusalResult(refusal);

    /// <summary>200 with the value, or the refusal's problem.</summary>
    public static IResult ToResult<T>(this Outcome<T> outcome) =>
        outcome.Match<IResult>(value => Results.Json(value, HouseJson.Options), refusal => refusal.ToProblem());

    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown refusal kind."),
    };

    public static ProblemDetails Describe(Refusal refusal, bool chinese)
    {
        var problem = new ProblemDetails
        {
            Type = $"https://zhanggui.example/refusals#{refusal.Code}",
            Title = refusal.Code,
            Status = StatusOf(refusal.Kind),
            Detail = chinese ? refusal.Zh : refusal.En,
        };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Field is not null)
        {
            problem.Extensions["field"] = refusal.Field;
        }

        return problem;
    }

    /// <summary>Chinese unless the signed-in person, or else the browser, asks for English.</summary>
    public static bool WantsChinese(HttpContext context)
    {
        if (context.Features.Get<Actor>() is { } actor)
        {
            return !actor.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        }

        var accepted = context.Request.Headers.AcceptLanguage.ToString();
        return !accepted.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class RefusalResult(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var problem = Describe(refusal, WantsChinese(httpContext));
            httpContext.Response.StatusCode = problem.Status!.Value;
            return httpContext.Response.WriteAsJsonAsync(problem, HouseJson.Options, "application/problem+json", httpContext.RequestAborted);
        }
    }
}
