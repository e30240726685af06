using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Zhanggui.Bench.Anchors;

/// <summary>A message in the relay's hands.</summary>
internal sealed record RelayMessage(int Conversation, Guid Id, string Text, long At)
{
    public long Seq { get; set; }

    public long N { get; set; }
}

/// <summary>Stores a batch with one commit: message row, head update and feed row for each, as the house does.</summary>
internal interface IRelayStore : IDisposable
{
    Task CommitAsync(IReadOnlyList<RelayMessage> batch);
}

/// <summary>The variant that keeps nothing.</summary>
internal sealed class NoRelayStore : IRelayStore
{
    public Task CommitAsync(IReadOnlyList<RelayMessage> batch) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
