using Zhanggui.Kernel.Money;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Goods;

namespace Zhanggui.Tests.Shop;

public sealed class GoodsRuleTests
{
    [Theory]
    [InlineData(null, true, StockState.Unknown)]
    [InlineData(0L, true, StockState.SoldOut)]
    [InlineData(-2L, true, StockState.SoldOut)]
    [InlineData(0L, false, StockState.Gone)]
    [InlineData(0L, null, StockState.Gone)]
    [InlineData(5L, false, StockState.Unlisted)]
    [InlineData(5L, true, StockState.Ok)]
    [InlineData(5L, null, StockState.Ok)]
    public void Stock_and_listing_are_compared(long? quantity, bool? isListed, StockState state) => Stocks.Of(quantity, isListed).ShouldBe(state);

    [Theory]
    [InlineData("面霜50g", "面霜|50g")]
    [InlineData("  Olay 玉兰油　面霜 ", "olay|玉兰油|面霜")]
    [InlineData("ＳＫＩＩ神仙水", "skii|神仙水")]
    [InlineData("水", "水")]
    [InlineData("，。 -", "")]
    public void Search_is_taken_apart_into_words(string asked, string words) => string.Join('|', TitleSearch.Words(asked)).ShouldBe(words);

    [Fact]
    public void Category_says_what_the_product_does_not()
    {
        var rule = new CategoryRule { ShopId = default, Name = "定制", SevenDayReturn = false, FreeShipping = true };

        Product.Flags(new ProductSheet { Title = "壁画" }, rule).ShouldBe(new ProductFlags(true, false, null, null, null));
        Product.Flags(new ProductSheet { Title = "壁画", SevenDayReturn = true }, rule).SevenDayReturn.ShouldBe(true);
        Product.Flags(new ProductSheet { Title = "壁画" }, null).SevenDayReturn.ShouldBeNull();
    }

    [Fact]
    public void What_a_file_leaves_out_stays_and_other_columns_become_attributes()
    {
        var known = new ProductSheet { Title = "山茶油 500ml", Price = 12800, Material = "山茶籽", FreeShipping = true };

        var sheet = FileWords.Apply(known, new ProductRow("1", null, new Fen(9900), "不包邮 7-day-return 限购", null, """{"保质期":"18 个月"}""", new Dictionary<string, string> { ["适合人群"] = "老人", ["产地"] = "江西" }));

        sheet.Title.ShouldBe("山茶油 500ml");
        sheet.Price.ShouldBe(9900);
        (sheet.FreeShipping, sheet.SevenDayReturn, sheet.OtherFlags).ShouldBe((false, true, "限购"));
        (sheet.Material, sheet.SuitableFor, sheet.Attributes!["产地"]).ShouldBe(("山茶籽", "老人", "江西"));
        sheet.Answers.ShouldBe([new ApprovedAnswer("保质期", "18 个月")]);
        FileWords.FlagsOf(sheet).ShouldBe("no-free-shipping 7-day-return 限购");
        FileWords.ApprovedOf(sheet).ShouldBe("""{"保质期":"18 个月"}""");
        SheetRules.Between(sheet, FileWords.Apply(sheet, new ProductRow("1", null, null, FileWords.FlagsOf(sheet), null, FileWords.ApprovedOf(sheet), null))).ShouldBeEmpty();
    }

    [Fact]
    public void Change_is_taken_back_only_where_nobody_changed_it_again()
    {
        var first = new ProductSheet { Title = "壁画", Price = 100, Attributes = new Dictionary<string, string> { ["幅宽"] = "3 米" } };
        var second = first with { Price = 200, Attributes = new Dictionary<string, string> { ["幅宽"] = "4 米" } };
        var fields = SheetRules.Between(first, second);

        fields.Select(f => f.Field).ShouldBe(["price", "attributes"]);
        SheetRules.Between(SheetRules.Undo(second with { Title = "新壁画" }, fields)!, first with { Title = "新壁画" }).ShouldBeEmpty();
        SheetRules.Undo(second with { Price = 300 }, fields).ShouldBeNull();
    }

    [Fact]
    public void Bad_sheets_are_refused_with_the_field()
    {
        SheetRules.Check(SheetRules.Tidy(new ProductSheet { Title = "  " }))!.Field.ShouldBe("title");
        SheetRules.Check(new ProductSheet { Title = "a", Price = -1 })!.Field.ShouldBe("price");
        SheetRules.Check(new ProductSheet { Title = "a", Answers = [new("问", "答"), new("问", "又答")] })!.Field.ShouldBe("answers");
        SheetRules.Check(new ProductSheet { Title = "a", Material = new string('木', 2001) })!.Field.ShouldBe("material");
        SheetRules.Tidy(new ProductSheet { Title = "a", Guarantees = [" ", "正品", "正品"], Partners = [] }).ShouldSatisfyAllConditions(s => s.Guarantees.ShouldBe(["正品"]), s => s.Partners.ShouldBeNull());
    }
}
