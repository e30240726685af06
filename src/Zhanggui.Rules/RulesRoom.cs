using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;

namespace Zhanggui.Rules;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class RulesRoom
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("rules", typeof(RulesRoom));
        return services;
    }

    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
