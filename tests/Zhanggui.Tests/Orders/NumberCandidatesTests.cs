using Zhanggui.Orders.Earners;

namespace Zhanggui.Tests.Orders;

public sealed class NumberCandidatesTests
{
    [Theory]
    [InlineData("6001", "6001")]
    [InlineData("【6001】送货安装", "6001")]
    [InlineData("６００１ 加急", "6001")]
    [InlineData("a07、老客户", "A07")]
    [InlineData("6001/6002", "6001 6002")]
    [InlineData("6001，6001", "6001")]
    [InlineData("张**,3米*2.4米,图案正常,12月19日发货,自提。送胶。", "")]
    [InlineData("13900000000", "")]
    [InlineData("ABCD12", "")]
    [InlineData("A1", "")]
    [InlineData("优惠20元", "")]
    [InlineData("", "")]
    public void Words_that_look_like_staff_numbers_are_found(string note, string expected)
    {
        var found = new NumberCandidates();
        for (var i = 0; i < 3; i++)
        {
            found.Add(note, 100, 10 - i, _ => false);
        }

        string.Join(' ', found.Found.Select(f => f.Number)).ShouldBe(expected);
        found.Found.ShouldAllBe(f => f.Orders == 3 && f.Amount == 300 && f.FirstPlaced == 8);
    }

    [Fact]
    public void What_comes_twice_or_is_somebodys_is_left_out()
    {
        var found = new NumberCandidates();
        foreach (var note in new[] { "6001 6002", "6001 6002", "6002", "6003", "6003", "6003" })
        {
            found.Add(note, 1, 1, word => word == "6003");
        }

        found.Found.Select(f => f.Number).ShouldBe(["6002"]);
    }
}
