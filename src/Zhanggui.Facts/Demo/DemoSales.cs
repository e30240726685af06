using Zhanggui.Facts.Records;

namespace Zhanggui.Facts.Demo;

/// <summary>How orders come about: paid at once or late, with help, not at all, chased, by brushing, in silence.</summary>
internal sealed class DemoSales(DemoRun run)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const int TriesToFindOffline = 8;
    private readonly DemoRandom random = run.Random;
    private readonly DemoOrders orders = new(run);

    /// <summary>One order of a buyer, or several at once.</summary>
    public void Sell(int shop, string buyer, DemoItem item, long placed, DemoStint? agent)
    {
        var count = (run.Scale.OrdersPerBuyer / 1_000) + (random.Chance(run.Scale.OrdersPerBuyer % 1_000) ? 1 : 0);
        for (var i = 0; i < count; i++)
        {
            Place(new DemoOrder(run.NextOrder(), shop, buyer, i == 0 ? item : random.Pick(DemoGoods.Items), placed + (i * Minute), agent));
        }
    }

    /// <summary>An order without a word; sometimes somebody helps to pay it, sometimes the buyer asks afterwards.</summary>
    public void SellSilently(int shop, long placed)
    {
        var (buyer, item) = (run.NextBuyer(), random.Pick(DemoGoods.Items));
        var order = new DemoOrder(run.NextOrder(), shop, buyer, item, placed, null);
        Place(order);
        if (random.Chance(40))
        {
            run.Plan(new DemoVisit(DemoVisitKind.AfterSales, placed + Day + random.Between(0, Day), shop, buyer, item, null, order));
        }
    }

    public void Brush(int shop, string buyer, long at, DemoItem item)
    {
        var agent = run.Staff.Online(run.Day, shop, at, random);
        var talk = new DemoTalk(run, shop, buyer, at, item);
        talk.Ask("hello", agent);
        if (agent is not null)
        {
            talk.Answer(agent, "在的亲");
        }

        talk.Close();
        run.Filters.Add(new FilterFact { Shop = run.ShopId(shop), Buyer = buyer, From = DemoRun.At(run.Starts[run.Day]), Kind = "brushing" });
        orders.Write(new DemoOrder(run.NextOrder(), shop, buyer, item, talk.At + Minute, agent) { IsBrushing = true, PaidAt = talk.At + (2 * Minute) });
    }

    /// <summary>Another agent has the buyer place an unpaid order anew: in time, too early, or while the first agent is there.</summary>
    public void Chase(DemoVisit visit)
    {
        var at = visit.At;
        for (var i = 0; i < TriesToFindOffline && !IsAway(visit.First, at) && at + Hour < run.Starts[run.Day + 1]; i++)
        {
            at += Hour;
        }

        if (run.Staff.Online(run.Day, visit.Shop, at, random, notAccount: visit.First?.Account) is not { } chaser)
        {
            return;
        }

        var talk = new DemoTalk(run, visit.Shop, visit.Buyer, at, visit.Item);
        talk.Answer(chaser, DemoPhrases.Shared.Pick("remind", random, visit.Item).Agent);
        if (random.Chance(450))
        {
            talk.Close();
            return;
        }

        talk.Round("ask", chaser);
        var placed = talk.At + random.Between(Minute, 20 * Minute);
        talk.WaitUntil(placed + Minute);
        talk.Round("order", chaser);
        talk.Close();
        orders.Write(new DemoOrder(run.NextOrder(), visit.Shop, visit.Buyer, visit.Item, placed, chaser) { ReorderedFrom = visit.Order!.Id, PaidAt = placed + random.Between(Minute, 40 * Minute) });
    }

    private bool IsAway(DemoStint? first, long at) => first is null || run.Staff.Find(run.Day, first.Account)?.IsOffline(at) != false;

    private void Place(DemoOrder order)
    {
        if (random.Chance(DemoMix.Unpaid))
        {
            LeaveUnpaid(order);
            return;
        }

        var paid = order.PlacedAt + (random.Chance(DemoMix.Presale) ? random.Between(3 * Day, 8 * Day) : (random.Quantile(DemoMix.PayMinutes) * Minute) + random.Between(8_000L, 55_000L));
        orders.Write(Help(order) ?? order with { PaidAt = paid });
    }

    /// <summary>Somebody else talks with the buyer between placing and paying.</summary>
    private DemoOrder? Help(DemoOrder order)
    {
        var at = order.PlacedAt + random.Between(10 * Minute, 50 * Minute);
        if (!random.Chance(DemoMix.HelpedToPay) || at >= run.Starts[run.Day + 1] || run.Staff.Online(run.Day, order.Shop, at, random, notAccount: order.Agent?.Account) is not { } helper)
        {
            return null;
        }

        var talk = new DemoTalk(run, order.Shop, order.Buyer, at, order.Item);
        talk.Answer(helper, DemoPhrases.Shared.Pick("remind", random, order.Item).Agent);
        talk.Round("order", helper);
        talk.Close();
        return order with { PaidWith = helper, PaidAt = talk.At + random.Between(Minute, 10 * Minute) };
    }

    private void LeaveUnpaid(DemoOrder order)
    {
        orders.Write(order with { IsUnpaid = true });
        var at = order.PlacedAt + random.Between(Hour, 3 * Hour);
        if (order.Agent is { } agent && agent.IsOnline(at) && random.Chance(DemoMix.Reminded))
        {
            // Nobody answers: a talk that the shop began and the buyer never entered.
            var talk = new DemoTalk(run, order.Shop, order.Buyer, at, order.Item);
            talk.Answer(agent, DemoPhrases.Shared.Pick("remind", random, order.Item).Agent);
            talk.Close();
        }

        if (random.Chance(DemoMix.ChasedWhenUnpaid))
        {
            var wait = random.Chance(200) ? random.Between(12 * Hour, 23 * Hour) : random.Between(25 * Hour, 60 * Hour);
            run.Plan(new DemoVisit(DemoVisitKind.Chase, order.PlacedAt + wait, order.Shop, order.Buyer, order.Item, order.Agent, order));
        }
    }
}
