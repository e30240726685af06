using NodaTime;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Promotions;

namespace Zhanggui.Tests.Shop;

public sealed class OfferFileTests
{
    private static readonly Instant From = Instant.FromUtc(2026, 10, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2026, 10, 8, 0, 0);

    [Theory]
    [InlineData("discount", "0.85", null, "0.85", null, null, "discount", "0.85")]
    [InlineData("discount", "8.5折", null, "0.85", null, null, "discount", "0.85")]
    [InlineData("discount", "85折", null, "0.85", null, null, "discount", "0.85")]
    [InlineData("discount", "8折", null, "0.8", null, null, "discount", "0.8")]
    [InlineData("discount", "300-0.9", null, "0.9", null, "300.00", "discount", "300.00-0.9")]
    [InlineData("points", "5%", null, "0.05", null, null, "points", "0.05")]
    [InlineData("full_reduction", "300-40", null, null, "40.00", "300.00", "full_reduction", "300.00-40.00")]
    [InlineData("amount_off", "￥20", null, null, "20.00", null, "amount_off", "20.00")]
    [InlineData("price", "19.9元", null, null, "19.90", null, "price", "19.90")]
    [InlineData("coupon", "200-20", null, null, "20.00", "200.00", "coupon", "200.00-20.00")]
    [InlineData("gift", "99", "收边条", null, null, "99.00", "gift", "99.00")]
    [InlineData("gift", null, "收边条", null, null, null, "gift", null)]
    public void Row_says_what_a_promotion_gives_and_is_written_the_same_again(string kind, string? value, string? gift, string? rate, string? amount, string? minimum, string kindOut, string? valueOut)
    {
        var form = PromotionFile.Read(null, new PromotionFileRow("k", From, To, "1 2", kind, value, gift, null)).Value;

        (form.Terms.Rate?.ToString(System.Globalization.CultureInfo.InvariantCulture), form.Terms.Amount?.ToString(), form.Terms.Minimum?.ToString()).ShouldBe((rate, amount, minimum));
        var row = PromotionFile.Row("k", form, From, To)!;
        (row.Kind, row.Value, row.Gift, row.Items).ShouldBe((kindOut, valueOut, gift, "1 2"));
        PromotionFile.Same(PromotionFile.Read(form, new PromotionFileRow("k", From, To, row.Items, row.Kind, row.Value, row.Gift, PromotionFile.MoreOf(form))).Value, form).ShouldBeTrue();
    }

    [Theory]
    [InlineData("lottery", null, "", "kind")]
    [InlineData("discount", "1.2", "", "rate")]
    [InlineData("discount", "便宜", "", "rate")]
    [InlineData("price", "", "", "amount")]
    [InlineData("full_reduction", "40-300", "", "minimum")]
    [InlineData("price", "9", "6001 category:墙布", "items")]
    [InlineData("gift", null, "", "gift")]
    public void Row_that_cannot_be_read_says_which_column(string kind, string? value, string items, string field) =>
        PromotionFile.Read(null, new PromotionFileRow("k", From, To, items, kind, value, null, null)).Refusal!.Field.ShouldBe(field);

    [Theory]
    [InlineData(null, ScopeKind.All, "")]
    [InlineData("6001 6002", ScopeKind.Item, "6001|6002")]
    [InlineData("6001，6002", ScopeKind.Item, "6001|6002")]
    [InlineData("category:墙布 category:瓷 砖", ScopeKind.Category, "墙布|瓷 砖")]
    public void Scope_is_read_from_a_cell(string? cell, ScopeKind kind, string targets)
    {
        var scope = FileScope.Read(cell)!;

        (scope.Kind, string.Join('|', scope.Targets)).ShouldBe((kind, targets));
        FileScope.Read(FileScope.Write(scope))!.Targets.ShouldBe(scope.Targets);
    }

    [Fact]
    public void Version_ceases_where_a_later_one_has_begun_and_an_exception_ends_nothing()
    {
        var now = Instant.FromUtc(2026, 12, 1, 0, 0);
        Instant At(int month) => Instant.FromUtc(2026, month, 1, 0, 0);

        PolicyFile.Ends([(At(1), null), (At(5), null)], now).ShouldBe([At(5), null]);
        PolicyFile.Ends([(At(1), null), (At(5), At(6))], now).ShouldBe([null, At(6)]);
        PolicyFile.Ends([(At(1), At(3)), (At(5), null)], now).ShouldBe([At(3), null]);
        PolicyFile.Ends([(At(1), null), (At(5), null)], At(2)).ShouldBe([null, null]);
    }

    [Fact]
    public void Policy_keeps_titles_named_values_and_answers_in_further_columns()
    {
        var form = new PolicyForm("invoice", "发票", "开票", new ItemScope(ScopeKind.Category, ["墙布"]), From, null, "无理由开票", [new PolicyAnswer("能开吗", "能")], [new FactLine("invoice", "always"), new FactLine("cash_on_delivery", "no")], ["没有发票", "不能开票"]).Clean().Value;
        var row = PolicyFile.Row("invoice", form, From, null);

        var read = PolicyFile.Read(null, new PolicyFileRow(row.Policy, row.Topic, row.From, row.To, row.Scope, row.Text, row.NotToSay, PolicyFile.MoreOf(form))).Value;

        read.ToJson().ShouldBe(form.ToJson());
        PolicyFile.Read(null, new PolicyFileRow("Cash_on delivery", "支付", From, null, null, "不支持", null, null)).Value.Key.ShouldBe("cash-on-delivery");
        PolicyFile.Read(null, new PolicyFileRow("货到付款", "支付", From, null, null, "不支持", null, null)).Refusal!.Field.ShouldBe("key");
    }
}
