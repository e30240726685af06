using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Market;
using Zhanggui.Shop.Buyers.Same;

namespace Zhanggui.Tests.Shop;

public sealed class ShopSameMarkTests
{
    [Fact]
    public void Whole_values_are_compared_and_masked_ones_say_nothing()
    {
        Of(BuyerRecord.Empty with { Tel = "+86 138-1234-5678" }).ShouldBe(["tel 13812345678"]);
        Of(BuyerRecord.Empty with { Tel = "138****5678", Name = "张**", Address = "杭州市文三路1号" }).ShouldBeEmpty();
        Of(BuyerRecord.Empty with { Name = "张 三", Address = "杭州市 文三路1号" }).ShouldBe(["place 张三\n杭州市文三路1号"]);
        Of(BuyerRecord.Empty with { Nick = "小雨" }).ShouldBeEmpty();
        Of(BuyerRecord.Empty with { Nick = "小雨Same" }).ShouldBe(["nick 小雨same"]);
    }

    [Fact]
    public void Letters_and_digits_written_wide_are_those_written_narrow()
    {
        SearchTokens.Normal("王 Ｌｉ　１２Ａ").ShouldBe("王li12a");
        Of(BuyerRecord.Empty with { Nick = "小雨ＳＡＭＥ１" }).ShouldBe(["nick 小雨same1"]);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    public void Counts_of_few_people_are_not_given(int count, int? shown) => MarketSummary.Shown(count).ShouldBe(shown);

    private static IEnumerable<string> Of(BuyerRecord record) => SameMarks.Of(record).Select(m => $"{m.Kind} {m.Plain}");
}
