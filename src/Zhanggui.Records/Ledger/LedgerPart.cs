using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;

namespace Zhanggui.Records.Ledger;

/// <summary>The routes of the ledger.</summary>
internal static class LedgerPart
{
    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.MapGroup("/api/records/ledger").WithTags("Records");
        ledger.MapGet("/{tab}", LedgerActs.ListAsync).Requires(Permissions.ReadEntry);
        ledger.MapGet("/{tab}/history", LedgerActs.HistoryAsync).Requires(Permissions.ReadEntry);
        ledger.MapGet("/{tab}/export", LedgerActs.ExportAsync).Requires(Permissions.ReadEntry);
        ledger.MapPost("/{tab}", LedgerActs.SetAsync).Requires(Permissions.EditEntry);
        ledger.MapPost("/{tab}/remove", LedgerActs.RemoveAsync).Requires(Permissions.DecideEntry);
        ledger.MapPost("/{tab}/approve", LedgerActs.ApproveAsync).Requires(Permissions.DecideEntry);
        return routes;
    }
}
