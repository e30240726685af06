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

internal sealed record ImportDayMissing() : Refusal(RefusalKind.Invalid, "orders.import.day_missing",
    "这份报表没有“日期”列：请先说是哪一天的。几天合在一起的报表请按天分开导出。", "This report has no column for the day: say which day it is of. Export a report of several days day by day.", "day");

internal sealed record ImportDayWrong() : Refusal(RefusalKind.Invalid, "orders.import.day_wrong",
    "请填一天，如 2026-10-15，不能晚于今天。", "Give one day such as 2026-10-15, not later than today.", "day");

internal sealed record ImportDayStands() : Refusal(RefusalKind.Conflict, "orders.import.day_stands",
    "这份文件不需要另外说明日期。", "This file needs no day to be told.", "day");

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

internal sealed record WatchFolderOutside() : Refusal(RefusalKind.Invalid, "orders.watch.folder_outside",
    "文件夹要写成收件目录里的名字，如“旗舰店”或“旗舰店/订单”，不能带盘符、“..”或链接。", "Give a folder inside the inbox, such as shop or shop/orders, without drive, dots or links.", "folder");

internal sealed record ImportNeedsGoodsRight() : Refusal(RefusalKind.Forbidden, "orders.import.needs_goods_right",
    "这个文件会改商品、库存或快递范围，您没有这项权限，请找店长开通。", "This file changes products, stock or delivery; you do not have that right. Ask your manager for it.");

internal sealed record ImportNeedsOfferRight() : Refusal(RefusalKind.Forbidden, "orders.import.needs_offer_right",
    "这个文件会改活动或口径，您没有这项权限，请找主管开通。", "This file changes promotions or policies; you do not have that right. Ask your supervisor for it.");

internal sealed record WatchFolderTaken() : Refusal(RefusalKind.Conflict, "orders.watch.folder_taken",
    "这个文件夹（或它的上一级、下一级）已经给另一家店用了，请换一个名字。", "Another shop has this folder, or one in or around it; choose another name.", "folder");

internal sealed record WatchFolderNotMade() : Refusal(RefusalKind.Conflict, "orders.watch.folder_not_made",
    "服务器建不了这个文件夹，请检查磁盘和权限。", "The server cannot make this folder; check disk and rights.", "folder");

internal sealed record WatchNeedsRight() : Refusal(RefusalKind.Forbidden, "orders.watch.needs_right",
    "开关收件文件夹，需要管理店铺的权限。", "Switching the watched folder needs the right to manage the shop.");

internal sealed record MendedRowsWrong(int Most) : Refusal(RefusalKind.Invalid, "orders.import.mended_wrong",
    $"一次最多改 {Most} 行，每行的格数不能超过表头。", $"At most {Most} rows at once, each with no more cells than the header.", "rows");
