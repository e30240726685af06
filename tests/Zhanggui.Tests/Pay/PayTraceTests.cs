using System.Collections.Concurrent;
using System.Text;
using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Tests.Pay;

/// <summary>What a slip rests on: its trace gives the same amount again, nobody else's facts are in it, and time only adds.</summary>
public sealed class PayTraceTests
{
    private const string Mural = "book: ours\ntitle: t\nextends: mural-shop\n";
    private const string Wages = "book: ours\ntitle: t\nextends: wage-article-shop\npay:\n  components:\n    base: {grades: [\"* 2000元\"]}\n    commission: {rate: 0.5%}\n    silent_commission: {rate: 0.5%}\n    after_sales_cost: {limit: 200元}\n";
    private const string New = "book: ours\ntitle: t\nextends: new-shop\n";
    private const string Pool = "book: ours\ntitle: t\nextends: pool-shop\npay:\n  components:\n    base: {grades: [\"* 1500元\"]}\n";
    private const string Tiers = "book: ours\ntitle: t\nextends: order-tier-shop\n";

    /// <summary>Lines that read another line rest on its facts too.</summary>
    private static readonly Dictionary<string, string> Reads = new(StringComparer.Ordinal) { ["own_returns"] = "commission", ["team_score"] = "base" };

    private static readonly DemoScale Little = DemoScale.Tiny with { PeakBuyers = 40 };
    private static readonly ConcurrentDictionary<int, FactSet> Months = new();

    public static TheoryData<int> Seeds => [11, 12, 13];

    public static TheoryData<string> Books => [Mural, Wages, New, Pool, Tiers];

    private static FactSet MonthOf(int seed) => Months.GetOrAdd(seed, s => RandomMonth.Make(Little, s));

    private static Settlement Settle(FactSet facts, string book, Instant? asOf = null) => PayTale.Desk.Settle(facts, book, null, PayTale.October, asOf);

    private static IEnumerable<string> Told(IEnumerable<Slip> slips) => slips.SelectMany(s => s.Lines.Select(l => $"{s.Person} {l.Code} {l.Amount} {l.Quantity} {l.Rate} {l.Text} {string.Join(' ', l.Facts)}"));

    [Theory, MemberData(nameof(Books))]
    public void The_facts_that_a_line_names_give_its_amount_again(string book)
    {
        var facts = MonthOf(11);
        var settled = Settle(facts, book);
        foreach (var slip in settled.Slips.Take(2))
        {
            foreach (var line in slip.Lines.Where(l => l.Code != "guard" && l.Facts.Count > 0))
            {
                var rests = line.Facts.Concat(slip.Lines.Where(l => Reads.GetValueOrDefault(line.Code) == l.Code).SelectMany(l => l.Facts)).ToHashSet(StringComparer.Ordinal);
                var again = Settle(Only(facts, rests), book).Slips.Single(s => s.Person == slip.Person).Lines.Single(l => l.Code == line.Code);

                (again.Amount, again.Quantity, again.Rate).ShouldBe((line.Amount, line.Quantity, line.Rate), $"{slip.Person} {line.Code} {line.Text}");
            }
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void Quantity_times_rate_rounded_once_is_the_amount(string book)
    {
        string[] shares = ["commission", "own_returns"];
        foreach (var line in Settle(MonthOf(12), book).Slips.SelectMany(s => s.Lines).Where(l => shares.Contains(l.Code, StringComparer.Ordinal) && !l.Text.Contains("最多", StringComparison.Ordinal)))
        {
            var amount = (Ratio.Of(PayTale.Yuan(line.Quantity!)) * Amount.Parse(line.Rate)!.Value.Value).Round();
            (line.Amount < Fen.Zero ? Fen.Zero - amount : amount).ShouldBe(line.Amount, line.Text);
        }
    }

    [Theory, MemberData(nameof(Books))]
    public void More_sales_never_lower_pay(string book)
    {
        var facts = MonthOf(13);
        var richer = facts with { Orders = [.. facts.Orders.Select((o, i) => i % 3 == 0 && o.Paid is { } paid ? o with { Paid = paid + new Fen(1_234), Amount = o.Amount + new Fen(1_234) } : o)] };

        foreach (var (a, b) in Settle(facts, book).Slips.Zip(Settle(richer, book).Slips))
        {
            b.Total.ShouldBeGreaterThanOrEqualTo(a.Total);
        }
    }

    // Unless the book says so: a lower rate for the whole amount from 100 yuan on.
    [Fact]
    public void A_book_may_say_that_more_sales_pay_less()
    {
        const string Less = "pay:\n  components:\n    commission: {used: false}\n    x: {kind: tiers, of: own_sales, tier_way: whole, tiers: [0元 100元 2%, 100元 - 1%]}\n";
        new PayTale(rest: Less).Person("anna").Sale("1", "anna", "99.00").Line("x").ShouldBe("1.98");
        new PayTale(rest: Less).Person("anna").Sale("1", "anna", "100.00").Line("x").ShouldBe("1.00");
    }

    [Theory]
    [InlineData("own", false)]
    [InlineData("shared", true)]
    public void Sales_of_another_person_are_on_my_slip_only_through_a_shared_component(string model, bool isShared)
    {
        var book = $"pay:\n  model: {model}\n  components:\n    base: {{grades: [\"* 2000元\"]}}\n    commission: {{rate: 0.5%}}\n    shared_commission: {{rate: 0.5%}}\n    silent_commission: {{rate: 0.5%}}\nattribution: {{rules: [order], inquiry_days: 3}}\n";
        PayTale Tale() => new PayTale("wage-article-shop", book).Person("anna").Person("bob").Sale("1", "anna", "8000.00").Silent("2", "500.00");

        var mine = Told(Tale().Settle().Slips.Where(s => s.Person == "anna"));
        var richer = Told(Tale().Sale("3", "bob", "9000.00", "10-09").Settle().Slips.Where(s => s.Person == "anna"));

        richer.SequenceEqual(mine).ShouldBe(!isShared);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Books_without_a_difference_give_equal_slips(int seed)
    {
        var facts = MonthOf(seed);
        const string Otherwise = "# the same, said in another order\nbook: ours\nextends: mural-shop\ntitle: t\npay:\n  switches: {scores_scale: true}\n  components:\n    living: {amount: 200元}\n    commission: {rate: 0.5%}\n";

        PayTale.Desk.Compare(facts, new BookText(Mural, null), new BookText(Otherwise, null), PayTale.October, PayTale.October.PlusMonths(1)).Rows.ShouldAllBe(r => r.Difference == Fen.Zero);
        Bytes(Settle(facts, Otherwise)).ShouldBe(Bytes(Settle(facts, Mural)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void As_of_an_instant_later_rows_change_nothing(int seed)
    {
        var facts = MonthOf(seed);
        var sold = 0;
        foreach (var day in new[] { 5, 15, 25 })
        {
            var at = PayTale.At($"10-{day:00}");
            var known = Settle(facts, Mural, at);

            Told(Settle(Before(facts, at), Mural, at).Slips).ShouldBe(Told(known.Slips));
            var orders = known.Slips.Sum(s => s.Lines.Single(l => l.Code == "commission").Facts.Count(f => f.StartsWith("orders:", StringComparison.Ordinal)));
            orders.ShouldBeGreaterThanOrEqualTo(sold);
            sold = orders;
        }

        Bytes(Settle(facts, Mural, PayTale.At("2030-01-01"))).ShouldBe(Bytes(Settle(facts, Mural)));
    }

    private static string Bytes(Settlement settled)
    {
        using var stream = new MemoryStream();
        SettlementJson.Write(settled, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Only the facts that are named, with the people, their talks and the unpaid orders that a chase may point to.</summary>
    private static FactSet Only(FactSet facts, HashSet<string> named) => facts with
    {
        Orders = [.. facts.Orders.Where(o => o.PaidAt is null || named.Contains($"orders:{o.OrderId}"))],
        Refunds = [.. facts.Refunds.Where(r => named.Contains($"refunds:{r.RefundId}"))],
        Reviews = [.. facts.Reviews.Where(r => named.Contains($"reviews:{r.OrderId}"))],
        Incidents = [.. facts.Incidents.Where(i => named.Contains($"incidents:{i.Id}"))],
        Complaints = [.. facts.Complaints.Where(c => named.Contains($"complaints:{c.Id}"))],
        Costs = [.. facts.Costs.Where(c => named.Contains($"costs:{c.Id}"))],
    };

    /// <summary>The rows that begin before an instant, cut by hand and not by the room.</summary>
    private static FactSet Before(FactSet facts, Instant at) => facts with
    {
        Messages = [.. facts.Messages.Where(m => m.SentAt < at)],
        Orders = [.. facts.Orders.Where(o => o.PlacedAt < at)],
        OrderEvents = [.. facts.OrderEvents.Where(e => e.At < at)],
        Refunds = [.. facts.Refunds.Where(r => r.AppliedAt < at)],
        Reviews = [.. facts.Reviews.Where(r => r.At < at)],
        Incidents = [.. facts.Incidents.Where(i => i.At < at)],
        Complaints = [.. facts.Complaints.Where(c => c.At < at)],
        Costs = [.. facts.Costs.Where(c => c.At < at)],
    };
}
