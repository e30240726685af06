using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Phrases;

internal sealed record PhraseNotFound() : Refusal(RefusalKind.NotFound, "reception.phrase.not_found", "没有这条快捷短语。", "There is no such phrase.");

internal sealed record PhraseFieldWrong(string Name, string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.phrase.field_wrong", Why, WhyEn, Name);

internal sealed record PhraseCodeTaken(string Taken) : Refusal(RefusalKind.Conflict, "reception.phrase.code_taken", $"短码「{Taken}」已经用在别的短语上。", $"The short code “{Taken}” belongs to another phrase.", "code");

internal sealed record PhraseChangedMeanwhile() : Refusal(RefusalKind.Conflict, "reception.phrase.changed", "这条短语刚被别人改过，请刷新后再改。", "Somebody has just changed this phrase; reload and change it again.");

internal sealed record PhrasesTooMany(int Most) : Refusal(RefusalKind.Conflict, "reception.phrase.too_many", $"最多 {Most} 条，请先清理不用的。", $"At most {Most}; remove some first.");

internal sealed record PhraseFileWrong(string Why, string WhyEn) : Refusal(RefusalKind.Invalid, "reception.phrase.file_wrong", Why, WhyEn, "file");

internal sealed record MessageVariableOpen(string Name) : Refusal(RefusalKind.Invalid, "reception.message.variable_open", $"「{{{Name}}}」还没有填，填好或删掉再发。", $"“{{{Name}}}” is still open: fill it or take it out.", "text");
