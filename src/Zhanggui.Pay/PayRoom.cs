using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Rules;
using Zhanggui.Pay.Settling;
using Zhanggui.Rules;

namespace Zhanggui.Pay;

/// <summary>The room's door. It has no routes yet: months are settled on the command line.</summary>
public static class PayRoom
{
    public static IServiceCollection AddPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRuleSection(PaySection.Section);
        services.AddSingleton<IPayDesk, PayDesk>();
        return services;
    }
}
