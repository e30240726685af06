using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Reviews that somebody judged to be an agent's, and which days are to be asked about them; those of closed months are left as they were paid.</summary>
internal sealed class JudgedReviews(FactsGatherer facts, Database database)
{
    private const int MostMonths = 1200;
    private const int MostOfADay = 5000;
    private const int AtOnce = 500;
    private static readonly HashSet<string> Files = new([FactsFiles.Reviews.Name], StringComparer.Ordinal);

    /// <summary>Days on which there are judged reviews that nobody has decided as a mistake.</summary>
    public async Task<IReadOnlyCollection<LocalDate>> DaysAsync(ShopCard shop, Instant from, Instant to, CancellationToken ct)
    {
        var known = await facts.GatherAsync(new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = from, To = to, Files = Files, WithText = false }, ct);
        var judged = known.Reviews.Where(LedgerProposing.IsJudged).Select(r => (Cause: LedgerProposing.CauseOf(r), Day: r.At.InZone(shop.TimeZone).Date)).ToList();
        if (judged.Count == 0)
        {
            return [];
        }

        await using var c = await database.OpenAsync(ct);
        var closed = (await c.ReadAllAsync(null, $"select month from pay_month where shop_id = @shop and closed_at is not null order by month limit {MostMonths}", r => r.GetString(0), ct, ("shop", shop.Id.Value))).ToHashSet(StringComparer.Ordinal);
        var decided = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in judged.Select(r => r.Cause).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            var marks = string.Join(", ", some.Select((_, i) => $"@c{i}"));
            decided.UnionWith(await c.ReadAllAsync(null, $"select cause from pay_incident where shop_id = @shop and cause in ({marks}) and state in ('Confirmed', 'Dropped')", r => r.GetString(0), ct,
                [("shop", shop.Id.Value), .. some.Select((cause, i) => ($"c{i}", (object?)cause))]));
        }

        return [.. judged.Where(r => !decided.Contains(r.Cause) && !closed.Contains(MonthText.Of(r.Day.ToYearMonth()))).Select(r => r.Day).Distinct().Order()];
    }

    /// <summary>What was proposed of the day while its month was open; null while it is open.</summary>
    public async Task<IReadOnlySet<string>?> KeptAsync(ShopId shop, LocalDate day, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadLongAsync(null, "select count(*) from pay_month where shop_id = @shop and month = @month and closed_at is not null", ct, ("shop", shop.Value), ("month", MonthText.Of(day.ToYearMonth()))) is > 0
            ? (await c.ReadAllAsync(null, $"select cause from pay_incident where shop_id = @shop and day = @day limit {MostOfADay}", r => r.GetString(0), ct, ("shop", shop.Value), ("day", IncidentBook.Day(day)))).ToHashSet(StringComparer.Ordinal)
            : null;
    }
}
