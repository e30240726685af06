using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Promises.Book;
using Zhanggui.Promises.Contracts;
using Zhanggui.Promises.Rules;
using Zhanggui.Promises.Store;
using Zhanggui.Rules;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class PromisesRoom
{
    public static IServiceCollection AddPromises(this IServiceCollection services)
    {
        services.AddRoomMigrations("promises", typeof(PromisesRoom));
        services.AddScoped<PromisesDb>();
        services.AddRuleSection(PromiseSection.Section);
        services.AddSingleton<PromiseRules>();
        services.AddSingleton<IJob, HandOverJob>();
        services.AddSingleton<IJob, PromiseClock>();
        services.AddSingleton<IFactsSource, PromiseFacts>();
        services.AddSingleton<OpenPromises>();
        services.AddSingleton<IOpenMatters>(provider => provider.GetRequiredService<OpenPromises>());
        services.AddEventHandler<HandoverReceived, OpenPromises>();
        services.AddSingleton<BuyerPromises>();
        services.AddSingleton<IPersonalData>(provider => provider.GetRequiredService<BuyerPromises>());
        services.AddEventHandler<BuyersJoined, BuyerPromises>();
        services.AddEventHandler<RuleChangeNoted, RuleChangePromises>();
        services.AddEventHandler<RuleChangeDone, RuleChangePromises>();
        services.AddSingleton<IBuyerTimeline, PromiseTimeline>();
        services.AddSingleton<IBuyerHolders, PromiseHolders>();
        services.AddSingleton<IDayMatters, PromiseDay>();
        services.AddSingleton<IPromiseSeed, PromiseSeeds>();
        return services;
    }

    public static IEndpointRouteBuilder MapPromises(this IEndpointRouteBuilder routes)
    {
        var promises = routes.MapGroup("/api/promises").WithTags("Promises");
        promises.MapGet("", PromiseList.HandleAsync).Requires(Permissions.Read);
        promises.MapPost("", PromiseCalls.MakeAsync).Requires(Permissions.Make);
        promises.MapGet("/count", PromiseList.CountAsync).Requires(Permissions.Read);
        promises.MapGet("/matter", PromiseList.OfMatterAsync).Requires(Permissions.Read);
        promises.MapGet("/times", PromiseCalls.ReadTimesAsync).Requires(Permissions.Make);
        promises.MapGet("/notices", PromiseNotices.HandleAsync).Requires(Permissions.Read);
        promises.MapGet("/{id:guid}", PromiseList.StoryAsync).Requires(Permissions.Read);
        promises.MapPost("/{id:guid}/keep", PromiseCalls.KeepAsync).Requires(Permissions.Make);
        promises.MapPost("/{id:guid}/break", PromiseCalls.BreakAsync).Requires(Permissions.Make);
        promises.MapPost("/{id:guid}/withdraw", PromiseCalls.WithdrawAsync).Requires(Permissions.Make);
        promises.MapPost("/{id:guid}/move", PromiseCalls.MoveAsync).Requires(Permissions.Make);
        promises.MapPost("/{id:guid}/chase", PromiseCalls.ChaseAsync).Requires(Permissions.Make);
        promises.MapPost("/{id:guid}/take", PromiseCalls.TakeAsync).Requires(Permissions.Hand);
        promises.MapPost("/{id:guid}/hand", PromiseCalls.HandAsync).Requires(Permissions.Make);
        return routes;
    }
}
