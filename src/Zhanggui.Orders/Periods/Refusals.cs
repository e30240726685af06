using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Periods;

internal sealed record PeriodUnknown() : Refusal(RefusalKind.Invalid, "orders.period.unknown",
    "月份要写成 2026-10 这样。", "A month is written like 2026-10.", "month");

internal sealed record PeriodAlreadyClosed(YearMonth Month) : Refusal(RefusalKind.Conflict, "orders.period.already_closed",
    $"{Month.Year} 年 {Month.Month} 月已经关闭。", $"{Month.Year:0000}-{Month.Month:00} is closed already.");

internal sealed record PeriodNotOver(YearMonth Month) : Refusal(RefusalKind.Conflict, "orders.period.not_over",
    $"{Month.Year} 年 {Month.Month} 月还没有过完。", $"{Month.Year:0000}-{Month.Month:00} is not over yet.");

internal sealed record PeriodStillDeciding(long Orders) : Refusal(RefusalKind.Conflict, "orders.period.still_deciding",
    $"还有 {Orders} 笔订单正在计算归属，算完再关。", $"{Orders} orders are still being decided; close it afterwards.");

internal sealed record PeriodHasUndecided(YearMonth Month, long Orders) : Refusal(RefusalKind.Conflict, "orders.period.undecided",
    $"{Month.Year} 年 {Month.Month} 月还有 {Orders} 笔订单没有定归谁，先在“待定”里判完。", $"{Orders} orders of {Month.Year:0000}-{Month.Month:00} are undecided; decide them first.");

internal sealed record PeriodHasClaims(YearMonth Month, long Claims) : Refusal(RefusalKind.Conflict, "orders.period.claims_open",
    $"{Month.Year} 年 {Month.Month} 月的订单还有 {Claims} 条认领或异议没有处理。", $"{Claims} claims about orders of {Month.Year:0000}-{Month.Month:00} are open.");

internal sealed record PeriodHasRefunds(YearMonth Month, long Refunds) : Refusal(RefusalKind.Conflict, "orders.period.refunds_open",
    $"{Month.Year} 年 {Month.Month} 月还有 {Refunds} 笔退款没有定责任方，本店制度按责任扣减，先在“待定”里判完。", $"{Refunds} refunds of {Month.Year:0000}-{Month.Month:00} have no responsible party, and the book deducts by it; decide them first.");
