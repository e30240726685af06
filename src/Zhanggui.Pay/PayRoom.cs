using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Rules;

namespace Zhanggui.Pay;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class PayRoom
{
    public static IServiceCollection AddPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("pay", typeof(PayRoom));
        services.AddRuleSection(PaySection.Section);
        services.AddSingleton<IPayDesk, PayDesk>();
        return services;
    }

    public static IEndpointRouteBuilder MapPay(this IEndpointRouteBuilder routes) => routes;
}
