namespace Zhanggui.People.Roles;

/// <summary>One act that can be allowed, with its name on the roles page.</summary>
internal sealed record PermissionEntry(string Code, string Zh, string En);

/// <summary>Every permission of the house. A route may only ask for one that stands here (a house test reads them all).</summary>
internal static class PermissionCatalogue
{
    public static IReadOnlyList<PermissionEntry> All { get; } =
    [
        new("people.person.read", "查看员工", "See people"),
        new("people.person.edit", "管理员工与账号", "Manage people and accounts"),
        new("people.role.edit", "管理角色与授权", "Manage roles and rights"),
        new("people.shop.edit", "管理店铺与班组", "Manage shops and teams"),
        new("people.audit.read", "查看操作记录", "Read the audit"),
        new("people.session.revoke", "让他人的登录失效", "End other people's sessions"),
        new("people.privacy.unmask", "查看完整电话与地址", "See full telephone numbers and addresses"),
        new("people.privacy.export", "导出个人信息", "Export personal data"),
        new("people.privacy.erase", "删除个人信息", "Erase personal data"),
        new("people.privacy.restricted", "查看患者与业主资料", "See data of patients and residents"),
        new("rules.book.read", "查看制度", "Read rule books"),
        new("rules.book.edit", "起草制度", "Draft rule books"),
        new("rules.book.publish", "发布制度", "Publish rule books"),
        new("rules.book.comment", "对制度提意见", "Comment on rule books"),
        new("shop.buyer.read", "查看顾客资料", "See buyers"),
        new("shop.buyer.edit", "修改顾客资料", "Edit buyers"),
        new("shop.promotion.read", "查看活动", "See promotions"),
        new("shop.promotion.edit", "策划活动", "Plan promotions"),
        new("shop.promotion.sign", "代表部门签字", "Sign promotions for a department"),
        new("shop.promotion.release", "上线、撤下活动", "Release and withdraw promotions"),
        new("shop.briefing.confirm", "确认读过活动和口径", "Confirm having read promotions and policies"),
        new("shop.briefing.follow", "查看谁还没读", "See who has not read"),
        new("shop.policy.read", "查看口径", "See policies"),
        new("shop.policy.edit", "起草口径", "Draft policies"),
        new("shop.policy.approve", "批准口径", "Approve policies"),
        new("shop.greeting.release", "放行问候", "Release greetings"),
        new("shop.buyer.scheme", "设置客户资料项与会员制度", "Set up customer fields and membership"),
        new("shop.product.read", "查看商品、库存与快递范围", "See products, stock and delivery"),
        new("shop.product.edit", "修改商品资料", "Edit products"),
        new("shop.stock.edit", "登记库存与上下架", "Record stock and listing"),
        new("shop.delivery.edit", "修改快递范围", "Edit delivery knowledge"),
        new("guard.hit.read", "使用话术卫士、看自己的提示", "Use the guard and see one's own hits"),
        new("guard.hit.read-all", "查看全店的话术卫士记录", "See everybody's hits of the guard"),
        new("guard.block.pass", "把批准过的话发过拦截", "Send approved texts past a block"),
        new("shifts.duty.read", "查看值班状态", "See who is on duty"),
        new("shifts.duty.set-own", "切换自己的接待状态", "Set one's own state"),
        new("shifts.duty.set-others", "切换他人的接待状态", "Set other people's state"),
        new("shifts.roster.read", "查看班表", "See the roster"),
        new("shifts.roster.edit", "排班", "Edit the roster"),
        new("shifts.leave.ask", "请假", "Ask for leave"),
        new("shifts.leave.read-all", "查看全店请假、代记请假", "See everybody's leave and record it for others"),
        new("shifts.leave.sign", "签字批假", "Sign leave"),
        new("shifts.handover.make", "记值班日志、交接班", "Keep the duty log and hand over"),
        new("shifts.handover.read-all", "查看全店的日志和交接", "See everybody's log and handovers"),
        new("shifts.handover.except", "特批交接", "Let a handover go past what blocks it"),
        new("promises.promise.read", "查看承诺", "See promises"),
        new("promises.promise.make", "记录和处理自己的承诺", "Make and end one's own promises"),
        new("promises.promise.read-all", "查看全店承诺", "See everybody's promises"),
        new("promises.promise.hand", "处理和转交他人的承诺", "Act on and hand over others' promises"),
        new("reception.conversation.read", "查看本店会话", "See the shop's conversations"),
        new("reception.conversation.read-all", "查看全部会话", "See all conversations"),
        new("reception.message.send", "回复顾客", "Reply to buyers"),
        new("reception.note.write", "写内部备注", "Write private notes"),
        new("reception.conversation.assign", "转接、分配会话", "Assign conversations"),
        new("reception.conversation.watch", "旁听会话、悄悄提示", "Watch conversations and whisper"),
        new("reception.conversation.take", "接起会话", "Take conversations"),
        new("reception.conversation.close", "结束会话", "Close conversations"),
        new("reception.routing.edit", "设置客服分流", "Set agents' shares of the traffic"),
        new("reception.message.recall-any", "撤回他人的消息", "Recall other people's messages"),
        new("reception.message.see-recalled", "查看已撤回的原文", "See what was recalled"),
        new("reception.channel.read", "查看接待渠道", "See channels"),
        new("reception.channel.edit", "管理接待渠道", "Manage channels"),
        new("reception.phrase.edit", "管理快捷短语", "Keep the phrase library"),
        new("reception.account.edit", "管理接待账号与签名", "Keep agents' accounts and signatures"),
        new("reception.typing.read-all", "查看他人的打字练习", "See how others type"),
        new("reception.file.upload", "发送图片与文件", "Send pictures and files"),
        new("reception.record.verify", "校验聊天记录", "Verify the record"),
        new("orders.order.read", "查看自己的订单", "See one's own orders"),
        new("orders.order.read-all", "查看全店订单", "See all orders of the shop"),
        new("orders.order.export", "导出订单", "Export orders"),
        new("orders.import.run", "导入订单", "Import orders"),
        new("orders.claim.make", "认领订单、提异议", "Claim orders and dispute decisions"),
        new("orders.credit.decide", "判定订单归属", "Decide whose an order is"),
        new("orders.period.close", "关闭归属月份", "Close a month of credit"),
        new("orders.event.write", "插旗、写备注、记跟进", "Flag orders and note what was done"),
        new("metrics.figure.read", "查看自己的数据", "See one's own figures"),
        new("metrics.figure.read-team", "查看班组数据", "See the team's figures"),
        new("metrics.figure.read-all", "查看全店数据", "See all figures of the shop"),
        new("metrics.figure.export", "导出报表", "Export reports"),
        new("pay.slip.read", "查看自己的薪资单", "See one's own pay slips"),
        new("pay.slip.read-all", "查看全店薪资", "See everybody's pay"),
        new("pay.slip.export", "导出薪资", "Export pay"),
        new("pay.month.settle", "核算、公示薪资", "Settle and propose a month of pay"),
        new("pay.month.close", "结账、发放薪资", "Close a month of pay and say it was paid"),
        new("pay.incident.read", "查看自己的差错", "See one's own incidents"),
        new("pay.incident.read-all", "查看全店差错", "See everybody's incidents"),
        new("pay.incident.enter", "登记差错", "Enter incidents"),
        new("pay.incident.decide", "认定差错", "Decide incidents"),
        new("records.entry.read", "查看台账", "See entered records"),
        new("records.entry.edit", "登记台账", "Enter records"),
        new("records.entry.decide", "认定台账、审批调整", "Decide records and approve adjustments"),
        new("pay.promotion.decide", "决定晋升、记考核", "Decide promotions and enter assessments"),
        new("pay.objection.decide", "裁决薪资异议", "Decide objections to pay"),
        new("metrics.platform.write", "录入平台给的数据", "Enter figures given by the platform"),
        new("metrics.target.write", "定当天和当月的目标", "Set targets of days and months"),
        new("house.doctor.run", "系统体检", "Run the house check"),
        new("house.backup.run", "备份数据", "Back up"),
    ];

    public static IReadOnlySet<string> Codes { get; } = All.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>Needed besides others where the buyers are patients or residents (SEC-09).</summary>
    public const string Restricted = "people.privacy.restricted";

    /// <summary>
    /// What opens nothing about buyers in a hospital's or a property's shop without <see cref="Restricted"/>: their records,
    /// every word and file of their conversations, and their orders. Set-up of channels and duty stay open to whoever runs the desk.
    /// </summary>
    public static IReadOnlySet<string> AboutBuyers { get; } = Codes.Where(c =>
        c is "guard.hit.read-all" || c.StartsWith("shop.buyer.", StringComparison.Ordinal) || c.StartsWith("reception.conversation.", StringComparison.Ordinal) || c.StartsWith("reception.message.", StringComparison.Ordinal)
        || c.StartsWith("reception.note.", StringComparison.Ordinal) || c.StartsWith("reception.file.", StringComparison.Ordinal)
        || c.StartsWith("orders.", StringComparison.Ordinal) || c.StartsWith("metrics.", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
}
