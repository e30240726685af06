using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Shop.Buyers.Greetings;

internal sealed record GreetingQuiet(int From, int To) : Refusal(RefusalKind.Conflict, "shop.greeting.quiet_hours",
    $"{From}:00 到 {To}:00 不打扰客户，请之后再发。", $"Nobody is disturbed between {From}:00 and {To}:00; release them later.");

internal sealed record GreetingTwice() : Refusal(RefusalKind.Conflict, "shop.greeting.twice",
    "这位客户在间隔期内已经问候过，或本月已跳过。", "This buyer was greeted within the interval, or left out this month.");

internal sealed record GreetingNoConsent() : Refusal(RefusalKind.Conflict, "shop.greeting.no_consent",
    "没有这位客户同意用这种方式问候的记录，或客户已撤回。", "There is no consent of this buyer to being greeted this way, or it was withdrawn.", "way");

internal sealed record GreetingTextWrong(int Limit) : Refusal(RefusalKind.Invalid, "shop.greeting.text_wrong",
    $"请写问候语，最多 {Limit} 个字，不留 {{name}} 之类的空位。", $"Write the words, at most {Limit} characters, with no place such as {{name}} left open.", "text");

internal sealed record GreetingTooMany(int Limit) : Refusal(RefusalKind.Invalid, "shop.greeting.too_many",
    $"一次选 1 到 {Limit} 位。", $"Choose 1 to {Limit} at once.", "lines");

internal sealed record GreetingOwnerWrong() : Refusal(RefusalKind.Invalid, "shop.greeting.owner_wrong",
    "请选本店能编辑客户资料的同事。", "Choose a colleague of this shop who may edit buyers.", "owner");

internal sealed record GreetingEnded() : Refusal(RefusalKind.Conflict, "shop.greeting.ended",
    "这条问候已有结果。", "It has an outcome already.");
