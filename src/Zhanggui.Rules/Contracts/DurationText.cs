using NodaTime;
using Zhanggui.Rules.Document;

namespace Zhanggui.Rules.Contracts;

/// <summary>A length of time as books write it, for settings that hold one among other words.</summary>
public static class DurationText
{
    /// <summary>Reads <c>2 min</c>, <c>120 s</c>, <c>1 h 30 min</c>, <c>2分钟</c>; null when it is none.</summary>
    public static Duration? Parse(string text) => Amounts.ParseDuration(text);
}
