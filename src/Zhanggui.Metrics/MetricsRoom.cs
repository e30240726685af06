using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Metrics.Cells;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Dealing;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Reports;
using Zhanggui.Metrics.Rules;
using Zhanggui.Metrics.Waves;
using Zhanggui.Orders.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Metrics;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class MetricsRoom
{
    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("metrics", typeof(MetricsRoom));
        services.AddRuleSection(MetricsSection.Section);
        services.AddSingleton<IMetricsDesk, MetricsDesk>();
        services.AddSingleton<DayBook>();
        services.AddSingleton<CellStore>();
        services.AddSingleton<ShopFacts>();
        services.AddSingleton<DayCounter>();
        services.AddSingleton<FigureAccess>();
        services.AddSingleton<FigureReader>();
        services.AddSingleton<ScopeNames>();
        services.AddSingleton<ReportSheets>();
        services.AddSingleton<DealtShop>();
        services.AddSingleton<IPersonalData, PersonalLosses>();
        services.AddSingleton<IJob, CountJob>();
        services.AddSingleton<WaveBook>();
        services.AddSingleton<WaveReader>();
        services.AddSingleton<IJob, WaveCountJob>();
        services.AddSingleton<IJob, WaveNightJob>();
        services.AddEventHandler<RecordsChanged, WaveTalkCame>();
        services.AddEventHandler<RecordsChanged, AskAgain>();
        services.AddEventHandler<WorktimeChanged, AskAgain>();
        services.AddEventHandler<ConversationRated, AskAgain>();
        services.AddEventHandler<OrdersDecided, AskAgain>();
        services.AddEventHandler<BookPublished, AskAgain>();
        services.AddEventHandler<BookWithdrawn, AskAgain>();
        return services;
    }

    public static IEndpointRouteBuilder MapMetrics(this IEndpointRouteBuilder routes)
    {
        var metrics = routes.MapGroup("/api/metrics").WithTags("Metrics");
        metrics.MapGet("/definitions", ReadFigures.Definitions).Requires(Permissions.ReadFigure);
        metrics.MapGet("/figures", ReadFigures.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/figures/series", ReadSeries.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/figures/rows", ReadRows.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/figures/export", ExportFigures.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/dealing", ReadDealing.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/dealing/rows", ReadDealing.RowsAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/dealing/export", ExportDealing.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/waves", ReadWaves.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/waves/campaigns", ReadWaves.CampaignsAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/waves/expected", ReadExpected.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/waves/rows", ReadWaves.RowsAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/waves/export", ExportWaves.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/elsewhere", CompareElsewhere.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapPost("/figures/recount", Recount.HandleAsync).Requires(Permissions.ReadAll);
        metrics.MapGet("/figures/talk", ReadTalk.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/platform", PlatformFigures.ListAsync).Requires(Permissions.ReadFigure);
        metrics.MapPut("/platform", PlatformFigures.WriteAsync).Requires(Permissions.WritePlatform);
        metrics.MapPost("/platform/remove", PlatformFigures.RemoveAsync).Requires(Permissions.WritePlatform);
        metrics.MapGet("/targets", ReadTargets.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapPut("/targets", SetTarget.HandleAsync).Requires(Permissions.WriteTarget);
        metrics.MapGet("/targets/today", TodayTargets.HandleAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/weeks", WeekAccounts.ListAsync).Requires(Permissions.ReadFigure);
        metrics.MapPut("/weeks", WeekAccounts.WriteAsync).Requires(Permissions.ReadFigure);
        metrics.MapGet("/losses", LossReasons.ListAsync).Requires(Permissions.ReadFigure);
        metrics.MapPut("/losses", LossReasons.WriteAsync).Requires(Permissions.ReadFigure);
        return routes;
    }
}
