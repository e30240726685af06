using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Jobs;

/// <summary>One testable step of recurring work. Running it twice, or after a crash in the middle, must be harmless.</summary>
public interface IJob
{
    /// <summary><c>room.work</c>, unique.</summary>
    string Name { get; }

    /// <summary>Pause between rounds that found nothing.</summary>
    Duration Every { get; }

    /// <summary>True when the job claims its own rows; otherwise only the process holding the job's lease runs it.</summary>
    bool RunsEverywhere { get; }

    /// <summary>Does one round and says how much it did; more than zero asks for another round at once.</summary>
    Task<int> RunOnceAsync(Instant now, CancellationToken ct);
}

/// <summary>Owns the loop around every job; the jobs own one round. They begin when the server has started, so that nobody waits for it because of them.</summary>
public sealed class JobRunner(IEnumerable<IJob> jobs, Database database, TimeProvider clock, ILogger<JobRunner> log, IHostApplicationLifetime? server = null) : BackgroundService
{
    private static readonly Duration LeaseTime = Duration.FromSeconds(30);

    /// <summary>Rare work lets the server answer its first requests before it begins.</summary>
    private static readonly TimeSpan RareStartsAfter = TimeSpan.FromSeconds(5);
    private static readonly Duration Rare = Duration.FromSeconds(30);
    private readonly string owner = NewId.Create(clock).ToString();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = server?.ApplicationStarted.Register(() => started.TrySetResult()) ?? default;
        await using var __ = stoppingToken.Register(() => started.TrySetResult());
        if (server is not null)
        {
            await started.Task;
        }

        await Task.WhenAll(jobs.Select(job => LoopAsync(job, stoppingToken)));
    }

    private async Task LoopAsync(IJob job, CancellationToken ct)
    {
        if (job.Every >= Rare && !await WaitAsync(RareStartsAfter, ct))
        {
            return;
        }

        while (!ct.IsCancellationRequested)
        {
            var did = 0;
            try
            {
                var now = clock.GetCurrentInstant();
                if (job.RunsEverywhere || await HoldLeaseAsync(job, now, ct))
                {
                    did = await job.RunOnceAsync(now, ct);
                }
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogError(error, "Job {Job} failed; it runs again", job.Name);
            }

            if (!await WaitAsync(did > 0 ? TimeSpan.FromMilliseconds(1) : job.Every.ToTimeSpan(), ct))
            {
                return;
            }
        }
    }

    /// <summary>False when the house closes meanwhile.</summary>
    private async Task<bool> WaitAsync(TimeSpan time, CancellationToken ct)
    {
        try
        {
            await Task.Delay(time, clock, ct);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task<bool> HoldLeaseAsync(IJob job, Instant now, CancellationToken ct) =>
        database.WriteAsync(async (c, t) => await c.ExecuteAsync(t,
            "insert into kernel_job (name, owner, lease_until, last_run_at) values (@name, @owner, @until, @now) " +
            "on conflict (name) do update set owner = @owner, lease_until = @until, last_run_at = @now where kernel_job.owner = @owner or kernel_job.lease_until < @now", ct,
            ("name", job.Name), ("owner", owner), ("now", now.ToUnixTimeMilliseconds()),
            ("until", (now + LeaseTime + job.Every).ToUnixTimeMilliseconds())) > 0, ct);
}
