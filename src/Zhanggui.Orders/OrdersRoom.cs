using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Import;
using Zhanggui.Orders.Import.Files;
using Zhanggui.Orders.Orders;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class OrdersRoom
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("orders", typeof(OrdersRoom));
        services.AddRuleSection(AttributionSection.Section);
        services.AddSingleton<IAttributionDesk, AttributionDesk>();
        services.AddRoomSettings<OrdersOptions>(configuration, "Orders");
        services.AddSingleton<FolderUploadStore>();
        services.AddSingleton<DatabaseUploadStore>();
        services.AddSingleton<IUploadStore>(s => s.GetRequiredService<Database>().IsSqlite ? s.GetRequiredService<FolderUploadStore>() : s.GetRequiredService<DatabaseUploadStore>());
        services.AddSingleton<UploadShelf>();
        services.AddSingleton<ImportBook>();
        services.AddSingleton<MappingBook>();
        services.AddSingleton<Previewer>();
        services.AddSingleton<UploadImport>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<OrderAccess>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<IJob, ImportJob>();
        services.AddSingleton<IJob, ClearUploadsJob>();
        services.AddSingleton<CreditFacts>();
        services.AddSingleton<CreditRules>();
        services.AddSingleton<IJob, DecideJob>();
        services.AddEventHandler<BookPublished, DecideAgain>();
        services.AddEventHandler<BookWithdrawn, DecideAgain>();
        return services;
    }

    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/api/orders").WithTags("Orders");
        orders.MapGet("/orders", ListOrders.HandleAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/orders/sum", ListOrders.SumAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/orders/export", ExportOrders.HandleAsync).Requires(Permissions.ExportOrders);
        orders.MapGet("/orders/one/{id}", ListOrders.ReadAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/imports", ManageImports.ListAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports", UploadImport.HandleAsync).Requires(Permissions.RunImport).DisableAntiforgery();
        orders.MapGet("/imports/{id:guid}", ManageImports.ReadAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/map", ManageImports.MapAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/run", ManageImports.RunAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/cancel", ManageImports.CancelAsync).Requires(Permissions.RunImport);
        orders.MapGet("/imports/{id:guid}/refused", ListRefused.HandleAsync).Requires(Permissions.RunImport);
        orders.MapGet("/imports/{id:guid}/refused.csv", ListRefused.DownloadAsync).Requires(Permissions.RunImport);
        return routes;
    }
}
