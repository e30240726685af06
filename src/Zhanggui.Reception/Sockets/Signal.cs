using System.Threading.Tasks.Sources;

namespace Zhanggui.Reception.Sockets;

/// <summary>Wakes one waiting loop. Setting it many times before the loop looks is the same as once; waiting allocates nothing.</summary>
internal sealed class Signal : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> core = new() { RunContinuationsAsynchronously = true };
    private bool isSet;
    private bool isAwaited;

    public void Set()
    {
        lock (gate)
        {
            if (!isAwaited)
            {
                isSet = true;
                return;
            }

            isAwaited = false;
        }

        core.SetResult(true);
    }

    /// <summary>Only one loop may wait.</summary>
    public ValueTask WaitAsync()
    {
        lock (gate)
        {
            if (isSet)
            {
                isSet = false;
                return ValueTask.CompletedTask;
            }

            core.Reset();
            isAwaited = true;
            return new ValueTask(this, core.Version);
        }
    }

    public void GetResult(short token) => core.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
