using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>The part of the room that proposes and decides mistakes.</summary>
internal static class IncidentsPart
{
    public static IServiceCollection AddIncidents(this IServiceCollection services)
    {
        services.AddSingleton<IncidentBook>();
        services.AddSingleton<Exemptions>();
        services.AddSingleton<JudgedReviews>();
        services.AddSingleton<DayProposals>();
        services.AddSingleton<IFactsSource, IncidentFacts>();
        services.AddSingleton<IJob, ProposeJob>();
        services.AddEventHandler<WorktimeChanged, WatchDays>();
        services.AddEventHandler<RecordsChanged, WatchDays>();
        services.AddEventHandler<OrdersDecided, WatchDays>();
        services.AddEventHandler<FaultHandled, WatchDays>();
        services.AddEventHandler<BookPublished, WatchDays>();
        services.AddEventHandler<RecordsChanged, TakeImported>();
        return services;
    }

    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder routes)
    {
        var incidents = routes.MapGroup("/api/pay/incidents").WithTags("Pay");
        incidents.MapGet(string.Empty, ListIncidents.HandleAsync).Requires(Permissions.ReadIncident);
        incidents.MapGet("/unseen", ListIncidents.UnseenAsync).Requires(Permissions.ReadIncident);
        incidents.MapGet("/export", ListIncidents.ExportAsync).Requires(Permissions.ReadIncident);
        incidents.MapGet("/{id:guid}", ShowIncident.HandleAsync).Requires(Permissions.ReadIncident);
        incidents.MapPost(string.Empty, DecideIncident.EnterAsync).Requires(Permissions.EnterIncident);
        incidents.MapPost("/{id:guid}/decide", DecideIncident.DecideAsync).Requires(Permissions.DecideIncident);
        incidents.MapPost("/drop", DecideIncident.DropAsync).Requires(Permissions.DecideIncident);
        incidents.MapPost("/{id:guid}/comment", DecideIncident.CommentAsync).Requires(Permissions.ReadIncident);
        return routes;
    }
}
