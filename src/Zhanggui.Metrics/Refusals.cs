using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Metrics;

internal sealed record MetricsShopNotFound() : Refusal(RefusalKind.NotFound, "metrics.shop.not_found",
    "没有找到这家店铺。", "There is no such shop.", "shop");

internal sealed record MetricsPeriodWrong() : Refusal(RefusalKind.Invalid, "metrics.period.wrong",
    "日期写成 2026-10-01，结束要在开始之后，最多 400 天。", "Dates are written 2026-10-01; the end comes after the beginning, 400 days at most.", "from");

internal sealed record MetricUnknown() : Refusal(RefusalKind.NotFound, "metrics.figure.not_found",
    "没有这项数据，或者您看不到。", "There is no such figure, or it is not yours to see.", "metric");

internal sealed record MetricsWeekWrong() : Refusal(RefusalKind.Invalid, "metrics.week.wrong",
    "周从星期一开始；每一栏最多 4000 字。", "A week begins on Monday; each part has at most 4,000 characters.", "monday");

internal sealed record MetricsLossWrong() : Refusal(RefusalKind.Invalid, "metrics.loss.wrong",
    "请选一个未成交原因；说明最多 500 字。", "Choose a reason; the note has at most 500 characters.", "reason");

internal sealed record MetricsPlatformWrong(string Line) : Refusal(RefusalKind.Invalid, "metrics.platform.wrong",
    $"这一行不能保存：{Line}。要有指标、起止日期、数值（比率写成 0.0123）和来源，来源和说明最多 200 字，一次最多 200 行。", $"This line cannot be kept: {Line}. It needs a figure, first and last day, a value (a rate as 0.0123) and a source; source and note have at most 200 characters, 200 lines at a time.", "rows");

internal sealed record MetricsTargetWrong() : Refusal(RefusalKind.Invalid, "metrics.target.wrong",
    "目标要写明日期（2026-10-15）或月份（2026-10）、本店的班组或人、可以按天相加的指标，数值在 0 到 10 亿之间。", "A target names a day (2026-10-15) or month (2026-10), a team or person of the shop, and a figure whose days add up; the value lies between 0 and a billion.", "value");

internal sealed record MetricsTargetNotYours() : Refusal(RefusalKind.Forbidden, "metrics.target.not_yours",
    "这个目标不归您定，请找主管。", "This target is not yours to set; ask the supervisor.", "team");

internal sealed record MetricsTalkNotFound() : Refusal(RefusalKind.NotFound, "metrics.talk.not_found",
    "没有找到这段聊天，或者您看不到。", "There is no such talk, or it is not yours to see.", "buyer");

internal sealed record MetricsBookWrong() : Refusal(RefusalKind.Invalid, "metrics.book.wrong",
    "这份制度还有错误，或者没有这个名称，不能用来试算。", "This book has errors or there is none of this name; nothing can be reckoned by it.", "book");

internal sealed record MetricsDealingTooMuch(int Talks, int Orders) : Refusal(RefusalKind.Invalid, "metrics.dealing.too_much",
    $"这段时间的询单超过 {Talks} 个，或订单超过 {Orders} 个，一次算不完；请选短一点的时间。", $"There are more than {Talks} enquiries or {Orders} orders in this time; choose a shorter one.", "from");

internal sealed record MetricsWaveWrong(int Weeks, int After, int Days) : Refusal(RefusalKind.Invalid, "metrics.wave.wrong",
    $"活动最长 {Days} 天，之前看 1 到 {Weeks} 周，之后看 0 到 {After} 天。", $"A campaign of {Days} days at most, 1 to {Weeks} weeks before it and 0 to {After} days after it.", "weeks");

internal sealed record MetricsEachWrong() : Refusal(RefusalKind.Invalid, "metrics.wave.each_wrong",
    "每人每天接待的买家数填 1 到 10000 之间的整数。", "Buyers that one person serves in a day: 1 to 10,000.", "each");
