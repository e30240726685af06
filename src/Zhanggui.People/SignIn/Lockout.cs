using NodaTime;

namespace Zhanggui.People.SignIn;

/// <summary>How many failures are free, and how the pause grows after them.</summary>
internal sealed record LockoutRule(int FreeFailures, Duration FirstPause, Duration LongestPause, Duration ForgetAfter);

/// <summary>What is known of one counter.</summary>
internal readonly record struct Attempts(int Failures, Instant LastAt, Instant UntilAt);

/// <summary>
/// Growing pauses instead of a lock. A browser that has signed in to an account before carries a device cookie and has
/// a counter of its own: a stranger who types wrong passwords slows down strangers, never the person at the usual desk.
/// </summary>
internal static class Lockout
{
    /// <summary>A known device on its account.</summary>
    public static readonly LockoutRule KnownDevice = new(5, Duration.FromSeconds(15), Duration.FromMinutes(15), Duration.FromHours(12));

    /// <summary>Unknown devices of one network on one account.</summary>
    public static readonly LockoutRule Network = new(5, Duration.FromSeconds(15), Duration.FromMinutes(30), Duration.FromHours(12));

    /// <summary>All unknown devices on one account: against guessing from many networks.</summary>
    public static readonly LockoutRule Account = new(30, Duration.FromSeconds(15), Duration.FromMinutes(15), Duration.FromHours(24));

    /// <summary>One network on all accounts: against trying one password everywhere. An office shares one address, so it is generous.</summary>
    public static readonly LockoutRule Spray = new(60, Duration.FromSeconds(15), Duration.FromMinutes(15), Duration.FromHours(1));

    public static Duration PauseAfter(int failures, LockoutRule rule)
    {
        if (failures < rule.FreeFailures)
        {
            return Duration.Zero;
        }

        var doublings = Math.Min(failures - rule.FreeFailures, 20);
        var pause = rule.FirstPause * (1L << doublings);
        return Duration.Min(pause, rule.LongestPause);
    }

    /// <summary>One more try is charged before the password is looked at, so that parallel guesses all count.</summary>
    public static Attempts Charge(Attempts? before, Instant now, LockoutRule rule)
    {
        var failures = before is { } b && now - b.LastAt < rule.ForgetAfter ? Math.Min(b.Failures, 1_000_000) + 1 : 1;
        return new Attempts(failures, now, now + PauseAfter(failures, rule));
    }

    /// <summary>A try that turned out not to be a guess is taken back.</summary>
    public static Attempts Refund(Attempts after, LockoutRule rule)
    {
        var failures = Math.Max(0, after.Failures - 1);
        return after with { Failures = failures, UntilAt = after.LastAt + PauseAfter(failures, rule) };
    }
}
