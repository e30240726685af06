using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Supervision;

internal sealed record NothingToWatch() : Refusal(RefusalKind.Conflict, "reception.watch.nothing", "这个会话没有别人在接待，直接打开即可。", "Nobody else serves this conversation; simply open it.");

internal sealed record WatchOver() : Refusal(RefusalKind.Conflict, "reception.watch.over", "这次旁听已经结束，请重新打开会话。", "This look has ended; open the conversation anew.");

internal sealed record NobodyToWhisperTo() : Refusal(RefusalKind.Conflict, "reception.whisper.nobody", "这个会话没有别人在接待，没有可以提示的人。", "Nobody else serves this conversation, so there is nobody to whisper to.");
