using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Buyers.Members;

internal sealed record CallbackTooSoon() : Refusal(RefusalKind.Conflict, "shop.callback.too_soon",
    "还没到制度规定的再打时间，请稍后再打。", "It is too soon for the next attempt by the book.", "result");

internal sealed record CallbackStepOpen(string Step) : Refusal(RefusalKind.Invalid, "shop.callback.step_open",
    $"步骤“{Step}”还没打勾；没做的请在备注里写明原因。", $"The step “{Step}” is not ticked; say in the note why it was left out.", "steps");

internal sealed record CallbackReasonMissing() : Refusal(RefusalKind.Invalid, "shop.callback.reason_missing",
    "这次不打，请写明原因。", "Say why this call is left out.", "note");
