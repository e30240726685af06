using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>What holds for every shop: agreement with the plain reading of the definitions, and laws about facts, times and money.</summary>
public sealed class AgreementTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(120);

    public static TheoryData<string> Presets => ["new-shop", "mural-shop", "tea-oil-shop", "wage-article-shop", "order-shop", "payment-shop"];

    private static readonly Dictionary<string, RulesInForce> Rules = Presets.Select(p => (string)p.Data).ToDictionary(p => p, p => Story.RulesOf(p));

    /// <summary>A shop in which a question that somebody else had answered seemed to wait still.</summary>
    private const int FoundOnce = 76309121;

    private static AttributionResult Decide(FactSet facts, string preset) => AttributionRun.Decide(facts, (_, _) => Rules[preset]);

    private static void ForAll(Action<int> law)
    {
        law(FoundOnce);
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => { law(seed); return true; }).Check(Config);
    }

    private static IEnumerable<string> Told(AttributionResult result) => result.Orders.SelectMany(o => o.Credits.Select(c =>
        $"{o.Order.OrderId} {c.Person ?? "-"} {ReasonWords.Code(c.Basis)} {c.Doubt} {c.Amount} {c.MessageId}{c.EventId} [{string.Join(' ', o.Losers.Select(l => $"{l.Person}:{l.Loss}"))}]"))
        .Concat(result.Deductions.Select(d => $"{d.OrderId} -{d.Amount} {d.Month} {d.Subject}"));

    [Theory, MemberData(nameof(Presets))]
    public void Agrees_with_the_plain_reading(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        var naive = new NaiveAttribution(facts, preset);

        var result = Decide(facts, preset);

        result.Orders.Select(o => (o.Order.OrderId, o.Credits.Single().Person, ReasonWords.Code(o.Credits.Single().Basis)))
            .ShouldBe(facts.Orders.OrderBy(o => o.OrderId, StringComparer.Ordinal).Select(o => naive.Decide(o) is var (person, basis) ? (o.OrderId, person, basis) : default), $"seed {seed}");
        result.Deductions.Select(d => (d.OrderId, d.Amount.ToString())).ShouldBe(naive.Deductions(), $"seed {seed}");
    });

    [Theory, MemberData(nameof(Presets))]
    public void Shares_and_plain_orders_change_nothing(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        var oneByOne = AttributionRun.DecideOneByOne(facts, (_, _) => Rules[preset]);

        var result = Decide(facts, preset);

        Told(result).ShouldBe(Told(oneByOne), $"seed {seed}");
        result.Anomalies.ShouldBe(oneByOne.Anomalies, $"seed {seed}");
    });

    [Theory, MemberData(nameof(Presets))]
    public void Order_of_facts_does_not_matter(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        var random = new Random(seed);
        var shuffled = facts with
        {
            Messages = Shuffled(facts.Messages),
            Orders = Shuffled(facts.Orders),
            OrderEvents = Shuffled(facts.OrderEvents),
            OrderLines = Shuffled(facts.OrderLines),
            Presence = Shuffled(facts.Presence),
            Sessions = Shuffled(facts.Sessions),
            Accounts = Shuffled(facts.Accounts),
            People = Shuffled(facts.People),
            Refunds = Shuffled(facts.Refunds),
            Reviews = Shuffled(facts.Reviews),
            Shops = Shuffled(facts.Shops),
        };

        Told(Decide(shuffled, preset)).ShouldBe(Told(Decide(facts, preset)), $"seed {seed}");
        Decide(shuffled, preset).Anomalies.ShouldBe(Decide(facts, preset).Anomalies, $"seed {seed}");

        IReadOnlyList<T> Shuffled<T>(IReadOnlyList<T> rows) => [.. rows.OrderBy(_ => random.Next())];
    });

    [Theory, MemberData(nameof(Presets))]
    public void Moving_everything_by_whole_days_changes_nothing_but_dates(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        facts = facts with { People = [.. facts.People.Select(p => p with { To = null })], Shops = [new ShopFact { Shop = "s" }, new ShopFact { Shop = "r" }], Refunds = [], Reviews = [] };

        Told(Decide(Moved(facts, Duration.FromDays(new Random(seed).Next(-400, 400))), preset)).ShouldBe(Told(Decide(facts, preset)), $"seed {seed}");
    });

    [Theory, MemberData(nameof(Presets))]
    public void Facts_about_another_buyer_never_change_an_order(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        facts = facts with { Orders = [.. facts.Orders.Select(o => o with { ReorderedFrom = null })] };
        var mine = facts with
        {
            Messages = [.. facts.Messages.Where(m => m.Buyer == "li" || Talks.IsHuman(m.Sender)).Select(m => m.Buyer == "li" ? m : m with { Buyer = "somebody else" })],
            Orders = [.. facts.Orders.Where(o => o.Buyer == "li")],
        };

        Told(Decide(mine, preset)).ShouldBe(Told(Decide(facts, preset)).Where(t => mine.Orders.Any(o => t.StartsWith(o.OrderId + " ", StringComparison.Ordinal))), $"seed {seed}");
    });

    [Theory, MemberData(nameof(Presets))]
    public void Total_is_credited_and_silent_and_undecided_and_never_more_than_was_paid(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        var rules = Rules[preset] with { Rules = Rules[preset].Rules with { PerLine = seed % 2 == 0, Stack = seed % 3 == 0 ? [AttributionRule.LastForItem] : Rules[preset].Rules.Stack } };
        var result = AttributionRun.Decide(facts, (_, _) => rules);

        var totals = result.Totals();
        (totals.Credited + totals.Silent + totals.Undecided).ShouldBe(totals.Total, $"seed {seed}");
        foreach (var order in result.Orders)
        {
            order.Credits.Aggregate(Fen.Zero, (sum, c) => sum + c.Amount).ShouldBe(order.Base, $"seed {seed}");
            order.Base.ShouldBeLessThanOrEqualTo(order.IsPaid ? order.Order.Paid!.Value : Fen.Zero, $"seed {seed}");
            order.Credits.ShouldAllBe(c => (c.Person == null) == (c.Basis == Basis.Silent || c.Basis == Basis.SilentPool || c.Basis == Basis.Undecided), $"seed {seed}");
            result.Deductions.Where(d => d.OrderId == order.Order.OrderId).Aggregate(Fen.Zero, (sum, d) => sum + d.Amount).ShouldBeLessThanOrEqualTo(order.Base, $"seed {seed}");
        }
    });

    [Theory, MemberData(nameof(Presets))]
    public void Month_parted_by_shop_or_person_adds_up_to_the_whole(string preset) => ForAll(seed =>
    {
        var result = Decide(RandomShop.Make(seed), preset);
        var month = new YearMonth(2026, 10);

        (result.Totals(month, "s").Total + result.Totals(month, "r").Total).ShouldBe(result.Totals(month).Total, $"seed {seed}");
        result.Orders.Where(o => o.Month == month && o.IsPaid).SelectMany(o => o.Credits).GroupBy(c => (c.Person, c.Basis))
            .Aggregate(Fen.Zero, (sum, group) => sum + group.Aggregate(Fen.Zero, (part, c) => part + c.Amount)).ShouldBe(result.Totals(month).Total, $"seed {seed}");
        (result.Totals(month).Total + result.Orders.Where(o => o.IsPaid && o.Month != month).Aggregate(Fen.Zero, (sum, o) => sum + o.Base)).ShouldBe(result.Totals().Total, $"seed {seed}");
    });

    /// <summary>With nothing left but what the trail names (the winner's own words and act), the winner wins again.</summary>
    [Theory, MemberData(nameof(Presets))]
    public void Reason_trail_evaluates_to_its_decision(string preset) => ForAll(seed =>
    {
        var facts = RandomShop.Make(seed);
        foreach (var decision in Decide(facts, preset).Orders)
        {
            var credit = decision.Credits.Single();
            if (credit.Person is not { } winner || credit.Basis is Basis.Chase or Basis.ChaseRefused)
            {
                continue;
            }

            var won = facts.Messages.FirstOrDefault(m => m.Id == credit.MessageId)?.SentAt;
            var trail = facts with
            {
                Orders = [decision.Order with { ReorderedFrom = null }],
                // What others said before the winning words stays: it cannot win, and says whether a question still waited for an answer.
                Messages = [.. facts.Messages.Where(m => m.Buyer == decision.Order.Buyer && (!Talks.IsHuman(m.Sender) || IsOf(facts, m, winner) || m.SentAt < won))],
                OrderEvents = [.. facts.OrderEvents.Where(e => e.Id == credit.EventId || (credit.EventId is null && e.Event == "note_changed"))],
            };
            var again = Decide(trail, preset).Orders.Single().Credits.Single();
            (again.Person, again.Basis, again.MessageId, again.EventId).ShouldBe((winner, credit.Basis, credit.MessageId, credit.EventId), $"seed {seed} {decision.Order.OrderId}");
            if (credit.MessageId is not null)
            {
                var message = facts.Messages.Single(m => m.Id == credit.MessageId);
                message.SentAt!.Value.ShouldBeLessThanOrEqualTo(credit.Basis == Basis.Order ? decision.Order.PlacedAt!.Value : decision.Order.PaidAt!.Value, $"seed {seed}");
            }
        }
    });

    [Theory, MemberData(nameof(Presets))]
    public void Everybody_is_told_once_and_in_words(string preset) => ForAll(seed =>
    {
        foreach (var decision in Decide(RandomShop.Make(seed), preset).Orders)
        {
            decision.Losers.Select(l => l.Person).ShouldBeUnique();
            decision.Losers.ShouldAllBe(l => decision.Credits.All(c => c.Person != l.Person));
            decision.Sentence.Zh.ShouldNotContain("{");
            decision.Losers.ShouldAllBe(l => decision.Why(l).Zh.Length > 0 && !decision.Why(l).Zh.Contains('{'));
        }
    });

    private static bool IsOf(FactSet facts, MessageFact message, string person) => message.SentAt is { } at
        && facts.Accounts.Where(a => a.Account == message.Account && !(a.From > at) && !(a.To <= at)).Select(a => a.Person).Distinct().ToList() is [var one] && one == person;

    private static FactSet Moved(FactSet facts, Duration by) => facts with
    {
        Messages = [.. facts.Messages.Select(m => m with { SentAt = m.SentAt + by })],
        Orders = [.. facts.Orders.Select(o => o with { PlacedAt = o.PlacedAt + by, PaidAt = o.PaidAt + by, ClosedAt = o.ClosedAt + by })],
        OrderEvents = [.. facts.OrderEvents.Select(e => e with { At = e.At + by })],
        Sessions = [.. facts.Sessions.Select(s => s with { From = s.From + by, To = s.To + by })],
        Presence = [.. facts.Presence.Select(p => p with { From = p.From + by, To = p.To + by })],
        Accounts = [.. facts.Accounts.Select(a => a with { From = a.From + by, To = a.To + by })],
    };
}
