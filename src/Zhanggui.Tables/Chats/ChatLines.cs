namespace Zhanggui.Tables.Chats;

/// <summary>What stands in copied chats besides messages.</summary>
public static class ChatLines
{
    private static readonly string[] States = ["已读", "未读", "发送中", "发送失败", "以下为新消息", "以上是历史消息"];
    private static readonly string[] NoticeBegins = ["由 服务助手 转交给", "由服务助手转交给", "原因：【", "当前用户来自", "买家正在浏览", "已为您转接"];

    /// <summary>A line of the window itself: nobody said it.</summary>
    public static bool IsNotice(string line)
    {
        var text = line.Trim();
        return Array.Exists(States, s => text == s) || Array.Exists(NoticeBegins, b => text.StartsWith(b, StringComparison.Ordinal)) || text.EndsWith("撤回了一条消息", StringComparison.Ordinal);
    }

    /// <summary>The kind of a message by what the window writes in its place.</summary>
    public static string KindOf(string text) => text.Trim() switch
    {
        "[图片]" or "【图片】" or "[表情]" or "[动画表情]" or "[视频]" => "image",
        "[卡片]" or "[商品]" or "[订单]" or "[链接]" => "card",
        var t when t.StartsWith("[文件]", StringComparison.Ordinal) => "file",
        _ => "text",
    };
}
