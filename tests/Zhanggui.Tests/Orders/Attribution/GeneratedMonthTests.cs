using System.Text.RegularExpressions;
using NodaTime;
using Zhanggui.Facts.Demo;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Rules;

namespace Zhanggui.Tests.Orders.Attribution;

/// <summary>
/// Whole generated months against the plain reading. An order stands on nothing but its own buyer's facts, so the plain loops run buyer by
/// buyer. Size M takes minutes and gigabytes: it runs where <c>ZHANGGUI_LONG_TESTS</c> is set.
/// </summary>
public sealed class GeneratedMonthTests
{
    private static readonly YearMonth October = new(2026, 10);
    private static readonly Lazy<FactSet> Month = new(() => DemoMonth.Make(DemoScale.S, October, 11));

    private static readonly Lazy<FactSet> Middling = new(() => DemoMonth.Make(DemoScale.M, October, 12));

    public static TheoryData<string, bool> Cases => new(AgreementTests.Presets.SelectMany(p => new[] { true, false }.Select(sessions => ((string)p.Data, sessions))));

    [Theory, MemberData(nameof(Cases))]
    public void Month_of_a_small_shop_agrees_with_the_plain_reading(string preset, bool withSessions)
    {
        var facts = withSessions ? Month.Value : Month.Value with { Sessions = [] };
        var rules = Story.RulesOf(preset);
        var result = AttributionRun.Decide(facts, (_, _) => rules);

        result.Orders.Count.ShouldBeGreaterThan(20_000);
        PlainMonth.Differences(facts, preset, result).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(AgreementTests.Presets), MemberType = typeof(AgreementTests))]
    public void Month_decided_in_shares_equals_one_order_after_the_other(string preset)
    {
        var rules = Story.RulesOf(preset);
        var result = AttributionRun.Decide(Month.Value, (_, _) => rules);
        var oneByOne = AttributionRun.DecideOneByOne(Month.Value, (_, _) => rules);

        result.Orders.Select(o => (o.Order.OrderId, o.Month, o.Credits.Single())).ShouldBe(oneByOne.Orders.Select(o => (o.Order.OrderId, o.Month, o.Credits.Single())));
        result.Anomalies.ShouldBe(oneByOne.Anomalies);
    }

    [Theory, MemberData(nameof(AgreementTests.Presets), MemberType = typeof(AgreementTests))]
    public void Month_of_a_middling_shop_agrees_with_the_plain_reading(string preset)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("ZHANGGUI_LONG_TESTS") is { Length: > 0 }, "ZHANGGUI_LONG_TESTS is not set: size M takes minutes.");
        var rules = Story.RulesOf(preset);
        var result = AttributionRun.Decide(Middling.Value, (_, _) => rules);

        result.Orders.Count.ShouldBeGreaterThan(150_000);
        PlainMonth.Differences(Middling.Value, preset, result).ShouldBeEmpty();
    }

    [Fact]
    public void Difference_is_found()
    {
        var rules = Story.RulesOf("order-shop");
        var result = AttributionRun.Decide(Month.Value, (_, _) => rules with { Rules = rules.Rules with { InquiryDays = 2 } });

        PlainMonth.Differences(Month.Value, "order-shop", result).Take(10).Count().ShouldBe(10);
    }
}

/// <summary>The plain reading of a generated month, one buyer at a time.</summary>
internal static partial class PlainMonth
{
    /// <summary>Orders whose person or basis the room's function decides otherwise; at most the first twenty are looked for.</summary>
    public static IEnumerable<string> Differences(FactSet facts, string preset, AttributionResult result)
    {
        var decided = result.Orders.ToDictionary(o => o.Order.OrderId, o => (o.Credits.Single().Person, ReasonWords.Code(o.Credits.Single().Basis)), StringComparer.Ordinal);
        return facts.Orders.GroupBy(o => (o.Shop, o.Buyer)).SelectMany(Compare(facts, preset, decided)).Take(20);
    }

    private static Func<IGrouping<(string, string), OrderFact>, IEnumerable<string>> Compare(FactSet facts, string preset, IReadOnlyDictionary<string, (string?, string)> decided)
    {
        var messages = facts.Messages.ToLookup(m => (m.Shop, m.Buyer));
        var sessions = facts.Sessions.ToLookup(s => (s.Shop, s.Buyer));
        var events = facts.OrderEvents.ToLookup(e => e.OrderId, StringComparer.Ordinal);
        var feeds = facts.Messages.Select(m => m.Shop).ToHashSet(StringComparer.Ordinal);
        return buyer =>
        {
            var own = facts with
            {
                Orders = [.. buyer],
                Messages = [.. messages[buyer.Key]],
                Sessions = [.. sessions[buyer.Key]],
                OrderEvents = [.. buyer.SelectMany(o => events[o.OrderId])],
                OrderLines = [],
                Refunds = [],
                Reviews = [],
            };
            var naive = new NaiveAttribution(own, preset, (note, day) => Numbers(facts, note, day), feeds.Contains(buyer.Key.Item1));
            return buyer.Select(o => (o.OrderId, Plain: naive.Decide(o), Ours: decided[o.OrderId])).Where(o => o.Plain != o.Ours).Select(o => $"{preset} {o.OrderId}: plain {o.Plain}, decided {o.Ours}");
        };
    }

    /// <summary>Staff numbers of the demo shops have four digits and begin with 6; names do not stand in its notes.</summary>
    private static List<(string, string?)> Numbers(FactSet facts, string? note, LocalDate day) =>
        [.. FourDigits().Matches(note ?? string.Empty).Select(m => m.Value).Distinct().Select(number => (number, facts.People.FirstOrDefault(p => p.StaffNo == number && !(p.From > day) && !(p.To <= day) && !(p.HiredOn > day) && !(p.LeftOn <= day))?.Person))];

    [GeneratedRegex("6[0-9]{3}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FourDigits();
}
