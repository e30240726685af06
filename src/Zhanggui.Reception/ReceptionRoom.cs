using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Facts.Gathering;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Accounts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Buyers;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Companion;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Help;
using Zhanggui.Reception.MainAccount;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Phrases;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Procedures;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Retention;
using Zhanggui.Reception.Rules;
using Zhanggui.Reception.Search;
using Zhanggui.Reception.Satisfaction;
using Zhanggui.Reception.Simulation;
using Zhanggui.Reception.Sockets;
using Zhanggui.Reception.Supervision;
using Zhanggui.Reception.Typing;
using Zhanggui.Reception.Visitors;
using Zhanggui.Reception.Waiting;
using Zhanggui.Reception.Verify;
using Zhanggui.Reception.Writing;
using Zhanggui.Rules;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ReceptionRoom
{
    public static IServiceCollection AddReception(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("reception", typeof(ReceptionRoom));
        services.AddRuleSection(ReceptionSection.Section);
        services.AddRuleSection(RoutingSection.Section);
        services.AddRoomSettings<ReceptionOptions>(configuration, "Reception");
        services.AddSingleton<ConversationReader>();
        services.AddSingleton<IConversationLook, ConversationLooks>();
        services.AddSingleton<IBuyerTalk, BuyerTalks>();
        services.AddSingleton<IBuyerTimeline, TalkTimeline>();
        services.AddSingleton<IBuyerPost, Posting.BuyerPost>();
        services.AddSingleton<ConversationWriter>();
        services.AddHostedService(s => s.GetRequiredService<ConversationWriter>());
        services.AddSingleton<ShopRules>();
        services.AddSingleton<SettingsView>();
        services.AddSingleton<QueuePlaces>();
        // Orders stand behind Reception and may be absent; they are asked for when first needed, not when made.
        services.AddSingleton(s => new OrderStanding(new Lazy<IBuyerOrders?>(s.GetService<IBuyerOrders>), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<OrderStanding>>()));
        services.AddSingleton<FloorReader>();
        services.AddSingleton<IRoutingTrial, RoutingTrial>();
        services.AddSingleton<IPastTalks, PastTalks>();
        services.AddSingleton<PastDays>();
        services.AddSingleton<QueueRouter>();
        services.AddHostedService(s => s.GetRequiredService<QueueRouter>());
        services.AddEventHandler<DutyChanged, RouteOnDuty>();
        services.AddSingleton<ReturnJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<ReturnJob>());
        services.AddEventHandler<DutyChanged, ReturnOnLeaving>();
        services.AddSingleton<ILeavingCheck, AnswerFirst>();
        services.AddSingleton<OpenConversations>();
        services.AddSingleton<IOpenMatters>(s => s.GetRequiredService<OpenConversations>());
        services.AddEventHandler<HandoverReceived, OpenConversations>();
        services.AddSingleton<Pseudonyms>();
        services.AddEventHandler<PersonErased, FollowErasedPeople>();
        services.AddEventHandler<BuyerChanged, FollowBuyers>();
        services.AddEventHandler<BuyersJoined, FollowBuyers>();
        services.AddEventHandler<BuyersSplit, FollowBuyers>();
        services.AddEventHandler<BuyerErased, FollowBuyers>();
        services.AddSingleton<IPersonalData, PersonalConversations>();
        services.AddSingleton<IBuyerHolders, TalkHolders>();
        services.AddSingleton<IBuyerAgents, TalkHolders>();
        services.AddSingleton<IFactsSource, Telling.LiveTalkFacts>();
        services.AddSingleton<IJob, WakeJob>();
        services.AddSingleton<IJob, BusyReplyJob>();
        services.AddSingleton<SharePlans>();
        services.AddSingleton<IShareSeed, ShareSeeds>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<SharePlans>());
        services.AddSingleton<AbsentJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<AbsentJob>());
        services.AddSingleton<IJob, EndSilentJob>();
        services.AddSingleton<IJob, DraftsJob>();
        services.AddSingleton<RetiredFiles>();
        services.AddSingleton<RetireConversation>();
        services.AddSingleton<IJob, RetireChatsJob>();
        services.AddSingleton<RecordCheck>();
        services.AddSingleton<IRecordCheck>(s => s.GetRequiredService<RecordCheck>());
        services.AddSingleton<IHouseCheck>(s => s.GetRequiredService<RecordCheck>());
        services.AddSingleton<IHouseCheck, OwnerCheck>();
        services.AddScoped<IReceptionSeed, ReceptionSeed>();
        services.AddSingleton<Murmurs>();
        services.AddSingleton<Onlookers>();
        services.AddSingleton<Board>();
        services.AddSingleton<SocketTools>();
        services.AddSingleton<Guarding.LiveTalks>();
        services.AddSingleton<Guarding.GuardedTalks>();
        services.AddSingleton<IGuardedTalks>(s => s.GetRequiredService<Guarding.GuardedTalks>());
        services.AddSingleton<IGuardedPast, Guarding.GuardedPast>();
        services.AddSingleton<Guarding.SendGate>();
        services.AddSingleton<AgentTools>();
        services.AddMainAccount();
        Guarding.TextCalls.AddStoredTexts(services);
        services.AddOffers();
        services.AddPhrases();
        services.AddAccounts();
        services.AddWaiting();
        services.AddHelp();
        services.AddProcedures();
        services.AddTyping();
        services.AddSupervision();
        services.AddSatisfaction();
        services.AddFiles(configuration);
        services.AddChannels(configuration);
        services.AddCompanion();
        services.AddVisitors(configuration);
        services.AddSearch(configuration);
        return services;
    }

    /// <summary>Stands before the web-socket middleware: lets the frames of live sockets gather (<see cref="CorkedStream"/>).</summary>
    public static IApplicationBuilder UseReception(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            context.Features.Set<IHttpUpgradeFeature>(new CorkedUpgrade(upgrade));
        }

        return next(context);
    });

    public static IEndpointRouteBuilder MapReception(this IEndpointRouteBuilder routes)
    {
        var reception = routes.MapGroup("/api/reception").WithTags("Reception");
        Acts.Map(reception);
        Transfers.Map(reception);
        HandOvers.Map(reception);
        reception.MapSupervision();
        SetShare.Map(reception);
        ReadPlan.Map(reception);
        reception.MapMainAccount();
        reception.MapTrial();
        Views.Map(reception);
        OpenSocket.Map(reception);
        Guarding.TextCalls.MapStoredTexts(routes);
        routes.MapOffers();
        routes.MapPhrases();
        routes.MapAccounts();
        Replies.RepliesPart.Map(routes);
        routes.MapWaiting();
        routes.MapHelp();
        routes.MapProcedures();
        routes.MapTyping();
        routes.MapSatisfaction();
        routes.MapAgentFiles();
        routes.MapChannels();
        routes.MapCompanion();
        routes.MapVisitors();
        VerifyRecord.Map(reception);
        reception.MapSearch();
        return routes;
    }
}
