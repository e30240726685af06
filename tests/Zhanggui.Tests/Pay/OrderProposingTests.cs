using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Incidents;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Tests.Pay;

/// <summary>What recorded acts on orders show: a list that was sent unverified, or after the agreed day.</summary>
public sealed class OrderProposingTests
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDate Day = new(2026, 10, 5);

    [Theory]
    [InlineData("list_sent 05T10:00", null, "not_verified")]
    [InlineData("verified 05T10:00, list_sent 05T10:00", null, "")]
    [InlineData("verified 01T10:00, list_sent 05T10:00", null, "")]
    [InlineData("list_sent 05T10:00, verified 05T10:01", null, "not_verified")] // afterwards is too late
    [InlineData("verified 05T09:00", null, "")] // no list on record: nothing is said
    [InlineData("verified 05T09:00, list_sent 05T23:59", "2026-10-05", "")] // on the agreed day
    [InlineData("verified 04T09:00, list_sent 05T00:00", "2026-10-04", "list_late")]
    [InlineData("list_sent 05T00:00", "2026-10-04", "list_late, not_verified")]
    [InlineData("list_sent 04T23:59, list_sent 05T10:00", "2026-10-01", "")] // the first list counts, on its own day
    public void Order(string events, string? agreed, string expected) =>
        string.Join(", ", OrderProposing.Of(Facts(events, agreed), Zone, Day, Rules("list_late", "not_verified")).Select(p => p.Kind)).ShouldBe(expected);

    [Fact]
    public void Whoever_sent_the_list_is_named_and_unknown_accounts_name_nobody()
    {
        var facts = Facts("list_sent 05T10:00", null) with { Accounts = [new AccountFact { Account = "店:甲", Person = "li" }] };

        OrderProposing.Of(facts, Zone, Day, Rules("not_verified")).Single().Person.ShouldBe("li");
        OrderProposing.Of(facts with { Accounts = [] }, Zone, Day, Rules("not_verified")).ShouldBeEmpty();
        OrderProposing.Of(facts, Zone, Day, Rules("late")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("王小明,3米*2.4米,图案正常,12月19发货,自提。送胶。", "")]
    [InlineData("王小明,图案正常,12月19发货", "size")]
    [InlineData("加急", "size, ship_on")] // a note of another kind lacks everything
    [InlineData("3*2.4", "ship_on")]
    public void A_note_that_lacks_what_the_book_asks_for_is_the_writers(string note, string missing)
    {
        var rules = new PayRules { Penalties = [new PenaltyRule { Id = "n", Name = "n", Kind = "note_not_as_required", NoteParts = ["ship_on", "size"] }] };
        var facts = Facts("note_changed 03T10:00, note_changed 04T10:00, list_sent 05T10:00, note_changed 05T11:00", null);
        facts = facts with
        {
            Accounts = [.. facts.Accounts, new AccountFact { Account = "店:乙", Person = "wang" }],
            OrderEvents = [.. facts.OrderEvents.Select((e, i) => e with { Detail = i == 1 ? note : "3*2.4,1月2日", Account = i == 1 ? "店:乙" : "店:甲" })],
        };

        var proposals = OrderProposing.Of(facts, Zone, Day, rules);

        string.Join(", ", proposals.SelectMany(p => p.Rows!.Missing)).ShouldBe(missing);
        proposals.ShouldAllBe(p => p.Person == "wang" && p.OrderId == "1" && p.Rows!.Facts.Single() == "order_events:e1");
        OrderProposing.Of(facts, Zone, Day, new PayRules { Penalties = [rules.Penalties[0] with { NoteParts = [] }] }).ShouldBeEmpty();
    }

    private static PayRules Rules(params string[] kinds) => new() { Penalties = [.. kinds.Select(k => new PenaltyRule { Id = k, Name = k, Kind = k, Amount = new Fen(2000) })] };

    private static FactSet Facts(string events, string? agreed) => new()
    {
        Orders = [new OrderFact { OrderId = "1", Shop = "s", Buyer = "b", PlacedAt = At("01T00:00"), AgreedShip = agreed is null ? null : LocalDatePattern.Iso.Parse(agreed).Value }],
        Accounts = [new AccountFact { Account = "店:甲", Person = "li" }],
        OrderEvents = [.. events.Split(", ").Select((e, i) => new OrderEventFact { Id = $"e{i}", OrderId = "1", Event = e.Split(' ')[0], At = At(e.Split(' ')[1]), Account = "店:甲" })],
    };

    private static Instant At(string text) => LocalDateTimePattern.GeneralIso.Parse($"2026-10-{text}:00").Value.InZoneStrictly(Zone).ToInstant();
}
