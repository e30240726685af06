using NodaTime;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Host.House;

/// <summary>
/// Lets one heavy act through at a time, and the next only after a rest (<see cref="HouseHostOptions.HouseRestSeconds"/>):
/// both read the whole database, and the buyers have it first.
/// </summary>
internal sealed class Turnstile(TimeProvider clock, HouseHostOptions options)
{
    private readonly Lock gate = new();
    private bool busy;
    private Instant restsUntil = Instant.MinValue;

    /// <summary>The way in, to be disposed of when the act has ended; or why not now.</summary>
    public Outcome<IDisposable> Enter()
    {
        lock (gate)
        {
            var now = clock.GetCurrentInstant();
            if (busy)
            {
                return new HouseBusy();
            }

            // A clock that was set back must not lock the door for longer than the rest itself.
            if (now < restsUntil && restsUntil - now <= Rest)
            {
                return new HouseResting((long)Math.Ceiling((restsUntil - now).TotalSeconds));
            }

            busy = true;
            return new Outlet(this);
        }
    }

    private Duration Rest => Duration.FromSeconds(options.HouseRestSeconds);

    private void Leave()
    {
        lock (gate)
        {
            busy = false;
            restsUntil = clock.GetCurrentInstant() + Rest;
        }
    }

    private sealed class Outlet(Turnstile turnstile) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                turnstile.Leave();
            }
        }
    }
}

/// <summary>The turnstile of the doctor and that of the backup: neither waits for the other.</summary>
internal sealed class HouseTurnstiles(TimeProvider clock, HouseHostOptions options)
{
    public Turnstile Doctor { get; } = new(clock, options);

    public Turnstile Backup { get; } = new(clock, options);
}
