using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Buyers.Dossier;

internal sealed record DossierChoiceUnknown(string Name) : Refusal(RefusalKind.Invalid, "shop.buyer.choice_unknown",
    "请选店铺设置里有的一项。", "Choose one of the shop's own entries.", Name);

internal sealed record DossierTextMissing(string Name, int Limit) : Refusal(RefusalKind.Invalid, "shop.buyer.text_missing",
    $"请写 1 到 {Limit} 个字。", $"Between 1 and {Limit} characters, please.", Name);

internal sealed record DossierMessageWrong() : Refusal(RefusalKind.Invalid, "shop.buyer.message_wrong",
    "这条消息不是这位客户的会话里的，或者您不能看。", "That message is not in this buyer's conversations, or not yours to see.", "conversation");

internal sealed record DossierEntryNotFound() : Refusal(RefusalKind.NotFound, "shop.buyer.entry_not_found",
    "没有找到这条记录。", "There is no such entry.");

internal sealed record DossierEntryEnded() : Refusal(RefusalKind.Conflict, "shop.buyer.entry_ended",
    "这条记录刚才已有人处理。", "Somebody has dealt with this entry already.");

internal sealed record ConsentEvidenceMissing() : Refusal(RefusalKind.Invalid, "shop.buyer.consent_evidence_missing",
    "请写明是怎么同意的，或从客户的消息里记录。", "Say how the buyer agreed, or record it from the buyer's message.", "note");

internal sealed record MembershipDatesWrong() : Refusal(RefusalKind.Invalid, "shop.buyer.membership_dates_wrong",
    "到期日要晚于生效日。", "Membership must end after it begins.", "until");

internal sealed record GroupNameTaken() : Refusal(RefusalKind.Conflict, "shop.buyer.group_name_taken",
    "已有同名的客户群。", "There is a group of this name.", "name");

internal sealed record GroupTooMany(int Limit) : Refusal(RefusalKind.Invalid, "shop.buyer.group_too_many",
    $"一次最多 {Limit} 位客户。", $"At most {Limit} buyers at once.", "add");

internal sealed record OwnFieldWrong(string Key, string Name) : Refusal(RefusalKind.Invalid, "shop.buyer.own_field_wrong",
    $"“{Name}”的内容不符合这一项的格式。", $"The value of “{Name}” does not fit that field.", $"fields.{Key}");

internal sealed record SchemeEntryWrong(string Name, int Most, int Limit) : Refusal(RefusalKind.Invalid, "shop.scheme.entry_wrong",
    $"每一项都要有不重复的名称（最多 {Limit} 个字），最多 {Most} 项。", $"Every entry needs a name of its own of at most {Limit} characters, and there may be {Most}.", Name);

internal sealed record SchemeEntryGone(string List, string Entry) : Refusal(RefusalKind.Invalid, "shop.scheme.entry_gone",
    $"“{Entry}”已有记录在用，只能停用，不能删除。", $"“{Entry}” is in use: it can be archived, not removed.", List);

internal sealed record SchemeKindChanged() : Refusal(RefusalKind.Invalid, "shop.scheme.kind_changed",
    "已有的资料项不能改类型，请停用后新建。", "A field's kind stays; archive it and make a new one.", "fields");

internal sealed record SchemeChoicesMissing() : Refusal(RefusalKind.Invalid, "shop.scheme.choices_missing",
    "单选项要写出可选的内容。", "A field of choices needs its choices.", "fields");

internal sealed record SchemeChangedMeanwhile() : Refusal(RefusalKind.Conflict, "shop.scheme.changed_meanwhile",
    "刚才有人改过客户设置，请看过新内容再保存。", "Somebody changed these settings a moment ago; look again and save.");
