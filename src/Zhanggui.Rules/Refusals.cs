using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Rules;

internal sealed record BookNotFound() : Refusal(RefusalKind.NotFound, "rules.book.not_found", "没有这部制度，或者您看不到它。", "There is no such book, or it is not yours to see.");

internal sealed record PresetNotFound(string Name) : Refusal(RefusalKind.NotFound, "rules.preset.not_found", $"没有名为「{Name}」的范本。", $"There is no preset named '{Name}'.", "from");

internal sealed record CommentNotFound() : Refusal(RefusalKind.NotFound, "rules.comment.not_found", "没有这条意见。", "There is no such comment.");

internal sealed record ClauseNotFound(string Path) : Refusal(RefusalKind.NotFound, "rules.clause.empty", $"这部制度里没有「{Path}」这一处，或者它是空的。", $"The book says nothing at '{Path}'.", "path");

internal sealed record BookChangedMeanwhile(int Revision) : Refusal(RefusalKind.Conflict, "rules.book.changed", "别人刚改过这份草稿，请先看看对方改了什么。您写的内容还在。", $"Somebody else has changed this draft meanwhile (revision {Revision}). What you wrote is still here.", "revision");

internal sealed record BookNotADraft() : Refusal(RefusalKind.Conflict, "rules.book.not_draft", "只有草稿可以修改；征求意见中的请先收回为草稿，已发布的请另起草稿。", "Only a draft can be changed; take an open book back first, and start a new draft from a published one.");

internal sealed record BookNotOpen() : Refusal(RefusalKind.Conflict, "rules.book.not_open", "这部制度不在征求意见。", "This book is not open for comments.");

internal sealed record BookNotPublished() : Refusal(RefusalKind.Conflict, "rules.book.not_published", "这部制度还没有发布。", "This book is not published.");

internal sealed record BookAlreadyInForce() : Refusal(RefusalKind.Conflict, "rules.book.in_force", "制度已经生效，不能撤回；要改请发布新的一版。", "The book is in force and cannot be called back; publish a new version instead.");

internal sealed record BookHasErrors(int Line, string ZhReason, string EnReason) : Refusal(RefusalKind.Invalid, "rules.book.has_errors", $"正文有误，第 {Line} 行：{ZhReason}", $"The text is wrong, line {Line}: {EnReason}", "text");

internal sealed record CommentsUnanswered(int Count) : Refusal(RefusalKind.Conflict, "rules.comment.unanswered", $"还有 {Count} 条意见没有答复，逐条答复后才能发布。", $"{Count} comments have no answer yet; answer each before publishing.");

internal sealed record DateInThePast(string Today) : Refusal(RefusalKind.Invalid, "rules.book.date_past", $"生效日期不能早于今天（{Today}）：制度不溯及既往。", $"The date cannot be before today ({Today}): rules are never retroactive.", "effectiveDate");

internal sealed record LaterBookScheduled(int Version, string Date) : Refusal(RefusalKind.Conflict, "rules.book.later_scheduled", $"第 {Version} 版已定于 {Date} 生效，会盖过这一版；请先撤回它，或选更晚的日期。", $"Version {Version} is already to come into force on {Date} and would override this one; call it back first or choose a later date.", "effectiveDate");

internal sealed record ClauseNotSigned(string Path, string ZhClause, string EnClause) : Refusal(RefusalKind.Invalid, "rules.book.clause_unsigned", $"有疑问的条款要修改或签字认可：{ZhClause}（{Path}）", $"A doubtful clause must be changed or signed for: {EnClause} ({Path})", "signed");

internal sealed record SignatureWithoutReason(int Most) : Refusal(RefusalKind.Invalid, "rules.clause.reason_missing", $"签字要写明理由，最多 {Most} 字。", $"A signature needs a reason, at most {Most} characters.", "reason");

internal sealed record ClauseNotDoubtful() : Refusal(RefusalKind.NotFound, "rules.clause.not_found", "这一条不在需要签字的条款里，可能已经改过。", "This clause is not among those that need a signature; it may have been changed.", "path");

internal sealed record StartsWithMonth(string ZhSection, string EnSection, string First) : Refusal(RefusalKind.Invalid, "rules.book.month_start", $"这一版改了「{ZhSection}」，只能从还没开始的月份的 1 日起执行，最早 {First}；不追溯。", $"This book changes '{EnSection}', which holds for whole months: it starts on the first day of a month that has not begun, {First} at the earliest.", "effectiveDate");

internal sealed record NotForTheWholeOrganisation() : Refusal(RefusalKind.Forbidden, "rules.book.organisation_wide", "制度管整个组织，发布要有整个组织的权限。", "A book holds for the whole organisation: publishing needs the right for all of it.");

internal sealed record WordsMissing(string FieldName) : Refusal(RefusalKind.Invalid, "rules.words.missing", "请写点内容，最多 2000 字。", "Write something, at most 2,000 characters.", FieldName);

internal sealed record TextTooLarge() : Refusal(RefusalKind.TooLarge, "rules.book.too_large", "制度正文最多 768 KB。", "A book's text has at most 768 KB.", "text");

internal sealed record TooManyDrafts(int Most) : Refusal(RefusalKind.Conflict, "rules.book.too_many_drafts", $"最多同时有 {Most} 份草稿，请先删去不用的。", $"At most {Most} drafts at a time; remove those you no longer need.");

internal sealed record PlaceNotWritten(string Path) : Refusal(RefusalKind.Conflict, "rules.book.place_not_written", $"「{Path}」这一处的写法特别，不能代写，请在编辑器里改。", $"The text at '{Path}' is written in a way that cannot be added to; change it in the editor.", "draft");
