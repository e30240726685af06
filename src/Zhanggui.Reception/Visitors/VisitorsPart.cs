using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Settings;

namespace Zhanggui.Reception.Visitors;

internal static class VisitorsPart
{
    public static void AddVisitors(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomSettings<VisitorOptions>(configuration, "Visitors");
        services.AddSingleton<VisitorTokens>();
        services.AddSingleton<VisitorLimits>();
        services.AddSingleton<VisitorDoor>();
        services.AddSingleton<VisitorTools>();
        services.AddSingleton<VisitorView>();
        services.AddSingleton<SessionOpener>();
        services.AddSingleton<VisitorSocketTools>();
    }
}
