using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Kernel.Feed;

/// <summary>
/// Hears what other processes on the same PostgreSQL have committed (LISTEN/NOTIFY, sent inside the committing
/// transaction) and what they only want to say (typing, presence). A poll every two seconds covers lost notifications.
/// </summary>
public sealed class FeedRelay(Database database, FeedHub hub, FeedStore store, Whispers whispers, ILogger<FeedRelay> log) : BackgroundService
{
    /// <summary>Notification channel; payload <c>stream:number:origin</c>.</summary>
    public const string FeedChannel = "zhanggui_feed";

    /// <summary>Notification channel of ephemeral words; payload is JSON under 8,000 bytes.</summary>
    public const string WhisperChannel = "zhanggui_whisper";

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = database.IsSqlite ? Task.CompletedTask : ListenAsync(stoppingToken);
        using var timer = new PeriodicTimer(PollEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var stream in hub.Live)
                {
                    await hub.Stream(stream).CatchUpAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // stopping
        }

        await listening;
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Postgres.OpenConnectionAsync(ct);
                connection.Notification += (_, e) => Hear(e);
                await using (var listen = new NpgsqlCommand($"listen {FeedChannel}; listen {WhisperChannel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(ct);
                }

                foreach (var stream in hub.Live)
                {
                    await hub.Stream(stream).CatchUpAsync(); // what was said while nobody listened
                }

                while (true)
                {
                    await connection.WaitAsync(ct);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning(error, "Lost the notification connection; trying again");
                await Task.Delay(RetryAfter, CancellationToken.None);
            }
        }
    }

    private void Hear(NpgsqlNotificationEventArgs e)
    {
        if (e.Channel == WhisperChannel)
        {
            whispers.Heard(e.Payload, e.PID);
            return;
        }

        var parts = e.Payload.Split(':');
        if (parts.Length == 3 && Guid.TryParse(parts[0], out var stream) && long.TryParse(parts[1], out var number)
            && Guid.TryParse(parts[2], out var origin) && origin != store.Origin)
        {
            hub.Reached(stream, number);
        }
    }
}
