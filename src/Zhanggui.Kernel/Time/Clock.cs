using NodaTime;

namespace Zhanggui.Kernel.Time;

/// <summary>Bridges the injected <see cref="TimeProvider"/> to NodaTime. Instants carry whole milliseconds: that is what both databases keep.</summary>
public static class Clock
{
    /// <summary>Now, cut to whole milliseconds.</summary>
    public static Instant GetCurrentInstant(this TimeProvider clock) =>
        Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
