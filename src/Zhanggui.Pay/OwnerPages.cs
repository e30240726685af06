using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay.Ladder;
using Zhanggui.Pay.Owner;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Pay;

/// <summary>The ladder and the owner's accounts.</summary>
internal static class OwnerPages
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<LadderDesk>();
        services.AddSingleton<OwnerShelf>();
        services.AddSingleton<OwnerDesk>();
        services.AddEventHandler<OrdersDecided, OwnerStale>();
        services.AddEventHandler<RecordsChanged, OwnerStale>();
    }

    public static void Map(RouteGroupBuilder pay)
    {
        pay.MapGet("/ladder", ReadLadder.HandleAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/ladder/mine", ReadLadder.MineAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/ladder/decide", Decide.HandleAsync).Requires(Permissions.DecidePromotion);
        pay.MapPost("/ladder/assessments", Decide.AssessAsync).Requires(Permissions.DecidePromotion);
        pay.MapGet("/owner", ReadOwner.HandleAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/owner/rows", ReadOwner.RowsAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/owner/xlsx", ReadOwner.ExportAsync).Requires(Permissions.ExportSlips);
        pay.MapPost("/owner/plans", Plans.Compare).Requires(Permissions.ReadAllSlips);
        pay.MapPost("/owner/plan", Plans.SetAsync).Requires(Permissions.SettleMonth);
    }
}
