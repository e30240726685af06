using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Jobs;
using Zhanggui.People.Contracts;
using Zhanggui.Rules;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Handover;
using Zhanggui.Shifts.Leave;
using Zhanggui.Shifts.Roster;
using Zhanggui.Shifts.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shifts;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ShiftsRoom
{
    public static IServiceCollection AddShifts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("shifts", typeof(ShiftsRoom));
        services.AddScoped<ShiftsDb>();
        services.AddSingleton<DutyBook>();
        services.AddSingleton<IDuty>(provider => provider.GetRequiredService<DutyBook>());
        services.AddSingleton<DutySocketTools>();
        services.AddRuleSection(DutySection.Section);
        services.AddSingleton<DutyRules>();
        services.AddSingleton<IJob, DutyLimitJob>();
        services.AddSingleton<IFactsSource, PresenceFacts>();
        services.AddSingleton<RosterBook>();
        services.AddSingleton<IRoster>(provider => provider.GetRequiredService<RosterBook>());
        services.AddSingleton<IFactsSource, WorktimeFacts>();
        services.AddSingleton<IStaffing, Staffing>();
        services.AddSingleton<PresenceBook>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<PresenceBook>());
        services.AddSingleton<ILeavingCheck>(provider => provider.GetRequiredService<PresenceBook>());
        services.AddSingleton<HandoverDesk>();
        services.AddSingleton<IHandoverSeed, HandoverSeed>();
        services.AddSingleton<IRosterSeed, RosterSeeds>();
        services.AddSingleton<ILeavingCheck, HandoverFirst>();
        services.AddEventHandler<PersonSignedOut, GoOff>();
        services.AddEventHandler<PersonLeft, GoOff>();
        return services;
    }

    public static IEndpointRouteBuilder MapShifts(this IEndpointRouteBuilder routes)
    {
        var shifts = routes.MapGroup("/api/shifts").WithTags("Shifts");
        shifts.MapGet("/duty", ReadDuty.HandleAsync).Requires(Permissions.ReadDuty);
        shifts.MapGet("/duty/day", DutyDay.HandleAsync).Requires(Permissions.ReadDuty);
        shifts.MapGet("/duty/socket", WatchDuty.HandleAsync).Requires(Permissions.ReadDuty).ExcludeFromDescription();
        shifts.MapPost("/duty", SetDuty.OwnAsync).Requires(Permissions.SetOwnDuty);
        shifts.MapPost("/duty/{person:guid}", SetDuty.OthersAsync).Requires(Permissions.SetOthersDuty);
        shifts.MapGet("/roster", ReadRoster.HandleAsync).Requires(Permissions.ReadRoster);
        shifts.MapGet("/roster/history", ReadRoster.HistoryAsync).Requires(Permissions.ReadRoster);
        shifts.MapGet("/roster/export", ExportRoster.HandleAsync).Requires(Permissions.ReadRoster);
        shifts.MapPut("/roster", SetRoster.HandleAsync).Requires(Permissions.EditRoster);
        shifts.MapPost("/roster/import", ImportRoster.HandleAsync).Requires(Permissions.EditRoster).DisableAntiforgery();
        shifts.MapPut("/kinds", Kinds.SetAsync).Requires(Permissions.EditRoster);
        shifts.MapGet("/leave", ListLeave.HandleAsync).Requires(Permissions.ReadRoster);
        shifts.MapPost("/leave", LeaveActs.AskAsync).Requires(Permissions.AskLeave);
        shifts.MapPost("/leave/{id:guid}/decide", LeaveActs.DecideAsync).Requires(Permissions.SignLeave);
        shifts.MapPost("/leave/{id:guid}/withdraw", LeaveActs.WithdrawAsync).Requires(Permissions.AskLeave);
        MapHandover(shifts);
        return routes;
    }

    private static void MapHandover(RouteGroupBuilder shifts)
    {
        shifts.MapGet("/log", LogList.HandleAsync).Requires(Permissions.Handover);
        shifts.MapGet("/log/export", LogList.ExportAsync).Requires(Permissions.Handover);
        shifts.MapPost("/log", LogCalls.WriteAsync).Requires(Permissions.Handover);
        shifts.MapPost("/log/{id:guid}/add", LogCalls.AddAsync).Requires(Permissions.Handover);
        shifts.MapPost("/log/{id:guid}/handle", LogCalls.HandleAsync).Requires(Permissions.Handover);
        shifts.MapPost("/log/{id:guid}/close", LogCalls.CloseAsync).Requires(Permissions.Handover);
        shifts.MapPost("/equipment", LogCalls.EquipmentAsync).Requires(Permissions.Handover);
        shifts.MapGet("/handovers", HandoverList.HandleAsync).Requires(Permissions.Handover);
        shifts.MapGet("/handovers/mine", HandoverList.MineAsync).Requires(Permissions.Handover);
        shifts.MapPut("/handovers/mine", HandoverCalls.SaveAsync).Requires(Permissions.Handover);
        shifts.MapPost("/handovers/mine/tick", HandoverCalls.TickAsync).Requires(Permissions.Handover);
        shifts.MapPost("/handovers/mine/sign", HandoverCalls.SignAsync).Requires(Permissions.Handover);
        shifts.MapGet("/handovers/waiting", HandoverList.WaitingAsync).Requires(Permissions.Handover);
        shifts.MapGet("/handovers/{id:guid}", HandoverList.OneAsync).Requires(Permissions.Handover);
        shifts.MapPost("/handovers/{id:guid}/recall", HandoverCalls.RecallAsync).Requires(Permissions.Handover);
        shifts.MapPost("/handovers/{id:guid}/except", HandoverCalls.ExceptAsync).Requires(Permissions.ExceptHandover);
        shifts.MapPost("/handovers/{id:guid}/receive", HandoverCalls.ReceiveAsync).Requires(Permissions.Handover);
    }
}
