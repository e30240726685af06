using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

/// <summary>Ways by which buyers reach a shop (CHAT-22). Stored and sent as these words.</summary>
internal static class ChannelKinds
{
    public const string Web = "web";

    /// <summary>Kinds of which the house itself carries the messages; the others record contacts by hand until an adapter is there.</summary>
    public static readonly IReadOnlyList<string> All = [Web, "shop-chat", "wechat", "qq", "telephone", "visit", "email"];
}

/// <summary>What a shop may set for a channel; every text may be empty.</summary>
internal sealed record ChannelSettings
{
    /// <summary>The shop's colour, <c>#rrggbb</c>.</summary>
    public string Colour { get; init; } = string.Empty;

    public string GreetingZh { get; init; } = string.Empty;

    public string GreetingEn { get; init; } = string.Empty;

    public string OfflineZh { get; init; } = string.Empty;

    public string OfflineEn { get; init; } = string.Empty;

    /// <summary>Sites that may carry the widget, such as <c>https://www.example.cn</c>; empty = any.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];
}

/// <summary>A channel as the server knows it. The secret stays sealed until a signature has to be checked.</summary>
internal sealed record ChannelCard(ChannelId Id, OrganisationId Organisation, ShopId Shop, string Kind, string Name, string PublicKey, byte[]? SecretWrapped, ChannelSettings Settings, bool IsEnabled)
{
    /// <summary>May a page of this origin carry the widget?</summary>
    public bool Admits(string origin) => Settings.Origins.Count == 0 || Settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
