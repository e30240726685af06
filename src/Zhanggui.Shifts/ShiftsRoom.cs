using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;

namespace Zhanggui.Shifts;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ShiftsRoom
{
    public static IServiceCollection AddShifts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("shifts", typeof(ShiftsRoom));
        return services;
    }

    public static IEndpointRouteBuilder MapShifts(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
