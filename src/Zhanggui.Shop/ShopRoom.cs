using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;

namespace Zhanggui.Shop;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ShopRoom
{
    public static IServiceCollection AddShop(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("shop", typeof(ShopRoom));
        return services;
    }

    public static IEndpointRouteBuilder MapShop(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
