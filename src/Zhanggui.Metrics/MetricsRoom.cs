using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Metrics.Measuring;
using Zhanggui.Metrics.Rules;
using Zhanggui.Rules;

namespace Zhanggui.Metrics;

/// <summary>The room's door. It has no routes yet: figures are asked for on the command line.</summary>
public static class MetricsRoom
{
    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRuleSection(MetricsSection.Section);
        services.AddSingleton<IMetricsDesk, MetricsDesk>();
        return services;
    }
}
