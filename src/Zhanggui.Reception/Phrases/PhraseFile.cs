using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Guarding;
using Zhanggui.Tables;

namespace Zhanggui.Reception.Phrases;

/// <summary>What a line of a file would do.</summary>
internal enum PhraseLineDoes
{
    Add,
    Change,
    Nothing,
    Wrong,
}

/// <summary>A line of a file and the phrase it is about; without fields it is wrong, and why.</summary>
internal sealed record PhraseLine(long Line, PhraseLineDoes Does, string Group, string? Code, string Title, string Text, string? Why, string? WhyEn)
{
    /// <summary>What the guard says of the words, hints too.</summary>
    public TextMark? Guard { get; init; }

    public PhraseFields? Fields { get; init; }

    public Phrase? Before { get; init; }
}

/// <summary>Phrases as a table: the columns that are exported are the ones that are read.</summary>
internal static class PhraseFile
{
    public const int MostRows = 3000;

    public static readonly IReadOnlyList<(string Zh, string En, double Width)> Columns =
    [
        ("分组", "Group", 12), ("短码", "Code", 10), ("问题", "Question", 30), ("内容", "Words", 60), ("复核日期", "Review on", 12), ("到期日期", "Expires on", 12), ("归属", "Whose", 10), ("负责人", "Keeper", 12), ("使用次数", "Uses", 10), ("最近使用", "Last used", 19), ("放行理由", "Guard reason", 24),
    ];

    private static readonly (string, string)[] Headers =
    [
        ("分组", "group"), ("组", "group"), ("group", "group"), ("短码", "code"), ("快捷键", "code"), ("编码", "code"), ("code", "code"), ("问题", "title"), ("标题", "title"), ("question", "title"), ("title", "title"),
        ("内容", "text"), ("短语", "text"), ("快捷短语", "text"), ("words", "text"), ("text", "text"), ("复核日期", "review"), ("review on", "review"), ("到期日期", "expires"), ("expires on", "expires"), ("放行理由", "reason"), ("理由", "reason"), ("guard reason", "reason"),
    ];

    /// <summary>Reads a file against what is there; the same file again changes nothing.</summary>
    public static (IReadOnlyList<PhraseLine> Lines, TableRefused? Refused) Read(TableFile file, PhraseLevel level, TeamId? team, PersonId owner, IReadOnlyList<Phrase> there, LocalDate? nextReview)
    {
        var header = new HeaderFinder(Headers).Find(file, 2, out var refused);
        if (header is null || header.IndexOf("text") < 0)
        {
            return ([], refused ?? new TableRefused("reception.phrase.header", "表头要有「问题」和「内容」。", "The header needs Question and Words."));
        }

        var lines = new List<PhraseLine>();
        var seen = new HashSet<(string?, string, string)>();
        using var rows = file.RowsAfter(header);
        while (lines.Count < MostRows && rows.Read())
        {
            if (!rows.IsBlank)
            {
                lines.Add(LineOf(rows, header, level, team, owner, there, nextReview, seen));
            }
        }

        return (lines, rows.Refused);
    }

    private static PhraseLine LineOf(TableRows rows, TableHeader header, PhraseLevel level, TeamId? team, PersonId owner, IReadOnlyList<Phrase> there, LocalDate? nextReview, HashSet<(string?, string, string)> seen)
    {
        string Cell(string name) => header.IndexOf(name) is >= 0 and var at && at < rows.Count ? Unguarded(CellText.Clean(rows[at])).ToString() : string.Empty;
        var (group, code, text) = (Cell("group"), Cell("code"), Cell("text"));
        var title = Cell("title") is { Length: > 0 } asked ? asked : text.Split('\n')[0][..Math.Min(20, text.Split('\n')[0].Length)];
        PhraseLine Wrong(string why, string whyEn) => new(rows.LineNumber, PhraseLineDoes.Wrong, group, code, title, text, why, whyEn);
        if (!TryDate(Cell("review"), out var review) || !TryDate(Cell("expires"), out var expires))
        {
            return Wrong("日期看不懂，请写成 2026-03-01。", "A date cannot be read; write 2026-03-01.");
        }

        var clean = PhraseRules.Clean(new PhraseFields(level, team, owner, group, code, title, text, review ?? nextReview, expires, Cell("reason")));
        if (clean.Refusal is { } no)
        {
            return Wrong(no.Zh, no.En);
        }

        var fields = clean.Value;
        if (!seen.Add(fields.Code is null ? (null, fields.Group, fields.Title) : (fields.Code, string.Empty, string.Empty)))
        {
            return Wrong("文件里前面已有同样的短码或问题。", "The same code or question stands further up.");
        }

        var before = there.FirstOrDefault(p => p.Fields.Scope == fields.Scope && fields.Code is not null && p.Fields.Code == fields.Code)
            ?? there.FirstOrDefault(p => p.Fields.Scope == fields.Scope && p.Fields.Group == fields.Group && p.Fields.Title == fields.Title && (fields.Code is null || p.Fields.Code is null));
        fields = before is null ? fields : fields with { Owner = before.Fields.Owner, ReviewOn = review ?? before.Fields.ReviewOn, Code = fields.Code ?? before.Fields.Code, GuardReason = fields.GuardReason ?? (before.Fields.Text == fields.Text ? before.Fields.GuardReason : null), Promotion = before.Fields.Promotion };
        var does = before is null ? PhraseLineDoes.Add : before.Fields == fields ? PhraseLineDoes.Nothing : PhraseLineDoes.Change;
        return new PhraseLine(rows.LineNumber, does, fields.Group, fields.Code, fields.Title, fields.Text, null, null) { Fields = fields, Before = before };
    }

    /// <summary>Our own export puts an apostrophe before words that a spreadsheet would calculate.</summary>
    private static ReadOnlySpan<char> Unguarded(ReadOnlySpan<char> cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is ('=' or '+' or '-' or '@') ? cell[1..] : cell;

    private static bool TryDate(string text, out LocalDate? date)
    {
        date = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (CellText.TryDateTime(text, out var at))
        {
            date = at.Date;
            return true;
        }

        var read = LocalDatePattern.Iso.Parse(text);
        date = read.Success ? read.Value : null;
        return read.Success;
    }

    public static void Csv(Stream stream, IEnumerable<PhraseView> phrases, bool isZh, DateTimeZone zone)
    {
        using var csv = new CsvWriter(stream);
        csv.Row([.. Columns.Select(c => isZh ? c.Zh : c.En)]);
        foreach (var p in phrases)
        {
            csv.Row([.. Cells(p, isZh, zone)]);
        }
    }

    public static void Xlsx(Stream stream, IEnumerable<PhraseView> phrases, bool isZh, DateTimeZone zone)
    {
        using var book = new XlsxWriter(stream);
        book.BeginSheet(isZh ? "快捷短语" : "Phrases", [.. Columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
        foreach (var p in phrases)
        {
            book.BeginRow();
            foreach (var cell in Cells(p, isZh, zone))
            {
                book.Text(cell);
            }
        }
    }

    private static string?[] Cells(PhraseView p, bool isZh, DateTimeZone zone) =>
    [
        p.Group, p.Code, p.Title, p.Text, Date(p.ReviewOn), Date(p.ExpiresOn),
        p.Level switch { PhraseLevel.Shop => isZh ? "全店" : "shop", PhraseLevel.Team => isZh ? "班组" : "team", _ => isZh ? "个人" : "own" },
        p.OwnerName, p.Uses.ToString(CultureInfo.InvariantCulture), p.LastUsedAt?.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture), p.GuardReason,
    ];

    private static string? Date(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
