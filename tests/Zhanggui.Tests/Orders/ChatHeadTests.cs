using Zhanggui.Tables.Chats;

namespace Zhanggui.Tests.Orders;

public sealed class ChatHeadTests
{
    [Theory]
    [InlineData("买家甲 2026-1-15 10:02:11", "买家甲", null, "2026-01-15 10:02:11")]
    [InlineData("买家甲2026-1-15 10:02:11", "买家甲", null, "2026-01-15 10:02:11")]
    [InlineData("nick (2026-10-03 14:05:09):", "nick", null, "2026-10-03 14:05:09")]
    [InlineData("昵称（2026/10/3 9:05）：", "昵称", null, "2026-10-03 09:05:00")]
    [InlineData("示例店铺:小王 2026年1月5日 10:02:40", "示例店铺:小王", null, "2026-01-05 10:02:40")]
    [InlineData("A --> 店:B 2026-1-15 10:02:11", "A", "店:B", "2026-01-15 10:02:11")]
    public void A_line_that_names_who_and_when_is_a_head(string line, string nick, string? to, string time) => ChatHead.Dated(line).ShouldBe(new ChatHead(nick, to, time));

    [Theory]
    [InlineData("送货 2026-10-05 14:00")]
    [InlineData("2026-10-05 14:00:00")]
    [InlineData("在吗？什么时候发货")]
    [InlineData("买家甲 2026-1-15 10:02:11 好的")]
    [InlineData("订单号 35153131473293579")]
    public void What_people_say_is_none(string line) => ChatHead.Dated(line).ShouldBeNull();

    [Theory]
    [InlineData("小王：", "小王")]
    [InlineData("小王:", "小王")]
    [InlineData("老 客户 14:05", "老 客户")]
    public void Without_dates_a_name_alone_is_a_head(string line, string nick) => ChatHead.Undated(line).ShouldBe(new ChatHead(nick, null, null));
}
