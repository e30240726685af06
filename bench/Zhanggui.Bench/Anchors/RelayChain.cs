using System.Text;

namespace Zhanggui.Bench.Anchors;

/// <summary>Numbers and rows of the size the house writes; the relay computes neither seal nor hash.</summary>
internal sealed class RelayChain
{
    private readonly Dictionary<int, (string Id, string Topic, long Seq)> conversations = [];
    private static readonly byte[] Hash = new byte[32];

    public long Number { get; private set; }

    public (string Conversation, string Topic, string Id, byte[] Sealed, byte[] Hash) Next(RelayMessage m)
    {
        if (!conversations.TryGetValue(m.Conversation, out var known))
        {
            known = (Guid.CreateVersion7().ToString(), Guid.CreateVersion7().ToString(), 0);
        }

        known.Seq++;
        conversations[m.Conversation] = known;
        m.Seq = known.Seq;
        m.N = ++Number;
        var sealedText = new byte[28 + Encoding.UTF8.GetByteCount(m.Text) + 16];
        Encoding.UTF8.GetBytes(m.Text, sealedText.AsSpan(28));
        return (known.Id, known.Topic, Guid.CreateVersion7().ToString(), sealedText, Hash);
    }
}
