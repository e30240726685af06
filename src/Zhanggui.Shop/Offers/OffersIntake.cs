using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Offers;

/// <summary>Keeps what files bring, row after row, each piece in one transaction.</summary>
internal sealed class OffersIntake(RoomDbTools tools, TimeProvider clock) : IOffersIntake
{
    private const int AtOnce = 100;

    public Task<OffersTaken> TakePromotionsAsync(ShopId shop, IReadOnlyList<PromotionFileRow> rows, PersonId? by, CancellationToken ct) =>
        EachAsync([.. rows.Index().OrderBy(r => r.Item.From)], db => new PromotionIntake(db, shop, by ?? default), (intake, row) => intake.TakeAsync(row, ct), db => ShopFeed.Tell(db, new PromotionChanged(shop, Guid.Empty)), ct);

    /// <summary>Versions of one policy by their start, each with the moment from which a later one of the same file stood for it.</summary>
    public Task<OffersTaken> TakePoliciesAsync(ShopId shop, IReadOnlyList<PolicyFileRow> rows, PersonId? by, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var ordered = rows.Index().GroupBy(r => PolicyFile.KeyOf(r.Item.Policy), StringComparer.Ordinal).SelectMany(policy =>
        {
            var versions = policy.OrderBy(v => v.Item.From).ToList();
            var ends = PolicyFile.Ends([.. versions.Select(v => (v.Item.From, v.Item.To))], now);
            return versions.Select((v, i) => (v.Index, (Row: v.Item, Ceased: ends[i])));
        });
        return EachAsync<(PolicyFileRow Row, NodaTime.Instant? Ceased), PolicyIntake>([.. ordered], db => new PolicyIntake(db, shop, by ?? default), (intake, row) => intake.TakeAsync(row.Row, row.Ceased, ct), db => ShopFeed.Tell(db, new PolicyChanged(shop, Guid.Empty)), ct);
    }

    private async Task<OffersTaken> EachAsync<TRow, TIntake>(IReadOnlyList<(int Index, TRow Item)> rows, Func<ShopDb, TIntake> open, Func<TIntake, TRow, Task<Outcome<FileRowFate>>> take, Action<ShopDb> tell, CancellationToken ct)
    {
        var (counts, refused) = (default(GoodsCounts), new Dictionary<int, Refusal>());
        foreach (var piece in rows.Chunk(AtOnce))
        {
            await using var db = new ShopDb(tools);
            var (taken, no) = await db.InTransactionAsync(async () =>
            {
                var (here, not) = (default(GoodsCounts), new Dictionary<int, Refusal>());
                var intake = open(db);
                foreach (var (index, row) in piece)
                {
                    var fate = await take(intake, row);
                    if (fate.Refusal is { } refusal)
                    {
                        not[index] = refusal;
                        continue;
                    }

                    await db.SaveChangesAsync(ct);
                    here = fate.Value switch
                    {
                        FileRowFate.New => here with { New = here.New + 1 },
                        FileRowFate.Changed => here with { Changed = here.Changed + 1 },
                        _ => here with { Unchanged = here.Unchanged + 1 },
                    };
                }

                if (here.New + here.Changed > 0)
                {
                    tell(db);
                }

                return (here, not);
            }, ct);
            counts = new GoodsCounts(counts.New + taken.New, counts.Changed + taken.Changed, counts.Unchanged + taken.Unchanged);
            foreach (var (index, refusal) in no)
            {
                refused[index] = refusal;
            }
        }

        return new OffersTaken(counts, refused);
    }
}
