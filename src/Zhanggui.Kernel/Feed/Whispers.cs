using System.Text.Json;
using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Db;

namespace Zhanggui.Kernel.Feed;

/// <summary>A word that is not kept: somebody types, looks, comes or goes. Lost words are harmless.</summary>
public sealed record Whisper(Guid Stream, string Kind, JsonElement Body, Guid Origin);

/// <summary>Carries ephemeral words to all processes: directly in this one, by NOTIFY to the others. Never stored.</summary>
public sealed class Whispers(Database database, ILogger<Whispers> log)
{
    private readonly Guid origin = Guid.CreateVersion7();

    /// <summary>Raised for every word, from this process or another; handlers must be quick and must not throw.</summary>
    public event Action<Whisper>? Said;

    public void Say(Guid stream, string kind, object body)
    {
        var whisper = new Whisper(stream, kind, JsonSerializer.SerializeToElement(body, Http.HouseJson.Options), origin);
        Said?.Invoke(whisper);
        if (!database.IsSqlite)
        {
            _ = TellOthersAsync(whisper);
        }
    }

    internal void Heard(string payload, int pid)
    {
        try
        {
            var whisper = JsonSerializer.Deserialize<Whisper>(payload, Http.HouseJson.Options);
            if (whisper is not null && whisper.Origin != origin)
            {
                Said?.Invoke(whisper);
            }
        }
        catch (JsonException error)
        {
            log.LogWarning(error, "A whisper from backend {Pid} could not be read", pid);
        }
    }

    private async Task TellOthersAsync(Whisper whisper)
    {
        try
        {
            await using var connection = await database.OpenAsync(CancellationToken.None);
            await connection.ExecuteAsync(null, "select pg_notify(@channel, @payload)", CancellationToken.None,
                ("channel", FeedRelay.WhisperChannel), ("payload", JsonSerializer.Serialize(whisper, Http.HouseJson.Options)));
        }
        catch (Exception error)
        {
            log.LogDebug(error, "A whisper was lost");
        }
    }
}
