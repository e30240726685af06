namespace Zhanggui.Orders.Attribution;

/// <summary>
/// The buyers of one share of the hashes, by number. A share is small enough for a
/// processor's cache and belongs to one thread while it is written.
/// </summary>
internal sealed class BuyerShare
{
    private const uint Golden = 2654435769;
    private int[] slots;
    private uint[] hashes;
    private string[] shops;
    private string[] names;

    public BuyerShare(int words)
    {
        var likely = Math.Max(4, words / 3);
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)likely * 2)];
        (hashes, shops, names) = (new uint[likely], new string[likely], new string[likely]);
    }

    public int Count { get; private set; }

    /// <summary>The same within a process, and no more.</summary>
    public static uint Hash(string shop, string buyer)
    {
        unchecked
        {
            return ((uint)shop.GetHashCode(StringComparison.Ordinal) * Golden) ^ (uint)buyer.GetHashCode(StringComparison.Ordinal);
        }
    }

    /// <summary>The upper bits choose the share, the lower ones the slot in it.</summary>
    public static int ShareOf(uint hash, int shares) => (int)(((ulong)hash * (ulong)shares) >> 32);

    public string ShopOf(int number) => shops[number];

    /// <summary>The shops whose agents said any of the words.</summary>
    public IEnumerable<string> ShopsOf(Said[] words)
    {
        var last = string.Empty;
        foreach (var word in words)
        {
            if (word.IsHuman && shops[word.Buyer] != last)
            {
                yield return last = shops[word.Buyer];
            }
        }
    }

    /// <summary>Negative when the buyer is not here.</summary>
    public int Find(string shop, string buyer, uint hash) => slots[Slot(shop, buyer, hash)] - 1;

    public int Number(string shop, string buyer, uint hash)
    {
        var slot = Slot(shop, buyer, hash);
        if (slots[slot] > 0)
        {
            return slots[slot] - 1;
        }

        if ((Count + 1) * 2 > slots.Length)
        {
            Grow();
            slot = Slot(shop, buyer, hash);
        }

        if (Count == hashes.Length)
        {
            Array.Resize(ref hashes, Count * 2);
            Array.Resize(ref shops, Count * 2);
            Array.Resize(ref names, Count * 2);
        }

        (hashes[Count], shops[Count], names[Count]) = (hash, shop, buyer);
        slots[slot] = ++Count;
        return Count - 1;
    }

    private int Slot(string shop, string buyer, uint hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var number = slots[slot] - 1;
            if (number < 0 || (hashes[number] == hash && names[number] == buyer && shops[number] == shop))
            {
                return slot;
            }
        }
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = (int)(hashes[number] & (uint)mask);
            while (slots[slot] > 0)
            {
                slot = (slot + 1) & mask;
            }

            slots[slot] = number + 1;
        }
    }
}
