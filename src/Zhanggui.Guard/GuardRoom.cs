using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Desk;
using Zhanggui.Guard.Disputes;
using Zhanggui.Guard.Facts;
using Zhanggui.Guard.Ledger;
using Zhanggui.Guard.Nearby;
using Zhanggui.Guard.Overview;
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
        services.AddSingleton<ITopicBooks, TopicBooks>();
        services.AddSingleton(s => ActivatorUtilities.CreateInstance<LiveFacts>(s, new Lazy<IBuyerRegion?>(s.GetService<IBuyerRegion>)));
        services.AddSingleton(s => new PromiseOffers(new Lazy<INewestOrder?>(s.GetService<INewestOrder>)));
        services.AddSingleton<IGuardBooks, GuardBooks>();
        services.AddSingleton<IGuardDesk, GuardDesk>();
        services.AddSingleton<IGuardFacts, ShopFacts>();
        services.AddEventHandler<PromotionChanged, ForgetFacts>();
        services.AddEventHandler<PolicyChanged, ForgetFacts>();
        services.AddEventHandler<GoodsChanged, ForgetFacts>();
        services.AddSingleton<IStoredGuard, StoredGuard>();
        services.AddSingleton<HitLedger>();
        services.AddSingleton(s => new OwnedNumbers(new Lazy<IOrderOwners?>(s.GetService<IOrderOwners>)));
        services.AddSingleton<GuardGate>();
        services.AddSingleton<IGuardGate>(s => s.GetRequiredService<GuardGate>());
        services.AddSingleton<IPersonalData, BuyerHits>();
        services.AddSingleton<IJob, ClearUnsentJob>();
        services.AddSingleton<Rings>();
        services.AddSingleton<HitViews>();
        services.AddSingleton<DisputeBook>();
        services.AddSingleton<AnswerClaims>();
        services.AddSingleton<PastHits>();
        services.AddSingleton<NearBook>();
        services.AddSingleton<IGuardSeed, GuardSeed>();
        services.AddSingleton<IJob, LookBackJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapGuard(this IEndpointRouteBuilder routes)
    {
        var guard = routes.MapGroup("/api/guard").WithTags("Guard");
        guard.MapPost("/check", CheckCalls.CheckAsync).Requires(Permissions.Use);
        guard.MapPost("/topics", TopicCalls.ReadAsync).Requires(Permissions.Use);
        guard.MapPost("/abandoned", CheckCalls.AbandonAsync).Requires(Permissions.Use);
        guard.MapGet("/rings", OverviewCalls.RingsAsync).Requires(Permissions.Use);
        guard.MapGet("/hours", OverviewCalls.HoursAsync).Requires(Permissions.Use);
        guard.MapGet("/hits", OverviewCalls.HitsAsync).Requires(Permissions.Use);
        guard.MapGet("/hits/export", OverviewCalls.ExportAsync).Requires(Permissions.Use);
        guard.MapGet("/annoying", OverviewCalls.AnnoyingAsync).Requires(Permissions.ReadAll);
        guard.MapGet("/waiting", DisputeCalls.WaitingAsync).Requires(Permissions.Use);
        guard.MapGet("/disputes", DisputeCalls.ListAsync).Requires(Permissions.Use);
        guard.MapPost("/disputes", DisputeCalls.SayAsync).Requires(Permissions.Use);
        guard.MapPost("/disputes/seen", DisputeCalls.SeenAsync).Requires(Permissions.Use);
        guard.MapGet("/disputes/{id:guid}", DisputeCalls.OneAsync).Requires(Permissions.Use);
        guard.MapPost("/disputes/{id:guid}/try", AnswerCalls.TryAsync).Requires(Permissions.ReadAll);
        guard.MapPost("/disputes/{id:guid}/accept", AnswerCalls.AcceptAsync).Requires(Permissions.ReadAll);
        guard.MapPost("/disputes/{id:guid}/decline", AnswerCalls.DeclineAsync).Requires(Permissions.ReadAll);
        guard.MapGet("/near", NearCalls.ListAsync).Requires(Permissions.ReadAll);
        guard.MapPost("/near/{id:guid}/set-aside", NearCalls.SetAsideAsync).Requires(Permissions.ReadAll);
        guard.MapPost("/sayings", NearCalls.ProposeAsync).Requires(Permissions.ReadAll);
        return routes;
    }
}
