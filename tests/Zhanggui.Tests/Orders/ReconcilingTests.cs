using Zhanggui.Orders.Sales;

namespace Zhanggui.Tests.Orders;

/// <summary>What was sold against what the shipping sheet says left the house.</summary>
public sealed class ReconcilingTests
{
    private static readonly SoldItem Shirt = new("i1", "C1", "T恤", 2, IsReturned: false);
    private static readonly SoldItem Hat = new("i2", null, "帽子", 1, IsReturned: false);

    [Fact]
    public void Same_items_and_pieces_agree_however_the_sheet_names_them() =>
        Kinds([Shirt, Hat], new ShippedItem(null, "c1", null, 1), new ShippedItem(null, "C1", null, 1), new ShippedItem(null, null, "帽 子", 1)).ShouldBeEmpty();

    [Fact]
    public void Without_a_sheet_the_platforms_shipping_counts()
    {
        Reconciling.Of(new SoldOrder(IsSold: true, IsShipped: true, [Shirt]), []).ShouldBeEmpty();
        Reconciling.Of(new SoldOrder(IsSold: true, IsShipped: false, [Shirt]), []).Single().ShouldBe(new Difference(Reconciling.NotShipped, "T恤", 2, 0));
    }

    [Fact]
    public void Fewer_pieces_are_a_difference_of_quantity() => Reconciling.Of(Sold([Shirt]), [new ShippedItem("i1", null, null, 1)]).Single().ShouldBe(new Difference(Reconciling.Quantity, "T恤", 2, 1));

    [Fact]
    public void Another_item_in_its_place_is_told_from_both_sides() => Kinds([Shirt], new ShippedItem("i9", null, "裤子", 2)).ShouldBe(["item 裤子 0/2", "item T恤 2/0"]);

    [Fact]
    public void Part_that_is_missing_is_not_shipped() => Kinds([Shirt, Hat], new ShippedItem("i1", null, null, 2)).ShouldBe(["not-shipped 帽子 1/0"]);

    [Fact]
    public void What_was_given_back_whole_need_not_leave_and_should_not()
    {
        Kinds([Shirt, Hat with { IsReturned = true }], new ShippedItem("i1", null, null, 2)).ShouldBeEmpty();
        Kinds([Shirt, Hat with { IsReturned = true }], new ShippedItem("i1", null, null, 2), new ShippedItem("i2", null, "帽子", 1)).ShouldBe(["shipped-not-sold 帽子 0/1"]);
        Reconciling.Of(new SoldOrder(IsSold: true, IsShipped: false, [Shirt with { IsReturned = true }]), []).ShouldBeEmpty();
    }

    [Fact]
    public void Order_that_was_closed_or_never_paid_is_not_sold() =>
        Reconciling.Of(new SoldOrder(IsSold: false, IsShipped: false, [Shirt]), [new ShippedItem("i1", null, "T恤", 2)]).Single().Kind.ShouldBe(Reconciling.ShippedNotSold);

    [Fact]
    public void Sheet_without_items_is_compared_by_pieces_and_an_unknown_number_is_no_difference()
    {
        Kinds([Shirt, Hat], new ShippedItem(null, null, null, 3)).ShouldBeEmpty();
        Kinds([Shirt, Hat], new ShippedItem(null, null, null, 2)).ShouldBe(["quantity T恤 3/2"]);
        Kinds([Shirt], new ShippedItem("i1", null, null, null)).ShouldBeEmpty();
    }

    private static SoldOrder Sold(IReadOnlyList<SoldItem> items) => new(IsSold: true, IsShipped: false, items);

    private static IEnumerable<string> Kinds(IReadOnlyList<SoldItem> items, params ShippedItem[] sheet) => Reconciling.Of(Sold(items), sheet).Select(d => $"{d.Kind} {d.Title} {d.Sold}/{d.Shipped}");
}
