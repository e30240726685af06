using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules;

namespace Zhanggui.Reception;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ReceptionRoom
{
    public static IServiceCollection AddReception(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("reception", typeof(ReceptionRoom));
        services.AddRuleSection(ReceptionSection.Section);
        return services;
    }

    public static IEndpointRouteBuilder MapReception(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
