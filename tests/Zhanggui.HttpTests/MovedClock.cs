namespace Zhanggui.HttpTests;

/// <summary>The clock of the machine, set forward by a test; timers run as ever.</summary>
public sealed class MovedClock : TimeProvider
{
    private long ticks;

    public void Move(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ticks));
}
