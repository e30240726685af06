namespace Zhanggui.Reception.Sockets;

/// <summary>
/// The transport of a live socket. While it is corked, whole frames gather and leave together: an acknowledgement and the event that
/// follows it cost one system call here and one waking there instead of two. Writes of several threads (signs of life) are put in order.
/// </summary>
internal sealed class CorkedStream(Stream inner) : Stream
{
    private const int KeepBytes = 16 * 1024;
    private readonly SemaphoreSlim turn = new(1, 1);
    private byte[] waiting = [];
    private int count;
    private bool isCorked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on frames gather.</summary>
    public void Cork() => isCorked = true;

    /// <summary>Sends what has gathered; frames go out by themselves again.</summary>
    public async ValueTask UncorkAsync(CancellationToken ct)
    {
        isCorked = false;
        await turn.WaitAsync(ct);
        try
        {
            if (count == 0)
            {
                return;
            }

            await inner.WriteAsync(waiting.AsMemory(0, count), ct);
            count = 0;
            if (waiting.Length > KeepBytes)
            {
                waiting = [];
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (!isCorked && count == 0)
            {
                await inner.WriteAsync(buffer, cancellationToken);
                return;
            }

            if (count + buffer.Length > waiting.Length)
            {
                Array.Resize(ref waiting, Math.Max(count + buffer.Length, Math.Max(1024, waiting.Length * 2)));
            }

            buffer.CopyTo(waiting.AsMemory(count));
            count += buffer.Length;
            if (!isCorked || count > KeepBytes)
            {
                await inner.WriteAsync(waiting.AsMemory(0, count), cancellationToken);
                count = 0;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing lies behind it: the transport sends what it is given.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => isCorked ? Task.CompletedTask : inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
