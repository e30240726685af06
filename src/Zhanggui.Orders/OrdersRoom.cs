using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Contracts;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules;

namespace Zhanggui.Orders;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class OrdersRoom
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRuleSection(AttributionSection.Section);
        services.AddSingleton<IAttributionDesk, AttributionDesk>();
        return services;
    }

    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes) => routes;
}
