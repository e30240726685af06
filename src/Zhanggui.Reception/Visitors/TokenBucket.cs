using NodaTime;

namespace Zhanggui.Reception.Visitors;

/// <summary>How often something may happen: so many at once, then so many a minute.</summary>
internal readonly record struct Pace(int Burst, int PerMinute);

/// <summary>A bucket that refills with time. Pure: taking gives the next state and whether it was allowed.</summary>
internal readonly record struct TokenBucket(double Left, Instant At)
{
    public static TokenBucket Full(Pace pace, Instant now) => new(pace.Burst, now);

    public (TokenBucket Next, bool IsAllowed) Take(Pace pace, Instant now, int count = 1)
    {
        // A clock set back must take from nobody and must not stop the filling; set forward, it fills the bucket and no more.
        var elapsed = now > At ? (now - At).TotalMinutes : 0;
        var left = Math.Min(pace.Burst, Left + (elapsed * pace.PerMinute));
        return left >= count ? (new TokenBucket(left - count, now), true) : (new TokenBucket(left, now), false);
    }

    /// <summary>Nothing is known of it any more: a fresh one is the same.</summary>
    public bool IsFull(Pace pace, Instant now) => Left + ((now - At).TotalMinutes * pace.PerMinute) >= pace.Burst;
}
