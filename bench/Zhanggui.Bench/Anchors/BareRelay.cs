using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Zhanggui.Bench.Anchors;

/// <summary>
/// The physical limit to compare with: a Kestrel WebSocket relay that takes what has gathered, stores the rows the house
/// stores by one commit, acknowledges and delivers to the agent's socket. No rules, no rights, no repeats, no sealing, one event shape.
/// </summary>
internal static class BareRelay
{
    /// <summary>Runs until standard input ends; says <c>listening URL</c>.</summary>
    public static async Task<int> RunAsync(IRelayStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.UseWebSockets();
        var hub = new Hub(store);
        app.Map("/agent", c => hub.AgentAsync(c, int.Parse(c.Request.Query["a"]!)));
        app.Map("/visitor", c => hub.VisitorAsync(c, int.Parse(c.Request.Query["c"]!)));
        var writing = Task.Run(hub.WriteAsync);
        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.First()}");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // runs until whoever started it lets go
        }

        await app.StopAsync();
        return 0;
    }

    private sealed class Hub(IRelayStore store)
    {
        private readonly Channel<(RelayMessage Message, Outlet From)> incoming = Channel.CreateUnbounded<(RelayMessage, Outlet)>(new UnboundedChannelOptions { SingleReader = true });
        private readonly Outlet?[] agents = new Outlet?[1024];
        private int agentCount;

        public async Task AgentAsync(HttpContext context, int number)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var outlet = new Outlet(socket);
            agents[number] = outlet;
            agentCount = Math.Max(agentCount, number + 1);
            var pump = outlet.PumpAsync();
            await ReadAsync(socket, (_, _) => { });
            outlet.Complete();
            await pump;
        }

        public async Task VisitorAsync(HttpContext context, int conversation)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var outlet = new Outlet(socket);
            var pump = outlet.PumpAsync();
            await ReadAsync(socket, (buffer, count) =>
            {
                var (id, text) = Parse(buffer.AsSpan(0, count));
                incoming.Writer.TryWrite((new RelayMessage(conversation, id, text, DateTimeOffset.UnixEpoch.ToUnixTimeMilliseconds() + Environment.TickCount64), outlet));
            });
            outlet.Complete();
            await pump;
        }

        public async Task WriteAsync()
        {
            var batch = new List<RelayMessage>();
            var from = new List<Outlet>();
            while (await incoming.Reader.WaitToReadAsync())
            {
                batch.Clear();
                from.Clear();
                while (batch.Count < 512 && incoming.Reader.TryRead(out var next))
                {
                    batch.Add(next.Message);
                    from.Add(next.From);
                }

                await store.CommitAsync(batch);
                Tell(batch, from);
            }
        }

        private void Tell(List<RelayMessage> batch, List<Outlet> from)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                from[i].Post(Frames.Ack(batch[i]));
            }

            foreach (var group in batch.GroupBy(m => m.Conversation % agentCount))
            {
                agents[group.Key]?.Post(Frames.Events([.. group]));
            }
        }

        private static async Task ReadAsync(WebSocket socket, Action<byte[], int> frame)
        {
            var buffer = new byte[4096];
            try
            {
                while (true)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    if (read.MessageType == WebSocketMessageType.Close)
                    {
                        return;
                    }

                    frame(buffer, read.Count);
                }
            }
            catch (WebSocketException)
            {
                // gone
            }
        }

        private static (Guid Id, string Text) Parse(ReadOnlySpan<byte> frame)
        {
            var reader = new Utf8JsonReader(frame);
            Guid id = default;
            var text = string.Empty;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    id = reader.GetGuid();
                }
                else if (reader.ValueTextEquals("text"u8))
                {
                    reader.Read();
                    text = reader.GetString()!;
                }
            }

            return (id, text);
        }
    }

    /// <summary>One socket's way out; frames leave in order.</summary>
    private sealed class Outlet(WebSocket socket)
    {
        private readonly Channel<byte[]> frames = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });

        public void Post(byte[] frame) => frames.Writer.TryWrite(frame);

        public void Complete() => frames.Writer.TryComplete();

        public async Task PumpAsync()
        {
            try
            {
                await foreach (var frame in frames.Reader.ReadAllAsync())
                {
                    await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                }
            }
            catch (WebSocketException)
            {
                // gone
            }
        }
    }

    /// <summary>Frames of the house's shape and size, so that both sides move the same bytes.</summary>
    private static class Frames
    {
        private static readonly byte[] HeadRest = """
            "number":1234,"shopId":"0199d2a0-7c11-7b7e-9d1c-0d6b8a6f2c11","channelId":"0199d2a0-7c11-7b7e-9d1c-0d6b8a6f2c12","channelKind":"web","channelName":"Web","state":"open","buyer":{"id":"0199d2a0-7c11-7b7e-9d1c-0d6b8a6f2c13","name":"Visitor 1234","identity":"anonymous"},"assignee":{"id":"0199d2a0-7c11-7b7e-9d1c-0d6b8a6f2c14","name":"Agent"},"team":null,"reason":"routed: fewest open conversations","lastKind":"text","lastSender":"buyer","lastAt":"2026-10-03T06:05:09.120Z","openedAt":"2026-10-03T06:05:09.120Z","waitingSince":"2026-10-03T06:05:09.120Z","buyerReadSeq":0,"agentReadSeq":0,"snoozedUntil":null,"closedAt":null,"outcome":null,"reopened":0,"tags":[],"page":{"url":"https://shop.example/p/1","title":"Cup"},"product":null
            """u8.ToArray();

        public static byte[] Ack(RelayMessage m)
        {
            var buffer = new ArrayBufferWriter<byte>(192);
            using var json = new Utf8JsonWriter(buffer);
            json.WriteStartObject();
            json.WriteString("t"u8, "ack"u8);
            json.WriteString("id"u8, m.Id);
            json.WriteNumber("seq"u8, m.Seq);
            json.WriteNumber("at"u8, m.At);
            json.WriteNumber("n"u8, m.N);
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }

        public static byte[] Events(IReadOnlyList<RelayMessage> messages)
        {
            var buffer = new ArrayBufferWriter<byte>(2048 * messages.Count);
            using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
            json.WriteStartObject();
            json.WriteString("t"u8, "events"u8);
            json.WriteNumber("from"u8, messages[0].N);
            json.WriteNumber("to"u8, messages[^1].N);
            json.WriteStartArray("events"u8);
            foreach (var m in messages)
            {
                json.WriteStartObject();
                json.WriteNumber("n"u8, m.N);
                json.WriteString("k"u8, "message"u8);
                json.WritePropertyName("head"u8);
                json.WriteStartObject();
                json.WriteNumber("c"u8, m.Conversation);
                json.WriteNumber("lastSeq"u8, m.Seq);
                json.WriteString("lastText"u8, m.Text);
                json.Flush();
                buffer.Write(","u8);
                buffer.Write(HeadRest);
                json.WriteEndObject();
                json.WriteStartObject("message"u8);
                json.WriteNumber("c"u8, m.Conversation);
                json.WriteNumber("seq"u8, m.Seq);
                json.WriteString("id"u8, m.Id);
                json.WriteString("kind"u8, "text"u8);
                json.WriteString("sender"u8, "buyer"u8);
                json.WriteString("text"u8, m.Text);
                json.WriteNumber("at"u8, m.At);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            return buffer.WrittenSpan.ToArray();
        }
    }
}
