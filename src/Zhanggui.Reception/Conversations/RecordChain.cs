using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>
/// The tamper-evident chain of one conversation: <c>hash = SHA-256(previous ‖ header ‖ sealed)</c>. It runs over sealed
/// bytes, so erasing a person destroys the key and not the proof. Recall and delivery are marks outside of it.
/// </summary>
internal static class RecordChain
{
    private const int HeaderBytes = 16 + 8 + 16 + 16 + 3 + 16 + 8;

    /// <summary>What the first message is chained to.</summary>
    public static readonly byte[] Start = new byte[32];

    /// <summary>The hash of a message that follows <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, Message message, ReadOnlySpan<byte> sealedBytes)
    {
        var length = previous.Length + HeaderBytes + (16 * message.Mentions.Count) + sealedBytes.Length;
        var pooled = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var to = pooled.AsSpan(0, length);
            previous.CopyTo(to);
            to = to[previous.Length..];
            to = Put(to, message.Conversation.Value);
            BinaryPrimitives.WriteInt64BigEndian(to, message.Seq);
            to = Put(to[8..], message.Channel.Value);
            to = Put(to, message.ExternalId);
            to[0] = (byte)message.Kind;
            to[1] = (byte)message.Sender;
            to[2] = (byte)message.Audience;
            to = Put(to[3..], message.Person?.Value ?? Guid.Empty);
            BinaryPrimitives.WriteInt64BigEndian(to, message.At.ToUnixTimeMilliseconds());
            to = to[8..];
            foreach (var mention in message.Mentions)
            {
                to = Put(to, mention.Value);
            }

            sealedBytes.CopyTo(to);
            return SHA256.HashData(pooled.AsSpan(0, length));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(pooled);
        }
    }

    private static Span<byte> Put(Span<byte> to, Guid value)
    {
        value.TryWriteBytes(to, bigEndian: true, out _);
        return to[16..];
    }
}

/// <summary>The bytes that are sealed: lengths, text, author's name, body.</summary>
internal static class MessageContent
{
    public static int Size(Message message) =>
        8 + Encoding.UTF8.GetByteCount(message.Text) + Encoding.UTF8.GetByteCount(message.PersonName ?? string.Empty) + (message.Body?.Length ?? 0);

    /// <summary>Writes the frame and says how long it is.</summary>
    public static int Write(Message message, Span<byte> to)
    {
        var text = Encoding.UTF8.GetBytes(message.Text, to[8..]);
        var name = Encoding.UTF8.GetBytes(message.PersonName ?? string.Empty, to[(8 + text)..]);
        BinaryPrimitives.WriteInt32LittleEndian(to, text);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], name);
        message.Body?.CopyTo(to[(8 + text + name)..]);
        return 8 + text + name + (message.Body?.Length ?? 0);
    }

    public static (string Text, string? Name, byte[]? Body) Read(ReadOnlySpan<byte> frame)
    {
        var text = BinaryPrimitives.ReadInt32LittleEndian(frame);
        var name = BinaryPrimitives.ReadInt32LittleEndian(frame[4..]);
        var body = frame[(8 + text + name)..];
        return (Encoding.UTF8.GetString(frame.Slice(8, text)),
            name == 0 ? null : Encoding.UTF8.GetString(frame.Slice(8 + text, name)),
            body.IsEmpty ? null : body.ToArray());
    }
}
