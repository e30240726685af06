using System.Data.Common;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;

namespace Zhanggui.Kernel.Audit;

/// <summary>Writes audit rows for code that does not go through a room's context.</summary>
public static class AuditStore
{
    public static Task InsertAsync(DbConnection connection, DbTransaction transaction, Guid id, long at, AuditEntry entry, CancellationToken ct) =>
        connection.ExecuteAsync(transaction,
            "insert into kernel_audit (id, at, organisation_id, shop_id, actor_id, act, subject_kind, subject_id, before, after, reason) values (@id, @at, @organisation, @shop, @actor, @act, @kind, @subject, @before, @after, @reason)", ct,
            ("id", id), ("at", at), ("organisation", entry.Organisation?.Value), ("shop", entry.Shop?.Value), ("actor", entry.Actor?.Value),
            ("act", entry.Act), ("kind", entry.SubjectKind), ("subject", entry.SubjectId),
            ("before", Text(entry.Before)), ("after", Text(entry.After)), ("reason", entry.Reason));

    private static string? Text(object? value) => value is null ? null : JsonSerializer.Serialize(value, HouseJson.Options);
}
