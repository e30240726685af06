using Microsoft.Extensions.Logging;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Incidents;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Computes months that somebody asks for: the facts of the house, the published book that held when the month began, the settlement, all stored.</summary>
internal sealed class SettleJob(Database database, IShops shops, IMonthFacts facts, DayProposals proposals, IPublishedBooks books, IPayDesk desk, PayOptions options, TimeProvider clock, ILogger<SettleJob> log) : IJob
{
    private static readonly Words NoBook = new("还没有发布过制度，先在“制度”里发布一部有薪资的制度。", "No rule book has been published yet: publish one that has a section on pay.");
    private static readonly Words NoShop = new("这家店铺不在了。", "This shop is gone.");
    private static readonly Words Broken = new("核算时出了错，已记入系统日志，请再算一次；还不行请联系系统管理员。", "The settlement failed; the server's log says why. Try again, then ask the administrator.");

    public string Name => "pay.settle";

    public Duration Every => Duration.FromSeconds(1);

    public bool RunsEverywhere => true;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        // A lease is a name as well: to the millisecond, as it is stored.
        var lease = Instant.FromUnixTimeMilliseconds((now + Duration.FromMinutes(options.LeaseMinutes)).ToUnixTimeMilliseconds());
        if (await MonthBook.ClaimAsync(database, now, lease, ct) is not var (shop, month, asked, by))
        {
            return 0;
        }

        try
        {
            await ComputeAsync(shop, month, asked, by, lease, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            log.LogError(error, "Settling {Month} of shop {Shop} failed", MonthText.Of(month), shop);
            await FailAsync(shop, month, asked, lease, Broken, ct);
        }

        return 1;
    }

    private async Task ComputeAsync(ShopId shopId, YearMonth month, long asked, PersonId? by, Instant lease, CancellationToken ct)
    {
        if (await shops.FindAsync(shopId, ct) is not { } shop)
        {
            await FailAsync(shopId, month, asked, lease, NoShop, ct);
            return;
        }

        if (await books.InForceAsync(shop.Id, month.OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant(), ct) is not { } book)
        {
            await FailAsync(shopId, month, asked, lease, NoBook, ct);
            return;
        }

        var asOf = clock.GetCurrentInstant();
        await proposals.ProposeReviewsAsync(shop, month, asOf, ct);
        var gathered = await facts.GatherAsync(shop, month, ct);
        if (!await database.WriteAsync((c, t) => MonthBook.StageAsync(c, t, shopId, month, lease, "settling", ct), ct))
        {
            return;
        }

        var settled = desk.Settle(gathered, book.Text, null, month, null);
        if (settled.Refusals.Count > 0)
        {
            await FailAsync(shopId, month, asked, lease, settled.Refusals[0], ct);
            return;
        }

        await database.WriteAsync(async (c, t) =>
        {
            if (await MonthBook.StageAsync(c, t, shopId, month, lease, "storing", ct) && await MonthBook.FindAsync(c, t, shopId, month, ct) is { IsClosed: false } before)
            {
                var old = before.Run is { } last ? await RunBook.SlipsAsync(c, t, shopId, month, last, ct) : [];
                var run = await RunBook.WriteAsync(c, t, shopId, settled, book, asOf, by, ct);
                var isSame = old.Select(s => (s.Person, s.Digest)).SequenceEqual((await RunBook.SlipsAsync(c, t, shopId, month, run, ct)).Select(s => (s.Person, s.Digest)));
                // Whoever agreed had seen other slips.
                var state = before.State == MonthState.Agreed && !isSame ? MonthState.Proposed : before.State;
                await MonthBook.AnswerAsync(c, t, shopId, month, lease, asked, run, null, state, ct);
            }

            return 0;
        }, ct);
    }

    private Task FailAsync(ShopId shop, YearMonth month, long asked, Instant lease, Words problem, CancellationToken ct) => database.WriteAsync(async (c, t) =>
        await MonthBook.FindAsync(c, t, shop, month, ct) is { IsClosed: false } at && await MonthBook.AnswerAsync(c, t, shop, month, lease, asked, null, problem, at.State, ct), ct);
}
