using System.Text;
using Zhanggui.Tables;
using Zhanggui.Tables.Chats;

namespace Zhanggui.Orders.Import.Texts;

/// <summary>What people copy out of a chat window (Qianniu, WeChat), as a table of messages.</summary>
internal sealed class ChatCopyFile : TableFile
{
    private const int LinesLookedAt = 400;
    private readonly TextLines lines;
    private readonly ChatSides sides;
    private readonly bool isDated;
    private readonly bool hasAgent;

    private ChatCopyFile(TextLines lines, ChatSides sides, bool isDated, bool hasAgent)
        : base(TableKind.Text, [new TableSheet(0, string.Empty, IsVisible: true)], TextRows.HeaderOnLineZero) => (this.lines, this.sides, this.isDated, this.hasAgent) = (lines, sides, isDated, hasAgent);

    /// <summary>The headers that such a copy gets; <c>formats.json</c> knows them as <c>chat-copy</c>.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["聊天买家", "客服账号", "发送方", "发送时间", "消息类型", "消息内容"];

    /// <summary>The file as a copied chat, or null when its first line is no head of a message.</summary>
    public static ChatCopyFile? Find(TextLines lines, ChatSides sides)
    {
        try
        {
            var sample = new List<string>();
            while (sample.Count < LinesLookedAt && lines.Read() is { } line)
            {
                if (!string.IsNullOrWhiteSpace(line) && !ChatLines.IsNotice(line))
                {
                    sample.Add(line);
                }
            }

            return Find(lines, sample, sides);
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            return null;
        }
    }

    protected override TableRows Open(int sheet) => new ChatCopyRows(lines.Again(), sides, isDated, hasAgent, Options);

    private static ChatCopyFile? Find(TextLines lines, List<string> sample, ChatSides sides)
    {
        if (sample.Count < 2)
        {
            return null;
        }

        var hasDates = ChatHead.Dated(sample[0]) is not null || ChatHead.OnlyTime(sample[1]) is not null;
        var heads = sample.Select((line, i) => hasDates ? ChatHead.Dated(line)?.Nick ?? (i > 0 && ChatHead.OnlyTime(line) is not null ? sample[i - 1].Trim() : null) : ChatHead.Undated(line)?.Nick).OfType<string>().ToList();
        var begins = hasDates || (ChatHead.Undated(sample[0]) is not null && heads.Count >= 2 && heads.Count * 2 <= sample.Count + 1);
        return begins && heads.Count > 0 ? new ChatCopyFile(lines, sides, hasDates, heads.Exists(sides.IsAgent)) : null;
    }
}
