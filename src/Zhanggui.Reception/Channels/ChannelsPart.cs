using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Settings;
using Zhanggui.Reception.Channels.Contacts;
using Zhanggui.Reception.Channels.Delivery;
using Zhanggui.Reception.Channels.Webhook;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

internal static class ChannelsPart
{
    public static void AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRoomSettings<ChannelsOptions>(configuration, "Channels");
        services.AddSingleton<ChannelBook>();
        services.AddSingleton<ContactRegister>();
        services.AddSingleton<IChannels, ChannelSeed>();
        services.AddSingleton<IInbound, Inbound>();
        services.AddSingleton<BridgeCall>();
        services.AddSingleton<IChannelAdapter, WebhookAdapter>();
        services.AddSingleton<OutboundMessages>();
        services.AddSingleton<IJob, DeliverJob>();
    }

    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        routes.MapChannelSettings();
        routes.MapCallbacks();
        routes.MapContacts();
    }
}
