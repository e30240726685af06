using Zhanggui.Orders.Events;

namespace Zhanggui.Tests.Orders;

public sealed class EventRulesTests
{
    [Theory]
    [InlineData("flagged", "红", null)]
    [InlineData("flagged", null, "orders.event.flag_wrong")]
    [InlineData("flagged", " ", "orders.event.flag_wrong")]
    [InlineData("flagged", "红橙黄绿青蓝紫红橙黄绿青蓝紫红橙黄绿青蓝紫", "orders.event.flag_wrong")]
    [InlineData("unflagged", null, null)]
    [InlineData("note_changed", "工号6001 已核对", null)]
    [InlineData("note_changed", null, "orders.event.detail_wrong")]
    [InlineData("wrong_goods", "发成了 2.4 米", null)]
    [InlineData("wrong_goods", null, "orders.event.detail_wrong")]
    [InlineData("verified", null, null)]
    [InlineData("list_sent", null, null)]
    [InlineData("reminded", "旺旺", null)]
    [InlineData("chased_buyer", "电话", null)]
    [InlineData("chased_internal", "催仓库", null)]
    [InlineData("closed_for_buyer", null, null)]
    [InlineData("reorder_linked", "E1", "orders.event.unknown")]
    [InlineData("stolen", null, "orders.event.unknown")]
    public void Act_is_known_and_says_what_it_must(string kind, string? detail, string? code) => (EventRules.Write(kind, detail)?.Code).ShouldBe(code);

    [Theory]
    [InlineData(500, null)]
    [InlineData(501, "orders.event.detail_wrong")]
    public void Detail_has_a_limit(int length, string? code) => (EventRules.Write("reminded", new string('催', length))?.Code).ShouldBe(code);

    [Theory]
    [InlineData("E2", 100, "E1", 50L, false, null)]
    [InlineData("E2", 100, "E1", 100L, false, null)]
    [InlineData("E2", 100, "E1", 101L, false, "orders.reorder.not_before")]
    [InlineData("E2", 100, "E2", 100L, false, "orders.reorder.not_before")]
    [InlineData("E2", 100, "E1", 50L, true, "orders.reorder.original_paid")]
    [InlineData("E2", 100, "E0", null, false, "orders.reorder.original_unknown")]
    public void Reorder_is_linked_to_an_earlier_unpaid_order(string order, long placed, string from, long? originalPlaced, bool isPaid, string? code) =>
        (EventRules.Link(order, placed, from, originalPlaced is { } at ? (at, isPaid) : null)?.Code).ShouldBe(code);
}
