using FsCheck;
using FsCheck.Fluent;
using Zhanggui.Reception.Sockets;

namespace Zhanggui.Tests;

public sealed class ReceptionCorkTests
{
    [Fact]
    public async Task Frames_written_while_corked_leave_in_one_write()
    {
        var wire = new Wire();
        await using var stream = new CorkedStream(wire);

        stream.Cork();
        await stream.WriteAsync("ack"u8.ToArray());
        await stream.WriteAsync("event"u8.ToArray());
        wire.Writes.ShouldBeEmpty();
        await stream.UncorkAsync(CancellationToken.None);
        await stream.WriteAsync("ping"u8.ToArray());

        wire.Writes.Select(w => System.Text.Encoding.ASCII.GetString(w)).ShouldBe(["ackevent", "ping"]);
    }

    [Fact]
    public void Whatever_is_written_leaves_whole_and_in_order() =>
        Prop.ForAll(Gen.Choose(0, 40_000).ListOf().ToArbitrary(), sizes => Agrees([.. sizes]).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Signs_of_life_of_another_thread_never_stand_inside_a_frame()
    {
        var wire = new Wire();
        await using var stream = new CorkedStream(wire);
        var pings = Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                await stream.WriteAsync(Enumerable.Repeat((byte)'p', 3).ToArray());
            }
        });
        for (var i = 0; i < 500; i++)
        {
            stream.Cork();
            await stream.WriteAsync(Enumerable.Repeat((byte)'f', 7).ToArray());
            await stream.UncorkAsync(CancellationToken.None);
        }

        await pings;
        var text = System.Text.Encoding.ASCII.GetString([.. wire.Writes.SelectMany(w => w)]);
        wire.Overlapped.ShouldBeFalse();
        text.Length.ShouldBe(5000);
        text.Replace("fffffff", string.Empty, StringComparison.Ordinal).Replace("ppp", string.Empty, StringComparison.Ordinal).ShouldBeEmpty();
    }

    /// <summary>A size below 8 corks, one below 16 uncorks, any other is a frame of that many bytes.</summary>
    private static async Task<bool> Agrees(IReadOnlyList<int> sizes)
    {
        var wire = new Wire();
        await using var stream = new CorkedStream(wire);
        var expected = new List<byte>();
        foreach (var size in sizes)
        {
            if (size < 8)
            {
                stream.Cork();
            }
            else if (size < 16)
            {
                await stream.UncorkAsync(CancellationToken.None);
            }
            else
            {
                var frame = new byte[size];
                Array.Fill(frame, (byte)(expected.Count & 0xFF));
                expected.AddRange(frame);
                await stream.WriteAsync(frame);
            }
        }

        await stream.UncorkAsync(CancellationToken.None);
        return expected.SequenceEqual(wire.Writes.SelectMany(w => w));
    }

    /// <summary>Remembers every write.</summary>
    private sealed class Wire : MemoryStream
    {
        private int inside;

        public List<byte[]> Writes { get; } = [];

        public bool Overlapped { get; private set; }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Overlapped |= Interlocked.Increment(ref inside) > 1;
            await Task.Yield();
            Writes.Add(buffer.ToArray());
            Interlocked.Decrement(ref inside);
        }
    }
}
