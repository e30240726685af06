namespace Zhanggui.Orders.Attribution;

/// <summary>Makes <see cref="Talks"/> of packed words: sorts and groups each share by itself, two at a time.</summary>
internal static class TalkPress
{
    public static Talks Make(CaseFile file, Packing packed, NodaTime.Duration? silence, NodaTime.Duration skew, bool keepsWords)
    {
        var shares = packed.Words.Length;
        var talks = new Talks(packed, skew.BclCompatibleTicks, packed.Human[^1], keepsWords);
        var sessions = Sessions(file, packed);
        Pairs.Each(shares, () => new ShareWriter(file, packed, talks, silence), (writer, share) =>
            talks.Starts[share] = writer.Write(share, packed.Human[share], sessions?[share]));
        return talks;
    }

    private static Dictionary<int, Sittings>?[]? Sessions(CaseFile file, Packing packed)
    {
        if (file.Facts.Sessions.Count == 0)
        {
            return null;
        }

        var found = new Dictionary<int, List<Zhanggui.Facts.Records.SessionFact>>?[packed.Buyers.Length];
        foreach (var session in file.Facts.Sessions)
        {
            var hash = BuyerShare.Hash(session.Shop, session.Buyer);
            var share = BuyerShare.ShareOf(hash, found.Length);
            var buyer = packed.Buyers[share].Find(session.Shop, session.Buyer, hash);
            if (buyer >= 0)
            {
                var known = found[share] ??= [];
                (known.TryGetValue(buyer, out var list) ? list : known[buyer] = []).Add(session);
            }
        }

        return [.. found.Select(s => s?.ToDictionary(b => b.Key, b => new Sittings(b.Value, file.Agents)))];
    }
}
