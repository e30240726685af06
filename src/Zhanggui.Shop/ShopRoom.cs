using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class ShopRoom
{
    public static IServiceCollection AddShop(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("shop", typeof(ShopRoom));
        services.AddScoped<ShopDb>();
        services.AddSingleton<SearchTokens>();
        services.AddSingleton<BuyerBook>();
        services.AddSingleton<IBuyers>(provider => provider.GetRequiredService<BuyerBook>());
        return services;
    }

    public static IEndpointRouteBuilder MapShop(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
