using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;

namespace Zhanggui.Facts.Demo;

/// <summary>What happens when somebody comes: the stories a demo month is made of.</summary>
internal sealed class DemoVisits(DemoRun run)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private readonly DemoRandom random = run.Random;
    private readonly DemoSales sales = new(run);

    /// <summary>A buyer writes for the first time.</summary>
    public void Come(int shop, long at)
    {
        var (buyer, item) = (run.NextBuyer(), random.Pick(DemoGoods.Items));
        if (random.Chance(DemoMix.Spam))
        {
            Spam(shop, buyer, at);
            return;
        }

        if (random.Chance(DemoMix.Brushing))
        {
            sales.Brush(shop, buyer, at, item);
            return;
        }

        var talk = new DemoTalk(run, shop, buyer, at, item);
        if (random.Chance(DemoMix.Unanswered) || Receive(talk, shop, at) is not { } agent)
        {
            LeaveAlone(talk);
            return;
        }

        for (var rounds = random.Between(1, 5); rounds > 0; rounds--)
        {
            talk.Round("ask", agent);
        }

        agent = MayTransfer(talk, shop, agent);
        Decide(talk, shop, buyer, item, agent);
        Aside(talk, shop, buyer, agent);
    }

    public void Come(DemoVisit visit)
    {
        switch (visit.Kind)
        {
            case DemoVisitKind.OrderLater:
                sales.Sell(visit.Shop, visit.Buyer, visit.Item, visit.At, visit.First);
                break;
            case DemoVisitKind.AskAgain:
                AskAgain(visit);
                break;
            case DemoVisitKind.Chase:
                sales.Chase(visit);
                break;
            case DemoVisitKind.AfterSales:
                AfterSales(visit);
                break;
            default:
                var talk = new DemoTalk(run, visit.Shop, visit.Buyer, visit.At, visit.Item);
                talk.Machine(SenderKind.Push, "push", null);
                talk.Close();
                break;
        }
    }

    /// <summary>Who answers first; at night a machine does, and a person in the morning or never.</summary>
    private DemoStint? Receive(DemoTalk talk, int shop, long at)
    {
        var agent = run.Staff.Online(run.Day, shop, at, random);
        talk.Ask("hello", agent);
        if (random.Chance(DemoMix.BotFirst))
        {
            talk.Machine(SenderKind.Bot, "bot", null);
            talk.Ask("ask", agent);
        }

        if (agent is not null)
        {
            talk.Answer(agent, DemoPhrases.Shared.Pick("hello", random).Agent);
            return agent;
        }

        var morning = run.Staff.NextOnline(run.Day, shop, at);
        talk.Machine(SenderKind.AutoReply, "auto", morning?.Account);
        if (morning is null || random.Chance(300))
        {
            return null;
        }

        talk.WaitUntil(morning.From + random.Between(Minute, 25 * Minute));
        talk.Answer(morning, DemoPhrases.Shared.Pick("hello", random).Agent);
        return morning;
    }

    private void LeaveAlone(DemoTalk talk)
    {
        if (talk.LastMessage is null)
        {
            talk.Ask("hello", null);
        }

        talk.Close();
    }

    /// <summary>Now and then a talk is handed on, and now and then to somebody who then says nothing.</summary>
    private DemoStint MayTransfer(DemoTalk talk, int shop, DemoStint agent)
    {
        if (!random.Chance(DemoMix.Transferred) || run.Staff.Online(run.Day, shop, talk.At, random, notAccount: agent.Account) is not { } other)
        {
            return agent;
        }

        talk.Transfer(agent, other, random.Chance(500) ? "售后问题" : "交接班");
        if (random.Chance(DemoMix.TransferredToNobody))
        {
            return agent;
        }

        talk.Round("ask", other);
        return other;
    }

    /// <summary>Whether and when the buyer orders.</summary>
    private void Decide(DemoTalk talk, int shop, string buyer, DemoItem item, DemoStint agent)
    {
        if (!random.Chance(run.Scale.Conversion))
        {
            talk.Round(random.Chance(300) ? "unpaid" : "close", agent);
            talk.Close();
            if (random.Chance(DemoMix.Push))
            {
                run.Plan(new DemoVisit(DemoVisitKind.Push, run.Starts[run.Day + 1] + (10 * Hour), shop, buyer, item));
            }

            return;
        }

        var when = random.Weighted(DemoMix.OrderDays);
        var placed = talk.At + random.Between(Minute / 2, 4 * Minute);
        if (when == 0)
        {
            talk.WaitUntil(placed + (Minute / 2));
            talk.Round("order", agent);
        }

        talk.Round("close", agent);
        talk.Close();
        switch (when)
        {
            case 0:
                sales.Sell(shop, buyer, item, placed, agent);
                break;
            case 1:
                sales.Sell(shop, buyer, item, talk.At + random.Between(10 * Minute, 5 * Hour), agent);
                break;
            case 2 or 3:
                var kind = random.Chance(400) ? DemoVisitKind.AskAgain : DemoVisitKind.OrderLater;
                run.Plan(new DemoVisit(kind, Math.Max(talk.At, run.Starts[run.Day]) + ((when - 1) * Day) - random.Between(0, 2 * Hour), shop, buyer, item, agent));
                break;
            default:
                run.Plan(new DemoVisit(DemoVisitKind.OrderLater, talk.At + random.Between(4 * Day, 8 * Day), shop, buyer, item));
                break;
        }
    }

    /// <summary>The buyer asks once more, of whoever is there, and orders: the last to talk may be another.</summary>
    private void AskAgain(DemoVisit visit)
    {
        var talk = new DemoTalk(run, visit.Shop, visit.Buyer, visit.At, visit.Item);
        var agent = run.Staff.Online(run.Day, visit.Shop, visit.At, random, notAccount: random.Chance(700) ? visit.First?.Account : null);
        if (agent is null)
        {
            talk.Ask("hello", null);
            talk.Machine(SenderKind.AutoReply, "auto", visit.First?.Account);
            talk.Close();
            sales.Sell(visit.Shop, visit.Buyer, visit.Item, talk.At + (5 * Minute), visit.First);
            return;
        }

        talk.Round("hello", agent);
        talk.Round("ask", agent);
        var placed = talk.At + random.Between(0, 3 * Minute);
        talk.WaitUntil(placed + Minute);
        talk.Round("order", agent);
        talk.Close();
        sales.Sell(visit.Shop, visit.Buyer, visit.Item, placed, agent);
    }

    private void AfterSales(DemoVisit visit)
    {
        var talk = new DemoTalk(run, visit.Shop, visit.Buyer, visit.At, visit.Item);
        if (run.Staff.Online(run.Day, visit.Shop, visit.At, random, isAfterSales: true) is not { } agent)
        {
            talk.Ask("aftersale", null);
            talk.Machine(SenderKind.AutoReply, "auto", null);
            talk.Close();
            return;
        }

        for (var rounds = random.Between(1, 4); rounds > 0; rounds--)
        {
            talk.Round("aftersale", agent);
        }

        talk.Close();
        Aside(talk, visit.Shop, visit.Buyer, agent);
    }

    /// <summary>What a talk leaves behind beside an order: a promise, a complaint.</summary>
    private void Aside(DemoTalk talk, int shop, string buyer, DemoStint agent)
    {
        if (random.Chance(DemoMix.Promised))
        {
            var due = talk.At + random.Between(Hour, 2 * Day);
            var isKept = random.Chance(900);
            run.Sink.Add(FactsFiles.Promises, new PromiseFact
            {
                Id = $"p{talk.Session}",
                At = DemoRun.At(talk.At),
                Person = agent.Person.Id,
                Buyer = buyer,
                MessageId = talk.LastMessage,
                What = random.Chance(500) ? "今天回复发货时间" : "查物流后回电",
                DueAt = DemoRun.At(due),
                EndedAt = run.Known(isKept ? due - random.Between(0, Hour) : due + Day),
                Outcome = isKept ? "kept" : "broken",
            });
        }

        if (random.Chance(DemoMix.Complained))
        {
            var isDecided = random.Chance(700);
            run.Sink.Add(FactsFiles.Complaints, new ComplaintFact
            {
                Id = $"k{talk.Session}",
                At = DemoRun.At(talk.At + Hour),
                Shop = run.ShopId(shop),
                Buyer = buyer,
                Account = agent.Account,
                Cause = random.Chance(500) ? "答复慢" : "态度",
                Upheld = isDecided ? random.Chance(400) : null,
                DecidedBy = isDecided ? run.Staff.LeaderOf(shop).Id : null,
            });
        }
    }

    private void Spam(int shop, string buyer, long at)
    {
        var talk = new DemoTalk(run, shop, buyer, at, null);
        talk.Ask("spam", run.Staff.Online(run.Day, shop, at, random));
        talk.Close();
        run.Filters.Add(new FilterFact { Shop = run.ShopId(shop), Buyer = buyer, From = DemoRun.At(run.Starts[run.Day]), Kind = "spam" });
    }
}
