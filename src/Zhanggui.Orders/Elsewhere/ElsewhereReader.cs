using Zhanggui.Orders.Import;
using Zhanggui.Orders.Store;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>Reads rows of service reports: what another tool has counted. Pure.</summary>
internal static class ElsewhereReader
{
    /// <summary>A row per order: to whom the tool gives it.</summary>
    public const string Orders = "service-orders";

    /// <summary>A row per agent and day: the tool's figures.</summary>
    public const string Days = "service-days";

    /// <summary>What the tools are called in shops; any other report goes by the name of its mapping.</summary>
    private static readonly Dictionary<string, string> Tools = new(StringComparer.Ordinal) { ["sycm"] = "生意参谋", ["chitu"] = "赤兔", ["kuaimai"] = "快麦", ["jd"] = "京东", ["service"] = "服务报表" };

    public static bool IsKind(string kind) => kind is Orders or Days;

    /// <summary>A column of a service report that names the buyer is not kept: the order's own file has it, under its own protection.</summary>
    public static bool NamesBuyer(string header) => (header.Contains("买家", StringComparison.Ordinal) || header.Contains("客户", StringComparison.Ordinal) || header.Contains("顾客", StringComparison.Ordinal))
        && !header.Contains('数') && !header.Contains('率') && !header.Contains('度') && !header.Contains("时长", StringComparison.Ordinal) && !header.Contains("金额", StringComparison.Ordinal);

    public static IncomingRow? Order(RowCells cells)
    {
        var (order, line, agent) = (cells.RequiredId("orderId"), cells.Id("line"), Agent(cells));
        object?[] values = [agent, cells.Time("countedAt"), cells.Money("counted"), cells.Kept()];
        return cells.Problems.Count > 0 ? null : new IncomingRow([order!, line ?? string.Empty, Tool(cells)], values);
    }

    public static IncomingRow? Day(RowCells cells)
    {
        var agent = Agent(cells);
        var before = cells.Problems.Count;
        var day = cells.Day("day");
        if (day is null && cells.Problems.Count == before)
        {
            cells.Problems.Add(RowProblem.Missing(cells.Mapping.HeaderOf("day") ?? "日期"));
        }

        object?[] values =
        [
            cells.Count("consulting"), cells.Count("received"), cells.Count("inquiry"), cells.Count("inquiryPaid"), cells.Rate("conversion"), cells.Span("firstResponse"), cells.Span("averageResponse"),
            cells.Rate("satisfaction"), cells.Rate("replyRate"), cells.Money("sales"), cells.Money("returned"), cells.Count("orderCount"), cells.Kept(),
        ];
        return cells.Problems.Count > 0 ? null : new IncomingRow([day!, agent!, Tool(cells)], values);
    }

    /// <summary>To find two rows that give one order to different agents.</summary>
    public static int AgentOf(IncomingRow order) => StringComparer.Ordinal.GetHashCode((string?)order.Values[TableShape.ElsewhereOrders.At("account")] ?? string.Empty);

    private static string? Agent(RowCells cells)
    {
        var before = cells.Problems.Count;
        var agent = cells.Id("agent");
        if (agent is null && cells.Problems.Count == before)
        {
            cells.Problems.Add(RowProblem.Missing(cells.Mapping.HeaderOf("agent") ?? "客服"));
        }

        return agent;
    }

    private static string Tool(RowCells cells) => cells.Text("tool") is { Length: > 0 and <= 40 } said ? said : Tools.GetValueOrDefault(cells.Mapping.Platform) ?? (cells.Mapping.Format == "own" ? Tools["service"] : cells.Mapping.Format);
}
