namespace Zhanggui.Bench.Runs;

/// <summary>
/// One system under the same load: so many conversations between a visitor and an agent. A send is over when the
/// message stands on the agent's screen and, where the system acknowledges, when the visitor has the acknowledgement.
/// </summary>
internal interface IChatSide : IAsyncDisposable
{
    string Name { get; }

    Task OpenAsync(int conversations, int agents);

    /// <summary>Sends one message in a conversation and waits for its delivery.</summary>
    Task SendAsync(int conversation);

    /// <summary>Processor seconds the system's own processes have used so far.</summary>
    double ServerCpuSeconds();

    /// <summary>What can be said of a conversation whose message did not arrive.</summary>
    string StateOf(int conversation) => string.Empty;
}
