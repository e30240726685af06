using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Tests.Shop;

public sealed class ShopRuleTests
{
    private static readonly BuyerId Visitor = BuyerId.From(Guid.CreateVersion7());
    private static readonly BuyerId Other = BuyerId.From(Guid.CreateVersion7());

    [Theory]
    [InlineData(BuyerIdentity.Anonymous, "nobody", nameof(JoinDecision.Attach))]
    [InlineData(BuyerIdentity.Claimed, "nobody", nameof(JoinDecision.Attach))]
    [InlineData(BuyerIdentity.Signed, "nobody", nameof(JoinDecision.Switch))]
    [InlineData(BuyerIdentity.Anonymous, "other", nameof(JoinDecision.Join))]
    [InlineData(BuyerIdentity.Claimed, "other", nameof(JoinDecision.Join))]
    [InlineData(BuyerIdentity.Signed, "other", nameof(JoinDecision.Switch))]
    [InlineData(BuyerIdentity.Anonymous, "visitor", nameof(JoinDecision.Same))]
    [InlineData(BuyerIdentity.Signed, "visitor", nameof(JoinDecision.Same))]
    public void Proven_identity_joins_only_who_was_not_proven_to_be_someone_else(BuyerIdentity visitorIs, string owner, string decision)
    {
        BuyerId? has = owner switch { "nobody" => null, "other" => Other, _ => Visitor };

        Joining.Decide(Visitor, visitorIs, has).ToString().ShouldBe(decision);
    }

    [Fact]
    public void Claimed_name_fills_a_gap_and_never_replaces()
    {
        var known = new BuyerRecord { Nick = "阿宁" };

        BuyerBook.Merge(known, new BuyerProfile("店长", BuyerIdentity.Claimed, "13812341234")).ShouldBe(known with { Tel = "13812341234" });
        BuyerBook.Merge(known, new BuyerProfile("阿宁宁", BuyerIdentity.Signed)).Nick.ShouldBe("阿宁宁");
        BuyerBook.Merge(known, new BuyerProfile(" \u0007 ", BuyerIdentity.Signed)).ShouldBe(known);
    }

    [Fact]
    public void Edit_that_sends_back_the_mask_keeps_what_is_held()
    {
        var known = new BuyerRecord { Tel = "13812341234", Name = "张小明", Note = "要发票" };

        var after = EditBuyer.Apply(known, new EditBuyer.Request(1, Nick: null, Name: "张**", Tel: "138****1234", Email: null, Address: "", Fields: null, Note: ""));

        after.ShouldBe(known with { Note = null });
    }
}
