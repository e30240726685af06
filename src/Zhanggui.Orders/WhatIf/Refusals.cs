using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.WhatIf;

internal sealed record WhatIfBookUnsound() : Refusal(RefusalKind.Invalid, "orders.whatif.book_unsound",
    "这份制度读不懂或不存在，先在制度里改好。", "This book cannot be read or does not exist; mend it first.", "text");

internal sealed record WhatIfTooLarge(int Most) : Refusal(RefusalKind.TooLarge, "orders.whatif.too_large",
    $"这个月的订单超过 {Most} 笔，不能试算。", $"The month has more than {Most} orders and cannot be tried.", "month");
