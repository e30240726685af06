using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception;

internal sealed record ConversationNotFound()
    : Refusal(RefusalKind.NotFound, "reception.conversation.not_found", "没有这个会话。", "There is no such conversation.");

internal sealed record ConversationClosed()
    : Refusal(RefusalKind.Conflict, "reception.conversation.closed", "会话已结束，请先重新打开。", "The conversation is closed; reopen it first.");

internal sealed record ConversationRetired()
    : Refusal(RefusalKind.Conflict, "reception.conversation.retired", "会话已过保存期限，内容已清除，不能再改动。", "The time for keeping this conversation is over; its content was cleared and it stays as it is.");

internal sealed record ConversationNotClosed()
    : Refusal(RefusalKind.Conflict, "reception.conversation.not_closed", "会话没有结束。", "The conversation is not closed.");

internal sealed record ConversationNotWaiting()
    : Refusal(RefusalKind.Conflict, "reception.conversation.not_waiting", "会话已不在排队。", "The conversation no longer waits.");

internal sealed record ConversationNotSnoozed()
    : Refusal(RefusalKind.Conflict, "reception.conversation.not_snoozed", "会话没有挂起。", "The conversation is not snoozed.");

internal sealed record ConversationOfAnother(string Name)
    : Refusal(RefusalKind.Conflict, "reception.conversation.of_another", $"会话由{Name}接待，请先转接。", $"{Name} has this conversation; have it transferred first.");

internal sealed record PlatformTalkNotSent()
    : Refusal(RefusalKind.Conflict, "reception.conversation.on_platform", "这是平台里的对话，从这里发不出去：请在伴侣窗里写，复制到平台发送。", "This talk takes place on the platform and nothing is sent from here: write in the companion window and copy the answer there.");

internal sealed record PlatformTalkHasNoQueue()
    : Refusal(RefusalKind.Conflict, "reception.conversation.no_queue", "平台里的对话不进排队：请在平台里转接，或直接转给同事。", "A talk on a platform has no queue: transfer it on the platform, or hand it to a colleague.");

internal sealed record ContactHasNoQueue()
    : Refusal(RefusalKind.Conflict, "reception.contact.no_queue", "电话和来访没有人在等，不放回排队：请转给同事或小组，或记一条承诺。", "Nobody waits on a call or a visit that is over: hand it to a colleague or a team, or record a promise.");

internal sealed record PasteTooLong(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.paste.too_long", $"一次最多粘贴{Limit}个字，请分几次粘贴。", $"At most {Limit} characters in one paste; paste it in parts.", "text");

internal sealed record PasteTooManyLines(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.paste.too_many_lines", $"一次最多记{Limit}句话，请分几次粘贴。", $"At most {Limit} messages in one paste; paste it in parts.", "text");

internal sealed record PasteInvalid(string Name, string Zh, string En)
    : Refusal(RefusalKind.Invalid, "reception.paste.invalid", Zh, En, Name);

internal sealed record ConversationUnassigned()
    : Refusal(RefusalKind.Conflict, "reception.conversation.unassigned", "会话还没有人接待。", "Nobody has this conversation.");

internal sealed record AnotherConversationOpen()
    : Refusal(RefusalKind.Conflict, "reception.conversation.another_open", "这位买家已有进行中的会话。", "This buyer already has a conversation going on.");

internal sealed record ActNotAllowed()
    : Refusal(RefusalKind.Forbidden, "reception.act.not_allowed", "您没有做这件事的权限。", "You are not allowed to do this.");

internal sealed record ShareInvalid(string Name, string Zh, string En)
    : Refusal(RefusalKind.Invalid, "reception.share.invalid", Zh, En, Name);

internal sealed record MainAccountNotInBook()
    : Refusal(RefusalKind.Conflict, "reception.main_account.not_in_book", "制度里没有主旺旺，先在「分流」里写上它的份额。", "The rule book has no main account; write its share under Routing first.");

internal sealed record MainAccountNotOnDuty()
    : Refusal(RefusalKind.Conflict, "reception.main_account.not_on_duty", "这位客服不在班或在请假，不能拿主旺旺。", "This person is off duty or on leave and cannot hold the main account.", "person");

internal sealed record MainAccountHeldAlready()
    : Refusal(RefusalKind.Conflict, "reception.main_account.held_already", "主旺旺已经在这位客服手上。", "This person holds the main account already.", "person");

internal sealed record MainAccountMoved()
    : Refusal(RefusalKind.Conflict, "reception.main_account.moved", "主旺旺刚刚换了人，请看过再交。", "The main account has just moved; look again before handing it over.");

internal sealed record TransferToNobodyThere(string Name)
    : Refusal(RefusalKind.Conflict, "reception.transfer.off_duty", $"{Name}不在班或在请假，转给在班的人或班组。", $"{Name} is off duty or on leave; transfer to somebody who is there, or to a team.", "personId");

internal sealed record TrialDayWrong()
    : Refusal(RefusalKind.Invalid, "reception.trial.day_wrong", "选一个已经过去的日子。", "Choose a day that is over.", "day");

internal sealed record TrialBookWrong()
    : Refusal(RefusalKind.Invalid, "reception.trial.book_wrong", "选一份没有错误的制度来试。", "Choose a rule book without errors.", "books");

internal sealed record TrialTooLarge(int Most)
    : Refusal(RefusalKind.Conflict, "reception.trial.too_large", $"这一天太多（超过 {Most} 个会话或一分钟），请在服务器上用命令 zhanggui simulate 试。", $"Too much for the page (over {Most} conversations or a minute); use the command zhanggui simulate on the server.", "day");

internal sealed record HandOverUnknown()
    : Refusal(RefusalKind.NotFound, "reception.hand_over.unknown", "制度里没有这个转交。", "The rule book has no such hand-over.", "to");

internal sealed record HandOverNobody(string Group)
    : Refusal(RefusalKind.Conflict, "reception.hand_over.nobody", $"「{Group}」里一个人也没有：请在「分流」里把人放进这一组，或者直接转接。", $"Nobody belongs to {Group}: put people into the group under Routing, or transfer to a person.", "to");

internal sealed record HandOverNobodyThere(string Group)
    : Refusal(RefusalKind.Conflict, "reception.hand_over.nobody_there", $"现在没有{Group}的人在岗，平台里的对话没有排队：请在平台里转接或留言。", $"Nobody of {Group} is there, and a talk on a platform has no queue: transfer it on the platform or leave word.", "to");

internal sealed record HandOverNone()
    : Refusal(RefusalKind.Conflict, "reception.hand_over.none", "这个会话没有可以撤回的转交。", "There is no hand-over of yours to take back.");

internal sealed record HandOverTooLate()
    : Refusal(RefusalKind.Conflict, "reception.hand_over.too_late", "转交已经过了可以撤回的时间，请让同事转回来。", "It is too late to take the hand-over back; have it transferred to you.");

internal sealed record TransferNone()
    : Refusal(RefusalKind.Conflict, "reception.transfer.none", "没有等您接的转接。", "No transfer waits for you here.");

internal sealed record TeamNotFound()
    : Refusal(RefusalKind.NotFound, "reception.team.not_found", "没有这个班组。", "There is no such team.", "teamId");

internal sealed record BuyersStillWait(long Count, string Names)
    : Refusal(RefusalKind.Conflict, "reception.leaving.buyers_wait", $"还有{Count}位买家在等您答复：{Names}。本店规定先答完再离开，也可以先转接。", $"{Count} buyers wait for your answer: {Names}. By the shop's rules they are answered or transferred first.");

internal sealed record BuyersWaitAsYouLeave(long Count, string Names)
    : Refusal(RefusalKind.Conflict, "reception.leaving.buyers_wait_warning", $"还有{Count}位买家在等您答复：{Names}。", $"{Count} buyers wait for your answer: {Names}.");

internal sealed record SnoozeNotLater()
    : Refusal(RefusalKind.Invalid, "reception.snooze.not_later", "挂起时间必须晚于现在。", "Snoozing must end later than now.", "until");

internal sealed record ReasonMissing()
    : Refusal(RefusalKind.Invalid, "reception.reason.missing", "请写明原因。", "Say why.", "reason");

internal sealed record OutcomeMissing()
    : Refusal(RefusalKind.Invalid, "reception.outcome.missing", "请选择结束结果。", "Choose an outcome.", "outcome");

internal sealed record OutcomeTooLong(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.outcome.too_long", $"结束结果不能超过{Limit}个字。", $"An outcome has at most {Limit} characters.", "outcome");

internal sealed record TagsInvalid(int Count, int Length)
    : Refusal(RefusalKind.Invalid, "reception.tags.invalid", $"最多{Count}个标签，每个不超过{Length}个字。", $"At most {Count} tags of {Length} characters each.", "tags");

internal sealed record MessageNotFound()
    : Refusal(RefusalKind.NotFound, "reception.message.not_found", "没有这条消息。", "There is no such message.");

internal sealed record MessageEmpty()
    : Refusal(RefusalKind.Invalid, "reception.message.empty", "消息是空的。", "The message is empty.", "text");

internal sealed record MessageTooLong(int Limit)
    : Refusal(RefusalKind.TooLarge, "reception.message.too_long", $"消息不能超过{Limit}个字。", $"A message has at most {Limit} characters.", "text");

internal sealed record MessageKindNotAllowed()
    : Refusal(RefusalKind.Invalid, "reception.message.kind", "不能发送这种消息。", "This kind of message cannot be sent.", "kind");

internal sealed record MessageMalformed(string Name)
    : Refusal(RefusalKind.Invalid, "reception.message.malformed", $"请求无法读懂：{Name}。", $"The request could not be read: {Name}.", Name);

internal sealed record MessageIdTaken()
    : Refusal(RefusalKind.Conflict, "reception.message.id_taken", "这个消息编号已被使用。", "This message id is taken.", "id");

internal sealed record MessageNotYours()
    : Refusal(RefusalKind.Forbidden, "reception.message.not_yours", "只能撤回自己的消息。", "You can only recall your own messages.");

internal sealed record RecallTooLate()
    : Refusal(RefusalKind.Conflict, "reception.recall.too_late", "已超过可撤回的时间。", "The time for recalling has passed.");

internal sealed record MessageNotOutbound()
    : Refusal(RefusalKind.Conflict, "reception.delivery.none", "这条消息不需要外发。", "This message is not sent to an outside channel.");

internal sealed record DeliveryAlreadyDone()
    : Refusal(RefusalKind.Conflict, "reception.delivery.done", "这条消息已经送达。", "This message has been delivered already.");

internal sealed record DraftOutdated()
    : Refusal(RefusalKind.Conflict, "reception.draft.outdated", "草稿在别处有更新。", "The draft was changed elsewhere.", "version");

internal sealed record BuyerDataErased()
    : Refusal(RefusalKind.Conflict, "reception.buyer.erased", "这位买家的资料已按要求删除。", "This buyer's data has been erased as required.");

internal sealed record StoreUnavailable()
    : Refusal(RefusalKind.Unavailable, "reception.store.unavailable", "暂时无法保存，请稍后再试。", "It cannot be stored just now; try again soon.");

internal sealed record ShopNotFound()
    : Refusal(RefusalKind.NotFound, "reception.shop.not_found", "没有这家店铺。", "There is no such shop.");

internal sealed record PersonNotFound()
    : Refusal(RefusalKind.NotFound, "reception.person.not_found", "没有这个人员。", "There is no such person.", "personId");

internal sealed record SearchInvalid(string Name)
    : Refusal(RefusalKind.Invalid, "reception.search.invalid", $"查询条件有误：{Name}。", $"The search is malformed: {Name}.", Name);

internal sealed record OriginNotAllowed()
    : Refusal(RefusalKind.Forbidden, "reception.socket.origin", "不接受来自其他网站的连接。", "Connections from other sites are not accepted.");

internal sealed record ContactEmpty()
    : Refusal(RefusalKind.Invalid, "reception.contact.empty", "请写下概要，或至少一句对话。", "Write a summary, or at least one line.", "summary");

internal sealed record ContactInFuture()
    : Refusal(RefusalKind.Invalid, "reception.contact.in_future", "联系时间不能晚于现在。", "The contact cannot lie in the future.", "at");

internal sealed record ContactInvalid(string Name, string Zh, string En)
    : Refusal(RefusalKind.Invalid, "reception.contact.invalid", Zh, En, Name);
