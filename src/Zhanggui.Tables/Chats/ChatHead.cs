using System.Text.RegularExpressions;

namespace Zhanggui.Tables.Chats;

/// <summary>The line above a message in a copied chat window: who, to whom where it says so, and when.</summary>
public sealed partial record ChatHead(string Nick, string? To, string? Time)
{
    private const int LongestNick = 60;

    /// <summary><c>买家甲 2026-1-15 10:02:11</c>, <c>nick (2026-10-03 14:05:09):</c>, <c>A --> B 2026-10-03 14:05</c>.</summary>
    public static ChatHead? Dated(string line) => line.Length <= 200 && DatedLine().Match(line) is { Success: true } match && match.Groups["nick"].Value.Trim() is { Length: > 0 and <= LongestNick * 2 } nick
        ? Of(nick, Iso(match)) : null;

    /// <summary>A line that is nothing but a time: the line above it is who.</summary>
    public static string? OnlyTime(string line) => line.Length <= 40 && TimeLine().Match(line) is { Success: true } match ? Iso(match) : null;

    /// <summary>In copies without dates: <c>昵称 14:05</c> or <c>昵称：</c> alone on a line.</summary>
    public static ChatHead? Undated(string line) => line.Length <= LongestNick && UndatedLine().Match(line) is { Success: true } match ? Of(match.Groups["nick"].Value.Trim(), null) : null;

    private static ChatHead Of(string nick, string? time)
    {
        var arrow = nick.IndexOf("-->", StringComparison.Ordinal);
        return arrow > 0 ? new ChatHead(nick[..arrow].Trim(), nick[(arrow + 3)..].Trim(), time) : new ChatHead(nick, null, time);
    }

    private static string Iso(Match m) =>
        $"{m.Groups["y"].Value}-{m.Groups["m"].Value.PadLeft(2, '0')}-{m.Groups["d"].Value.PadLeft(2, '0')} {m.Groups["h"].Value.PadLeft(2, '0')}:{m.Groups["n"].Value}:{(m.Groups["s"].Success ? m.Groups["s"].Value : "00")}";

    // Without brackets the seconds must be there: "送货 2026-10-03 14:00" is something that people say.
    [GeneratedRegex(@"^(?<nick>.{1,120}?)(\s*[\(（\[](?<y>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?\s+(?<h>\d{1,2}):(?<n>\d{2})(:(?<s>\d{2}))?[\)）\]]|\s*(?<y>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?\s+(?<h>\d{1,2}):(?<n>\d{2}):(?<s>\d{2}))\s*[:：]?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DatedLine();

    [GeneratedRegex(@"^\s*(?<y>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?\s+(?<h>\d{1,2}):(?<n>\d{2})(:(?<s>\d{2}))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TimeLine();

    [GeneratedRegex(@"^(?<nick>\S(.{0,40}\S)?)(\s+\d{1,2}:\d{2}(:\d{2})?|\s*[:：])\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UndatedLine();
}
