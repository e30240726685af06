using System.Globalization;
using NodaTime;
using Zhanggui.Kernel.Money;
using Zhanggui.Tables;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>The comparison as a table for a spreadsheet.</summary>
internal sealed class ComparisonSheet(bool isZh, DateTimeZone zone)
{
    private static readonly (string Zh, string En, double Width)[] Columns =
    [
        ("订单编号", "Order", 22), ("统计工具", "Counted by", 14), ("工具记给的客服", "Agent in the report", 22), ("是谁", "Who that is", 12), ("记入时间", "Counted at", 19), ("记入金额", "Amount counted", 12),
        ("本店归属", "Credited here to", 14), ("归属依据", "Basis", 14), ("结果", "Result", 16), ("归属月份", "Month", 10), ("实付金额", "Paid", 12), ("宝贝标题", "Item", 40), ("文件", "File", 24),
    ];

    private static readonly Dictionary<string, (string Zh, string En)> Words = new(StringComparer.Ordinal)
    {
        ["same"] = ("一致", "same"),
        ["shared"] = ("本店由多人分", "shared here"),
        ["differs"] = ("不一致", "differs"),
        ["undecided"] = ("本店未归属", "undecided here"),
        ["waiting"] = ("本店还没有判定", "not decided here yet"),
        ["unknown-agent"] = ("不知道是谁", "unknown agent"),
        ["no-order"] = ("本店没有这个订单", "no such order here"),
        [Verdicts.OursOnly] = ("报表里没有", "not in any report"),
    };

    public async Task CsvAsync(Stream stream, IAsyncEnumerable<ComparedOrder> rows, CancellationToken ct)
    {
        using var csv = new CsvWriter(stream);
        foreach (var (zh, en, _) in Columns)
        {
            csv.Cell(isZh ? zh : en);
        }

        csv.EndRow();
        await foreach (var o in rows.WithCancellation(ct))
        {
            foreach (var cell in (string?[])[o.OrderId, o.Source, o.Account, o.TheirName, Time(o.CountedAt), Money(o.TheirAmount), o.OurName, o.OurBasis, Word(o.Verdict), o.Month, Money(o.Paid), o.Title, o.FileName])
            {
                csv.Cell(cell);
            }

            csv.EndRow();
        }
    }

    public async Task XlsxAsync(Stream stream, IAsyncEnumerable<ComparedOrder> rows, CancellationToken ct)
    {
        using var book = new XlsxWriter(stream);
        book.BeginSheet(isZh ? "归属对账" : "Comparison", [.. Columns.Select(c => new XlsxColumn(isZh ? c.Zh : c.En, c.Width))]);
        await foreach (var o in rows.WithCancellation(ct))
        {
            book.BeginRow();
            foreach (var text in (string?[])[o.OrderId, o.Source, o.Account, o.TheirName])
            {
                book.Text(text);
            }

            book.DateTime(o.CountedAt?.InZone(zone).LocalDateTime);
            book.Money(o.TheirAmount);
            foreach (var text in (string?[])[o.OurName, o.OurBasis, Word(o.Verdict), o.Month])
            {
                book.Text(text);
            }

            book.Money(o.Paid);
            book.Text(o.Title);
            book.Text(o.FileName);
        }
    }

    private string Word(string verdict) => Words.TryGetValue(verdict, out var word) ? (isZh ? word.Zh : word.En) : verdict;

    private string? Time(Instant? at) => at?.InZone(zone).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string? Money(long? fen) => fen is { } f ? new Fen(f).ToString() : null;
}
