using Zhanggui.Shop.Buyers;

namespace Zhanggui.Tests.Shop;

public sealed class ShopMaskingTests
{
    [Theory]
    [InlineData("13812341234", "138****1234")]
    [InlineData("+86 138 1234 1234", "+86 138****1234")]
    [InlineData("8613812341234", "+86 138****1234")]
    [InlineData("13812341234-5678", "138****1234-5678")]
    [InlineData("0571-88001234", "057****1234")]
    [InlineData("88001234", "88****34")]
    [InlineData("138****1234", "138****1234")]
    [InlineData("12345", "1***")]
    [InlineData("微信 abc", "微***")]
    public void Telephone_numbers_keep_head_and_tail(string plain, string shown) => Masking.Tel(plain).ShouldBe(shown);

    [Theory]
    [InlineData("张三", "张*")]
    [InlineData("张小明", "张**")]
    [InlineData("张**", "张**")]
    [InlineData("王", "王*")]
    [InlineData("买买提·阿不都拉", "买****")]
    [InlineData("John Smith", "J*** S***")]
    [InlineData("𠮷田", "𠮷*")]
    [InlineData("", "")]
    public void Names_keep_the_first_character(string plain, string shown) => Masking.Name(plain).ShouldBe(shown);

    [Theory]
    [InlineData("浙江省杭州市余杭区文一西路969号", "浙江省杭州市余杭区****")]
    [InlineData("浙江省杭州市余杭区仓前街道文一西路969号3幢", "浙江省杭州市余杭区仓前街道****")]
    [InlineData("上海市浦东新区世纪大道100号", "上海市浦东新区****")]
    [InlineData("内蒙古自治区呼和浩特市新城区某路1号", "内蒙古自治区呼和浩特市新城区****")]
    [InlineData("河北省石家庄市正定县正定镇常山路2号", "河北省石家庄市正定县正定镇****")]
    [InlineData("文一西路969号", "文***")]
    [InlineData("浙江省杭州市****", "浙江省杭州市****")]
    public void Addresses_keep_the_region_and_never_the_door(string plain, string shown) => Masking.Address(plain).ShouldBe(shown);

    [Theory]
    [InlineData("zhang@example.com", "z***@example.com")]
    [InlineData("z***@example.com", "z***@example.com")]
    [InlineData("not an address", "n***")]
    public void Mail_addresses_keep_the_domain(string plain, string shown) => Masking.Email(plain).ShouldBe(shown);

    [Fact]
    public void Masking_what_is_masked_changes_nothing()
    {
        string[] values = ["13812341234", "张小明", "浙江省杭州市余杭区文一西路969号", "zhang@example.com", "+86 13812341234", "欧阳娜娜", "x"];
        foreach (var mask in new Func<string, string>[] { Masking.Tel, Masking.Name, Masking.Address, Masking.Email, Masking.Text })
        {
            foreach (var value in values)
            {
                mask(mask(value)).ShouldBe(mask(value));
            }
        }
    }
}
