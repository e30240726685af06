using NodaTime;
using NodaTime.Text;
using Zhanggui.Tables.Chats;

namespace Zhanggui.Reception.Companion;

/// <summary>Who said a pasted line.</summary>
internal enum PastedSide
{
    Buyer,
    Own,

    /// <summary>Somebody has to say.</summary>
    Unclear,

    /// <summary>Somebody said that it is left out.</summary>
    Skip,
}

/// <summary>One message of a paste: the name above it, if there was one, and the time that stood beside the name.</summary>
internal sealed record PastedLine(string? Name, PastedSide Side, LocalDateTime? Stated, string Text);

/// <summary>What the agent said of a paste: the buyer they are with, the names of the shop's own accounts, and whose the names and the lines without one are.</summary>
internal sealed record PasteHints(string? Buyer, IReadOnlySet<string> Own, IReadOnlyDictionary<string, PastedSide> Names, PastedSide? Loose);

/// <summary>
/// A paste from a platform's chat window, read. Nothing is guessed: a name is the shop's own when it says so (<c>店铺名:子账号</c>, or a known account), the buyer's
/// when it is the buyer at hand, or the only other name while the own ones are known; anything else stays <see cref="PastedSide.Unclear"/>.
/// </summary>
internal sealed record PastedTalk(IReadOnlyList<PastedLine> Lines, string? Buyer)
{
    private const int EarliestYear = 2003;
    private static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>Whose name or line is still open.</summary>
    public bool IsClear => Lines.All(l => l.Side != PastedSide.Unclear);

    /// <summary>The one stranger of a paste in which the buyer at hand does not speak: most likely the paste is of somebody else.</summary>
    public string? Stranger => Lines.Where(l => l.Side == PastedSide.Unclear).Select(l => l.Name).Distinct(StringComparer.Ordinal).ToList() is [{ } only] && Lines.All(l => l.Side != PastedSide.Buyer) ? only : null;

    public static PastedTalk Read(string pasted, PasteHints hints)
    {
        var text = Clean(pasted);
        var said = Split(text.Split('\n'), hints);
        if (said.TrueForAll(s => s.Head is null))
        {
            // Without any name it is what the box asks for: the buyer's own words.
            return new PastedTalk(text.Length == 0 ? [] : [new PastedLine(null, PastedSide.Buyer, null, text)], hints.Buyer);
        }

        // A paste in which the buyer at hand does not speak, and only one other does, says itself whose it is.
        var isOfBuyer = hints.Buyer is { } known && said.Exists(s => s.Head?.Nick == known || s.Head?.To == known);
        var buyer = isOfBuyer ? hints.Buyer : BuyerOf(said, hints) ?? hints.Buyer;
        return new PastedTalk([.. said.Select(s => new PastedLine(s.Head?.Nick, SideOf(s.Head, buyer, hints), TimeOf(s.Head), s.Text))], buyer);
    }

    /// <summary>Line ends of one kind, no control characters: they mean nothing in a chat and hide what is shown.</summary>
    public static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();

    private static PastedSide SideOf(ChatHead? head, string? buyer, PasteHints hints) =>
        head is null ? hints.Loose ?? PastedSide.Unclear
        : hints.Names.TryGetValue(head.Nick, out var said) ? said
        : head.Nick == buyer ? PastedSide.Buyer
        : IsOwn(head.Nick, hints) ? PastedSide.Own
        : PastedSide.Unclear;

    /// <summary>Qianniu writes sub-accounts with a colon, which no buyer's nick can hold.</summary>
    private static bool IsOwn(string nick, PasteHints hints) => nick.AsSpan().IndexOfAny(':', '：') > 0 || hints.Own.Contains(nick);

    private static string? BuyerOf(List<Said> said, PasteHints hints)
    {
        if (hints.Names.FirstOrDefault(n => n.Value == PastedSide.Buyer).Key is { } named)
        {
            return named;
        }

        var heads = said.Where(s => s.Head is not null).Select(s => s.Head!).ToList();
        var others = heads.Where(h => !IsOwn(h.Nick, hints)).Select(h => h.Nick).Concat(heads.Where(h => IsOwn(h.Nick, hints)).Select(h => h.To).OfType<string>())
            .Where(n => !hints.Names.ContainsKey(n)).Distinct(StringComparer.Ordinal).ToList();
        var isOwnKnown = hints.Own.Count > 0 || heads.Exists(h => IsOwn(h.Nick, hints)) || hints.Names.Values.Contains(PastedSide.Own);
        return others is [var only] && isOwnKnown ? only : null;
    }

    private static LocalDateTime? TimeOf(ChatHead? head) =>
        head?.Time is { } time && Written.Parse(time) is { Success: true } parsed && parsed.Value.Year >= EarliestYear ? parsed.Value : null;

    private static List<Said> Split(string[] lines, PasteHints hints)
    {
        var said = new List<Said>();
        var body = new List<string>();
        ChatHead? open = null;
        for (var i = 0; i <= lines.Length; i++)
        {
            var head = i < lines.Length ? HeadAt(lines, i, hints) : null;
            if (head is null && i < lines.Length)
            {
                if (!ChatLines.IsNotice(lines[i]))
                {
                    body.Add(lines[i]);
                }

                continue;
            }

            if (string.Join('\n', body).Trim() is { Length: > 0 } text)
            {
                said.Add(new Said(open, text));
            }

            body.Clear();
            open = head;
            i += head is not null && ChatHead.Dated(lines[i]) is null && head.Time is not null ? 1 : 0; // the time stood on a line of its own
        }

        return said;
    }

    private static ChatHead? HeadAt(string[] lines, int i, PasteHints hints)
    {
        var line = lines[i].Trim();
        if (line.Length == 0)
        {
            return null;
        }

        if (ChatHead.Dated(line) is { } dated)
        {
            return dated;
        }

        if (line.Length <= 60 && i + 1 < lines.Length && ChatHead.OnlyTime(lines[i + 1]) is { } time)
        {
            return new ChatHead(line, null, time);
        }

        // "尺寸：" may be what somebody said: without a date only a known name is one.
        return ChatHead.Undated(line) is { } bare && (bare.Nick == hints.Buyer || hints.Own.Contains(bare.Nick) || hints.Names.ContainsKey(bare.Nick)) ? bare : null;
    }

    private sealed record Said(ChatHead? Head, string Text);
}
