using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Buyers;

/// <summary>Who speaks with a buyer now, and who did last.</summary>
internal sealed class TalkHolders(Database database) : IBuyerHolders, IBuyerAgents
{
    private const int Most = 200;
    private const int MostBuyers = 500;
    private const int AtOnce = 100;
    private const int MostTalks = 2000;

    public async Task<IReadOnlyList<BuyerMatter>> OfAsync(DataSubject subject, CancellationToken ct)
    {
        var buyers = subject.Subjects.Append(subject.Buyer).Distinct().Take(Most).Select((b, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"b{i}"), Value: (object?)b.Value)).ToList();
        await using var connection = await database.OpenAsync(ct);
        var people = await connection.ReadAllAsync(null,
            $"select distinct assignee_id from reception_conversation where shop_id = @shop and buyer_id in ({string.Join(", ", buyers.Select(b => "@" + b.Name))}) and state <> 3 and assignee_id is not null limit {Most}",
            r => r.GetGuid(0), ct, [("shop", subject.Shop.Value), .. buyers]);
        return [.. people.Select(p => new BuyerMatter(PersonId.From(p), "conversation"))];
    }

    public async Task<IReadOnlyDictionary<BuyerId, PersonId>> LastAsync(ShopId shop, IReadOnlyCollection<BuyerId> buyers, Instant since, CancellationToken ct)
    {
        var last = new Dictionary<BuyerId, PersonId>();
        await using var connection = await database.OpenAsync(ct);
        foreach (var some in buyers.Distinct().Take(MostBuyers).Chunk(AtOnce))
        {
            var names = some.Select((b, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"b{i}"), Value: (object?)b.Value)).ToList();
            var rows = await connection.ReadAllAsync(null,
                $"select buyer_id, assignee_id from reception_conversation where shop_id = @shop and buyer_id in ({string.Join(", ", names.Select(n => "@" + n.Name))}) and assignee_id is not null and last_at >= @since order by last_at desc limit {MostTalks}",
                r => (Buyer: BuyerId.From(r.GetGuid(0)), Person: PersonId.From(r.GetGuid(1))), ct, [("shop", shop.Value), ("since", since.ToUnixTimeMilliseconds()), .. names]);
            foreach (var (buyer, person) in rows)
            {
                last.TryAdd(buyer, person);
            }
        }

        return last;
    }
}
