using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Files;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Visitors;

internal sealed record ConfigShape(string Name, string ShopName, string? Colour, string Locale, string? Greeting, string? Offline, bool Online, bool TypingText, ConfigLimits Limits);

internal sealed record ConfigLimits(long FileBytes, int TextLength);

/// <summary>What the widget must know before anybody speaks.</summary>
internal static class ReadConfig
{
    public static async Task<IResult> HandleAsync(string? key, string? locale, HttpContext http, ChannelBook channels, IShops shops, IDuty duty, VisitorTools tools, UploadOptions files, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await channels.FindByKeyAsync(key, ct) is not { IsEnabled: true } channel)
        {
            return VisitorRoutes.Refuse(http, new ChannelKeyUnknown());
        }

        if (!VisitorDoor.IsAdmitted(channel, VisitorRequest.OriginOf(http.Request), http.Request.Host.Value ?? string.Empty))
        {
            return VisitorRoutes.Refuse(http, new OriginRefused());
        }

        var isEnglish = locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) ?? false;
        var shop = await shops.FindAsync(channel.Shop, ct);
        var isOnline = (await duty.ListAsync(channel.Shop, ct)).Any(d => d.State is DutyState.Ready or DutyState.Busy);
        var settings = channel.Settings;
        return Results.Json(new ConfigShape(
            channel.Name,
            shop?.Name ?? channel.Name,
            Filled(settings.Colour),
            isEnglish ? "en" : "zh-CN",
            Filled(isEnglish ? settings.GreetingEn : settings.GreetingZh),
            Filled(isEnglish ? settings.OfflineEn : settings.OfflineZh),
            isOnline,
            await rules.ShowsTypingAsync(channel.Shop, clock.GetCurrentInstant(), ct),
            new ConfigLimits(files.FileBytes, tools.Options.TextLength)), HouseJson.Options);
    }

    private static string? Filled(string text) => text.Length > 0 ? text : null;
}
