using NodaTime;
using Zhanggui.Facts.Records;

namespace Zhanggui.Tests.Metrics;

/// <summary>
/// A month of talk made of a seed, with everything that makes speed figures hard: replies on the edge of every limit, midnight and the edges of
/// opening hours, talks ended and reopened, handed over, machines between the words, and two processes that write at the same instant.
/// </summary>
internal sealed class TalkMonth
{
    private const long Minute = 60_000;

    /// <summary>On, just under and just over what the sets look at.</summary>
    private static readonly long[] Delays =
        [0, 1, 999, 1000, 4_000, 29_999, 30_000, 30_001, 119_999, 120_000, 120_001, 179_999, 180_000, 180_001, 400_000, 599_999, 600_000, 600_001, (30 * Minute) - 1, 30 * Minute, (30 * Minute) + 1, 55 * Minute, 9 * 60 * Minute];

    private static readonly string[] Words = ["在吗", "好的", " 谢谢 ", "几天能到", "OK", "ok 那发哪家快递", "嗯嗯", ""];
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly Random random;
    private readonly List<MessageFact> messages = [];
    private readonly List<SessionFact> sessions = [];
    private readonly List<TransferFact> transfers = [];

    private TalkMonth(int seed) => random = new Random(seed);

    public static FactSet Make(int seed)
    {
        var month = new TalkMonth(seed);
        for (var buyer = 0; buyer < 40; buyer++)
        {
            for (var talk = month.random.Next(1, 7); talk > 0; talk--)
            {
                month.Talk($"b{buyer:D2}");
            }
        }

        return month.Facts();
    }

    private static Instant Day(int day, int minuteOfDay) => (new LocalDate(2026, 10, day).AtMidnight() + Period.FromMinutes(minuteOfDay)).InZoneStrictly(Zone).ToInstant();

    private FactSet Facts()
    {
        string[] accounts = ["anna", "shop:01", "shop:02"];
        return new FactSet
        {
            Shops = [new ShopFact { Shop = "s", Name = "s" }, new ShopFact { Shop = "other", Name = "other" }],
            Messages = [.. Shuffled(messages), new MessageFact { Id = "timeless", Shop = "s", Buyer = "b00", Account = "anna", Sender = SenderKind.Agent, Text = "没有时间" }],
            Sessions = [.. Shuffled(sessions)],
            Transfers = [.. Shuffled(transfers)],
            People = [new PersonFact { Person = "anna", Team = "早班" }, new PersonFact { Person = "bo", Team = "晚班" }, new PersonFact { Person = "cai", Team = "晚班", To = new LocalDate(2026, 10, 18) }, new PersonFact { Person = "cai", Team = "早班", From = new LocalDate(2026, 10, 18) }],
            Accounts =
            [
                new AccountFact { Account = "shop:01", Person = "bo", To = Day(15, 12 * 60) }, new AccountFact { Account = "shop:01", Person = "cai", From = Day(15, 12 * 60) },
                new AccountFact { Account = "shop:02", Person = "cai" }, new AccountFact { Account = "shop:02", Person = "bo", From = Day(20, 0), To = Day(22, 0) },
            ],
            Presence = [.. accounts.SelectMany(a => Enumerable.Range(1, 30).Select(d => new PresenceFact { Account = a, From = Day(d, (22 * 60) + random.Next(90)), To = Day(d + 1, (8 * 60) + random.Next(90)), State = random.Next(6) == 0 ? PresenceState.Away : PresenceState.Offline }))],
            Filters = [new FilterFact { Buyer = "b01", Kind = "spam" }, new FilterFact { Shop = "s", Buyer = "b02", Kind = "brushing", From = Day(10, 0), To = Day(20, 0) }, new FilterFact { Shop = "other", Buyer = "b03", Kind = "named" }],
        };
    }

    private void Talk(string buyer)
    {
        // Half of all talks begin near midnight or near an edge of the hours that sets look at.
        int[] edges = [0, 8 * 60, 9 * 60, 23 * 60, 24 * 60];
        var at = Day(random.Next(1, 31), random.Next(2) == 0 ? Math.Max(0, edges[random.Next(edges.Length)] - random.Next(4)) : random.Next(24 * 60)) + Duration.FromMilliseconds(random.Next(60_000));
        var session = $"c{sessions.Count:D4}";
        var (shop, account, from) = (random.Next(12) == 0 ? "other" : "s", Account(), at);
        for (var left = random.Next(1, 14); left > 0; left--)
        {
            switch (random.Next(12))
            {
                case < 5:
                    Say(SenderKind.Buyer, account);
                    break;
                case < 9:
                    Say(random.Next(5) == 0 ? SenderKind.AssistBot : SenderKind.Agent, account);
                    break;
                case 9:
                    Say((SenderKind)random.Next((int)SenderKind.Bot, (int)SenderKind.System + 1), null);
                    break;
                case 10:
                    var to = Account();
                    transfers.Add(new TransferFact { Id = $"t{transfers.Count:D4}", Session = session, At = at, FromAccount = account, ToAccount = to });
                    account = to;
                    break;
                default:
                    // Ended; what follows has reopened it, at once or after a while.
                    End(random.Next(3) switch { 0 => "agent", 1 => "buyer", _ => "silence" });
                    session = $"c{sessions.Count:D4}";
                    break;
            }

            at += Duration.FromMilliseconds(Delays[random.Next(Delays.Length)]);
        }

        End(random.Next(2) == 0 ? null : "timeout");

        void Say(SenderKind sender, string? with)
        {
            // Two processes number what they write each in its own way, so that equal instants are decided by the id.
            var id = $"{(random.Next(2) == 0 ? "p" : "q")}{random.Next(1_000_000):D6}-{messages.Count:D6}";
            messages.Add(new MessageFact { Id = id, Shop = shop, Buyer = buyer, Account = random.Next(9) == 0 ? null : with, Sender = sender, SentAt = at, Text = Words[random.Next(Words.Length)] is { Length: > 0 } text ? text : null });
        }

        void End(string? by)
        {
            sessions.Add(new SessionFact { Id = session, Shop = shop, Buyer = buyer, Account = account, From = from, To = at > from ? at : null, EndedBy = by });
            from = at;
        }
    }

    private string Account() => random.Next(4) switch { 0 => "anna", 1 => "shop:01", 2 => "shop:02", _ => "nobody" };

    private T[] Shuffled<T>(List<T> rows)
    {
        var all = rows.ToArray();
        random.Shuffle(all);
        return all;
    }
}
