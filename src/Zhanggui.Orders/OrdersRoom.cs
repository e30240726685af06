using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Claims;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Events;
using Zhanggui.Orders.Earners;
using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Import;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.Orders.Import.Files;
using Zhanggui.Orders.Import.Texts;
using Zhanggui.Orders.Import.Watched;
using Zhanggui.Orders.Orders;
using Zhanggui.Orders.Periods;
using Zhanggui.Orders.Refunds;
using Zhanggui.Orders.Privacy;
using Zhanggui.Orders.Sales;
using Zhanggui.Orders.Reviews;
using Zhanggui.Orders.Rules;
using Zhanggui.Orders.WhatIf;
using Zhanggui.Rules;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shop.Contracts;

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
        services.AddSingleton<FileOpener>();
        services.AddSingleton<FactRooms>();
        services.AddSingleton<IImportDesk, ImportDesk>();
        services.AddSingleton<OrderAccess>();
        services.AddSingleton<OrderReader>();
        services.AddSingleton<IBuyerOrders, BuyerOrders>();
        services.AddSingleton<IOrdersSeed, OrdersSeed>();
        services.AddSingleton<DecisionReader>();
        services.AddSingleton<IJob, ImportJob>();
        services.AddSingleton<IJob, ClearUploadsJob>();
        services.AddSingleton<WatchBook>();
        services.AddSingleton<IJob, WatchFolderJob>();
        services.AddSingleton<IPersonalData, PersonalOrders>();
        services.AddSingleton<IJob, RetireOrdersJob>();
        services.AddSingleton<CreditFacts>();
        services.AddSingleton<NumberHolders>();
        // Orders give facts and need those of others: asked for when needed, not when made.
        services.AddSingleton(s => new Lazy<FactsGatherer>(s.GetRequiredService<FactsGatherer>));
        services.AddSingleton<EarnerReader>();
        services.AddSingleton<IFactsSource, OrderFacts>();
        services.AddSingleton<CreditRules>();
        services.AddSingleton<CreditPeople>();
        services.AddSingleton<DecisionBook>();
        services.AddSingleton<ManualBook>();
        services.AddSingleton<Decider>();
        services.AddSingleton<ElsewhereBook>();
        services.AddSingleton<ElsewhereReading>();
        services.AddSingleton<ICountedElsewhere, CountedDays>();
        services.AddSingleton<SalesReader>();
        services.AddSingleton<ReviewBook>();
        services.AddSingleton<DecideNow>();
        services.AddSingleton<ClaimBook>();
        services.AddSingleton<IStandingCredits, StandingCredits>();
        services.AddSingleton<EventBook>();
        services.AddSingleton<IFactsWindow>(s => s.GetRequiredService<CreditRules>());
        services.AddSingleton<IHouseCheck, CreditCheck>();
        services.AddSingleton<IJob, DecideJob>();
        services.AddEventHandler<RecordsChanged, DecideOnRecords>();
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
        orders.MapGet("/claims", ListClaims.HandleAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/claims/waiting", WaitingClaims.HandleAsync).Requires(Permissions.ReadOrder);
        orders.MapPost("/reviews/decide", DecideReview.HandleAsync).Requires(Permissions.DecideCredit);
        orders.MapPost("/claims", MakeClaim.HandleAsync).Requires(Permissions.MakeClaim);
        orders.MapPost("/claims/{id:guid}/withdraw", EndClaim.WithdrawAsync).Requires(Permissions.MakeClaim);
        orders.MapPost("/claims/{id:guid}/decide", EndClaim.DecideAsync).Requires(Permissions.DecideCredit);
        orders.MapPost("/events", WriteEvents.HandleAsync).Requires(Permissions.WriteEvent);
        orders.MapPost("/orders/one/{id}/reorder", WriteEvents.LinkAsync).Requires(Permissions.WriteEvent);
        orders.MapGet("/elsewhere", CompareCredits.ListAsync).Requires(Permissions.ReadAllOrders);
        orders.MapGet("/elsewhere/count", CompareCredits.CountAsync).Requires(Permissions.ReadAllOrders);
        orders.MapGet("/elsewhere/export", CompareCredits.ExportAsync).Requires(Permissions.ExportOrders);
        orders.MapGet("/sales", ReadSales.HandleAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/sales/differences", ReadSales.DifferencesAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/sales/export", ExportSales.HandleAsync).Requires(Permissions.ReadOrder);
        orders.MapGet("/refunds", JudgeRefund.ListAsync).Requires(Permissions.ReadAllOrders);
        orders.MapPost("/refunds/{id}/judge", JudgeRefund.HandleAsync).Requires(Permissions.DecideCredit);
        orders.MapGet("/periods", ListPeriods.HandleAsync).Requires(Permissions.ReadAllOrders);
        orders.MapGet("/periods/{month}/late", ListPeriods.LateAsync).Requires(Permissions.ReadAllOrders);
        orders.MapPost("/periods/{month}/close", ClosePeriod.HandleAsync).Requires(Permissions.ClosePeriod);
        orders.MapGet("/credits/earners", ListEarners.HandleAsync).Requires(Permissions.ReadAllOrders);
        orders.MapPost("/credits/numbers", TellNumbers.HandleAsync).Requires(Permissions.DecideCredit);
        orders.MapGet("/credits/people", CreditPeople.ListAsync).Requires(Permissions.ReadOrder);
        orders.MapPost("/credits/whatif", WhatIfBook.HandleAsync).Requires(Permissions.ReadAllOrders);
        orders.MapPost("/credits/decide", DecideCredit.HandleAsync).Requires(Permissions.DecideCredit);
        orders.MapPost("/credits/give-back", DecideCredit.GiveBackAsync).Requires(Permissions.DecideCredit);
        orders.MapGet("/watched", WatchSettings.ReadAsync).Requires(Permissions.RunImport);
        orders.MapPost("/watched", WatchSettings.WriteAsync).Requires(Permissions.RunImport);
        orders.MapGet("/imports", ManageImports.ListAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports", UploadImport.HandleAsync).Requires(Permissions.RunImport).DisableAntiforgery();
        orders.MapGet("/imports/{id:guid}", ManageImports.ReadAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/map", ManageImports.MapAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/day", TellDay.HandleAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/run", ManageImports.RunAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/pause", ManageImports.PauseAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/cancel", ManageImports.CancelAsync).Requires(Permissions.RunImport);
        orders.MapGet("/imports/{id:guid}/refused", ListRefused.HandleAsync).Requires(Permissions.RunImport);
        orders.MapPost("/imports/{id:guid}/mend", MendRefused.HandleAsync).Requires(Permissions.RunImport);
        orders.MapGet("/imports/{id:guid}/refused.csv", ListRefused.DownloadAsync).Requires(Permissions.RunImport);
        return routes;
    }
}
