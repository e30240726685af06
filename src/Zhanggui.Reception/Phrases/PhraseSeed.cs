using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Offers;
using Zhanggui.Reception.Queue;
using Zhanggui.Tables;

namespace Zhanggui.Reception.Phrases;

internal sealed class PhraseSeed(IShops shops, IPeople people, PhraseBook book, PhraseDesk desk, BoundOffers offers, ShopRules rules, TimeProvider clock) : IPhraseSeed
{
    private static readonly NodaTime.Duration Lately = NodaTime.Duration.FromDays(30);

    public async Task SowBoundAsync(ShopId shop, PersonId keeper, IReadOnlyList<BoundPhraseSeed> phrases, CancellationToken ct)
    {
        var actor = await people.ActorOfAsync(keeper, ct) ?? throw new ArgumentException("There is no such person.", nameof(keeper));
        var known = (await offers.RecentAsync(shop, Lately, ct)).ToDictionary(o => o.Name, o => o.Id);
        foreach (var p in phrases)
        {
            await desk.SetAsync(shop, null, 0, new PhraseFields(PhraseLevel.Shop, null, keeper, p.Group, p.Code, p.Title, p.Text, null, null, null, known[p.Promotion]), actor, ct);
        }
    }

    public async Task<int> SowAsync(ShopId shop, PersonId keeper, CancellationToken ct)
    {
        var card = await shops.FindAsync(shop, ct) ?? throw new ArgumentException("There is no such shop.", nameof(shop));
        var actor = await people.ActorOfAsync(keeper, ct) ?? throw new ArgumentException("There is no such person.", nameof(keeper));
        var now = clock.GetCurrentInstant();
        var review = (await rules.FloorAsync(shop, now, ct)).PhraseReview is { } every ? (now + every).InZone(card.TimeZone).Date : (NodaTime.LocalDate?)null;
        await using var content = PhraseFiles.Starter(card.Kind);
        if (!TableFile.TryOpen(content, "starter.csv", null, out var file, out var refused))
        {
            throw new InvalidOperationException(refused.En);
        }

        using (file)
        {
            var (lines, _) = PhraseFile.Read(file, PhraseLevel.Shop, null, keeper, await book.ListAsync(shop, keeper, ct), review);
            var added = 0;
            foreach (var line in lines.Where(l => l is { Does: PhraseLineDoes.Add, Fields: not null }))
            {
                added += (await desk.SetAsync(shop, null, 0, line.Fields!, actor, ct)).IsDone ? 1 : 0;
            }

            return added;
        }
    }
}
