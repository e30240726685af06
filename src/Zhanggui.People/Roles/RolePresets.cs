namespace Zhanggui.People.Roles;

/// <summary>A role every organisation has. The product keeps its list, so a new version can add the new acts to it.</summary>
internal sealed record RolePreset(string Key, string Zh, string En, IReadOnlySet<string> Permissions);

/// <summary>ROLE-01 to ROLE-13. A grade (junior … customer manager) is not among them: it says nothing about rights (ROLE-14).</summary>
internal static class RolePresets
{
    public const string Owner = "owner";

    private static readonly string[] Everybody = ["rules.book.read", "rules.book.comment", "shifts.duty.read", "shifts.roster.read", "shifts.leave.ask", "shop.promotion.read", "shop.policy.read"];

    private static readonly string[] Agent =
    [
        .. Everybody, "shop.buyer.read", "shop.buyer.edit", "shop.product.read", "shop.briefing.confirm", "guard.hit.read", "shifts.duty.set-own", "shifts.handover.make",
        "reception.conversation.read", "reception.message.send", "reception.note.write", "reception.conversation.take",
        "reception.conversation.assign", "reception.conversation.close", "reception.channel.read", "reception.file.upload", "promises.promise.read", "promises.promise.make",
        "orders.order.read", "orders.claim.make", "orders.event.write", "metrics.figure.read", "pay.slip.read", "pay.incident.read",
    ];

    private static readonly string[] Leader =
        [.. Agent, "shop.greeting.release", "guard.hit.read-all", "people.person.read", "shop.briefing.follow", "shop.policy.edit", "shifts.duty.set-others", "shifts.roster.edit", "shifts.leave.read-all", "shifts.handover.read-all", "pay.incident.read-all", "pay.incident.enter", "reception.conversation.read-all", "reception.conversation.watch", "reception.phrase.edit", "reception.account.edit", "reception.typing.read-all", "promises.promise.read-all", "promises.promise.hand", "orders.order.read-all", "orders.credit.decide", "metrics.figure.read-team", "metrics.target.write"];

    private static readonly string[] Supervisor =
    [
        .. Leader, "guard.block.pass", "shop.promotion.edit", "shop.promotion.sign", "shop.promotion.release", "shop.policy.approve", "shifts.leave.sign", "shifts.handover.except", "pay.incident.decide", "records.entry.read", "records.entry.edit", "records.entry.decide", "people.person.edit", "people.role.edit", "people.audit.read", "people.session.revoke", "people.privacy.unmask",
        "rules.book.edit", "reception.routing.edit", "reception.message.recall-any", "reception.message.see-recalled", "reception.channel.edit", "reception.record.verify",
        "orders.order.export", "orders.import.run", "orders.period.close", "shop.buyer.scheme", "shop.product.edit", "shop.stock.edit", "shop.delivery.edit",
        "metrics.figure.read-all", "metrics.figure.export", "metrics.platform.write",
    ];

    private static readonly string[] Figures = ["metrics.figure.read", "metrics.figure.read-team", "metrics.figure.read-all", "metrics.figure.export", "metrics.platform.write"];

    private static readonly string[] Planner = ["shop.product.edit", "shop.stock.edit", "shop.delivery.edit", "shop.promotion.edit", "shop.promotion.sign", "shop.briefing.follow", "shop.policy.edit"];

    private static readonly string[] Reader = [.. Everybody, "reception.conversation.read", "shop.buyer.read", "shop.product.read"];

    private static readonly string[] Inspector = [.. Reader, "guard.hit.read", "guard.hit.read-all", "people.person.read", "reception.conversation.read-all", "reception.message.see-recalled", "reception.note.write", "metrics.figure.read", "metrics.figure.read-team", "metrics.figure.read-all"];

    public static IReadOnlyList<RolePreset> All { get; } =
    [
        Make(Owner, "掌柜", "Owner", [.. PermissionCatalogue.Codes]),
        Make("administrator", "系统管理员", "System administrator",
        [
            .. Everybody, "people.person.read", "people.person.edit", "people.role.edit", "people.shop.edit", "people.audit.read", "people.session.revoke",
            "reception.channel.read", "reception.channel.edit", "reception.record.verify", "house.doctor.run", "house.backup.run",
        ]),
        Make("pre-sales", "售前客服", "Pre-sales agent", Agent),
        Make("after-sales", "售后客服", "After-sales agent", Agent),
        Make("order-making", "制单客服", "Order-making agent", Agent),
        Make("supervisor", "客服主管", "Supervisor", Supervisor),
        Make("leader", "当班组长", "Group leader", Leader),
        Make("department-manager", "部门经理", "Department manager", Supervisor),
        Make("duty-manager", "值班经理", "Duty manager", Leader),
        Make("inspector", "质检员", "Quality inspector", Inspector),
        Make("trainer", "培训师", "Trainer", [.. Inspector, "reception.typing.read-all"]),
        Make("operations", "运营推广", "Operations and promotions", [.. Reader, .. Planner, "shop.promotion.release", "orders.order.read", "orders.order.read-all", "orders.order.export", "orders.import.run", .. Figures]),
        Make("operations-assistant", "运营助理", "Operations assistant", [.. Reader, .. Planner, "orders.order.read", "orders.order.read-all", "orders.import.run", .. Figures]),
        Make("finance", "财务", "Finance", [.. Reader, "people.privacy.unmask", "orders.order.read", "orders.order.read-all", "orders.order.export", .. Figures, "pay.slip.read", "pay.slip.read-all", "pay.slip.export", "pay.month.settle", "pay.incident.read-all", "pay.incident.read", "records.entry.read", "records.entry.edit"]),
        Make("warehouse", "物管仓库", "Warehouse", [.. Everybody, "promises.promise.read", "promises.promise.make", "shop.product.read", "shop.stock.edit", "shop.promotion.sign", "shop.buyer.read", "people.privacy.unmask"]),
        Make("logistics", "物流专员", "Logistics", [.. Everybody, "promises.promise.read", "promises.promise.make", "shop.product.read", "shop.delivery.edit", "shop.promotion.sign", "shop.buyer.read", "people.privacy.unmask"]),
        Make("production", "制作部", "Production", [.. Everybody, "promises.promise.read", "promises.promise.make", "shop.product.read", "shop.promotion.sign"]),
        Make("property-desk", "物业前台", "Property desk", [.. Agent, "people.privacy.restricted"]),
        Make("office-director", "办公室主任", "Office director", [.. Supervisor, "people.privacy.restricted"]),
        Make("engineer", "维修工程师", "Engineer", [.. Everybody, "shop.buyer.read"]),
        Make("guide", "导医", "Guide", [.. Agent, "people.privacy.restricted"]),
        Make("consultant", "咨询师", "Consultant", [.. Agent, "people.privacy.restricted"]),
        Make("deans-office", "院长室", "Dean's office", [.. Inspector, "people.privacy.restricted", "people.audit.read"]),
        Make("quality-group", "质控组", "Quality group", [.. Inspector, "people.privacy.restricted"]),
    ];

    private static readonly Dictionary<string, RolePreset> ByKey = All.ToDictionary(r => r.Key, StringComparer.Ordinal);

    public static RolePreset? Find(string key) => ByKey.GetValueOrDefault(key);

    private static RolePreset Make(string key, string zh, string en, string[] permissions) =>
        new(key, zh, en, permissions.ToHashSet(StringComparer.Ordinal));
}
