using System.Globalization;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;
using Zhanggui.Rules.Contracts;
using Zhanggui.Tests.Rules;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>
/// A shop's month in a few words. Times are <c>3 14:05</c> or <c>3 14:05:09</c>: day of October 2026, Shanghai. Anna, Bob and Cara are
/// agents with the accounts a, b, c and the staff numbers A01, A02, A03. The buyer is li unless another one is named; the order is o.
/// </summary>
internal sealed class Story
{
    public const string Shop = "shop";
    private readonly Dictionary<string, RulesInForce> editions = [];
    private readonly List<MessageFact> messages = [];
    private readonly List<OrderFact> orders = [];
    private readonly List<OrderLineFact> lines = [];
    private readonly List<OrderEventFact> events = [];
    private readonly List<PresenceFact> presence = [];
    private readonly List<RefundFact> refunds = [];
    private readonly List<ReviewFact> reviews = [];
    private readonly List<SessionFact> sessions = [];
    private readonly List<ManualDecision> manual = [];
    private readonly List<ExternalDecision> external = [];
    private readonly Func<Instant, string> edition;
    private int next;

    public Story(string preset = "new-shop", string rest = "")
        : this([(null, preset, rest)])
    {
    }

    /// <summary>Several editions, each in force from a time.</summary>
    public Story(params (string? From, string Preset, string More)[] books)
    {
        foreach (var (from, preset, more) in books)
        {
            editions[from ?? string.Empty] = RulesOf(preset, more);
        }

        var starts = books.Select(b => (Key: b.From ?? string.Empty, From: b.From is null ? Instant.MinValue : T(b.From))).OrderByDescending(b => b.From).ToList();
        edition = at => starts.First(s => s.From <= at).Key;
    }

    public List<PersonFact> People { get; } = [Person("anna", "A01"), Person("bob", "A02"), Person("cara", "A03")];

    public List<AccountFact> Accounts { get; } = [Account("a", "anna"), Account("b", "bob"), Account("c", "cara")];

    public static RulesInForce RulesOf(string preset, string rest = "")
    {
        var text = $"book: t\ntitle: 试\nextends: {preset}\n{(rest.Length == 0 ? string.Empty : $"attribution:\n  {rest.Replace("\n", "\n  ")}\n")}";
        var book = RulesBench.Sound(text, RulesBench.HouseReader);
        return new RulesInForce(AttributionSection.Section.Read(new SectionValues(book.Sections["attribution"], AttributionSection.Section.Root)), preset, 1);
    }

    public static Instant T(string text)
    {
        var parts = text.Split(' ');
        var time = TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture);
        return new LocalDate(2026, 10, 1).PlusDays(int.Parse(parts[0], CultureInfo.InvariantCulture) - 1).At(LocalTime.FromTicksSinceMidnight(time.Ticks))
            .InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
    }

    public static Fen Yuan(string yuan) => Fen.TryParse(yuan, out var fen) ? fen : throw new FormatException(yuan);

    public static PersonFact Person(string person, string? number = null, string role = "agent", LocalDate? from = null, LocalDate? to = null, string? name = null) =>
        new() { Person = person, StaffNo = number, Role = role, From = from, To = to, Name = name };

    public static AccountFact Account(string account, string person, string? from = null, string? to = null) =>
        new() { Account = account, Person = person, From = from is null ? null : T(from), To = to is null ? null : T(to) };

    /// <summary>The buyer asks and the agent answers ten seconds later.</summary>
    public Story Talk(string at, string account, string buyer = "li", string text = "在吗") =>
        Say(SenderKind.Buyer, at, account, buyer, text).Add(new MessageFact { Id = Id("m"), Shop = Shop, Buyer = buyer, Account = account, Sender = SenderKind.Agent, SentAt = T(at) + Duration.FromSeconds(10) });

    public Story Asks(string at, string? account, string text = "在吗", string buyer = "li") => Say(SenderKind.Buyer, at, account, buyer, text);

    public Story Answers(string at, string? account, string buyer = "li", string? id = null, string text = "在的") => Say(SenderKind.Agent, at, account, buyer, text, id);

    public Story Say(SenderKind sender, string at, string? account, string buyer = "li", string text = "在的", string? id = null, MessageKind kind = MessageKind.Text) =>
        Add(new MessageFact { Id = id ?? Id("m"), Shop = Shop, Buyer = buyer, Account = account, Sender = sender, SentAt = T(at), Kind = kind, Text = text });

    public Story Order(string placed, string? paid, string id = "o", string buyer = "li", string amount = "100.00", string postage = "0.00", OrderStatus? status = null, string? note = null,
        string? flag = null, string? from = null, string? closed = null, string? shipped = null, string? signed = null, string? asked = null)
    {
        orders.Add(new OrderFact
        {
            OrderId = id,
            Shop = Shop,
            Buyer = buyer,
            PlacedAt = placed.Length == 0 ? null : T(placed),
            PaidAt = paid is null ? null : T(paid),
            ClosedAt = closed is null ? null : T(closed),
            ShippedAt = shipped is null ? null : T(shipped),
            SignedAt = signed is null ? null : T(signed),
            Status = status ?? (paid is null ? OrderStatus.Unpaid : OrderStatus.Paid),
            Amount = Yuan(asked ?? amount),
            Paid = paid is null && status is not OrderStatus.Paid ? null : Yuan(amount),
            Postage = Yuan(postage),
            Note = note,
            Flag = flag,
            ReorderedFrom = from,
        });
        return this;
    }

    public Story Line(string line, string item, string paid, string order = "o")
    {
        lines.Add(new OrderLineFact { OrderId = order, Line = line, Item = item, Paid = Yuan(paid), Quantity = 1 });
        return this;
    }

    public Story Flag(string at, string? account, string order = "o", string? colour = null, string? id = null) => Act("flagged", at, account, order, colour, id);

    public Story Note(string at, string note, string? account = "a", string order = "o") => Act("note_changed", at, account, order, note);

    public Story Act(string kind, string at, string? account, string order = "o", string? detail = null, string? id = null)
    {
        events.Add(new OrderEventFact { Id = id ?? Id("e"), OrderId = order, At = T(at), Account = account, Event = kind, Detail = detail });
        return this;
    }

    public Story Stands(string account, string from, string? to, PresenceState state)
    {
        presence.Add(new PresenceFact { Account = account, From = T(from), To = to is null ? null : T(to), State = state });
        return this;
    }

    public Story Refund(string succeeded, string amount, string? responsible = null, string? decidedBy = "boss", string? line = null, string order = "o")
    {
        refunds.Add(new RefundFact { RefundId = Id("r"), OrderId = order, Line = line, Amount = Yuan(amount), SucceededAt = succeeded.Length == 0 ? null : T(succeeded), Responsible = responsible, DecidedBy = decidedBy });
        return this;
    }

    public Story Review(string at, string rating, string? cause, string? decidedBy = "boss", string? changedTo = null, string order = "o")
    {
        reviews.Add(new ReviewFact { OrderId = order, At = T(at), Rating = rating, Cause = cause, DecidedBy = decidedBy, ChangedTo = changedTo });
        return this;
    }

    public Story Session(string from, string to, string buyer = "li")
    {
        sessions.Add(new SessionFact { Id = Id("s"), Shop = Shop, Buyer = buyer, From = T(from), To = T(to) });
        return this;
    }

    public Story Decided(string order, params (string Person, long Weight)[] shares)
    {
        manual.Add(new ManualDecision(order, shares, Id("d"), "boss", "截图"));
        return this;
    }

    public Story Elsewhere(string order, string person)
    {
        external.Add(new ExternalDecision(order, person, "赤兔"));
        return this;
    }

    public FactSet Facts => new()
    {
        Shops = [new ShopFact { Shop = Shop, Zone = "Asia/Shanghai" }],
        People = People,
        Accounts = Accounts,
        Messages = messages,
        Orders = orders,
        OrderLines = lines,
        OrderEvents = events,
        Presence = presence,
        Refunds = refunds,
        Reviews = reviews,
        Sessions = sessions,
    };

    public AttributionResult Result => AttributionRun.Decide(Facts, (_, at) => editions[edition(at)], new AttributionInputs(manual, external));

    public OrderDecision Decision(string order = "o") => Result.Orders.Single(d => d.Order.OrderId == order);

    public Credit Credit(string order = "o") => Decision(order).Credits.ShouldHaveSingleItem();

    public void Won(string person, Basis basis, string order = "o") => (Credit(order).Person, Credit(order).Basis).ShouldBe((person, basis));

    public void Silent(Basis basis = Basis.Silent) => (Credit().Person, Credit().Basis).ShouldBe((null, basis));

    public void Undecided(Doubt doubt, string order = "o") => (Credit(order).Person, Credit(order).Basis, Credit(order).Doubt).ShouldBe((null, Basis.Undecided, doubt));

    public Loss? Lost(string person, string order = "o") => Decision(order).Losers.SingleOrDefault(l => l.Person == person)?.Loss;

    private Story Add(MessageFact message)
    {
        messages.Add(message);
        return this;
    }

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++next:0000}");
}
