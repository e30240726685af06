using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Shifts.Duty;

/// <summary>What every duty socket needs.</summary>
internal sealed record DutySocketTools(FeedHub Hub, IDuty Duty, ISessions Sessions, TimeProvider Clock);

/// <summary>
/// Tells one screen of every change of duty in a shop. It listens before it says <c>ready</c>, and the screen takes its
/// snapshot after that: nothing falls between. A state says since when it holds, so hearing one late or twice is harmless.
/// </summary>
internal sealed class DutySocket(WebSocket socket, ShopId shop, Actor actor, DutySocketTools tools)
{
    private const int LargestFrame = 1024;
    private const int EventsPerFrame = 100;
    private static readonly TimeSpan SessionEvery = TimeSpan.FromSeconds(20);

    private readonly Channel<bool> awake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int pongs;
    private Actor actor = actor;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var listener = await tools.Hub.Stream(shop.Value).ListenAsync(shop.Value, Wake, ended.Token);
        await Task.WhenAll(EndWithAsync(ReadAsync(ended.Token), ended), EndWithAsync(WriteAsync(listener, ended.Token), ended), EndWithAsync(KeepAsync(ended.Token), ended));
    }

    private static async Task EndWithAsync(Task loop, CancellationTokenSource ended)
    {
        try
        {
            await loop;
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or System.Data.Common.DbException)
        {
            // the other side left, the house stops, or the database is away: the screen comes back
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private void Wake() => awake.Writer.TryWrite(true);

    /// <summary>The screen only asks whether the line still stands.</summary>
    private async Task ReadAsync(CancellationToken ct)
    {
        var buffer = new byte[LargestFrame];
        while (socket.State == WebSocketState.Open)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close || !part.EndOfMessage)
            {
                return;
            }

            if (buffer.AsSpan(0, part.Count).IndexOf("\"ping\""u8) >= 0)
            {
                Interlocked.Increment(ref pongs);
                Wake();
            }
        }
    }

    private async Task WriteAsync(FeedListener listener, CancellationToken ct)
    {
        var taken = new List<FeedEvent>();
        await SendAsync(new { t = "ready", n = listener.Position, epoch = tools.Hub.Stream(shop.Value).Epoch }, ct);
        while (await awake.Reader.WaitToReadAsync(ct))
        {
            awake.Reader.TryRead(out _);
            if (Interlocked.Exchange(ref pongs, 0) > 0)
            {
                await SendAsync(new { t = "pong" }, ct);
            }

            do
            {
                taken.Clear();
                if (!listener.TryTake(taken, EventsPerFrame))
                {
                    await SendAsync(new { t = "reload" }, ct); // more than is kept: the board is read anew
                }

                await TellAsync(taken, ct);
            }
            while (taken.Count >= EventsPerFrame);
        }
    }

    private async Task TellAsync(List<FeedEvent> taken, CancellationToken ct)
    {
        var duties = new List<DutyNow>();
        foreach (var person in taken.Where(e => e.Kind == DutyBook.FeedKind).Select(e => e.Entity).Distinct())
        {
            duties.Add(await tools.Duty.GetAsync(shop, PersonId.From(person), ct));
        }

        if (duties.Count > 0)
        {
            await SendAsync(new { t = "duty", n = taken[^1].Number, duties }, ct);
        }

        // What other rooms tell the whole shop of is named and nothing more: who may see it asks for it.
        if (taken.Select(e => e.Kind).Where(k => k != DutyBook.FeedKind).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } kinds)
        {
            await SendAsync(new { t = "told", n = taken[^1].Number, kinds }, ct);
        }
    }

    /// <summary>Whoever signs out or loses the right stops hearing.</summary>
    private async Task KeepAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SessionEvery, tools.Clock);
        while (await timer.WaitForNextTickAsync(ct))
        {
            if (await tools.Sessions.RefreshAsync(actor, ct) is not { } refreshed || !refreshed.Can(Permissions.ReadDuty, shop))
            {
                return;
            }

            actor = refreshed;
        }
    }

    private ValueTask SendAsync(object frame, CancellationToken ct) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame, HouseJson.Options).AsMemory(), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, ct);
}
