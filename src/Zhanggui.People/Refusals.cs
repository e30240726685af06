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

internal sealed record PersonNotFound() : Refusal(RefusalKind.NotFound, "people.person.not_found", "没有找到这位员工。", "There is no such person.");

internal sealed record ShopNotFound() : Refusal(RefusalKind.NotFound, "people.shop.not_found", "没有找到这个店铺。", "There is no such shop.");

internal sealed record TeamNotFound() : Refusal(RefusalKind.NotFound, "people.team.not_found", "没有找到这个班组。", "There is no such team.");

internal sealed record RoleNotFound() : Refusal(RefusalKind.NotFound, "people.role.not_found", "没有找到这个角色。", "There is no such role.");

internal sealed record MembershipNotFound() : Refusal(RefusalKind.NotFound, "people.membership.not_found", "没有找到这项授权。", "There is no such right.");

internal sealed record AccountNotFound() : Refusal(RefusalKind.NotFound, "people.sub_account.not_found", "没有找到这个子账号。", "There is no such sub-account.");

internal sealed record TooManySkills(int Most) : Refusal(RefusalKind.Invalid, "people.skill.too_many", $"一个人最多记 {Most} 项技能。", $"At most {Most} skills are recorded for one person.", "skills");

internal sealed record GradeNotFound() : Refusal(RefusalKind.NotFound, "people.grade.not_found", "没有找到这条级别记录。", "There is no such grade.");

internal sealed record FaultNotFound() : Refusal(RefusalKind.NotFound, "people.fault.not_found", "没有找到这条故障。", "There is no such fault.");

internal sealed record SessionNotFound() : Refusal(RefusalKind.NotFound, "people.session.not_found", "没有找到这次登录。", "There is no such session.");

internal sealed record NumberTaken() : Refusal(RefusalKind.Conflict, "people.person.number_taken", "这个工号已有人使用。", "This number is taken.", "number");

internal sealed record NameTaken() : Refusal(RefusalKind.Conflict, "people.name.taken", "已经有同名的了。", "This name is taken.", "name");

internal sealed record RoleNeeded() : Refusal(RefusalKind.Invalid, "people.person.role_needed", "请至少给一个您管理的店铺里的角色。", "Give at least one role in a shop you manage.", "roles");

internal sealed record OwnRights() : Refusal(RefusalKind.Forbidden, "people.membership.own", "不能改自己的权限，请由其他管理员操作。", "Nobody changes their own rights; ask another administrator.");

internal sealed record MoreThanOwn() : Refusal(RefusalKind.Forbidden, "people.membership.more_than_own", "不能给出您自己没有的权限。", "You cannot give rights that you do not have yourself.");

internal sealed record StrongerPerson() : Refusal(RefusalKind.Forbidden, "people.person.stronger", "这位员工的权限比您多，请由掌柜操作。", "This person has rights that you do not have; the owner can do this.");

internal sealed record LastOwner() : Refusal(RefusalKind.Conflict, "people.membership.last_owner", "至少要留一位能登录的掌柜。请先让另一位成为掌柜。", "One owner who can sign in must remain. Make somebody else an owner first.");

internal sealed record AlreadyGranted() : Refusal(RefusalKind.Conflict, "people.membership.already", "这位员工在这里已经有这个角色。", "This person has this role here already.");

internal sealed record RoleInUse(int People) : Refusal(RefusalKind.Conflict, "people.role.in_use", $"还有 {People} 人在用这个角色，请先调整。", $"{People} people still have this role; change that first.");

internal sealed record IntervalOverlaps() : Refusal(RefusalKind.Conflict, "people.sub_account.overlap", "这段时间里账号已归另一位员工使用，一个账号同时只能归一人。", "Somebody else uses the account in this time; an account belongs to one person at a time.", "from");

internal sealed record IntervalEmpty() : Refusal(RefusalKind.Invalid, "people.interval.empty", "结束时间要晚于开始时间。", "The end must be after the beginning.", "to");

internal sealed record GradeOverlaps() : Refusal(RefusalKind.Conflict, "people.grade.overlap", "这段时间里已有另一个级别。", "There is another grade in this time.", "from");

internal sealed record PersonHasLeft() : Refusal(RefusalKind.Conflict, "people.person.left", "这位员工已离职。", "This person has left.");

internal sealed record PasswordWrong() : Refusal(RefusalKind.Forbidden, "people.password.wrong", "当前密码不对。", "The present password is wrong.", "password");

internal sealed record SecondFactorOn() : Refusal(RefusalKind.Conflict, "people.second_factor.on", "动态验证码已经开启。", "The second factor is already on.");

internal sealed record SecondFactorOff() : Refusal(RefusalKind.Conflict, "people.second_factor.off", "动态验证码没有开启。", "The second factor is not on.");

internal sealed record SecondFactorCodeWrong() : Refusal(RefusalKind.Invalid, "people.second_factor.code_wrong", "验证码不对，请核对手机时间后再试。", "The code is wrong; check the clock of the telephone.", "code");

internal sealed record LinkDead() : Refusal(RefusalKind.NotFound, "people.link.dead", "链接已失效或已用过，请管理员再发一个。", "The link has expired or was used; ask for a new one.");

internal sealed record NoticeOutdated() : Refusal(RefusalKind.Conflict, "people.notice.outdated", "说明已更新，请重新阅读。", "The notice has changed; please read it again.");

internal sealed record FaultsPaused() : Refusal(RefusalKind.TooMany, "people.fault.too_many", "上报太频繁，请稍后再试。", "Too many reports; please try again later.");

internal sealed record PageMarkMalformed() : Refusal(RefusalKind.Invalid, "people.page.malformed", "翻页参数不对。", "The page mark is malformed.", "before");

internal sealed record PermissionUnknown(string Permission) : Refusal(RefusalKind.Invalid, "people.role.permission_unknown", $"没有“{Permission}”这项权限。", $"There is no permission '{Permission}'.", "permissions");

internal sealed record CalendarMalformed() : Refusal(RefusalKind.Invalid, "people.shop.calendar_malformed", "营业时间写法不对，例如 09:00 到 23:00。", "The opening hours are malformed; write 09:00 to 23:00.", "calendar");

internal sealed record PersonAlreadyErased() : Refusal(RefusalKind.Conflict, "people.person.already_erased", "这位员工的资料已经清除。", "This person's data have been erased.");

internal sealed record PersonStillWorks() : Refusal(RefusalKind.Conflict, "people.person.still_works", "这位员工还没有离职，离职以后才能清除资料。", "This person still works here; data are erased after leaving.");

internal sealed record ErasureNotConfirmed() : Refusal(RefusalKind.Invalid, "people.person.confirmation_wrong", "工号不对，没有清除。", "The number does not match; nothing was erased.", "number");
