using NodaTime;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels.Delivery;

/// <summary>What is noted after a try: the state the agent sees, its cause, and when it is tried again.</summary>
internal readonly record struct Noted(DeliveryState State, string? Cause, Instant? RetryAt);

/// <summary>When an outgoing message is tried again, and when it is given up. Pure.</summary>
internal static class Retrying
{
    private const int CauseLength = 200;

    /// <summary>
    /// After the try number <paramref name="attempts"/> (from 1): pauses double up to the longest one, and a channel may
    /// ask for a longer pause than ours, never for a shorter one.
    /// </summary>
    public static Noted Decide(SendResult result, int attempts, Instant now, ChannelsOptions options) => result switch
    {
        SendResult.Sent => new Noted(DeliveryState.Sent, null, null),
        SendResult.Failed failed => new Noted(DeliveryState.Failed, Short(failed.Cause), null),
        SendResult.RetryLater later when attempts >= options.Attempts => new Noted(DeliveryState.Failed, Short(later.Cause), null),
        SendResult.RetryLater later => new Noted(DeliveryState.Pending, Short(later.Cause), now + Pause(attempts, later.After, options)),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.GetType().Name, "Unknown result."),
    };

    public static Duration Pause(int attempts, Duration? asked, ChannelsOptions options)
    {
        var longest = Duration.FromSeconds(options.LongestPauseSeconds);
        var doubled = options.FirstPauseSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        var own = Duration.Min(Duration.FromSeconds(doubled), longest);
        return asked is { } wish && wish > own ? Duration.Min(wish, longest) : own;
    }

    private static string Short(string cause) => cause.Length <= CauseLength ? cause : cause[..CauseLength];
}
