using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shifts.Duty;
using Zhanggui.Shifts.Store;

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
        services.AddSingleton<IFactsSource, PresenceFacts>();
        services.AddEventHandler<PersonSignedOut, GoOff>();
        services.AddEventHandler<PersonLeft, GoOff>();
        return services;
    }

    public static IEndpointRouteBuilder MapShifts(this IEndpointRouteBuilder routes)
    {
        var shifts = routes.MapGroup("/api/shifts").WithTags("Shifts");
        shifts.MapGet("/duty", ReadDuty.HandleAsync).Requires(Permissions.ReadDuty);
        shifts.MapGet("/duty/socket", WatchDuty.HandleAsync).Requires(Permissions.ReadDuty).ExcludeFromDescription();
        shifts.MapPost("/duty", SetDuty.OwnAsync).Requires(Permissions.SetOwnDuty);
        shifts.MapPost("/duty/{person:guid}", SetDuty.OthersAsync).Requires(Permissions.SetOthersDuty);
        return routes;
    }
}
