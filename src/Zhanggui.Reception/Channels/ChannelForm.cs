using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Channels;

/// <summary>What the settings page sends, and the rule that it must keep.</summary>
internal sealed record ChannelForm(string? Kind, string? Name, ChannelSettings? Settings, bool? IsEnabled)
{
    private const int NameLength = 40;
    private const int TextLength = 500;
    private const int MostOrigins = 50;

    public Refusal? Check()
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

        return settings.Origins.Count > MostOrigins || !settings.Origins.All(IsOrigin)
            ? new ChannelInvalid("settings.origins", "网站地址请写成 https://www.example.cn 的形式，不带路径。", "Write sites like https://www.example.cn, without a path.")
            : null;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "https" or "http") && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}
