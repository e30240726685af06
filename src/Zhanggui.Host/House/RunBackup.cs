using Zhanggui.Host.Backup;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Host.House;

internal sealed record BackupRequest(string? Password = null);

/// <summary>
/// <c>POST /api/house/backup</c> asks for the password and gives a ticket; with it the browser fetches
/// <c>GET /api/house/backup</c> as a file of its own, however large. The file is that of <c>zhanggui backup</c>.
/// </summary>
internal static class RunBackup
{
    public static void Map(IEndpointRouteBuilder house)
    {
        house.MapPost("/backup", AskAsync).Requires(Permissions.RunBackup);
        house.MapGet("/backup", FetchAsync).Requires(Permissions.RunBackup);
    }

    private static async Task<IResult> AskAsync(BackupRequest request, Actor actor, IPasswordProof proof, BackupTicket tickets, IShops shops, TimeProvider clock, CancellationToken ct)
    {
        if (actor.ShopsFor(Permissions.RunBackup) is not null)
        {
            return new NotAllowed().ToProblem();
        }

        if (await IsSharedAsync(shops, ct))
        {
            return new BackupOfSeveral().ToProblem();
        }

        if (await proof.RefuseAsync(actor, request.Password, ct) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var now = clock.GetCurrentInstant();
        return Results.Json(new { ticket = tickets.Make(actor, now), until = now + BackupTicket.Life }, HouseJson.Options);
    }

    private static async Task<IResult> FetchAsync(string? ticket, Actor actor, BackupTicket tickets, HouseTurnstiles turnstiles, IShops shops, Database database, Migrator migrator, KernelOptions kernel, HouseRecord record, TimeProvider clock, CancellationToken ct)
    {
        if (actor.ShopsFor(Permissions.RunBackup) is not null || await IsSharedAsync(shops, ct))
        {
            return new NotAllowed().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        if (!tickets.Fits(ticket, actor, now))
        {
            return new BackupTicketExpired().ToProblem();
        }

        var entered = turnstiles.Backup.Enter();
        if (!entered.IsDone)
        {
            return entered.Refusal!.ToProblem();
        }

        using var inside = entered.Value;
        DataFolder.SweepDownloads(kernel.DataDir);
        var path = DataFolder.DownloadFor(kernel.DataDir);
        try
        {
            var report = await new BackupWriter(database, migrator, kernel, clock).WriteAsync(path, overwrite: false, _ => { }, ct);
            await record.WriteAsync(actor, Permissions.RunBackup, new { report.Bytes, report.Tables, report.Rows, report.Files, report.HasMasterKey }, ct);
            // From here on the file belongs to the answer and goes with it.
            var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous | FileOptions.SequentialScan });
            return Results.Stream(stream, "application/zip", $"zhanggui-{now.InUtc():yyyyMMdd-HHmm}.zip");
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // The file holds everything of everybody: with a second organisation in the house no one person may have it.
    private static async Task<bool> IsSharedAsync(IShops shops, CancellationToken ct) => (await shops.OrganisationsAsync(ct)).Count > 1;
}
