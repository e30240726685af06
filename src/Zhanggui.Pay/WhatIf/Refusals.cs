using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.WhatIf;

internal sealed record WhatIfNotFound() : Refusal(RefusalKind.NotFound, "pay.whatif.not_found", "没有这次试算。", "There is no such comparison.");

internal sealed record WhatIfBookAbsent(string Field) : Refusal(RefusalKind.NotFound, "pay.whatif.book_absent", "没有这部制度，或者您看不到它。", "There is no such book, or it is not yours to see.", Field);

internal sealed record WhatIfBookUnsound(string Field, string Title) : Refusal(RefusalKind.Invalid, "pay.whatif.book_unsound", $"「{Title}」还有错误，先在制度里改好再试算。", $"'{Title}' has errors; mend it under the rule books first.", Field);

internal sealed record WhatIfMonths(int Most) : Refusal(RefusalKind.Invalid, "pay.whatif.months", $"选 1 到 {Most} 个月，写成 2026-10 这样，不能是还没到的月份。", $"Choose 1 to {Most} months, written like 2026-10, none of them in the future.", "from");

internal sealed record WhatIfTooMany(int Most) : Refusal(RefusalKind.Conflict, "pay.whatif.too_many", $"已有 {Most} 次试算在等，等它们算完或取消再来。", $"{Most} comparisons are waiting already; let them end or cancel them first.");

internal sealed record WhatIfNotDone() : Refusal(RefusalKind.Conflict, "pay.whatif.not_done", "这次试算还没有算完。", "This comparison is not done yet.");

internal sealed record WhatIfEnded() : Refusal(RefusalKind.Conflict, "pay.whatif.ended", "这次试算已经结束，不能取消。", "This comparison has ended and cannot be cancelled.");

internal sealed record WhatIfNoteTooLong(int Most) : Refusal(RefusalKind.Invalid, "pay.whatif.note_long", $"说明最多 {Most} 字。", $"A note has at most {Most} characters.", "note");
