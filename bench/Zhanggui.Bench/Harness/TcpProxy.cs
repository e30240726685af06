using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Zhanggui.Bench.Harness;

internal enum Cut
{
    /// <summary>Both ends get a reset at once.</summary>
    Reset,

    /// <summary>Both ends see an orderly end.</summary>
    Close,

    /// <summary>Nothing passes for a while, then it goes on.</summary>
    Halt,

    /// <summary>Nothing passes any more and nobody is told: what was under way is lost.</summary>
    HalfOpen,

    /// <summary>Like <see cref="HalfOpen"/>, but only what the server says is lost: the acknowledgement is not heard.</summary>
    Deaf,
}

/// <summary>
/// A line between clients and servers that can be cut in the ways networks cut lines. With several servers it is the
/// balancer too: connections go round, and past servers that do not answer.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, Line> lines = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly int[] servers;
    private readonly Task accepting;
    private int turn;
    private int numbers;

    public TcpProxy(params int[] servers)
    {
        this.servers = servers;
        listener.Start(512);
        accepting = Task.Run(AcceptAsync);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public int Open => lines.Count;

    /// <summary>While true, new connections are refused at once.</summary>
    public bool IsDown { get; set; }

    /// <summary>Cuts every line that is open now.</summary>
    public int CutAll(Cut how, TimeSpan halt = default)
    {
        var cut = 0;
        foreach (var line in lines.Values)
        {
            line.Cut(how, halt);
            cut++;
        }

        return cut;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        CutAll(Cut.Reset);
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stopping.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // over
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        var server = IsDown ? null : await ReachAsync();
        if (server is null)
        {
            Line.Reset(client);
            return;
        }

        var number = Interlocked.Increment(ref numbers);
        var line = new Line(client, server);
        lines[number] = line;
        await line.RunAsync();
        lines.TryRemove(number, out _);
    }

    private async Task<Socket?> ReachAsync()
    {
        for (var i = 0; i < servers.Length; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, servers[(uint)Interlocked.Increment(ref turn) % (uint)servers.Length]);
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        return null;
    }

    private sealed class Line(Socket client, Socket server)
    {
        private readonly CancellationTokenSource end = new();
        private volatile bool losesUp;
        private volatile bool losesDown;
        private long haltedUntil;

        public static void Reset(Socket socket)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException)
            {
                // It ended by itself in this moment.
            }

            socket.Dispose();
        }

        public async Task RunAsync()
        {
            await Task.WhenAll(PumpAsync(client, server, up: true), PumpAsync(server, client, up: false));
            client.Dispose();
            server.Dispose();
            end.Dispose();
        }

        public void Cut(Cut how, TimeSpan halt)
        {
            switch (how)
            {
                case Harness.Cut.Reset:
                    Reset(client);
                    Reset(server);
                    break;
                case Harness.Cut.Close:
                    client.Dispose();
                    server.Dispose();
                    break;
                case Harness.Cut.Halt:
                    Interlocked.Exchange(ref haltedUntil, Environment.TickCount64 + (long)halt.TotalMilliseconds);
                    break;
                case Harness.Cut.HalfOpen:
                    losesUp = losesDown = true;
                    break;
                case Harness.Cut.Deaf:
                    losesDown = true;
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(how), how, "No such cut.");
            }
        }

        private async Task PumpAsync(Socket from, Socket to, bool up)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (true)
                {
                    var read = await from.ReceiveAsync(buffer.AsMemory());
                    if (read == 0)
                    {
                        break;
                    }

                    while (Interlocked.Read(ref haltedUntil) > Environment.TickCount64)
                    {
                        await Task.Delay(20);
                    }

                    if (!(up ? losesUp : losesDown))
                    {
                        await to.SendAsync(buffer.AsMemory(0, read));
                    }
                }

                if (!(up ? losesUp : losesDown))
                {
                    to.Shutdown(SocketShutdown.Send);
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                if (!losesUp && !losesDown)
                {
                    from.Dispose();
                    to.Dispose();
                }
            }
        }
    }
}
