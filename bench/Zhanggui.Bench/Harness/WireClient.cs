using System.Text.Json.Nodes;
using Zhanggui.Bench.Wire;

namespace Zhanggui.Bench.Harness;

/// <summary>
/// A client that does what the wire document asks of one: takes a snapshot, resumes from the last number it has applied,
/// keeps what it wrote until it is acknowledged and sends it again under the same id. It never asks for a fresh snapshot
/// unless the server says <c>reload</c>.
/// </summary>
internal abstract class WireClient(string name, Ledger ledger)
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(1);
    private readonly List<Sent> outbox = [];
    private readonly CancellationTokenSource stopping = new();
    private FrameSocket? socket;
    private Task running = Task.CompletedTask;
    private long order;
    private long lastHeard;
    private bool ready;

    public string Name { get; } = name;

    /// <summary>The last feed number this client has applied.</summary>
    public long Applied { get; private set; }

    public string? Epoch { get; private set; }

    public int Connects { get; private set; }

    public int Reloads { get; private set; }

    /// <summary>How long without a word from the server before the connection counts as dead.</summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromSeconds(4);

    public int Waiting
    {
        get
        {
            lock (Gate)
            {
                return outbox.Count;
            }
        }
    }

    protected Lock Gate { get; } = new();

    protected Ledger Ledger => ledger;

    /// <summary>Takes the first snapshot; later only after <c>reload</c>. Sets the number and epoch by <see cref="Stand"/>.</summary>
    protected abstract Task SnapshotAsync(CancellationToken ct);

    protected abstract Task<FrameSocket> ConnectAsync(CancellationToken ct);

    protected abstract JsonObject Hello();

    protected abstract JsonObject SendFrame(Sent sent);

    protected abstract void Apply(JsonNode happening);

    public void Start() => running = Task.Run(RunAsync);

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        socket?.Abort();
        await running;
        stopping.Dispose();
    }

    /// <summary>Writes a message: it goes to the outbox, and out at once if there is a connection.</summary>
    public Sent Write(string text, string? conversation = null)
    {
        Sent sent;
        FrameSocket? through;
        lock (Gate)
        {
            sent = new Sent(Guid.CreateVersion7(), Name, ++order, conversation, $"{Name} {order} {text}");
            ledger.Add(sent);
            outbox.Add(sent);
            through = ready ? socket : null;
            if (through is not null)
            {
                sent.Tries++;
                // Queued under the lock: the order on the wire is the order of writing.
                _ = PostAsync(through, SendFrame(sent));
            }
        }

        return sent;
    }

    public void Tell(JsonObject frame)
    {
        lock (Gate)
        {
            if (ready && socket is not null)
            {
                _ = PostAsync(socket, frame);
            }
        }
    }

    protected void Stand(long n, string? epoch)
    {
        lock (Gate)
        {
            Applied = n;
            Epoch = epoch;
        }
    }

    private static async Task PostAsync(FrameSocket through, JsonObject frame)
    {
        try
        {
            await through.SendAsync(System.Text.Encoding.UTF8.GetBytes(frame.ToJsonString()));
        }
        catch (Exception)
        {
            // The connection ended; whatever it was stands in the outbox.
        }
    }

    private async Task RunAsync()
    {
        var snapshotDue = true;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (snapshotDue)
                {
                    await SnapshotAsync(stopping.Token);
                    snapshotDue = false;
                }

                snapshotDue = await SessionAsync();
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && error is not InvalidOperationException)
            {
                LastError = error.Message;
                await Task.Delay(Random.Shared.Next(20, 150));
            }
            catch (Exception error) when (!stopping.IsCancellationRequested)
            {
                LastError = error.Message;
                ledger.Fault($"{Name}: {error.Message}");
                await Task.Delay(500);
            }
            catch (Exception)
            {
                return; // stopping
            }
        }
    }

    public string? LastError { get; private set; }

    /// <summary>One connection from hello to its end; true when a snapshot is due.</summary>
    private async Task<bool> SessionAsync()
    {
        await using var mine = await ConnectAsync(stopping.Token);
        var reload = false;
        Interlocked.Exchange(ref lastHeard, Environment.TickCount64);
        mine.Listen(bytes =>
        {
            Interlocked.Exchange(ref lastHeard, Environment.TickCount64);
            try
            {
                reload |= Hear(JsonNode.Parse(bytes)!, mine);
            }
            catch (Exception error)
            {
                ledger.Fault($"{Name}: {error.Message} at {System.Text.Encoding.UTF8.GetString(bytes)[..Math.Min(300, bytes.Length)]}");
                mine.Abort();
            }
        });
        lock (Gate)
        {
            socket = mine;
            Connects++;
            _ = PostAsync(mine, Hello());
        }

        var closed = mine.ClosedAsync();
        while (await Task.WhenAny(closed, Task.Delay(PingEvery)) != closed)
        {
            if (Environment.TickCount64 - Interlocked.Read(ref lastHeard) > SilenceLimit.TotalMilliseconds)
            {
                mine.Abort(); // half open: nothing came for too long
                break;
            }

            _ = PostAsync(mine, new JsonObject { ["t"] = "ping" });
        }

        await closed;
        lock (Gate)
        {
            ready = false;
            socket = null;
        }

        LastError = mine.ClosedBecause;
        await Task.Delay(Random.Shared.Next(10, 80));
        return reload;
    }

    /// <summary>Takes one frame; true when the server asks for a reload.</summary>
    private bool Hear(JsonNode frame, FrameSocket from)
    {
        switch (frame["t"]!.GetValue<string>())
        {
            case "ready":
                Ready(frame, from);
                return false;
            case "events":
                HearEvents(frame);
                return false;
            case "ack":
                Settle(Guid.Parse(frame["id"]!.GetValue<string>()), s => ledger.Acked(s.Id, frame["seq"]!.GetValue<long>()));
                return false;
            case "refused" when frame["id"]?.GetValue<string>() is { } id:
                HearRefusal(Guid.Parse(id), frame);
                return false;
            case "reload":
                Reloads++;
                from.Abort();
                return true;
            case "bye":
                from.Abort();
                return false;
            default:
                return false;
        }
    }

    private void Ready(JsonNode frame, FrameSocket from)
    {
        lock (Gate)
        {
            Epoch ??= frame["epoch"]?.GetValue<string>();
            ready = true;
            foreach (var sent in outbox)
            {
                sent.Tries++;
                _ = PostAsync(from, SendFrame(sent));
            }
        }
    }

    private void HearEvents(JsonNode frame)
    {
        lock (Gate)
        {
            var from = frame["from"]!.GetValue<long>();
            var to = frame["to"]!.GetValue<long>();
            if (from > Applied)
            {
                ledger.Fault($"{Name}: a gap: has {Applied}, the next frame begins after {from}");
            }

            var last = 0L;
            foreach (var happening in frame["events"]!.AsArray())
            {
                var n = happening!["n"]!.GetValue<long>();
                if (n < last || n > to)
                {
                    ledger.Fault($"{Name}: number {n} after {last} in a frame up to {to}");
                }

                last = n;
                if (n > Applied)
                {
                    Apply(happening);
                }
            }

            Applied = Math.Max(Applied, to);
        }
    }

    private void HearRefusal(Guid id, JsonNode frame)
    {
        var code = frame["code"]?.GetValue<string>() ?? string.Empty;
        if (IsPassing(code))
        {
            // The house could not store it just now: it stays in the outbox and goes out again over the next connection.
            return;
        }

        Settle(id, s => s.Refused = code);
        ledger.Fault($"{Name}: message {id} refused: {frame.ToJsonString()}");
    }

    private static bool IsPassing(string code) => code.EndsWith("unavailable", StringComparison.Ordinal) || code.EndsWith("busy", StringComparison.Ordinal) || code.EndsWith("storage", StringComparison.Ordinal);

    private void Settle(Guid id, Action<Sent> act)
    {
        lock (Gate)
        {
            var at = outbox.FindIndex(s => s.Id == id);
            if (at >= 0)
            {
                act(outbox[at]);
                outbox.RemoveAt(at);
            }
            else
            {
                act(new Sent(id, Name, 0, null, string.Empty));
            }
        }
    }
}
