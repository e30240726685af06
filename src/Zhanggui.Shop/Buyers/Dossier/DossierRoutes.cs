using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Shop.Buyers.Market;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Buyers.Same;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Buyers.Timeline;
using Zhanggui.Shop.Buyers.Watch;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Daily;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary>What is known of buyers beside their record: its services and routes.</summary>
internal static class DossierRoutes
{
    public static IServiceCollection AddDossier(this IServiceCollection services)
    {
        services.AddSingleton<SchemeBook>();
        services.AddSingleton<IReviewTopics>(provider => provider.GetRequiredService<SchemeBook>());
        services.AddSingleton<ILoyalty>(provider => provider.GetRequiredService<SchemeBook>());
        services.AddSingleton<IRuledGroups, RuledGroups>();
        services.AddSingleton<IDossierSeed, DossierSeed>();
        services.AddScoped<DossierPen>();
        services.AddScoped<DossierPages>();
        services.AddSingleton<IBuyerTimeline, DossierTimeline>();
        services.AddScoped<KeepCare.CarePages>();
        services.AddSingleton<IBuyerHolders, CareHolders>();
        services.AddEventHandler<BuyerDetailsChanged, TellHolders>();
        services.AddScoped<GreetingBook>();
        services.AddSingleton<IJob, GreetingAnswersJob>();
        services.AddSingleton<FollowUpBook>();
        services.AddSingleton<IFollowUp>(provider => provider.GetRequiredService<FollowUpBook>());
        services.AddSingleton<IDayMatters, ShopDayMatters>();
        services.AddSingleton<IJob, OpenMemberCallbacks>();
        return services;
    }

    public static void MapDossier(this IEndpointRouteBuilder shop)
    {
        shop.MapGet("/buyer-scheme", EditScheme.ReadAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyer-scheme", EditScheme.HandleAsync).Requires(Permissions.EditScheme);
        shop.MapGet("/buyers/{id:guid}/dossier", DossierPages.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyers/{id:guid}/facts", NoteFact.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/facts/{fact:guid}/remove", NoteFact.RemoveAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/consents", RecordConsent.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/membership", SetMembership.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/suggestions", KeepSuggestions.NoteAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/suggestions", KeepSuggestions.ListAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/suggestions/counts", KeepSuggestions.CountAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/suggestions/{suggestion:guid}/end", KeepSuggestions.EndAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/buyers/{id:guid}/timeline", ReadTimeline.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/buyers/{id:guid}/care", KeepCare.ReadAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyers/{id:guid}/care", KeepCare.SetAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/care/act", KeepCare.ActAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyers/{id:guid}/referral", KeepReferrals.NoteAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/referrals", KeepReferrals.ListAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/callbacks", Callbacks.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/day", DayList.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/day/mark", DayList.MarkAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/member-callbacks/{id:guid}", TryMemberCallback.ReadAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/member-callbacks/{id:guid}/try", TryMemberCallback.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/referrals/{id:guid}/state", ReferralFile.StateAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/referrals/export", ReferralFile.ExportAsync).Requires(Permissions.Export);
        shop.MapGet("/buyer-notices", BuyerNotices.ListAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyer-notices/seen", BuyerNotices.SeenAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/buyer-pairs", JoinSuggestions.ListAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyer-pairs/decline", JoinSuggestions.DeclineAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/market", MarketSummary.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/greetings", GreetingList.HandleAsync).Requires(Permissions.ReadBuyer);
        shop.MapGet("/greetings/history", GreetingList.HistoryAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/greetings/release", ReleaseGreetings.HandleAsync).Requires(Permissions.ReleaseGreetings);
        shop.MapPost("/greetings/skip", ReleaseGreetings.SkipAsync).Requires(Permissions.ReleaseGreetings);
        shop.MapPost("/greetings/{id:guid}/end", EndGreeting.HandleAsync).Requires(Permissions.EditBuyer);
        shop.MapGet("/buyer-groups", KeepGroups.ListAsync).Requires(Permissions.ReadBuyer);
        shop.MapPost("/buyer-groups", KeepGroups.MakeAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyer-groups/{id:guid}/edit", KeepGroups.EditAsync).Requires(Permissions.EditBuyer);
        shop.MapPost("/buyer-groups/{id:guid}/members", KeepGroups.MembersAsync).Requires(Permissions.EditBuyer);
    }
}
