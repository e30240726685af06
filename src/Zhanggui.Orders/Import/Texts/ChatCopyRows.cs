using Zhanggui.Tables;
using Zhanggui.Tables.Chats;

namespace Zhanggui.Orders.Import.Texts;

/// <summary>
/// Messages of a copied chat, one after the other. What an agent says goes to the buyer who spoke last, at the beginning to the one who speaks
/// first; it waits for that.
/// </summary>
internal sealed class ChatCopyRows(TextLines lines, ChatSides sides, bool isDated, bool hasAgent, TableOptions options) : TextRows(lines, ChatCopyFile.Headers, options)
{
    private const int MostWaiting = 2000;
    private readonly TextLines lines = lines;
    private readonly Queue<Said> waiting = new();
    private readonly Queue<string> ahead = new();
    private string? buyer;
    private string? account;
    private Said? open;

    protected override TextRow? Next()
    {
        while (true)
        {
            if (waiting.Count > 0 && (buyer is not null || waiting.Count > MostWaiting))
            {
                return RowOf(waiting.Dequeue());
            }

            if (Take() is not { } said)
            {
                buyer ??= waiting.Count > 0 ? string.Empty : null;
                return waiting.Count > 0 ? RowOf(waiting.Dequeue()) : null;
            }

            Meet(said);
            waiting.Enqueue(said);
        }
    }

    private void Meet(Said said)
    {
        if (said.Head is not { } head)
        {
            return;
        }

        var isAgent = sides.IsAgent(head.Nick);
        (said.Buyer, said.Account) = isAgent ? (head.To, head.Nick) : (head.Nick, head.To);
        buyer = said.Buyer ?? buyer;
        account = said.Account ?? account;
        said.Account ??= account;
    }

    private TextRow RowOf(Said said)
    {
        var text = string.Join('\n', said.Body).Trim();
        if (said.Head is null || !hasAgent)
        {
            return new TextRow(said.Line, [said.Head?.Nick ?? string.Empty, string.Empty, string.Empty, said.Head?.Time ?? string.Empty, string.Empty, text], said.Head is null ? RowProblem.NobodySaid() : RowProblem.NoAgent());
        }

        var isAgent = sides.IsAgent(said.Head.Nick);
        var to = said.Buyer ?? (isAgent ? said.BuyerBefore ?? buyer : null);
        return new TextRow(said.Line, [to ?? string.Empty, said.Account is null ? string.Empty : ChatSides.Account(said.Account), isAgent ? "agent" : "buyer", said.Head.Time ?? string.Empty, ChatLines.KindOf(text), text]);
    }

    /// <summary>The next message with all its lines.</summary>
    private Said? Take()
    {
        while (Line() is { } line)
        {
            var head = HeadOf(line);
            if (head is not null)
            {
                var done = open;
                open = new Said(lines.LineNumber - ahead.Count, head) { BuyerBefore = sides.IsAgent(head.Nick) ? buyer : null };
                if (done is { IsWorthIt: true })
                {
                    return done;
                }
            }
            else if (!ChatLines.IsNotice(line) && (open is not null || !string.IsNullOrWhiteSpace(line)))
            {
                (open ??= new Said(lines.LineNumber - ahead.Count, null)).Body.Add(line);
            }
        }

        var last = open;
        open = null;
        return last is { IsWorthIt: true } ? last : null;
    }

    private ChatHead? HeadOf(string line)
    {
        if (!isDated)
        {
            return ChatHead.Undated(line);
        }

        if (ChatHead.Dated(line) is { } head)
        {
            return head;
        }

        // The name may stand alone above its time.
        if (line.Length is > 0 and <= 60 && Peek() is { } below && ChatHead.OnlyTime(below) is { } time)
        {
            ahead.Dequeue();
            return new ChatHead(line.Trim(), null, time);
        }

        return null;
    }

    private string? Line() => ahead.Count > 0 ? ahead.Dequeue() : lines.Read();

    private string? Peek()
    {
        if (ahead.Count == 0 && lines.Read() is { } line)
        {
            ahead.Enqueue(line);
        }

        return ahead.Count > 0 ? ahead.Peek() : null;
    }

    private sealed class Said(long line, ChatHead? head)
    {
        public long Line { get; } = line;

        public ChatHead? Head { get; } = head;

        public List<string> Body { get; } = [];

        public string? Buyer { get; set; }

        public string? BuyerBefore { get; init; }

        public string? Account { get; set; }

        /// <summary>A head without words is what a recalled message leaves.</summary>
        public bool IsWorthIt => Body.Exists(l => !string.IsNullOrWhiteSpace(l));
    }
}
