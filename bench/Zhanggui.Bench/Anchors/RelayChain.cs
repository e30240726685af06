using System.Text;

namespace Zhanggui.Bench.Anchors;

/// <summary>Numbers and rows of the size the house writes; the relay computes neither seal nor hash.</summary>
internal sealed class RelayChain
{
    private readonly Dictionary<int, RelayConversation> conversations = [];

    public static byte[] Hash { get; } = new byte[32];

    public Guid Shop { get; } = Guid.CreateVersion7();

    public Guid Channel { get; } = Guid.CreateVersion7();

    public Guid Agent { get; } = Guid.CreateVersion7();

    public long Number { get; private set; }

    /// <summary>Gives the message its numbers; the conversation is new when its number is 1.</summary>
    public RelayConversation Next(RelayMessage m)
    {
        if (!conversations.TryGetValue(m.Conversation, out var known))
        {
            conversations[m.Conversation] = known = new RelayConversation(Guid.CreateVersion7(), Guid.CreateVersion7(), conversations.Count + 1);
        }

        known.Seq++;
        m.Seq = known.Seq;
        m.N = ++Number;
        return known;
    }

    /// <summary>As long as the sealed text: nonce, tag, lengths, text.</summary>
    public static byte[] Sealed(RelayMessage m)
    {
        var bytes = new byte[36 + Encoding.UTF8.GetByteCount(m.Text)];
        Encoding.UTF8.GetBytes(m.Text, bytes.AsSpan(36));
        return bytes;
    }
}

internal sealed class RelayConversation(Guid id, Guid buyer, long number)
{
    public Guid Id { get; } = id;

    public Guid Buyer { get; } = buyer;

    public long Number { get; } = number;

    public string IdText { get; } = id.ToString().ToUpperInvariant();

    public string BuyerText { get; } = buyer.ToString().ToUpperInvariant();

    public long Seq { get; set; }
}
