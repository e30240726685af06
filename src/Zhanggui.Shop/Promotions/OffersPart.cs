using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Campaigns;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Policies;

namespace Zhanggui.Shop.Promotions;

/// <summary>Promotions, policies and what agents have to read of both.</summary>
internal static class OffersPart
{
    public static void AddOffers(this IServiceCollection services)
    {
        services.AddSingleton<PromotionBook>();
        services.AddSingleton<IPromotions>(provider => provider.GetRequiredService<PromotionBook>());
        services.AddScoped<PromotionDesk>();
        services.AddSingleton<Positions>();
        services.AddSingleton<PolicyBook>();
        services.AddScoped<PolicyDesk>();
        services.AddSingleton<IOffersSeed, OffersSeed>();
        services.AddSingleton<IOffersIntake, OffersIntake>();
        services.AddSingleton<IJob, OfferClock>();
        services.AddSingleton<SealPositionsJob>();
        services.AddSingleton<IJob>(provider => provider.GetRequiredService<SealPositionsJob>());
        services.AddSingleton<IFactsSource, OfferFacts>();
        services.AddSingleton<IPolicies>(provider => provider.GetRequiredService<PolicyBook>());
    }

    public static void MapOffers(this RouteGroupBuilder shop)
    {
        var promotions = shop.MapGroup("/promotions");
        promotions.MapGet(string.Empty, PromotionViews.ListAsync).Requires(Permissions.ReadPromotion);
        promotions.MapPost(string.Empty, PromotionCalls.MakeAsync).Requires(Permissions.EditPromotion);
        promotions.MapGet("/today", PromotionsToday.HandleAsync).Requires(Permissions.ReadPromotion);
        promotions.MapGet("/export", ExportOffers.PromotionsAsync).Requires(Permissions.EditPromotion);
        promotions.MapGet("/departments", Departments.ReadAsync).Requires(Permissions.ReadPromotion);
        promotions.MapPost("/departments", Departments.SetAsync).Requires(Permissions.ReleasePromotion);
        promotions.MapGet("/{id:guid}", PromotionViews.StoryAsync).Requires(Permissions.ReadPromotion);
        promotions.MapGet("/{id:guid}/words", PromotionsToday.WordsAsync).Requires(Permissions.ReadPromotion);
        promotions.MapPost("/{id:guid}/edit", PromotionCalls.EditAsync).Requires(Permissions.EditPromotion);
        promotions.MapPost("/{id:guid}/submit", PromotionCalls.SubmitAsync).Requires(Permissions.EditPromotion);
        promotions.MapPost("/{id:guid}/sign", PromotionCalls.SignAsync).Requires(Permissions.SignPromotion);
        promotions.MapPost("/{id:guid}/release", PromotionCalls.ReleaseAsync).Requires(Permissions.ReleasePromotion);
        promotions.MapPost("/{id:guid}/withdraw", PromotionCalls.WithdrawAsync).Requires(Permissions.ReleasePromotion);
        promotions.MapPost("/{id:guid}/gifts", PromotionCalls.CountGiftsAsync).Requires(Permissions.EditPromotion);
        promotions.MapPost("/{id:guid}/items", PromotionCalls.TickAsync).Requires(Permissions.EditPromotion);
        shop.MapGet("/posts", Posts.ListAsync).Requires(Permissions.ReadPromotion);
        shop.MapPost("/posts", Posts.MakeAsync).Requires(Permissions.EditPromotion);
        shop.MapGet("/rule-changes", RuleChanges.ListAsync).Requires(Permissions.ReadPolicy);
        shop.MapPost("/rule-changes", RuleChanges.MakeAsync).Requires(Permissions.EditPolicy);
        shop.MapPost("/rule-changes/{id:guid}/done", RuleChanges.DoneAsync).Requires(Permissions.ReadPolicy);
        shop.MapGet("/briefings", Briefings.ListAsync).Requires(Permissions.ReadPromotion);
        shop.MapPost("/briefings/{id:guid}/read", Briefings.ReadAsync).Requires(Permissions.ConfirmBriefing);
        var policies = shop.MapGroup("/policies");
        policies.MapGet(string.Empty, PolicyViews.ListAsync).Requires(Permissions.ReadPolicy);
        policies.MapPost(string.Empty, PolicyCalls.DraftAsync).Requires(Permissions.EditPolicy);
        policies.MapGet("/in-force", PolicyViews.InForceAsync).Requires(Permissions.ReadPolicy);
        policies.MapGet("/export", ExportOffers.PoliciesAsync).Requires(Permissions.EditPolicy);
        policies.MapPost("/setting", PolicyCalls.SetSettingAsync).Requires(Permissions.EditShop);
        policies.MapGet("/{id:guid}", PolicyViews.StoryAsync).Requires(Permissions.ReadPolicy);
        policies.MapGet("/{id:guid}/answers/{answer:int}", PolicyCalls.WordsAsync).Requires(Permissions.ReadPolicy);
        policies.MapPost("/{id:guid}/submit", PolicyCalls.SubmitAsync).Requires(Permissions.EditPolicy);
        policies.MapPost("/{id:guid}/approve", PolicyCalls.ApproveAsync).Requires(Permissions.ApprovePolicy);
        policies.MapPost("/{id:guid}/return", PolicyCalls.ReturnAsync).Requires(Permissions.ApprovePolicy);
        policies.MapPost("/{id:guid}/end", PolicyCalls.EndAsync).Requires(Permissions.ApprovePolicy);
    }
}
