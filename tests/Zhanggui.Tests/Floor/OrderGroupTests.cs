using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests.Floor;

public sealed class OrderGroupTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 4, 0);
    private static readonly RoutingGroup After = new("after", "售后", [], ["退货"], [], [], ["shipped", "refunding"], Duration.FromSeconds(30), []);
    private static readonly RoutingGroup Before = new("before", "售前", [], [], [], ["网站"], ["none", "unpaid"], null, []);

    [Theory]
    [InlineData(null, "shipped", "after", "shipped")]
    [InlineData(null, "none", "before", "none")]
    [InlineData("before", "shipped", "after", "shipped")] // the first group of the book, whichever way leads there
    [InlineData("after", "none", "after", null)] // what the words said stands before it
    [InlineData(null, "success", null, null)] // no group names it
    [InlineData("team:1", "shipped", "team:1", null)] // a transfer to a team stays
    public void First_group_of_the_book_that_words_or_orders_lead_to(string? found, string state, string? group, string? by)
    {
        var waiting = Waiting() with { Group = found };

        var grouped = Grouping.ByOrders([After, Before], waiting, [state]);

        (grouped.Group, grouped.OrderState).ShouldBe((group, by));
    }

    [Fact]
    public void Buyers_without_known_orders_fit_no_rule_about_orders_and_another_channel_does_not_either()
    {
        Grouping.ByOrders([After, Before], Waiting(), []).Group.ShouldBeNull();
        Grouping.ByOrders([After, Before], Waiting() with { ChannelName = "微信" }, ["none"]).Group.ShouldBeNull();
    }

    [Fact]
    public void The_reason_says_the_order_state_in_words()
    {
        var agent = new Candidate(new PersonId(Guid.CreateVersion7()), "小李", DutyState.Ready, 0, 5, Noon) { Groups = ["after"] };
        var rule = new RoutingRules { LastAgentWithin = null, Order = RoutingOrder.Load, BusyCapacity = null, Groups = [After], AnswerWithin = null, TransferWithin = null, BacklogFirst = null, BacklogSpread = null, Leaving = Leaving.HandOver, MainPercent = null };

        var choice = Routing.Choose([Grouping.ByOrders(rule.Groups, Waiting(), ["shipped"])], [agent], rule, Noon)[0]!;

        choice.Why.Args["order"].ShouldBe("shipped");
        choice.Why.Zh.ShouldBe("订单已发货，售后：小李是当前唯一可接待的客服");
    }

    [Theory]
    [InlineData("已发货", "shipped")]
    [InlineData("refunding", "refunding")]
    [InlineData("发货啦", null)]
    public void States_are_written_by_key_or_by_the_word_of_the_trade(string written, string? key) => OrderStates.Find(written).ShouldBe(key);

    private static InQueue Waiting() => new(new ConversationId(Guid.CreateVersion7()), 1, Noon) { Buyer = Guid.CreateVersion7(), ChannelKind = "web", ChannelName = "网站" };
}
