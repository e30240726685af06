using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Reception.Help;

internal sealed record HelpNotFound() : Refusal(RefusalKind.NotFound, "reception.help.not_found", "没有这条求助。", "There is no such call for help.");

internal sealed record HelpWordsMissing() : Refusal(RefusalKind.Invalid, "reception.help.words_missing", "请写明要问什么或怎么答。", "Say what is asked or answered.", "text");
