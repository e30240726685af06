using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;

namespace Zhanggui.Rules;

/// <summary>The room's door: registers its services and maps its routes.</summary>
public static class RulesRoom
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomMigrations("rules", typeof(RulesRoom));
        services.AddSingleton<RuleSections>();
        services.AddSingleton(provider => PresetShelf.From(provider.GetService<KernelOptions>() ?? new KernelOptions()));
        services.AddSingleton<BookReader>();
        services.AddSingleton<IBookDesk, BookDesk>();
        return services;
    }

    /// <summary>Adds a room's section to the rule book. Rooms register in the order of the house.</summary>
    public static IServiceCollection AddRuleSection(this IServiceCollection services, RuleSection section) =>
        services.AddSingleton(section);

    public static IEndpointRouteBuilder MapRules(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
