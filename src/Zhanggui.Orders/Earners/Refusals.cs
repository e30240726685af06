using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.Orders.Earners;

internal sealed record NumbersWrong(int Most) : Refusal(RefusalKind.Invalid, "orders.number.count_wrong",
    $"一次可以保存 1 到 {Most} 个工号。", $"Between 1 and {Most} numbers can be saved at once.", "numbers");

internal sealed record NumberWrong(int Longest) : Refusal(RefusalKind.Invalid, "orders.number.malformed",
    $"工号是 1 到 {Longest} 个字。", $"A staff number has 1 to {Longest} characters.", "number");

internal sealed record NumberHolderWrong(string Number, int Longest) : Refusal(RefusalKind.Invalid, "orders.number.holder_wrong",
    $"工号 {Number}：请选一位同事，或写 1 到 {Longest} 个字的姓名。", $"Number {Number}: choose a colleague, or write a name of 1 to {Longest} characters.", "numbers");
