using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Zhanggui.Orders;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class OrdersRoom
{
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration) => services;

    public static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes) => routes;
}
