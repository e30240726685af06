namespace Zhanggui.Orders.Import;

/// <summary>Why a row was refused: a stable code, the column's own header, and a sentence in both languages.</summary>
internal sealed record RowProblem(string Code, string? Column, string Zh, string En)
{
    public static RowProblem Missing(string column) => new("missing", column, $"“{column}”是空的。", $"{column} is empty.");

    public static RowProblem DamagedNumber(string column, string cell) => new("number_damaged", column,
        $"“{column}”里的编号“{Short(cell)}”已被 Excel 改成科学记数或截断，无法还原。请从平台重新导出，不要用 Excel 打开后再保存。",
        $"The number {Short(cell)} in {column} was damaged by Excel and cannot be restored. Export it again and do not save it from Excel.");

    public static RowProblem NotMoney(string column, string cell) => new("not_money", column, $"“{column}”里的“{Short(cell)}”不是金额。", $"{Short(cell)} in {column} is not an amount.");

    public static RowProblem NotTime(string column, string cell) => new("not_time", column, $"“{column}”里的“{Short(cell)}”不是时间。", $"{Short(cell)} in {column} is not a time.");

    public static RowProblem NotCount(string column, string cell) => new("not_count", column, $"“{column}”里的“{Short(cell)}”不是件数。", $"{Short(cell)} in {column} is not a number of pieces.");

    public static RowProblem TooLong(string column, int limit) => new("too_long", column, $"“{column}”超过 {limit} 个字。", $"{column} has more than {limit} characters.");

    public static RowProblem PaidBeforePlaced(string column) => new("paid_before_placed", column, "付款时间早于下单时间。", "It was paid before it was placed.");

    public static RowProblem RefundAbovePayment(string column) => new("refund_above_payment", column, "退款金额超过买家支付的金额。", "The refund is above what the buyer paid.");

    public static RowProblem NegativeMoney(string column) => new("negative_money", column, $"“{column}”是负数。", $"{column} is negative.");

    public static RowProblem Twins(string column, long line) => new("two_amounts", column,
        $"同一个订单编号在这个文件里有不同的金额（另见第 {line} 行），两行都没有导入。", $"The same order number stands in this file with different amounts (see line {line}); neither row was imported.");

    public static RowProblem TwoAgents(string column, long line) => new("two_agents", column,
        $"同一个订单在这个文件里记给了不同的客服（另见第 {line} 行），两行都没有导入。", $"This file gives the same order to different agents (see line {line}); neither row was imported.");

    public static RowProblem NotDay(string column, string cell) => new("not_day", column, $"“{column}”里的“{Short(cell)}”不是一天的日期。", $"{Short(cell)} in {column} is not the date of one day.");

    public static RowProblem NotRate(string column, string cell) => new("not_rate", column, $"“{column}”里的“{Short(cell)}”不是百分比。", $"{Short(cell)} in {column} is not a percentage.");

    public static RowProblem NotSpan(string column, string cell) => new("not_span", column, $"“{column}”里的“{Short(cell)}”不是时长。", $"{Short(cell)} in {column} is not a length of time.");

    public static RowProblem ShiftedCells(int cells, int expected) => new("shifted_cells", null,
        $"这一行有 {cells} 格，表头有 {expected} 格，可能错位了。", $"This row has {cells} cells, the header {expected}; it may be shifted.");

    public static RowProblem NotJson() => new("not_json", null, "这一行不是完整的 JSON。", "This line is no whole JSON object.");

    public static RowProblem NewName(string name) => new("new_name", name, $"“{Short(name)}”这一项前面的行里都没有。", $"{Short(name)} stands in none of the lines before.");

    public static RowProblem NobodySaid() => new("nobody_said", null, "这几行上面没有说话的人。", "Nobody is named above these lines.");

    public static RowProblem NoAgent() => new("no_agent", null, "分不出谁是客服。请先在“人员”里登记客服的账号，再导入一次。", "It cannot be told who is the agent. Enter the agents' accounts under People and import again.");

    public static RowProblem UnknownPerson(string column, string cell) => new("unknown_person", column, $"“{column}”里的“{Short(cell)}”不是已登记的工号、姓名或人员编号。", $"{Short(cell)} in {column} is no staff number, name or id of anybody.");

    public static RowProblem NotApprover(string column) => new("not_approver", column, $"“{column}”里的人现在没有批准调整的权限。请留空，导入后到台账里批准。",
        $"The person in {column} has no right to approve adjustments. Leave it empty and approve it in the ledger after the import.");

    public static RowProblem OwnApproval(string column) => new("own_approval", column, $"“{column}”里是本人：自己的调整要由别人批准。", $"{column} names the person it is about: somebody else has to approve it.");

    public static RowProblem OtherShop(string cell) => new("other_shop", "shop", $"这一行是店铺“{Short(cell)}”的，不是这家店的。", $"This row is of shop {Short(cell)}, not of this one.");

    public static RowProblem Fact(string code, string? column, string zh, string en) => new(code, column, zh, en);

    private static string Short(string cell) => cell.Length <= 40 ? cell : $"{cell[..40]}…";
}
