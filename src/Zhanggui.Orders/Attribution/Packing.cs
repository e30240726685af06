using System.Buffers;
using System.Collections.Concurrent;
using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// Messages and orders as rows of numbers, parted by buyer into shares that fit a processor's cache. Made once for a set of facts, whatever
/// rules it is judged by; nothing depends on how it was parted.
/// </summary>
internal sealed class Packing
{
    private const int RowsPerShare = 1 << 15;
    private const int LargestKept = 1 << 22;
    private readonly CaseFile file;
    private readonly IReadOnlyList<MessageFact> messages;
    private readonly PackedMessages? packed;
    private readonly uint[] talkHashes;
    private readonly int[] talkNumbers;
    private readonly ConcurrentDictionary<string, int> shops = new(StringComparer.Ordinal);
    private readonly long shift;
    private readonly int shares;

    /// <summary>What is known of a row until its buyer has a number.</summary>
    private record struct Loose(long At, int Row, int Who, uint Hash);

    public Packing(CaseFile file, NodaTime.Duration skew)
    {
        (this.file, shift) = (file, skew.BclCompatibleTicks);
        packed = file.Facts.Messages as PackedMessages;
        messages = file.Facts.Messages is PackedMessages or MessageFact[]? file.Facts.Messages : [.. file.Facts.Messages];
        (talkHashes, talkNumbers) = (new uint[packed?.Talks ?? 0], new int[packed?.Talks ?? 0]);
        for (var talk = 0; talk < talkHashes.Length; talk++)
        {
            talkHashes[talk] = BuyerShare.Hash(packed!.ShopOf(talk), packed.BuyerOf(talk));
        }

        shares = Math.Max(1, Math.Max(messages.Count, file.Orders.Length) / RowsPerShare);
        Buyers = new BuyerShare[shares];
        Words = new Said[shares][];
        Orders = new Asked[shares][];
        Human = new int[shares + 1];
        PackWords();
        PackOrders();
        Shops = new string[shops.Count];
        foreach (var (name, number) in shops)
        {
            Shops[number] = name;
        }
    }

    public BuyerShare[] Buyers { get; }

    /// <summary>Of each share the words to its buyers, and its orders.</summary>
    public Said[][] Words { get; }

    public Asked[][] Orders { get; }

    /// <summary>How many human words stand in the shares before each; the last is all of them.</summary>
    public int[] Human { get; }

    public string[] Shops { get; }

    public IReadOnlySet<string> Feeds { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    public IReadOnlyList<MessageFact> Messages => messages;

    private void PackWords()
    {
        var human = new int[shares];
        var (loose, starts) = Parted(messages.Count, packed is null ? Hear : HearPacked);
        Pairs.Each(shares, share =>
        {
            var rows = loose.AsSpan(starts[share]..starts[share + 1]);
            var (buyers, words, spoken) = (new BuyerShare(rows.Length), new Said[rows.Length], 0);
            for (var i = 0; i < rows.Length; i++)
            {
                ref readonly var row = ref rows[i];
                words[i] = new Said(row.At, row.Row, row.Who, NumberOf(buyers, row.Row, row.Hash));
                spoken += row.Who >= 0 ? 1 : 0;
            }

            (Buyers[share], Words[share], human[share]) = (buyers, words, spoken);
        });
        Return(loose);
        for (var share = 0; share < shares; share++)
        {
            Human[share + 1] = Human[share] + human[share];
        }

        Feeds = new HashSet<string>(Buyers.SelectMany((b, s) => human[s] > 0 ? b.ShopsOf(Words[s]) : []), StringComparer.Ordinal);
    }

    private void PackOrders()
    {
        var (loose, starts) = Parted(file.Orders.Length, Ask);
        Pairs.Each(shares, share =>
        {
            var rows = loose.AsSpan(starts[share]..starts[share + 1]);
            var orders = new Asked[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                ref readonly var row = ref rows[i];
                var order = file.Orders[row.Row];
                orders[i] = new Asked(row.At, order.PaidAt?.ToUnixTimeTicks() ?? Asked.Unknown, order.ClosedAt?.ToUnixTimeTicks() ?? Asked.Unknown,
                    row.Row, Buyers[share].Find(order.Shop, order.Buyer, row.Hash), row.Who, MarksOf(order, row.Row));
            }

            Orders[share] = orders;
        });
        Return(loose);
    }

    /// <summary>The rows of each share behind one another, in their own order.</summary>
    private (Loose[] Rows, int[] Starts) Parted(int count, Func<int, Loose?> read)
    {
        var ranges = Pairs.Ranges(count);
        var inOrder = Rent(count);
        var counts = new int[ranges.Length][];
        var kept = new int[ranges.Length];
        Pairs.Each(ranges.Length, r =>
        {
            var (from, length) = ranges[r].GetOffsetAndLength(count);
            var (mine, next) = (new int[shares], from);
            for (var i = from; i < from + length; i++)
            {
                if (read(i) is { } row)
                {
                    inOrder[next++] = row;
                    mine[BuyerShare.ShareOf(row.Hash, shares)]++;
                }
            }

            (counts[r], kept[r]) = (mine, next);
        });
        var starts = new int[shares + 1];
        var places = ranges.Select(_ => new int[shares]).ToArray();
        for (var share = 0; share < shares; share++)
        {
            starts[share + 1] = starts[share];
            for (var r = 0; r < ranges.Length; r++)
            {
                places[r][share] = starts[share + 1];
                starts[share + 1] += counts[r][share];
            }
        }

        var parted = Rent(starts[^1]);
        Pairs.Each(ranges.Length, r =>
        {
            for (var i = ranges[r].GetOffsetAndLength(count).Offset; i < kept[r]; i++)
            {
                parted[places[r][BuyerShare.ShareOf(inOrder[i].Hash, shares)]++] = inOrder[i];
            }
        });
        Return(inOrder);
        return (parted, starts);
    }

    /// <summary>What is lent is kept for the next time; what is very large is not.</summary>
    private static Loose[] Rent(int rows) => rows > LargestKept ? GC.AllocateUninitializedArray<Loose>(rows) : ArrayPool<Loose>.Shared.Rent(Math.Max(1, rows));

    private static void Return(Loose[] rows)
    {
        if (rows.Length <= LargestKept)
        {
            ArrayPool<Loose>.Shared.Return(rows);
        }
    }

    private Loose? Hear(int i)
    {
        var message = messages[i];
        var isHuman = Talks.IsHuman(message.Sender);
        if (!isHuman && message.Sender != SenderKind.Buyer)
        {
            return null;
        }

        if (message.SentAt is not { } sent)
        {
            file.Note(AnomalyKind.MessageWithoutTime, $"messages:{message.Id}");
            return null;
        }

        var at = sent.ToUnixTimeTicks() + shift;
        var who = !isHuman && string.IsNullOrEmpty(message.Account) ? Said.ToNobody : file.Agents.At(message.Account, message.Shop, at);
        return new Loose(at, i, isHuman || who < 0 ? who : Said.To(who), BuyerShare.Hash(message.Shop, message.Buyer));
    }

    private Loose? HearPacked(int i)
    {
        var sender = packed!.Sender(i);
        var isHuman = Talks.IsHuman(sender);
        if (!isHuman && sender != SenderKind.Buyer)
        {
            return null;
        }

        if (packed.SentAt(i) is not { } sent)
        {
            file.Note(AnomalyKind.MessageWithoutTime, $"messages:{packed.Id(i)}");
            return null;
        }

        var (talk, account, at) = (packed.TalkOf(i), packed.Account(i), sent.ToUnixTimeTicks() + shift);
        var who = !isHuman && account is null ? Said.ToNobody : file.Agents.At(account, packed.ShopOf(talk), at);
        return new Loose(at, i, isHuman || who < 0 ? who : Said.To(who), talkHashes[talk]);
    }

    /// <summary>A talk lies in one share, which one thread writes: its number is looked up once.</summary>
    private int NumberOf(BuyerShare buyers, int row, uint hash)
    {
        if (packed is null)
        {
            return buyers.Number(messages[row].Shop, messages[row].Buyer, hash);
        }

        ref var number = ref talkNumbers[packed.TalkOf(row)];
        if (number == 0)
        {
            number = buyers.Number(packed.ShopOf(packed.TalkOf(row)), packed.BuyerOf(packed.TalkOf(row)), hash) + 1;
        }

        return number - 1;
    }

    private Loose? Ask(int i)
    {
        var order = file.Orders[i];
        OrderChecks.Note(order, file.Lines(i), file);
        var shop = shops.TryGetValue(order.Shop, out var known) ? known : Number(order.Shop);
        return new Loose(order.PlacedAt?.ToUnixTimeTicks() ?? Asked.Unknown, i, shop, BuyerShare.Hash(order.Shop, order.Buyer));
    }

    private int Number(string shop)
    {
        lock (shops)
        {
            return shops.TryGetValue(shop, out var known) ? known : shops[shop] = shops.Count;
        }
    }

    private Marks MarksOf(OrderFact order, int place) =>
        (OrderDecision.IsPaidWithoutTime(order) ? Marks.PaidWithoutTime : Marks.None)
        | ((file.Manual.Count > 0 && file.Manual.ContainsKey(order.OrderId)) || (file.External.Count > 0 && file.External.ContainsKey(order.OrderId)) ? Marks.Decided : Marks.None)
        | (string.IsNullOrEmpty(order.ReorderedFrom) ? Marks.None : Marks.Link)
        | (string.IsNullOrEmpty(order.Note) ? Marks.None : Marks.Note)
        | (string.IsNullOrEmpty(order.Flag) ? Marks.None : Marks.Flag)
        | (file.HasEvents(place) ? Marks.Events : Marks.None)
        | (file.HasLines(place) ? Marks.Lines : Marks.None);
}
