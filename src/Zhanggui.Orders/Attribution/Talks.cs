using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Orders.Attribution;

/// <summary>
/// All human words to buyers in flat arrays, sorted by buyer, time and id, with the contact each belongs to. A contact is
/// the chat of one agent with one buyer without a long silence; its day is the day of its first words, whoever wrote
/// them. An inquiry is received when both have spoken. Written once by <see cref="TalkPress"/>, each share of the buyers in
/// a stretch of its own; contacts are numbered like the words they begin with, so that numbers need not be agreed upon.
/// </summary>
internal sealed class Talks
{
    private readonly IReadOnlyList<MessageFact> messages;
    private readonly BuyerShare[] buyers;
    private readonly IReadOnlySet<string> feeds;
    private readonly long shift;

    public Talks(Packing packed, long shift, int human, bool keepsWords)
    {
        (messages, buyers, feeds, this.shift) = (packed.Messages, packed.Buyers, packed.Feeds, shift);
        Starts = new int[buyers.Length][];
        Rows = GC.AllocateUninitializedArray<int>(human);
        At = GC.AllocateUninitializedArray<long>(human);
        Agent = GC.AllocateUninitializedArray<int>(human);
        Contact = GC.AllocateUninitializedArray<int>(human);
        ContactDay = GC.AllocateUninitializedArray<int>(human);
        ReceivedAt = GC.AllocateUninitializedArray<long>(human);
        Before = GC.AllocateUninitializedArray<int>(human);
        Words = keepsWords ? new int[]?[human] : [];
    }

    /// <summary>Of each human message: its row, when, by whom, in which contact.</summary>
    public int[] Rows { get; }

    public long[] At { get; }

    public int[] Agent { get; }

    public int[] Contact { get; }

    /// <summary>Of each contact: its day, when it became a received inquiry (never = the greatest number), and the same agent's one before it.</summary>
    public int[] ContactDay { get; }

    public long[] ReceivedAt { get; }

    public int[] Before { get; }

    /// <summary>Of each contact the rows of its words, where somebody may ask for them.</summary>
    public int[]?[] Words { get; }

    /// <summary>Of each share where the human words to each buyer begin; one more than there are buyers.</summary>
    public int[][] Starts { get; }

    /// <summary>Is there any chat of the shop at all? Without one nobody can be asked to have talked.</summary>
    public bool HasFeed(string shop) => feeds.Contains(shop);

    public static bool IsHuman(SenderKind sender) => sender is SenderKind.Agent or SenderKind.AssistBot;

    public (int From, int To) Of(string shop, string buyer)
    {
        var hash = BuyerShare.Hash(shop, buyer);
        var share = BuyerShare.ShareOf(hash, buyers.Length);
        return buyers[share].Find(shop, buyer, hash) is >= 0 and var number ? Of(share, number) : default;
    }

    public (int From, int To) Of(int share, int buyer) => (Starts[share][buyer], Starts[share][buyer + 1]);

    public string Id(int message) => messages.IdOf(Rows[message]);

    public Instant SentAt(int message) => messages.SentAtOf(Rows[message])!.Value;

    /// <summary>The first place of the range whose time is after an instant: what stands before it was said at or before it.</summary>
    public int After((int From, int To) range, long ticks)
    {
        var (low, high) = range;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (At[middle] <= ticks)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The day of the agent's last inquiry received by an instant, from the contact of the agent's last words by then; null when there is none.</summary>
    public int? InquiryDay(int contact, long ticks)
    {
        for (; contact >= 0; contact = Before[contact])
        {
            if (ReceivedAt[contact] <= ticks)
            {
                return ContactDay[contact];
            }
        }

        return null;
    }

    /// <summary>Was one of the items named in a contact by an instant?</summary>
    public bool Named(int contact, long ticks, IReadOnlyCollection<string> items)
    {
        if (Words.Length == 0)
        {
            return false;
        }

        foreach (var row in Words[contact] ?? [])
        {
            if (messages.SentAtOf(row)!.Value.ToUnixTimeTicks() + shift <= ticks && messages.TextOf(row) is { Length: > 0 } text && items.Any(item => Tokens.Contains(text, item)))
            {
                return true;
            }
        }

        return false;
    }
}
