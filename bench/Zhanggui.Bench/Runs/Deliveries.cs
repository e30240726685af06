using System.Buffers.Text;

namespace Zhanggui.Bench.Runs;

/// <summary>
/// Matches what arrives with what was sent. Every text begins with <c>#</c>, eight hex digits and <c>#</c>; the same digits
/// end the message's id, so that a reader finds them without parsing the frame and all sides cost the load generator the same.
/// </summary>
internal sealed class Deliveries
{
    private const int Mask = 0xFFFF;
    private readonly Pending?[] pending = new Pending?[Mask + 1];
    private int last;

    /// <summary>Where message texts begin in a JSON frame; <c>lastText</c> of a head does not match.</summary>
    public static ReadOnlySpan<byte> JsonText => "\"text\":\"#"u8;

    /// <summary>Stands where a visitor's text has <c>#</c>: an agent's own socket hears the text too, which is no delivery.</summary>
    public const char AgentMark = '~';

    public static ReadOnlySpan<byte> AgentText => "\"text\":\"~"u8;

    /// <summary>Where bodies begin in an XMPP stanza.</summary>
    public static ReadOnlySpan<byte> XmppText => "<body>#"u8;

    public (uint Token, Task Done) Expect(bool acknowledged)
    {
        var token = (uint)Interlocked.Increment(ref last);
        var entry = new Pending(token, acknowledged ? 2 : 1);
        Volatile.Write(ref pending[token & Mask], entry);
        return (token, entry.Done.Task);
    }

    public static string TextOf(uint token) => $"#{token:x8}# 你好，这款保温杯的不锈钢内胆是304的吗？今天下单什么时候能发货呀";

    public static Guid IdOf(uint token)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes[12..], token);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Marks everything delivered whose text occurs in a received frame.</summary>
    public int DeliveredIn(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> marker)
    {
        var found = 0;
        while (true)
        {
            var at = frame.IndexOf(marker);
            if (at < 0)
            {
                return found;
            }

            frame = frame[(at + marker.Length)..];
            if (Utf8Parser.TryParse(frame, out uint token, out var used, 'x') && used == 8)
            {
                found++;
                Step(token, Pending.Delivered);
            }
        }
    }

    /// <summary>Marks the send acknowledged if the frame is an <c>ack</c>.</summary>
    public void AcknowledgedIn(ReadOnlySpan<byte> frame)
    {
        if (frame.StartsWith("{\"t\":\"ack\""u8))
        {
            var at = frame.IndexOf("\"id\":\""u8);
            if (at > 0)
            {
                Acknowledged(frame[(at + 6)..]);
            }
        }
    }

    /// <summary>Ends a send that was refused, with the reason, so that a refusal is told apart from a message that got lost.</summary>
    public void RefusedIn(ReadOnlySpan<byte> frame)
    {
        if (!frame.StartsWith("{\"t\":\"refused\""u8))
        {
            return;
        }

        var at = frame.IndexOf("\"id\":\""u8);
        if (at > 0 && frame.Length >= at + 42 && Utf8Parser.TryParse(frame.Slice(at + 34, 8), out uint token, out _, 'x') && Volatile.Read(ref pending[token & Mask]) is { } entry && entry.Token == token)
        {
            entry.Done.TrySetException(new InvalidOperationException(System.Text.Encoding.UTF8.GetString(frame)));
        }
    }

    /// <summary>Marks a send acknowledged by the id at the start of <paramref name="id"/>.</summary>
    public void Acknowledged(ReadOnlySpan<byte> id)
    {
        if (id.Length >= 36 && Utf8Parser.TryParse(id[28..36], out uint token, out _, 'x'))
        {
            Step(token, Pending.Acked);
        }
    }

    private void Step(uint token, int what)
    {
        var entry = Volatile.Read(ref pending[token & Mask]);
        if (entry is not null && entry.Token == token)
        {
            entry.Mark(what);
        }
    }

    private sealed class Pending(uint token, int needs)
    {
        public const int Delivered = 1;
        public const int Acked = 2;
        private readonly int wanted = needs == 2 ? Delivered | Acked : Delivered;
        private int seen;

        public uint Token { get; } = token;

        public TaskCompletionSource Done { get; } = new();

        public void Mark(int what)
        {
            // Each mark counts once: an agent's frame may name a text twice.
            if ((Interlocked.Or(ref seen, what) | what) == wanted)
            {
                Done.TrySetResult();
            }
        }
    }
}
