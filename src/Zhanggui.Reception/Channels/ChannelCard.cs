using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

/// <summary>Ways by which buyers reach a shop (CHAT-22). Stored and sent as these words.</summary>
internal static class ChannelKinds
{
    public const string Web = "web";

    /// <summary>The house itself carries the words of the web; the others need a bridge, or are recorded by hand.</summary>
    public static readonly IReadOnlyList<string> All = [Web, "shop-chat", "wechat", "qq", Telephone, Visit, "email", "taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou"];

    /// <summary>Chats of platforms that let no other program in: agents write down beside them what is said (the companion window).</summary>
    public static readonly IReadOnlyList<string> Platforms = ["taobao", "tmall", "jd", "pinduoduo", "douyin", "kuaishou"];

    /// <summary>For queries about the queue, which such talks never enter.</summary>
    public static readonly string NotPlatform = $"channel_kind not in ({string.Join(", ", Platforms.Select(p => $"'{p}'"))})";

    /// <summary>Kinds whose contacts people may record by hand, without a channel having been set up before.</summary>
    public static readonly IReadOnlyList<string> Recorded = [Telephone, Visit, "qq"];

    public const string Telephone = "telephone";

    public const string Visit = "visit";

    /// <summary>Do words an agent types have to be carried somewhere? The widget hears them by itself; a call, a visit or a platform's chat is only written down.</summary>
    public static bool IsCarried(string kind) => kind is not (Web or Telephone or Visit) && !IsPlatform(kind);

    /// <summary>A call and a visit are over when they are written down: nobody waits, and whoever got them could not answer.</summary>
    public static bool IsWrittenDown(string kind) => kind is Telephone or Visit;

    public static bool IsPlatform(string kind) => Platforms.Contains(kind, StringComparer.Ordinal);

    /// <summary>May a bridge stand behind a channel of this kind? Never behind the widget: its visitors prove who they are themselves.</summary>
    public static bool MayBeBridged(string kind) => IsCarried(kind);
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

    /// <summary>Why the texts are kept though the guard asks; for the shop's own eyes.</summary>
    public string GuardReason { get; init; } = string.Empty;

    /// <summary>Sites that may carry the widget, such as <c>https://www.example.cn</c>; empty = any.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Where a bridge takes what agents say, <c>https://…</c>; empty = nothing is connected.</summary>
    public string OutboundUrl { get; init; } = string.Empty;
}

/// <summary>A channel as the server knows it. The secret stays sealed until a signature has to be checked.</summary>
internal sealed record ChannelCard(ChannelId Id, OrganisationId Organisation, ShopId Shop, string Kind, string Name, string PublicKey, byte[]? SecretWrapped, ChannelSettings Settings, bool IsEnabled)
{
    /// <summary>As adapters know it.</summary>
    public ChannelRoute Route => new(Id, Shop, Kind, Name, ChannelKinds.MayBeBridged(Kind) ? Settings.OutboundUrl : string.Empty);

    /// <summary>May a page of this origin carry the widget?</summary>
    public bool Admits(string origin) => Settings.Origins.Count == 0 || Settings.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
