using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Guard;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics;
using Zhanggui.Metrics.Contracts;
using Zhanggui.Orders;
using Zhanggui.Pay;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Tests.Metrics;

/// <summary>A little shop told line by line; times are those of Shanghai.</summary>
internal sealed class MetricTale
{
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm:ss");
    public const string Book = "book: t\ntitle: t\nextends: new-shop\n";

    private static readonly Lazy<IMetricsDesk> Desk = new(() =>
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        services.AddRules(configuration);
        services.AddGuard(configuration);
        services.AddShifts(configuration);
        services.AddShopRules();
        services.AddReception(configuration);
        services.AddPromises();
        services.AddOrders(configuration);
        services.AddMetrics(configuration);
        services.AddPay(configuration);
        return services.BuildServiceProvider().GetRequiredService<IMetricsDesk>();
    });

    private readonly List<MessageFact> messages = [];
    private readonly List<OrderFact> orders = [];
    private readonly List<OrderLineFact> lines = [];
    private readonly List<RefundFact> refunds = [];
    private readonly List<PersonFact> people = [];
    private readonly List<Func<FactSet, FactSet>> more = [];

    public static Instant At(string time) => Pattern.Parse(time.Length == 8 ? $"2026-10-10 {time}" : time).Value.InZoneStrictly(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();

    public MetricTale Ask(string time, string buyer = "li", string? account = null, string text = "在吗") => Say(SenderKind.Buyer, time, buyer, account, text);

    public MetricTale Reply(string time, string person = "anna", string buyer = "li", SenderKind sender = SenderKind.Agent, string text = "您好") => Say(sender, time, buyer, person, text);

    public MetricTale Bot(string time, string buyer = "li") => Say(SenderKind.AutoReply, time, buyer, null, "稍等");

    public MetricTale Person(string person, string team)
    {
        people.Add(new PersonFact { Person = person, Team = team });
        return this;
    }

    public MetricTale Order(string id, string placed, string? paid, string yuan, string buyer = "li", int quantity = 1)
    {
        Fen.TryParse(yuan, out var amount).ShouldBeTrue();
        orders.Add(new OrderFact { OrderId = id, Shop = "s", Buyer = buyer, PlacedAt = At(placed), PaidAt = paid is null ? null : At(paid), Status = paid is null ? OrderStatus.Unpaid : OrderStatus.Paid, Amount = amount, Paid = paid is null ? null : amount });
        lines.Add(new OrderLineFact { OrderId = id, Line = "1", Quantity = quantity });
        return this;
    }

    public MetricTale Refund(string order, string at, string yuan)
    {
        Fen.TryParse(yuan, out var amount).ShouldBeTrue();
        refunds.Add(new RefundFact { RefundId = $"r{refunds.Count}", OrderId = order, Amount = amount, SucceededAt = At(at) });
        return this;
    }

    /// <summary>Facts of the rarer files.</summary>
    public MetricTale With(Func<FactSet, FactSet> facts)
    {
        more.Add(facts);
        return this;
    }

    public FactSet Facts => more.Aggregate(Plain, (facts, add) => add(facts));

    private FactSet Plain => new()
    {
        Messages = messages,
        Orders = orders,
        OrderLines = lines,
        Refunds = refunds,
        People = people.Count > 0 ? people : [new PersonFact { Person = "anna", Team = "早班" }, new PersonFact { Person = "bo", Team = "晚班" }],
    };

    public IReadOnlyList<MetricRow> Rows(string from = "2026-10-10", string to = "2026-10-11", FactSet? facts = null) =>
        Desk.Value.Measure(facts ?? Facts, Book, null, LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value);

    public static IReadOnlyList<MetricMember> Members(FactSet facts, string metric, string scope = "shop:s", string set = "shop", string from = "2026-10-10", string to = "2026-10-11", string book = Book) =>
        Desk.Value.Rows(facts, book, null, LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value, new MetricKey(metric, set, scope));

    public static IReadOnlyList<MetricRow> Coarsely(FactSet facts, string book) => Desk.Value.Measure(facts, book, null, new LocalDate(2026, 10, 10), new LocalDate(2026, 10, 11));

    public static IReadOnlyList<MetricRow> Finely(FactSet facts, string from = "2026-10-10", string to = "2026-10-11", string book = Book) =>
        Desk.Value.MeasureFinely(facts, book, null, LocalDatePattern.Iso.Parse(from).Value, LocalDatePattern.Iso.Parse(to).Value);

    /// <summary>"3 of 4", "7", or "-" where no such figure stands.</summary>
    public string Figure(string metric, string set = "shop", string scope = "shop:s", string from = "2026-10-10", string to = "2026-10-11") =>
        Rows(from, to).SingleOrDefault(r => r.Metric == metric && r.Set == set && r.Scope == scope) is { } row
            ? row.Denominator is { } denominator ? $"{row.Numerator} of {denominator}" : $"{row.Numerator}"
            : "-";

    private MetricTale Say(SenderKind sender, string time, string buyer, string? account, string text)
    {
        messages.Add(new MessageFact { Id = $"m{messages.Count:D4}", Shop = "s", Buyer = buyer, Account = account, Sender = sender, SentAt = At(time), Text = text });
        return this;
    }
}
