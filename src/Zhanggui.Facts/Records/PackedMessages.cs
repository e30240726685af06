using System.Collections;
using System.Text;
using NodaTime;

namespace Zhanggui.Facts.Records;

/// <summary>
/// Messages as columns: who with whom (a talk is a shop and a buyer), the account, the sender, the time, and the bytes of ids and words. A message becomes a record when
/// it is asked for; whoever looks at all of them asks for what it needs.
/// </summary>
public sealed class PackedMessages : IReadOnlyList<MessageFact>, IDigestedRows
{
    private const int RowsPerStep = 8;
    private readonly MessageColumns columns;
    private readonly MessageTexts[] texts;
    private readonly int[] starts;
    private readonly int[] steps;
    private readonly (string Digest, string Zone)? known;
    private readonly int[]? origins;

    internal PackedMessages(MessageColumns columns, MessageTexts[] texts, (string Digest, string Zone)? known)
    {
        (this.columns, this.texts, this.known) = (columns, texts, known);
        starts = new int[texts.Length + 1];
        for (var i = 0; i < texts.Length; i++)
        {
            starts[i + 1] = starts[i] + texts[i].Count;
        }

        steps = new int[(starts[^1] >> RowsPerStep) + 1];
        for (int step = 0, block = 0; step < steps.Length; step++)
        {
            while (block + 1 < texts.Length && starts[block + 1] <= step << RowsPerStep)
            {
                block++;
            }

            steps[step] = block;
        }
    }

    private PackedMessages(PackedMessages of, MessageColumns columns, int[] origins) =>
        (this.columns, texts, starts, steps, this.origins) = (columns, of.texts, of.starts, of.steps, origins);

    public int Count => columns.SentAt.Length;

    /// <summary>How many talks there are; messages name them by number.</summary>
    public int Talks => columns.Talks.Length;

    public MessageFact this[int index] => new()
    {
        Id = Id(index),
        Shop = ShopOf(TalkOf(index)),
        Buyer = BuyerOf(TalkOf(index)),
        Account = Account(index),
        Sender = Sender(index),
        SentAt = SentAt(index),
        Kind = (MessageKind)columns.Kinds[index],
        Text = Text(index),
    };

    public string ShopOf(int talk) => columns.Talks[talk].Shop;

    public string BuyerOf(int talk) => columns.Talks[talk].Buyer;

    public int TalkOf(int index) => columns.TalkOf[index];

    public string? Account(int index) => columns.AccountOf[index] is >= 0 and var account ? columns.Accounts[account] : null;

    public SenderKind Sender(int index) => (SenderKind)columns.Senders[index];

    public Instant? SentAt(int index) => columns.SentAt[index] is var at && at == MessageColumns.NoTime ? null : Instant.FromUnixTimeMilliseconds(at);

    public string Id(int index) => Encoding.UTF8.GetString(IdBytes(index));

    /// <summary>Null where nothing was said in words.</summary>
    public string? Text(int index) => TextsOf(index, out var own).Text(own) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;

    /// <summary>The ordinal order of two ids.</summary>
    public int CompareIds(int one, int other) => Schema.Utf8Order.Compare(IdBytes(one), IdBytes(other));

    /// <summary>The messages that were sent before an instant or have no time.</summary>
    public PackedMessages Before(Instant at)
    {
        var kept = Enumerable.Range(0, Count).Where(i => !(SentAt(i) >= at)).ToArray();
        return new PackedMessages(this, columns.Only(kept), origins is null ? kept : [.. kept.Select(i => origins[i])]);
    }

    public IEnumerator<MessageFact> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    string? IDigestedRows.DigestIn(string zone) => known is { } digest && digest.Zone == zone ? digest.Digest : null;

    /// <summary>Has every message an id of its own?</summary>
    internal bool HasOwnIds()
    {
        var slots = new int[(int)Math.Min(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Count + 1) * 2L, Array.MaxLength & ~1)];
        for (var row = 0; row < Count; row++)
        {
            var id = IdBytes(row);
            var slot = (int)(Schema.Utf8Names.Hash(id) % (uint)slots.Length);
            for (; slots[slot] > 0; slot = slot + 1 == slots.Length ? 0 : slot + 1)
            {
                if (IdBytes(slots[slot] - 1).SequenceEqual(id))
                {
                    return false;
                }
            }

            slots[slot] = row + 1;
        }

        return true;
    }

    private ReadOnlySpan<byte> IdBytes(int index) => TextsOf(index, out var own).Id(own);

    private MessageTexts TextsOf(int index, out int own)
    {
        var row = origins is null ? index : origins[index];
        var block = steps[row >> RowsPerStep];
        while (row >= starts[block + 1])
        {
            block++;
        }

        own = row - starts[block];
        return texts[block];
    }
}

/// <summary>What is asked of every message, a place for each.</summary>
internal sealed record MessageColumns(int[] TalkOf, int[] AccountOf, long[] SentAt, byte[] Senders, byte[] Kinds, (string Shop, string Buyer)[] Talks, string[] Accounts)
{
    public const long NoTime = long.MinValue;

    public MessageColumns Only(int[] rows) => this with
    {
        TalkOf = Array.ConvertAll(rows, r => TalkOf[r]),
        AccountOf = Array.ConvertAll(rows, r => AccountOf[r]),
        SentAt = Array.ConvertAll(rows, r => SentAt[r]),
        Senders = Array.ConvertAll(rows, r => Senders[r]),
        Kinds = Array.ConvertAll(rows, r => Kinds[r]),
    };
}

/// <summary>Ids and words of some messages, one behind the other.</summary>
internal sealed record MessageTexts(byte[] Ids, int[] IdEnds, byte[] Words, int[] WordEnds)
{
    public int Count => IdEnds.Length;

    public ReadOnlySpan<byte> Id(int row) => Ids.AsSpan((row == 0 ? 0 : IdEnds[row - 1])..IdEnds[row]);

    public ReadOnlySpan<byte> Text(int row) => Words.AsSpan((row == 0 ? 0 : WordEnds[row - 1])..WordEnds[row]);
}

/// <summary>The same questions to messages, packed or as records.</summary>
public static class MessageRows
{
    public static string IdOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed ? packed.Id(index) : messages[index].Id;

    public static string? AccountOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed ? packed.Account(index) : messages[index].Account;

    public static string? TextOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed ? packed.Text(index) : messages[index].Text;

    public static Instant? SentAtOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed ? packed.SentAt(index) : messages[index].SentAt;

    public static SenderKind SenderOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed ? packed.Sender(index) : messages[index].Sender;

    /// <summary>The shop and the buyer.</summary>
    public static (string Shop, string Buyer) TalkOf(this IReadOnlyList<MessageFact> messages, int index) => messages is PackedMessages packed
        ? (packed.ShopOf(packed.TalkOf(index)), packed.BuyerOf(packed.TalkOf(index)))
        : (messages[index].Shop, messages[index].Buyer);

    /// <summary>The ordinal order of two ids.</summary>
    public static int CompareIds(this IReadOnlyList<MessageFact> messages, int one, int other) =>
        messages is PackedMessages packed ? packed.CompareIds(one, other) : string.CompareOrdinal(messages[one].Id, messages[other].Id);
}
