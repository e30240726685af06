using System.Buffers.Binary;
using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Schema;

/// <summary>Messages as columns; no record is made of them.</summary>
internal sealed class MessageKeeper : RowKeeper<MessageFact>
{
    private readonly Utf8Names talks = new();
    private readonly Utf8Names names = new();
    private readonly List<(int Shop, int Buyer)> members = [];
    private readonly Utf8Names accounts = new();
    private readonly List<(int Number, Rows Rows)> blocks = [];
    private readonly Open open = new();
    private byte[] pair = new byte[128];

    /// <summary>The rows of a block, in arrays of just their length.</summary>
    private sealed record Rows(int[] Talks, int[] Accounts, long[] SentAt, byte[] Senders, byte[] Kinds, MessageTexts Texts);

    /// <summary>The rows of the block that is being read; used again for the next.</summary>
    private sealed class Open
    {
        public List<int> Talks { get; } = [];

        public List<int> Accounts { get; } = [];

        public List<long> SentAt { get; } = [];

        public List<byte> Senders { get; } = [];

        public List<byte> Kinds { get; } = [];

        public ByteRuns Ids { get; } = new();

        public ByteRuns Words { get; } = new();

        public Rows Take()
        {
            var rows = new Rows([.. Talks], [.. Accounts], [.. SentAt], [.. Senders], [.. Kinds], new MessageTexts(Ids.Bytes, Ids.Ends, Words.Bytes, Words.Ends));
            Talks.Clear();
            Accounts.Clear();
            SentAt.Clear();
            Senders.Clear();
            Kinds.Clear();
            Ids.Clear();
            Words.Clear();
            return rows;
        }
    }

    public override void Put(FactsRow row)
    {
        open.Ids.Add(row.IdCell(0));
        open.Talks.Add(Talk(row.IdCell(1), row.IdCell(2)));
        var account = row.IdCell(3);
        open.Accounts.Add(account.IsEmpty ? -1 : accounts.Number(account));
        open.Senders.Add(row.ChoiceIndex(4) is >= 0 and var sender ? (byte)EnumTexts<SenderKind>.At(sender) : default);
        open.SentAt.Add(row.At(5)?.ToUnixTimeMilliseconds() ?? MessageColumns.NoTime);
        open.Kinds.Add(row.ChoiceIndex(6) is >= 0 and var kind ? (byte)EnumTexts<MessageKind>.At(kind) : default);
        open.Words.Add(row.Cell(7));
    }

    public override void EndBlock(int number) => blocks.Add((number, open.Take()));

    public override IReadOnlyList<MessageFact> Join(IReadOnlyList<RowKeeper<MessageFact>> all, (string Digest, string Zone)? known)
    {
        var maps = all.Select(k => ReferenceEquals(k, this) ? default : Take((MessageKeeper)k)).ToArray();
        var parts = all.SelectMany((k, keeper) => ((MessageKeeper)k).blocks.Select(b => (b.Number, b.Rows, Map: maps[keeper]))).OrderBy(b => b.Number).ToArray();
        all.ToList().ForEach(k => ((MessageKeeper)k).blocks.Clear());
        var count = parts.Sum(p => p.Rows.Talks.Length);
        var columns = new MessageColumns(new int[count], new int[count], new long[count], new byte[count], new byte[count],
            [.. members.Select(m => (names[m.Shop], names[m.Buyer]))], [.. Enumerable.Range(0, accounts.Count).Select(a => accounts[a])]);
        var texts = new MessageTexts[parts.Length];
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var rows = parts[i].Rows;
            rows.Talks.CopyTo(columns.TalkOf, at);
            rows.Accounts.CopyTo(columns.AccountOf, at);
            rows.SentAt.CopyTo(columns.SentAt, at);
            rows.Senders.CopyTo(columns.Senders, at);
            rows.Kinds.CopyTo(columns.Kinds, at);
            Renumber(columns.TalkOf.AsSpan(at, rows.Talks.Length), parts[i].Map.Talks);
            Renumber(columns.AccountOf.AsSpan(at, rows.Talks.Length), parts[i].Map.Accounts);

            texts[i] = rows.Texts;
            at += rows.Talks.Length;
            parts[i] = default; // its columns are copied: the memory is free
        }

        return new PackedMessages(columns, texts, known);
    }

    private static void Renumber(Span<int> numbers, int[]? map)
    {
        foreach (ref var number in map is null ? [] : numbers)
        {
            number = number < 0 ? number : map![number];
        }
    }

    /// <summary>What another's numbers are here.</summary>
    private (int[] Talks, int[] Accounts) Take(MessageKeeper other)
    {
        var own = new int[other.talks.Count];
        for (var i = 0; i < own.Length; i++)
        {
            own[i] = Talk(other.names.Bytes(other.members[i].Shop), other.names.Bytes(other.members[i].Buyer));
        }

        var used = new int[other.accounts.Count];
        for (var i = 0; i < used.Length; i++)
        {
            used[i] = accounts.Number(other.accounts.Bytes(i));
        }

        return (own, used);
    }

    private int Talk(ReadOnlySpan<byte> shop, ReadOnlySpan<byte> buyer)
    {
        var length = shop.Length + buyer.Length + sizeof(int);
        if (pair.Length < length)
        {
            pair = new byte[length * 2];
        }

        shop.CopyTo(pair);
        buyer.CopyTo(pair.AsSpan(shop.Length));
        BinaryPrimitives.WriteInt32LittleEndian(pair.AsSpan(length - sizeof(int)), shop.Length);
        var number = talks.Number(pair.AsSpan(0, length));
        if (number == members.Count)
        {
            members.Add((names.Number(shop), names.Number(buyer)));
        }

        return number;
    }

    /// <summary>Bytes one behind the other, with the end of each run.</summary>
    private sealed class ByteRuns
    {
        private readonly List<int> ends = [];
        private byte[] bytes = new byte[1 << 12];
        private int length;

        public byte[] Bytes => bytes.AsSpan(0, length).ToArray();

        public int[] Ends => [.. ends];

        public void Clear()
        {
            ends.Clear();
            length = 0;
        }

        public void Add(ReadOnlySpan<byte> run)
        {
            if (bytes.Length - length < run.Length)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + run.Length));
            }

            run.CopyTo(bytes.AsSpan(length));
            length += run.Length;
            ends.Add(length);
        }
    }
}
