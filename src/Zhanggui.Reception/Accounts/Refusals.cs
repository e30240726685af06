using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Accounts;

internal sealed record AccountFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.account.field_wrong", Why, WhyEn, Name);

internal sealed record AccountChangedMeanwhile() : Refusal(RefusalKind.Conflict, "reception.account.changed", "这个账号刚被别人改过，请刷新后再改。", "Somebody has just changed this account; reload and change it again.");

internal sealed record AccountNotFound() : Refusal(RefusalKind.NotFound, "reception.account.not_found", "本店没有这个接待账号。", "There is no such agent account in this shop.");
