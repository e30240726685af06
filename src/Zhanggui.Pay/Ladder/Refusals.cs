using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Pay.Ladder;

internal sealed record LadderUnknownPerson() : Refusal(RefusalKind.NotFound, "pay.promotion.no_step", "这个人没有可以晋升的下一级，或者还没有核算过。", "There is no next grade for this person, or no month was settled yet.", "person");

internal sealed record PromotionOwn() : Refusal(RefusalKind.Forbidden, "pay.promotion.own", "不能决定自己的晋升。", "Nobody decides about the own promotion.");

internal sealed record PromotionNotReady(string ZhMissing, string EnMissing) : Refusal(RefusalKind.Conflict, "pay.promotion.not_ready", $"制度要求的条件还没有满足：{ZhMissing}", $"What the book asks for is not there yet: {EnMissing}");

internal sealed record PromotionReasonMissing(int Most) : Refusal(RefusalKind.Invalid, "pay.promotion.reason_missing", $"写明理由，最多 {Most} 字。", $"Give a reason, at most {Most} characters.", "reason");

internal sealed record PromotionUnknownDecision() : Refusal(RefusalKind.Invalid, "pay.promotion.decision", "决定只能是晋升、不晋升或以后再议；以后再议要写下次再议的日期。", "A decision is promote, refuse or postpone; a postponed one has the day on which it is looked at again.", "decision");

internal sealed record AssessmentValue() : Refusal(RefusalKind.Invalid, "pay.assessment.value", "考核成绩要是 0 到 1000 的数。", "A score is a number from 0 to 1000.", "value");

internal sealed record AssessmentUnknown() : Refusal(RefusalKind.NotFound, "pay.assessment.unknown", "现行制度没有这项考核。", "The book in force has no such assessment.", "kind");
