using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Campaigns;

internal sealed record PostFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.post.field_wrong", Why, WhyEn, Name);

internal sealed record RuleChangeFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "shop.rule_change.field_wrong", Why, WhyEn, Name);

internal sealed record RuleChangeNotFound() : Refusal(RefusalKind.NotFound, "shop.rule_change.not_found", "没有这条规则变更。", "There is no such change of rules.");
