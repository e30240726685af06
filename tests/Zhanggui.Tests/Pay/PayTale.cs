using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Guard;
using Zhanggui.Kernel.Money;
using Zhanggui.Metrics;
using Zhanggui.Orders;
using Zhanggui.Orders.Contracts;
using Zhanggui.Pay;
using Zhanggui.Pay.Contracts;
using Zhanggui.Promises;
using Zhanggui.Reception;
using Zhanggui.Rules;
using Zhanggui.Shifts;
using Zhanggui.Shop;

namespace Zhanggui.Tests.Pay;

/// <summary>
/// A shop told in a few words; times are <c>10-03</c> or <c>10-03 14:05</c> of 2026 in Shanghai, or with a year. Every sale is a
/// talk and an order of a buyer of its own, so every stack of rules gives it to the person.
/// </summary>
internal sealed class PayTale
{
    public static readonly YearMonth October = new(2026, 10);
    private static readonly LocalDateTimePattern Pattern = LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm");
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private static readonly Lazy<ServiceProvider> Services = new(() =>
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
        return services.BuildServiceProvider();
    });

    private readonly Dictionary<string, Settlement> known = new(StringComparer.Ordinal);
    private readonly List<PersonFact> people = [];
    private readonly List<MessageFact> messages = [];
    private readonly List<OrderFact> orders = [];
    private readonly List<IncidentFact> incidents = [];
    private readonly List<OrderEventFact> events = [];
    private readonly List<RefundFact> refunds = [];
    private readonly List<ReviewFact> reviews = [];
    private readonly List<ComplaintFact> complaints = [];
    private readonly List<CostFact> costs = [];
    private readonly List<ScoreFact> scores = [];
    private readonly List<LeaveFact> leave = [];
    private readonly List<RosterFact> roster = [];
    private readonly List<PresenceFact> presence = [];
    private readonly List<ClosedLineFact> closed = [];
    private readonly List<AdjustmentFact> adjustments = [];

    public PayTale(string preset = "mural-shop", string rest = "") => Book = $"book: ours\ntitle: 试\nextends: {preset}\n{rest}";

    /// <summary>The text of the book in use.</summary>
    public string Book { get; set; }

    public static IPayDesk Desk { get; } = Services.Value.GetRequiredService<IPayDesk>();

    public static IAttributionDesk Attribution { get; } = Services.Value.GetRequiredService<IAttributionDesk>();

    public static Instant At(string time)
    {
        var full = time.Length is 5 or 11 ? "2026-" + time : time;
        return Pattern.Parse(full.Length == 10 ? full + " 12:00" : full).Value.InZoneStrictly(Shanghai).ToInstant();
    }

    public static Fen Yuan(string yuan) => Fen.TryParse(yuan, out var fen) ? fen : throw new FormatException(yuan);

    public static YearMonth MonthOf(string month) => YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM").Parse(month).Value;

    private static LocalDate? Day(string? day) => day is null ? null : LocalDatePattern.Iso.Parse(day).Value;

    public PayTale Person(string person, string? grade = "junior", string role = "agent", string? team = null, string? from = null, string? to = null, string? hired = null, string? left = null)
    {
        people.Add(new PersonFact { Person = person, Role = role, Grade = grade, Team = team, From = Day(from), To = Day(to), HiredOn = Day(hired), LeftOn = Day(left) });
        return this;
    }

    public PayTale Sale(string id, string person, string yuan, string at = "10-03", string? placed = null)
    {
        var paid = At(at);
        Talk(id, person, paid - Duration.FromMinutes(20));
        orders.Add(new OrderFact { OrderId = id, Shop = "s", Buyer = $"b-{id}", PlacedAt = placed is null ? paid - Duration.FromMinutes(5) : At(placed), PaidAt = paid, Status = OrderStatus.Paid, Amount = Yuan(yuan), Paid = Yuan(yuan), Postage = Fen.Zero });
        return this;
    }

    public PayTale Silent(string id, string yuan, string at = "10-03")
    {
        orders.Add(new OrderFact { OrderId = id, Shop = "s", Buyer = $"b-{id}", PlacedAt = At(at) - Duration.FromMinutes(5), PaidAt = At(at), Status = OrderStatus.Paid, Amount = Yuan(yuan), Paid = Yuan(yuan), Postage = Fen.Zero });
        return this;
    }

    /// <summary>A buyer asks and gets an answer after so many seconds.</summary>
    public PayTale Talk(string buyer, string person, Instant at, int seconds = 10)
    {
        messages.Add(new MessageFact { Id = $"m-{buyer}-1", Shop = "s", Buyer = $"b-{buyer}", Account = person, Sender = SenderKind.Buyer, SentAt = at, Text = "在吗" });
        messages.Add(new MessageFact { Id = $"m-{buyer}-2", Shop = "s", Buyer = $"b-{buyer}", Account = person, Sender = SenderKind.Agent, SentAt = at + Duration.FromSeconds(seconds), Text = "在的" });
        return this;
    }

    public PayTale Incident(string id, string person, string kind, string at, string? order = null, string? stage = null, decimal? value = null, string? loss = null, string? by = "boss", string? refused = null)
    {
        incidents.Add(new IncidentFact { Id = id, Person = person, Kind = kind, At = At(at), OrderId = order, Stage = stage, Value = value, Loss = loss is null ? null : Yuan(loss), DecidedBy = by, ExemptionRefused = refused });
        return this;
    }

    public PayTale Chase(string id, string order, string at, string detail = "message")
    {
        events.Add(new OrderEventFact { Id = id, OrderId = order, At = At(at), Account = "anna", Event = "chased_internal", Detail = detail });
        return this;
    }

    public PayTale Refund(string id, string order, string yuan, string at, string? responsible = "buyer", string? by = "boss", string? decided = null)
    {
        refunds.Add(new RefundFact { RefundId = id, OrderId = order, Amount = Yuan(yuan), AppliedAt = At(at), SucceededAt = At(at), Responsible = responsible, DecidedBy = by, DecidedAt = decided is null ? null : At(decided) });
        return this;
    }

    public PayTale Review(string order, string at, string rating = "bad", string? cause = "agent", string? by = "boss", string? changedTo = null, string? changedAt = null)
    {
        reviews.Add(new ReviewFact { OrderId = order, At = At(at), Rating = rating, Cause = cause, DecidedBy = by, ChangedTo = changedTo, ChangedAt = changedAt is null ? null : At(changedAt) });
        return this;
    }

    public PayTale Complaint(string id, string person, string at, bool? upheld = true, string? cause = "service", string? by = "boss")
    {
        complaints.Add(new ComplaintFact { Id = id, Account = person, Shop = "s", At = At(at), Cause = cause, Upheld = upheld, DecidedBy = by });
        return this;
    }

    public PayTale Cost(string id, string person, string yuan, string at, string? responsible = "agent", string? by = "boss")
    {
        costs.Add(new CostFact { Id = id, Person = person, Amount = Yuan(yuan), At = At(at), Responsible = responsible, DecidedBy = by });
        return this;
    }

    public PayTale Score(string person, string kind, decimal value, string period = "2026-10")
    {
        scores.Add(new ScoreFact { Period = period, Person = person, Kind = kind, Value = value });
        return this;
    }

    public PayTale Leave(string person, string from, string to, string kind = "personal", string? by = "boss")
    {
        leave.Add(new LeaveFact { Person = person, From = At(from), To = At(to), Kind = kind, SignedBy = by });
        return this;
    }

    public PayTale Shift(string person, string date, string start, string end, string place = "office", string shift = "day")
    {
        var time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        roster.Add(new RosterFact { Person = person, Date = Day("2026-" + date)!.Value, Shift = shift, Start = time.Parse(start).Value, End = time.Parse(end).Value, Place = place });
        return this;
    }

    public PayTale Online(string account, string from, string to)
    {
        presence.Add(new PresenceFact { Account = account, From = At(from), To = At(to), State = PresenceState.Online });
        return this;
    }

    public PayTale Adjust(string id, string person, string yuan, string? by = "boss", string period = "2026-10")
    {
        adjustments.Add(new AdjustmentFact { Id = id, Period = period, Person = person, Amount = Yuan(yuan), Reason = "补发", ApprovedBy = by });
        return this;
    }

    /// <summary>Closes a month as it is settled now: its lines go to <c>closed_lines.csv</c>.</summary>
    public PayTale Close(YearMonth month)
    {
        foreach (var slip in Settle(month).Slips)
        {
            closed.AddRange(slip.Lines.Select((line, i) => new ClosedLineFact
            {
                Month = month,
                Person = slip.Person,
                Line = i.ToString("000", CultureInfo.InvariantCulture),
                Code = line.Code,
                Amount = line.Amount,
                Rule = line.Rule,
                Book = Book[6..Book.IndexOf('\n')],
                Version = "0",
                Facts = string.Join(' ', line.Facts),
            }));
        }

        return this;
    }

    public PayTale ClosedLine(string month, string person, string line, string code, string yuan, string? replaces = null, string? book = null, string? facts = null)
    {
        closed.Add(new ClosedLineFact { Month = MonthOf(month), Person = person, Line = line, Code = code, Amount = Yuan(yuan), Replaces = replaces, Book = book, Facts = facts });
        return this;
    }

    public FactSet Facts => new()
    {
        People = people,
        Messages = messages,
        Orders = orders,
        OrderEvents = events,
        Incidents = incidents,
        Refunds = refunds,
        Reviews = reviews,
        Complaints = complaints,
        Costs = costs,
        Scores = scores,
        Leave = leave,
        Roster = roster,
        Presence = presence,
        ClosedLines = closed,
        Adjustments = adjustments,
    };

    /// <summary>A tale only grows, so the same counts are the same tale: several questions about it settle once.</summary>
    public Settlement Settle(YearMonth? month = null, string? asOf = null, FactSet? facts = null)
    {
        var key = $"{month} {asOf} {people.Count} {orders.Count} {incidents.Count} {events.Count} {refunds.Count} {reviews.Count} {complaints.Count} {costs.Count} {scores.Count} {leave.Count} {roster.Count} {presence.Count} {closed.Count} {adjustments.Count} {Book}";
        return facts is not null ? Anew(month, asOf, facts) : known.TryGetValue(key, out var settled) ? settled : known[key] = Anew(month, asOf, Facts);
    }

    private Settlement Anew(YearMonth? month, string? asOf, FactSet facts)
    {
        var settled = Desk.Settle(facts, Book, null, month ?? October, asOf is null ? null : At(asOf));
        settled.Refusals.ShouldBeEmpty();
        foreach (var slip in settled.Slips)
        {
            slip.Total.ShouldBe(slip.Lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Amount));
            slip.Lines.Select(l => l.Code).ShouldBe(slip.Lines.Select(l => l.Code).Order(StringComparer.Ordinal));
        }

        return settled;
    }

    /// <summary>The amount of one line; "-" where there is none.</summary>
    public string Line(string code, string person = "anna", YearMonth? month = null, string? asOf = null) =>
        Settle(month, asOf).Slips.SingleOrDefault(s => s.Person == person)?.Lines.SingleOrDefault(l => l.Code == code)?.Amount.ToString() ?? "-";

    public string Total(string person = "anna", YearMonth? month = null) => Settle(month).Slips.Single(s => s.Person == person).Total.ToString();

    public IReadOnlyList<string> Decisions(YearMonth? month = null, string? asOf = null) => [.. Settle(month, asOf).Decisions.Select(d => $"{d.Kind} {d.Subject}")];
}
