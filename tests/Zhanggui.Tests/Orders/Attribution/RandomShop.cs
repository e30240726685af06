using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>
/// A small shop from a seed, crowded on purpose: few buyers, few time slots (so that instants collide), accounts that change
/// hands or belong to nobody, notes with and without numbers, unpaid orders placed again, presence with gaps.
/// </summary>
internal static class RandomShop
{
    private static readonly Instant Start = Story.T("1 0:00");
    private static readonly string?[] Accounts = ["a", "a", "b", "b", "c", "y", "x", null];
    private static readonly string[] Notes = ["A01", "A02", "A03 加急", "A01 A02", "A09", "尽快 3*2.4", "12月19日", ""];

    public static FactSet Make(int seed)
    {
        var random = new Random(seed);
        var orders = Orders(random);
        return new FactSet
        {
            Shops = [new ShopFact { Shop = "s", Zone = "Asia/Shanghai" }, new ShopFact { Shop = "r", Zone = "America/New_York" }],
            People = [Story.Person("anna", "A01"), Story.Person("bob", "A02"), Story.Person("cara", "A03", to: new LocalDate(2026, 10, 5))],
            Accounts =
            [
                Story.Account("a", "anna"), Story.Account("b", "bob"), Story.Account("c", "cara"),
                Story.Account("y", "anna", to: "3 12:00"), Story.Account("y", "bob", from: "3 12:00", to: "5 0:00"), Story.Account("y", "cara", from: "4 12:00"),
            ],
            Messages = [.. Enumerable.Range(0, random.Next(30)).Select(i => Message(random, i))],
            Orders = orders,
            OrderLines = [.. orders.SelectMany(o => Lines(random, o))],
            OrderEvents = [.. Enumerable.Range(0, random.Next(8)).Select(i => Event(random, orders, i))],
            Sessions = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, random.Next(8)).Select(i => Session(random, i))],
            Presence = [.. Enumerable.Range(0, random.Next(10)).Select(_ => Presence(random))],
            Refunds = [.. orders.Where(_ => random.Next(3) == 0).Select((o, i) => new RefundFact
            {
                RefundId = $"r{i}", OrderId = o.OrderId, Amount = new Fen(random.Next(20_000)), SucceededAt = random.Next(4) == 0 ? null : Slot(random),
                Responsible = Pick(random, "buyer", "agent", "team", "quality", "courier", null), DecidedBy = random.Next(4) == 0 ? null : "boss",
            })],
            Reviews = [.. orders.Where(_ => random.Next(4) == 0).Select(o => new ReviewFact
            {
                OrderId = o.OrderId, At = Slot(random), Rating = Pick(random, "good", "neutral", "bad"), Cause = Pick(random, "agent", "goods", null), DecidedBy = random.Next(4) == 0 ? null : "boss",
            })],
        };
    }

    public static T Pick<T>(Random random, params T[] of) => of[random.Next(of.Length)];

    /// <summary>Quarters of an hour over seven days, often around midnight.</summary>
    private static Instant Slot(Random random) => random.Next(4) == 0
        ? Start + Duration.FromDays(random.Next(1, 7)) + Duration.FromMinutes(random.Next(-4, 5))
        : Start + Duration.FromMinutes(15 * random.Next(7 * 96));

    private static string Buyer(Random random) => Pick(random, "li", "li", "wang");

    private static MessageFact Message(Random random, int i) => new()
    {
        Id = $"m{random.Next(1000):000}{i:00}",
        Shop = Pick(random, "s", "s", "r"),
        Buyer = Buyer(random),
        Account = Pick(random, Accounts),
        SentAt = random.Next(25) == 0 ? null : Slot(random),
        Sender = Pick(random, SenderKind.Buyer, SenderKind.Buyer, SenderKind.Agent, SenderKind.Agent, SenderKind.AssistBot, SenderKind.Bot, SenderKind.Push),
        Text = Pick(random, "i1", "i2", "在吗"),
    };

    private static SessionFact Session(Random random, int i)
    {
        var from = Slot(random);
        return new SessionFact { Id = $"t{i}", Shop = Pick(random, "s", "s", "r"), Buyer = Buyer(random), Account = Pick(random, Accounts), From = from, To = random.Next(6) == 0 ? null : from + Duration.FromMinutes(15 * random.Next(1, 60)) };
    }

    private static List<OrderFact> Orders(Random random)
    {
        var orders = new List<OrderFact>();
        foreach (var i in Enumerable.Range(0, random.Next(1, 6)))
        {
            var placed = Slot(random);
            Instant? paid = random.Next(3) == 0 ? null : placed + Duration.FromMinutes(15 * Pick(random, 0, 1, 4, 40, 130, -3));
            var amount = new Fen(random.Next(20_000));
            orders.Add(new OrderFact
            {
                OrderId = $"o{i}",
                Shop = Pick(random, "s", "s", "r"),
                Buyer = Buyer(random),
                PlacedAt = random.Next(20) == 0 ? null : placed,
                PaidAt = paid,
                ClosedAt = paid is null && random.Next(2) == 0 ? placed + Duration.FromDays(random.Next(1, 4)) : null,
                Status = paid is not null ? OrderStatus.Paid : random.Next(8) == 0 ? OrderStatus.Paid : OrderStatus.Unpaid,
                Amount = amount,
                Paid = amount,
                Postage = new Fen(random.Next(900)),
                Note = Pick(random, Notes),
                Flag = Pick(random, "red", null),
                ReorderedFrom = random.Next(3) == 0 && orders.Count > 0 ? Pick(random, orders[^1].OrderId, orders[0].OrderId, "gone") : null,
            });
        }

        return orders;
    }

    private static IEnumerable<OrderLineFact> Lines(Random random, OrderFact order) => Enumerable.Range(1, random.Next(4))
        .Select(i => new OrderLineFact { OrderId = order.OrderId, Line = $"{i}", Item = Pick(random, "i1", "i2", null), Paid = new Fen(random.Next(10_000)) });

    private static OrderEventFact Event(Random random, List<OrderFact> orders, int i) => new()
    {
        Id = $"e{random.Next(1000):000}{i}",
        OrderId = Pick(random, [.. orders]).OrderId,
        At = Slot(random),
        Account = Pick(random, "a", "b", "c", "y", "x", null),
        Event = Pick(random, "flagged", "flagged", "note_changed"),
        Detail = Pick(random, Notes),
    };

    private static PresenceFact Presence(Random random)
    {
        var from = Slot(random);
        return new PresenceFact
        {
            Account = Pick(random, "a", "b", "c", "y"),
            From = from,
            To = random.Next(3) == 0 ? null : from + Duration.FromHours(random.Next(1, 60)),
            State = Pick(random, PresenceState.Offline, PresenceState.Offline, PresenceState.Offline, PresenceState.Online, PresenceState.Away),
        };
    }
}
