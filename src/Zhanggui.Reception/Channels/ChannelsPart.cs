using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

internal static class ChannelsPart
{
    public static void AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<ChannelBook>();
        services.AddSingleton<IChannels, ChannelSeed>();
    }
}
