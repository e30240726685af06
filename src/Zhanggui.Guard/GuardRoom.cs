using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Facts;
using Zhanggui.Guard.Rules;
using Zhanggui.Rules;

namespace Zhanggui.Guard;

/// <summary>The room's door: registers its services.</summary>
public static class GuardRoom
{
    public static IServiceCollection AddGuard(this IServiceCollection services)
    {
        services.AddRuleSection(GuardSection.Section);
        services.AddSingleton<IGuardBooks, GuardBooks>();
        services.AddSingleton<IGuardDesk, GuardDesk>();
        services.AddSingleton<IGuardFacts, ShopFacts>();
        return services;
    }
}
