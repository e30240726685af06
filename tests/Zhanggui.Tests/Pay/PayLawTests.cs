using System.Collections.Concurrent;
using System.Text;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Host.Commands;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Tests.Pay;

/// <summary>What holds for every month: agreement with the plain reading of two books, and laws about facts, money and people.</summary>
public sealed class PayLawTests
{
    private const string Mural = "book: ours\ntitle: t\nextends: mural-shop\npay:\n  penalties:\n    not_followed_up: {exempt_by: [chase]}\n";
    private const string Wages = "book: ours\ntitle: t\nextends: wage-article-shop\npay:\n  components:\n    base: {grades: [\"* 2000元\"]}\n    commission: {rate: 0.5%}\n    silent_commission: {rate: 0.5%}\n    after_sales_cost: {limit: 200元}\n";

    private static readonly DemoScale Little = DemoScale.Tiny with { PeakBuyers = 40 };
    private static readonly ConcurrentDictionary<int, FactSet> Months = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    private static FactSet MonthOf(int seed) => Months.GetOrAdd(seed, s => RandomMonth.Make(Little, s));

    private static Settlement Settle(FactSet facts, string book) => PayTale.Desk.Settle(facts, book, null, PayTale.October, null);

    private static byte[] Bytes(Settlement settled)
    {
        using var stream = new MemoryStream();
        SettlementJson.Write(settled, stream);
        return stream.ToArray();
    }

    private static IEnumerable<string> Told(Settlement settled) => settled.Slips.SelectMany(s => s.Lines.Select(l => $"{s.Person} {l.Code} {l.Amount.Value}")).Order(StringComparer.Ordinal);

    private static void Agree(FactSet facts, string book, Func<NaivePay, SortedDictionary<string, long>> read)
    {
        var naive = read(new NaivePay(facts, PayTale.Attribution.Decide(facts, book, null, null).Orders));

        Told(Settle(facts, book)).ShouldBe(naive.Select(l => $"{l.Key} {l.Value}").Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Mural_shop_agrees_with_the_plain_reading(int seed) => Agree(MonthOf(seed), Mural, n => n.Mural());

    [Theory, MemberData(nameof(Seeds))]
    public void Wage_article_shop_agrees_with_the_plain_reading(int seed) => Agree(MonthOf(seed), Wages, n => n.Wages());

    [Fact]
    public void Both_agree_at_size_S()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ZHANGGUI_LONG_TESTS") is { Length: > 0 }, "Takes a minute: set ZHANGGUI_LONG_TESTS.");
        var facts = RandomMonth.Make(DemoScale.S, 1, mistakes: 400);

        Agree(facts, Mural, n => n.Mural());
        Agree(facts, Wages, n => n.Wages());
    }

    [Theory]
    [InlineData("mural-shop")]
    [InlineData("wage-article-shop")]
    [InlineData("tea-oil-shop")]
    [InlineData("new-shop")]
    [InlineData("team-pot-shop")]
    [InlineData("order-tier-shop")]
    public void Order_of_facts_changes_no_byte(string preset)
    {
        var book = preset == "wage-article-shop" ? Wages : $"book: ours\ntitle: t\nextends: {preset}\n";
        foreach (var seed in new[] { 3, 4 })
        {
            var facts = MonthOf(seed);

            Encoding.UTF8.GetString(Bytes(Settle(RandomMonth.Shuffled(facts, seed), book))).ShouldBe(Encoding.UTF8.GetString(Bytes(Settle(facts, book))));
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Pools_lose_no_fen(int seed)
    {
        var facts = MonthOf(seed);
        foreach (var split in new[] { "even", "hours", "sales", "score:team_score", "even 1/3, hours 1/3, sales 1/3" })
        {
            var book = $"book: ours\ntitle: t\nextends: wage-article-shop\npay:\n  components:\n    base: {{grades: [\"* 2000元\"]}}\n    silent_commission: {{rate: 0.77%, split: [{split}]}}\n";
            var lines = Settle(facts, book).Slips.SelectMany(s => s.Lines).Where(l => l.Code == "silent_commission").ToList();

            lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Amount).ToString().ShouldBe(lines[0].Quantity);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_fact_about_another_person_changes_nothing_on_my_slip(int seed)
    {
        var facts = MonthOf(seed);
        var me = facts.People.Where(p => p.Role == "agent").Select(p => p.Person).Order(StringComparer.Ordinal).First();
        var without = facts with { Incidents = [.. facts.Incidents.Where(i => i.Person == me)], Scores = [.. facts.Scores.Where(s => s.Person == me)], Leave = [.. facts.Leave.Where(l => l.Person == me)], Costs = [.. facts.Costs.Where(c => c.Person == me)] };

        Mine(Settle(without, Mural)).ShouldBe(Mine(Settle(facts, Mural)));
        Mine(Settle(without, Wages)).ShouldBe(Mine(Settle(facts, Wages)));

        IEnumerable<string> Mine(Settlement settled) => settled.Slips.Single(s => s.Person == me).Lines.Select(l => $"{l.Code} {l.Amount} {l.Text} {string.Join(' ', l.Facts)}");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void More_sales_never_lower_pay_and_an_equal_book_changes_nothing(int seed)
    {
        var facts = MonthOf(seed);
        var richer = facts with { Orders = [.. facts.Orders.Select((o, i) => i % 3 == 0 && o.Paid is { } paid ? o with { Paid = paid + new Fen(1_000), Amount = o.Amount + new Fen(1_000) } : o)] };
        var (before, after) = (Settle(facts, Mural), Settle(richer, Mural));

        foreach (var (a, b) in before.Slips.Zip(after.Slips))
        {
            b.Total.ShouldBeGreaterThanOrEqualTo(a.Total);
        }

        var same = PayTale.Desk.Compare(facts, new BookText(Mural, null), new BookText(Mural, null), PayTale.October, PayTale.October.PlusMonths(1));
        same.Rows.ShouldAllBe(r => r.Difference == Fen.Zero);
        same.SpreadAfter.ShouldBe(same.SpreadBefore);
        same.SpreadBefore.Sum.ShouldBe(before.Slips.Aggregate(Fen.Zero, (sum, s) => sum + s.Total));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Closing_the_month_and_settling_the_next_corrects_nothing(int seed)
    {
        var facts = MonthOf(seed);
        var closed = Settle(facts, Mural).Slips.SelectMany(s => s.Lines.Select(l => new ClosedLineFact { Month = PayTale.October, Person = s.Person, Line = l.Code, Code = l.Code, Amount = l.Amount, Facts = string.Join(' ', l.Facts) }));

        var next = PayTale.Desk.Settle(facts with { ClosedLines = [.. closed] }, Mural, null, PayTale.October.PlusMonths(1), null);

        next.Slips.SelectMany(s => s.Lines).Where(l => l.Code.StartsWith("adjust", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    // The owner tries 0.6 %: each commission grows by a fifth, nothing else moves.
    [Fact]
    public void What_if_tells_who_gains_by_component()
    {
        var tale = new PayTale().Person("anna").Person("bob").Sale("1", "anna", "80000.00").Sale("2", "bob", "1000.00", "11-05");

        var tried = PayTale.Desk.Compare(tale.Facts, new BookText(tale.Book, null), new BookText(tale.Book + "pay:\n  components:\n    commission: {rate: 0.6%}\n", null), PayTale.October, PayTale.October.PlusMonths(2));

        tried.Rows.Where(r => r.Difference != Fen.Zero).Select(r => $"{r.Person} {r.Month.Month} {r.Code} {r.Before} {r.After} {r.Difference}").ShouldBe(["anna 10 commission 400.00 480.00 80.00", "bob 11 commission 5.00 6.00 1.00"]);
        (tried.SpreadAfter.Sum - tried.SpreadBefore.Sum).ShouldBe(PayTale.Yuan("81.00"));
        (tried.SpreadBefore.Lowest, tried.SpreadBefore.Highest, tried.SpreadBefore.Slips).ShouldBe((PayTale.Yuan("1950.00"), PayTale.Yuan("2350.00"), 4));
    }
}
