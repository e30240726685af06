using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;

namespace Zhanggui.People;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class PeopleRoom
{
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("people", typeof(PeopleRoom));
        return services;
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
