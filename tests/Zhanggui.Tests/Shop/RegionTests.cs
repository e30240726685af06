using Zhanggui.Shop.Deliveries;

namespace Zhanggui.Tests.Shop;

public sealed class RegionTests
{
    private static readonly string[] Table = ["四川省", "四川省成都市", "上海市", "海南省", "北京市", "北京市朝阳区", "辽宁省朝阳市", "江苏省南京市鼓楼区", "福建省福州市鼓楼区", "新疆", "广东省东莞市"];

    [Theory]
    [InlineData("到成都几天", "四川省成都市")]
    [InlineData("我在四川成都，发什么快递", "四川省成都市")]
    [InlineData("四川能到吗", "四川省")]
    [InlineData("收货在上海南路3号", "上海市")]
    [InlineData("北京朝阳明天能到不", "北京市朝阳区")]
    [InlineData("朝阳能到吗", "北京市朝阳区 辽宁省朝阳市")]
    [InlineData("鼓楼区送不送", "江苏省南京市鼓楼区 福建省福州市鼓楼区")]
    [InlineData("店在东莞路", "")]
    [InlineData("新疆加多少钱", "新疆")]
    [InlineData("多少钱一平", "")]
    [InlineData("", "")]
    public void Region_is_found_in_what_somebody_said(string words, string regions) =>
        string.Join(' ', Regions.Named(Table, Regions.KeyOf, words)).ShouldBe(regions);

    [Theory]
    [InlineData("浙江省杭州市西湖区文三路123号某小区", "浙江省杭州市西湖区")]
    [InlineData("浙江省 杭州市 *** ****", "浙江省杭州市")]
    [InlineData("浙江省杭州市文三路小区3幢", "浙江省杭州市")]
    [InlineData("北京市北京市朝阳区建国路小区", "北京市北京市朝阳区")]
    [InlineData("上海市浦东新区张江路1号", "上海市浦东新区")]
    [InlineData("河南省新乡市牧野区", "河南省新乡市牧野区")]
    [InlineData("江西省景德镇市珠山区", "江西省景德镇市珠山区")]
    [InlineData("河北省唐山市路南区", "河北省唐山市路南区")]
    [InlineData("浙江杭州西湖", "浙江")]
    [InlineData("张**", null)]
    [InlineData("", null)]
    public void Of_an_address_only_the_region_is_kept(string address, string? region) => Zhanggui.Shop.Contracts.RegionText.Of(address).ShouldBe(region);

    [Theory]
    [InlineData("浙江省杭州市萧山区", "浙江/杭州/萧山")]
    [InlineData("浙江 杭州 萧山", "浙江/杭州/萧山")]
    [InlineData("浙江-杭州市", "浙江/杭州")]
    [InlineData("北京市北京市朝阳区", "北京/朝阳")]
    [InlineData("内蒙古自治区呼和浩特市", "内蒙古/呼和浩特")]
    [InlineData("新疆维吾尔自治区", "新疆")]
    [InlineData("广西壮族自治区南宁市", "广西/南宁")]
    [InlineData("吉林省吉林市", "吉林/吉林")]
    [InlineData("吉林市", "吉林市")]
    [InlineData("吉林省延边朝鲜族自治州", "吉林/延边")]
    [InlineData("湖北恩施土家族苗族自治州", "湖北/恩施")]
    [InlineData("香港特别行政区", "香港")]
    [InlineData("沙市区", "沙市")]
    public void Two_ways_to_write_a_region_are_one(string region, string key) => Regions.KeyOf(region).ShouldBe(key);

    [Theory]
    [InlineData("浙江省杭州市萧山区新街街道1号", "浙江省杭州市萧山区")]
    [InlineData("浙江省 杭州市 西湖区 文三路", "浙江省杭州市")]
    [InlineData("浙江省宁波市", "浙江")]
    [InlineData("浙江杭州萧山", "浙江省杭州市萧山区")]
    [InlineData("杭州市", "浙江省杭州市")]
    [InlineData("萧山", "浙江省杭州市萧山区")]
    [InlineData("广东省深圳市东莞路8号", "广东")]
    [InlineData("广东东莞", "广东东莞")]
    [InlineData("北京市朝阳区望京", null)]
    [InlineData("辽宁省朝阳市", "辽宁朝阳市")]
    [InlineData("江苏省徐州市鼓楼区", "江苏 徐州 鼓楼")]
    [InlineData("江苏省南通市鼓楼区", null)]
    [InlineData("新疆伊犁哈萨克自治州", "新疆维吾尔自治区")]
    [InlineData("吉林省延边州延吉市", "吉林省延边朝鲜族自治州")]
    [InlineData("哪里都行", null)]
    public void Smallest_region_that_holds_the_address_is_found(string address, string? region)
    {
        string[] rows = ["浙江", "浙江省杭州市", "浙江省杭州市萧山区", "广东", "广东东莞", "辽宁朝阳市", "江苏 南京 鼓楼", "江苏 徐州 鼓楼", "新疆维吾尔自治区", "吉林省延边朝鲜族自治州"];

        var found = Regions.Smallest(rows, Regions.KeyOf, address);

        found.ShouldBe(region is null ? [] : [region]);
    }

    [Fact]
    public void Words_that_fit_regions_lying_apart_find_both() =>
        Regions.Smallest(["江苏 南京 鼓楼", "江苏 徐州 鼓楼", "江苏"], Regions.KeyOf, "鼓楼区").ShouldBe(["江苏 南京 鼓楼", "江苏 徐州 鼓楼"]);
}
