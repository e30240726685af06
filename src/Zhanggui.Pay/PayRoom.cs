using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Incidents;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Pay.WhatIf;
using Zhanggui.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class PayRoom
{
    public static IServiceCollection AddPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("pay", typeof(PayRoom));
        services.AddRuleSection(PaySection.Section);
        services.AddSingleton<IPayDesk, PayDesk>();
        services.AddIncidents();
        services.AddSingleton<MonthFacts>();
        services.AddSingleton<WhatIfShelf>();
        services.AddSingleton<WhatIfRun>();
        services.AddSingleton<WhatIfAccess>();
        services.AddSingleton<IJob, WhatIfJob>();
        return services;
    }

    public static IEndpointRouteBuilder MapPay(this IEndpointRouteBuilder routes)
    {
        var pay = routes.MapGroup("/api/pay").WithTags("Pay");
        MapWhatIf(pay);
        routes.MapIncidents();
        return routes;
    }

    private static void MapWhatIf(RouteGroupBuilder pay)
    {
        pay.MapGet("/whatifs", ReadWhatIf.ListAsync).Requires(Permissions.ReadAllSlips);
        pay.MapPost("/whatifs", AskWhatIf.HandleAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/whatifs/notes", ReadWhatIf.NotesAsync).Requires(RulesPermissions.ReadBook);
        pay.MapGet("/whatifs/{id:guid}", ReadWhatIf.OneAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/whatifs/{id:guid}/rows", ReadWhatIf.RowsAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/whatifs/{id:guid}/result", ReadWhatIf.FileAsync).Requires(Permissions.ExportSlips);
        pay.MapGet("/whatifs/{id:guid}/book", ReadWhatIf.BookAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/whatifs/{id:guid}/xlsx", ExportWhatIf.HandleAsync).Requires(Permissions.ExportSlips);
        pay.MapPost("/whatifs/{id:guid}/cancel", AskWhatIf.CancelAsync).Requires(Permissions.ReadAllSlips);
        pay.MapPut("/whatifs/{id:guid}/note", AskWhatIf.NoteAsync).Requires(Permissions.ReadAllSlips);
    }
}
