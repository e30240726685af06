using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Host.Web;

/// <summary>
/// What the client hears when something outside a rule goes wrong: problem details with a code, never the exception.
/// A request that cannot be read is the client's matter and names the field; a database that is away or full is 503,
/// so that clients try again; everything else is a bug, logged with the trace id that the answer carries.
/// </summary>
internal static class ErrorAnswers
{
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteInputOutput = 10;
    private const int SqliteReadOnly = 8;

    public static void UseErrorAnswers(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
            {
                await AnswerAsync(context, error, app.Logger);
            }
            catch (Exception) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client went away; there is nobody to answer.
            }

            // What routing itself refuses (no such route, wrong method, wrong media type) has no body of its own.
            if (!context.Response.HasStarted && context.Response.ContentType is null && context.Response.ContentLength is null
                && context.Response.StatusCode >= StatusCodes.Status400BadRequest && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                await WriteAsync(context, StatusRefusal(context.Response.StatusCode), context.Response.StatusCode);
            }
        });

    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusRefusal(StatusCodes.Status404NotFound), StatusCodes.Status404NotFound);

    private static Task AnswerAsync(HttpContext context, Exception error, ILogger log)
    {
        var (refusal, status) = Classify(error);
        if (refusal is ServerFault)
        {
            log.LogError(error, "Request {Method} {Route} failed, trace {Trace}", context.Request.Method, context.GetEndpoint()?.DisplayName, context.TraceIdentifier);
        }
        else if (refusal is StorageUnavailable or StorageFull)
        {
            log.LogWarning("Storage refused {Method} {Route}: {Error}", context.Request.Method, context.GetEndpoint()?.DisplayName, error.GetType().Name);
        }

        if (context.Response.HasStarted)
        {
            context.Abort(); // Half an answer must not look like a whole one.
            return Task.CompletedTask;
        }

        context.Response.Clear();
        return WriteAsync(context, refusal, status);
    }

    internal static (Refusal Refusal, int Status) Classify(Exception error)
    {
        Refusal refusal = error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new BodyTooLarge(),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new WrongMediaType(),
            BadHttpRequestException bad => Unreadable.From(bad),
            JsonException json => Unreadable.From(json),
            SqliteException { SqliteErrorCode: SqliteFull } => new StorageFull(),
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StorageFull(),
            SqliteException { SqliteErrorCode: SqliteCannotOpen or SqliteBusy or SqliteLocked or SqliteInputOutput or SqliteReadOnly } => new StorageUnavailable(),
            PostgresException { IsTransient: false } => new ServerFault(),
            NpgsqlException => new StorageUnavailable(),
            IOException io when io.HResult is unchecked((int)0x80070070) or 28 => new StorageFull(),
            TimeoutException => new StorageUnavailable(),
            { InnerException: { } inner and (SqliteException or NpgsqlException) } => Classify(inner).Refusal,
            _ => new ServerFault(),
        };
        return (refusal, refusal switch
        {
            ServerFault => StatusCodes.Status500InternalServerError,
            WrongMediaType => StatusCodes.Status415UnsupportedMediaType,
            StorageFull => StatusCodes.Status507InsufficientStorage,
            _ => Problems.StatusOf(refusal.Kind),
        });
    }

    private static async Task WriteAsync(HttpContext context, Refusal refusal, int status)
    {
        var problem = Problems.Describe(refusal, Problems.WantsChinese(context));
        problem.Status = status;
        problem.Extensions["trace"] = context.TraceIdentifier;
        context.Response.StatusCode = status;
        if (refusal.Kind == RefusalKind.Unavailable)
        {
            context.Response.Headers.RetryAfter = "2";
        }

        await context.Response.WriteAsJsonAsync(problem, HouseJson.Options, "application/problem+json", CancellationToken.None);
    }

    private static Refusal StatusRefusal(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new NotSignedIn(),
        StatusCodes.Status403Forbidden => new NotAllowed(),
        StatusCodes.Status404NotFound => new NoSuchThing(),
        StatusCodes.Status405MethodNotAllowed => new WrongMethod(),
        StatusCodes.Status415UnsupportedMediaType => new WrongMediaType(),
        StatusCodes.Status413PayloadTooLarge => new BodyTooLarge(),
        StatusCodes.Status429TooManyRequests => new TooManyRequests(),
        >= StatusCodes.Status500InternalServerError => new ServerFault(),
        _ => Unreadable.From(new BadHttpRequestException(string.Empty)),
    };
}
