using System.Text.Json;

namespace Zhanggui.Facts.Schema;

/// <summary>Every reason why a row of a facts folder is refused or shown to a person, in Chinese and in English.</summary>
internal static class FactsProblems
{
    internal sealed record Reason(string Code, string Zh, string En, FactsSeverity Severity = FactsSeverity.Error);

    public static readonly Reason Empty = new("empty", "必填列为空", "This column must not be empty");
    public static readonly Reason BlankAround = new("blank_around", "编号前后有空白字符，请删去", "There are blanks around the name; remove them");
    public static readonly Reason NotWhole = new("not_whole", "应为整数", "Not a whole number");
    public static readonly Reason NotNumber = new("not_number", "应为数字，小数点用“.”，最多 28 位", "Not a number with a point, of at most 28 digits");
    public static readonly Reason NotMoney = new("not_money", "应为以元为单位、最多两位小数的金额，如 128.00，不带单位和千分位", "Not an amount in yuan with at most two places such as 128.00, without unit or thousands separator");
    public static readonly Reason NotDate = new("not_date", "应为日期，如 2026-10-03", "Not a date such as 2026-10-03");
    public static readonly Reason NotTime = new("not_time", "应为时间，如 08:30", "Not a time of day such as 08:30");
    public static readonly Reason NotMonth = new("not_month", "应为月份，如 2026-10", "Not a month such as 2026-10");
    public static readonly Reason NotYesNo = new("not_yes_no", "应为 yes、no 或留空", "Not yes, no or empty");
    public static readonly Reason NotJson = new("not_json", "应为 JSON", "Not JSON");
    public static readonly Reason NotInstant = new("not_instant", "应为带时区偏移的 ISO 8601 时刻，如 2026-10-03T14:05:09.120+08:00", "Not an ISO 8601 instant with an offset such as 2026-10-03T14:05:09.120+08:00");
    public static readonly Reason NoOffset = new("no_offset", "时刻没有时区偏移，请补上，如 +08:00；程序不猜测时区", "The instant has no offset; add one such as +08:00, it is never guessed");
    public static readonly Reason CutToMilliseconds = new("cut_to_milliseconds", "本列的时刻比毫秒更细，已截到毫秒（每列只提示一次）", "Instants of this column are finer than a millisecond and were cut to it (said once a column)", FactsSeverity.Note);
    public static readonly Reason ToBeforeFrom = new("to_before_from", "“to”早于“from”", "'to' lies before 'from'");
    public static readonly Reason Twice = new("twice", "与本文件中更早的一行编号相同而内容不同，两行只能留一行", "An earlier row of this file has the same key and other content; only one of them can stand");
    public static readonly Reason Repeated = new("repeated", "与更早的一行完全相同，只算一次", "The row repeats an earlier one and counts once", FactsSeverity.Warning);
    public static readonly Reason Overlap = new("overlap", "同一子账号在同一店铺的使用时段重叠，重叠时段内的消息归谁需要人来定", "Two intervals of one account in one shop overlap; whose the messages of that time are needs a person", FactsSeverity.Warning);
    public static readonly Reason Unknown = new("unknown_column", "不认识的列，原样保留，不参与计算", "Unknown column: kept as it stands and used for nothing", FactsSeverity.Note);
    public static readonly Reason NoHeader = new("no_header", "文件没有表头", "The file has no header");
    public static readonly Reason HeaderTwice = new("header_twice", "表头中该列出现两次", "The header names this column twice");
    public static readonly Reason MissingColumn = new("missing_column", "缺少必需的列，整个文件未读", "A required column is missing; nothing of the file was read");
    public static readonly Reason NotUtf8 = new("not_utf8", "这一行不是 UTF-8 编码；请把文件另存为 UTF-8", "The row is not UTF-8; save the file as UTF-8");
    public static readonly Reason BadQuotes = new("bad_quotes", "引号不成对或位置不对，无法确定单元格的边界", "Quotes are unbalanced or misplaced, so the cells cannot be told apart");
    public static readonly Reason UnknownFile = new("unknown_file", "不认识的文件，未读", "Unknown file: not read", FactsSeverity.Note);

    public static Reason NoChoice(IReadOnlyList<string> choices) =>
        new("no_choice", $"只能是 {string.Join("、", choices)} 或留空", $"None of {string.Join(", ", choices)}");

    public static Reason Ragged(int cells, int header) =>
        new("ragged", $"这一行有 {cells} 个单元格，表头有 {header} 个", $"The row has {cells} cells, the header has {header}");

    public static Reason NoZone(string zone) => new("no_zone", $"不认识的时区 {zone}，应为 IANA 名称，如 Asia/Shanghai", $"Unknown zone {zone}: an IANA name such as Asia/Shanghai is needed");

    public static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
