using System.Data.Common;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Acts on pay and looks at others' pay, in the audit.</summary>
internal static class MonthAudit
{
    public static Task WriteAsync(DbConnection c, DbTransaction t, Actor actor, ShopCard shop, string act, string subjectKind, string subject, TimeProvider clock, CancellationToken ct, object? after = null, string? reason = null) =>
        AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, act, subjectKind, subject, After: after, Reason: reason), ct);

    /// <summary>Somebody looked at or took out pay that is not the own.</summary>
    public static Task LookAsync(Database database, Actor actor, ShopCard shop, string act, string subjectKind, string subject, TimeProvider clock, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await WriteAsync(c, t, actor, shop, act, subjectKind, subject, clock, ct);
        return 0;
    }, ct);
}
