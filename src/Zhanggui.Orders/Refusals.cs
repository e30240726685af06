using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders;

internal sealed record OrdersShopNotFound() : Refusal(RefusalKind.NotFound, "orders.shop.not_found",
    "没有找到这家店铺。", "There is no such shop.", "shop");

internal sealed record OrderNotFound() : Refusal(RefusalKind.NotFound, "orders.order.not_found",
    "没有找到这个订单。", "There is no such order.");

internal sealed record OrderFilterUnknown(string Name) : Refusal(RefusalKind.Invalid, "orders.order.filter_unknown",
    $"筛选条件“{Name}”的写法不对。", $"The filter {Name} cannot be read.", Name);

internal sealed record ImportNotFound() : Refusal(RefusalKind.NotFound, "orders.import.not_found",
    "没有找到这次导入。", "There is no such import.");

internal sealed record ImportFileTooLarge(long Limit) : Refusal(RefusalKind.TooLarge, "orders.import.too_large",
    $"文件不能超过{Limit / 1_048_576}MB，请按月分开导出。", $"A file has at most {Limit / 1_048_576} MB; export it month by month.", "file");

internal sealed record ImportFileMissing() : Refusal(RefusalKind.Invalid, "orders.import.file_missing",
    "没有收到文件，或文件是空的。", "No file was received, or it is empty.", "file");

internal sealed record ImportFileUnreadable(string Zh, string En) : Refusal(RefusalKind.Invalid, "orders.import.file_unreadable", Zh, En, "file");

internal sealed record ImportNotUnderstood() : Refusal(RefusalKind.Invalid, "orders.import.not_understood",
    "没有认出这是什么表：没有找到带“订单编号”等表头的一行。请在下面指定每一列是什么。", "This table was not recognised: no row with headers such as 订单编号 was found. Say below what each column is.", "file");

internal sealed record ImportColumnMissing(string FieldZh, string FieldEn) : Refusal(RefusalKind.Invalid, "orders.import.column_missing",
    $"缺少“{FieldZh}”这一列，不能导入。", $"The column for {FieldEn} is missing, so the file cannot be imported.", "columns");

internal sealed record ImportStateWrong(string State) : Refusal(RefusalKind.Conflict, "orders.import.state_wrong",
    $"这次导入现在是“{State}”，不能这样做。", $"This import is {State} now.");

internal sealed record ImportFileGone() : Refusal(RefusalKind.Conflict, "orders.import.file_gone",
    "文件已经移除，请重新上传。", "The file has been removed; upload it again.", "file");

internal sealed record ImportKindUnknown(string Said) : Refusal(RefusalKind.Invalid, "orders.import.kind_unknown",
    $"没有“{Said}”这种文件。", $"There is no kind {Said}.", "kind");

internal sealed record MappingNameWrong() : Refusal(RefusalKind.Invalid, "orders.mapping.name_wrong",
    "请给这份对应关系起一个名字（1 到 60 个字）。", "Give the mapping a name of 1 to 60 characters.", "name");

internal sealed record MappingNotFound(string Said) : Refusal(RefusalKind.NotFound, "orders.mapping.not_found",
    $"没有名为“{Said}”的对应关系或格式（或不是这种文件的）。", $"There is no mapping or format {Said}, or it is for another kind of file.", "mapping");

internal sealed record MappingUnreadable() : Refusal(RefusalKind.Invalid, "orders.mapping.unreadable",
    "对应关系文件读不懂：应是 JSON，有 kind 和 columns。", "The mapping cannot be read: it should be JSON with kind and columns.", "mapping");

internal sealed record ImportNeedsRight() : Refusal(RefusalKind.Forbidden, "orders.import.needs_right",
    "导入人员和账号，还需要修改人员和角色的权限。", "Importing people and accounts needs the right to change people and roles.");

internal sealed record MendedRowsWrong(int Most) : Refusal(RefusalKind.Invalid, "orders.import.mended_wrong",
    $"一次最多改 {Most} 行，每行的格数不能超过表头。", $"At most {Most} rows at once, each with no more cells than the header.", "rows");
