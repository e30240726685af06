using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Host.Web;

/// <summary><c>/health</c>: the process answers. <c>/health/ready</c>: it can serve (database reachable, not stopping); what a proxy should ask.</summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => Results.Text("ok")).Open("says nothing but that the process runs").ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).Open("says nothing but whether the database answers").ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Database database, IHostApplicationLifetime life, CancellationToken ct)
    {
        if (life.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await AskAsync(database, ct).WaitAsync(Patience, ct);
            return Results.Text("ready");
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return Results.Text("database unreachable", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task AskAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.ReadLongAsync(null, "select count(*) from kernel_job", ct);
    }
}
