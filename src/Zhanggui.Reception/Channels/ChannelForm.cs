using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Reception.Channels.Webhook;

namespace Zhanggui.Reception.Channels;

/// <summary>What the settings page sends, and the rule that it must keep.</summary>
internal sealed record ChannelForm(string? Kind, string? Name, ChannelSettings? Settings, bool? IsEnabled)
{
    private const int NameLength = 40;
    private const int TextLength = 500;
    private const int MostOrigins = 50;
    private const int UrlLength = 500;

    /// <summary>What is wrong, for a channel of this kind; null = nothing.</summary>
    public Refusal? Check(string kind, bool allowsPrivate)
    {
        if (Name is null || string.IsNullOrWhiteSpace(Name) || Name.Length > NameLength)
        {
            return new ChannelInvalid("name", $"请填写名称，最多{NameLength}个字。", $"Give it a name of at most {NameLength} characters.");
        }

        if (Kind is not null && !ChannelKinds.All.Contains(Kind, StringComparer.Ordinal))
        {
            return new ChannelInvalid("kind", "没有这种渠道。", "There is no such kind of channel.");
        }

        var settings = Settings ?? new ChannelSettings();
        if (settings.Colour.Length > 0 && !(settings.Colour.Length == 7 && settings.Colour[0] == '#' && settings.Colour.Skip(1).All(char.IsAsciiHexDigit)))
        {
            return new ChannelInvalid("settings.colour", "颜色请写成 #9a3412 的形式。", "Write the colour like #9a3412.");
        }

        foreach (var (field, text) in (ReadOnlySpan<(string, string)>)[("greetingZh", settings.GreetingZh), ("greetingEn", settings.GreetingEn), ("offlineZh", settings.OfflineZh), ("offlineEn", settings.OfflineEn)])
        {
            if (text.Length > TextLength)
            {
                return new ChannelInvalid($"settings.{field}", $"最多{TextLength}个字。", $"At most {TextLength} characters.");
            }
        }

        if (settings.GuardReason.Length > StoredEye.ReasonLength)
        {
            return new ChannelInvalid("settings.guardReason", $"理由最多{StoredEye.ReasonLength}个字。", $"The reason has at most {StoredEye.ReasonLength} characters.");
        }

        if (settings.OutboundUrl.Length > 0 && RefuseOutbound(settings.OutboundUrl, kind, allowsPrivate) is { } refusal)
        {
            return refusal;
        }

        return settings.Origins.Count > MostOrigins || !settings.Origins.All(IsOrigin)
            ? new ChannelInvalid("settings.origins", "网站地址请写成 https://www.example.cn 的形式，不带路径。", "Write sites like https://www.example.cn, without a path.")
            : null;
    }

    private static ChannelInvalid? RefuseOutbound(string url, string kind, bool allowsPrivate)
    {
        const string Field = "settings.outboundUrl";
        if (!ChannelKinds.MayBeBridged(kind))
        {
            return new ChannelInvalid(Field, "这种渠道不需要外发地址。", "A channel of this kind has no address to send to.");
        }

        return url.Length > UrlLength ? new ChannelInvalid(Field, $"地址最多{UrlLength}个字符。", $"An address has at most {UrlLength} characters.") : BridgeCall.Refuse(url, allowsPrivate) switch
        {
            null => null,
            "private" => new ChannelInvalid(Field, "外发地址必须在公网上。内网地址要先在设置里允许（Channels:AllowPrivateAddresses）。", "The address must lie on the open internet; own networks must be allowed in the settings first (Channels:AllowPrivateAddresses)."),
            _ => new ChannelInvalid(Field, "外发地址请写成 https://www.example.cn/notify 的形式。", "Write the address like https://www.example.cn/notify."),
        };
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
