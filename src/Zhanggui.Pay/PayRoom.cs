using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Incidents;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Objections;
using Zhanggui.Pay.Privacy;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Pay.Slips;
using Zhanggui.Pay.WhatIf;
using Zhanggui.People.Contracts;
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
        OwnerPages.Add(services);
        services.AddSingleton<WhatIfShelf>();
        services.AddSingleton<WhatIfRun>();
        services.AddSingleton<WhatIfAccess>();
        services.AddSingleton<IJob, WhatIfJob>();
        services.AddSingleton<IJob, SweepWhatIfs>();
        services.AddRoomSettings<PayOptions>(configuration, "Pay");
        services.AddSingleton<PayAccess>();
        services.AddSingleton<PersonWords>();
        services.AddSingleton<BookLines>();
        services.AddSingleton<BookShown>();
        services.AddSingleton<MonthWaits>();
        services.AddSingleton<ObjectionBook>();
        services.AddSingleton<MonthWindow>();
        services.AddSingleton<IMonthFacts, PayMonthFacts>();
        services.AddSingleton<IFactsSource, StoredPayFacts>();
        services.AddSingleton<IJob, SettleJob>();
        services.AddSingleton<IHouseCheck, ClosedCheck>();
        services.AddSingleton<IPersonalRecord, PersonalPay>();
        return services;
    }

    public static IEndpointRouteBuilder MapPay(this IEndpointRouteBuilder routes)
    {
        var pay = routes.MapGroup("/api/pay").WithTags("Pay");
        MapMonths(pay);
        MapWhatIf(pay);
        routes.MapIncidents();
        OwnerPages.Map(pay);
        return routes;
    }

    private static void MapMonths(RouteGroupBuilder pay)
    {
        pay.MapGet("/months", ListMonths.HandleAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/months/{month}", ReadMonth.HandleAsync).Requires(Permissions.ReadAllSlips);
        pay.MapGet("/months/{month}/settlement.json", ReadSettlement.HandleAsync).Requires(Permissions.ExportSlips);
        pay.MapGet("/months/{month}/export", ExportSlips.MonthAsync).Requires(Permissions.ExportSlips);
        pay.MapPost("/months/{month}/compute", ComputeMonth.HandleAsync).Requires(Permissions.SettleMonth);
        pay.MapPost("/months/{month}/propose", TakeStep.ProposeAsync).Requires(Permissions.SettleMonth);
        pay.MapPost("/months/{month}/agree", TakeStep.AgreeAsync).Requires(Permissions.SettleMonth);
        pay.MapPost("/months/{month}/set-aside", SetAside.HandleAsync).Requires(Permissions.CloseMonth);
        pay.MapPost("/months/{month}/close", TakeStep.CloseAsync).Requires(Permissions.CloseMonth);
        pay.MapPost("/months/{month}/paid", TakeStep.PayAsync).Requires(Permissions.CloseMonth);
        pay.MapGet("/months/{month}/slips/{person}", ReadSlip.HandleAsync).Requires(Permissions.ReadSlip);
        pay.MapGet("/months/{month}/slips/{person}/facts/{place:int}", ReadSlip.FactsAsync).Requires(Permissions.ReadSlip);
        pay.MapGet("/months/{month}/slips/{person}/export", ExportSlips.OneAsync).Requires(Permissions.ReadSlip);
        pay.MapGet("/slips", ListOwnSlips.HandleAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/slips/{month}/agree", ListOwnSlips.AgreeAsync).Requires(Permissions.ReadSlip);
        pay.MapGet("/objections", ListObjections.HandleAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/objections", MakeObjection.HandleAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/objections/seen", ListObjections.SeenAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/objections/{id:guid}/withdraw", EndObjection.WithdrawAsync).Requires(Permissions.ReadSlip);
        pay.MapPost("/objections/{id:guid}/decide", EndObjection.DecideAsync).Requires(Permissions.DecideObjection);
        pay.MapGet("/badge", ListObjections.BadgeAsync).Requires(Permissions.ReadSlip);
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
