using NodaTime;
using Zhanggui.Kernel.Outcomes;

namespace Zhanggui.People;

internal sealed record NotSignedIn() : Refusal(RefusalKind.Unauthenticated, "people.session.missing", "请先登录。", "Please sign in.");

internal sealed record PermissionMissing() : Refusal(RefusalKind.Forbidden, "people.permission.missing", "您没有这项权限，可以请掌柜或主管开通。", "You do not have this right; the owner or a supervisor can give it.");

internal sealed record ForeignSite() : Refusal(RefusalKind.Forbidden, "people.request.foreign_site", "这个请求来自别的网站，已拒绝。", "This request comes from another site and was refused.");

internal sealed record NoticeNotSeen() : Refusal(RefusalKind.Forbidden, "people.notice.not_seen", "请先阅读并确认系统会记录哪些内容。", "Please read and confirm first what is recorded.");

internal sealed record SignInWrong() : Refusal(RefusalKind.Unauthenticated, "people.session.wrong", "账号或密码不对。", "Account or password is wrong.");

internal sealed record SignInPaused(long Seconds) : Refusal(RefusalKind.TooMany, "people.session.paused", $"尝试次数过多，请 {Seconds} 秒后再试。", $"Too many tries; please wait {Seconds} seconds.");

internal sealed record SecondFactorNeeded() : Refusal(RefusalKind.Unauthenticated, "people.session.second_factor_needed", "请输入动态验证码。", "Please enter the code of your authenticator.", "totp");

internal sealed record SecondFactorWrong() : Refusal(RefusalKind.Unauthenticated, "people.session.second_factor_wrong", "动态验证码不对或已用过。", "The code is wrong or was used before.", "totp");

internal sealed record FieldMissing(string Name) : Refusal(RefusalKind.Invalid, "people.field.missing", "这一项要填写。", "This field is needed.", Name);

internal sealed record FieldTooLong(string Name, int Most) : Refusal(RefusalKind.Invalid, "people.field.too_long", $"最多 {Most} 个字。", $"At most {Most} characters.", Name);

internal sealed record FieldUnknown(string Name) : Refusal(RefusalKind.Invalid, "people.field.unknown_value", "没有这个选项。", "There is no such choice.", Name);

internal sealed record AccountMalformed(string Name = "account") : Refusal(RefusalKind.Invalid, "people.account.malformed", "登录账号用 2 到 60 个字母、数字或 . _ - @，也可以用汉字，不含空格。", "An account has 2 to 60 letters, digits or . _ - @ and no spaces.", Name);

internal sealed record AccountTaken(string Name = "account") : Refusal(RefusalKind.Conflict, "people.account.taken", "这个登录账号已有人使用。", "This account is taken.", Name);

internal sealed record PasswordTooShort(int Least) : Refusal(RefusalKind.Invalid, "people.password.too_short", $"密码至少 {Least} 位。", $"A password needs at least {Least} characters.", "password");

internal sealed record PasswordTooSimple() : Refusal(RefusalKind.Invalid, "people.password.too_simple", "这个密码太容易猜到，不要用账号、姓名、连续或重复的字符。", "This password is easily guessed: no account or name, no rows or repetitions of characters.", "password");

internal sealed record SetUpDone() : Refusal(RefusalKind.Conflict, "people.setup.done", "系统已完成初始设置，请直接登录。", "The house is already set up; please sign in.");

internal sealed record SetUpCodeWrong() : Refusal(RefusalKind.Forbidden, "people.setup.code_wrong", "设置码不对。设置码在服务器启动时显示，也存在数据目录的 setup-code.txt 里。", "The set-up code is wrong. The server shows it at start and keeps it in setup-code.txt in the data folder.", "code");

internal sealed record ZoneUnknown() : Refusal(RefusalKind.Invalid, "people.shop.zone_unknown", "没有这个时区。", "There is no such time zone.", "zone");
