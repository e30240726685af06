using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels;

namespace Zhanggui.Reception.Visitors;

/// <summary>What a shop's own server would do: tell its page which channel it carries and, signed, who is signed in.</summary>
internal static class SignDemoBuyer
{
    private static readonly Dictionary<string, (string Id, string Name)> Buyers = new(StringComparer.Ordinal)
    {
        ["lin"] = ("demo-10086", "林晓晓"),
        ["zhou"] = ("demo-10010", "周先生"),
    };

    public static async Task<IResult> HandleAsync(string? @as, HttpContext http, ChannelBook channels, VisitorOptions options, TimeProvider clock, CancellationToken ct)
    {
        if (options.DemoChannel.Length == 0 || await channels.FindByKeyAsync(options.DemoChannel, ct) is not { IsEnabled: true } channel || channels.SecretOf(channel) is not { } secret)
        {
            return VisitorRoutes.Refuse(http, new ChannelKeyUnknown());
        }

        if (@as is null || !Buyers.TryGetValue(@as, out var buyer))
        {
            return Results.Json(new { key = channel.PublicKey, identity = (object?)null }, HouseJson.Options);
        }

        var at = clock.GetCurrentInstant().ToUnixTimeSeconds();
        return Results.Json(new { key = channel.PublicKey, identity = (object)new { id = buyer.Id, name = buyer.Name, at, sign = SignedIdentity.SignatureOf(secret, buyer.Id, at) } }, HouseJson.Options);
    }
}
