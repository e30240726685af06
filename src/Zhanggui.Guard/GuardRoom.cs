using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Desk;
using Zhanggui.Guard.Facts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Rules;
using Zhanggui.Guard.Topics;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Rules;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Guard;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class GuardRoom
{
    public static IServiceCollection AddGuard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("guard", typeof(GuardRoom));
        services.AddRoomSettings<GuardOptions>(configuration, "Guard");
        services.AddRuleSection(GuardSection.Section);
        services.AddRuleSection(PolicySection.Section);
        services.AddSingleton<ITopicDesk, TopicDesk>();
        services.AddSingleton<LiveFacts>();
        services.AddSingleton<IGuardBooks, GuardBooks>();
        services.AddSingleton<IGuardDesk, GuardDesk>();
        services.AddSingleton<IGuardFacts, ShopFacts>();
        services.AddSingleton<IStoredGuard, StoredGuard>();
        services.AddSingleton<HitLedger>();
        services.AddSingleton<GuardGate>();
        services.AddSingleton<IGuardGate>(s => s.GetRequiredService<GuardGate>());
        services.AddSingleton<IPersonalData, BuyerHits>();
        services.AddSingleton<IJob, ClearUnsentJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapGuard(this IEndpointRouteBuilder routes)
    {
        var guard = routes.MapGroup("/api/guard").WithTags("Guard");
        guard.MapPost("/check", CheckCalls.CheckAsync).Requires(Permissions.Use);
        guard.MapPost("/topics", TopicCalls.ReadAsync).Requires(Permissions.Use);
        guard.MapPost("/abandoned", CheckCalls.AbandonAsync).Requires(Permissions.Use);
        return routes;
    }
}
