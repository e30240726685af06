using System.Data.Common;
using System.Text.Json;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Kernel.Outbox;

/// <summary>Publishes events from code that does not go through a room's context; in the same transaction as what happened.</summary>
public static class OutboxStore
{
    /// <summary>For whoever writes many rows at once (<see cref="ManyRows"/>): the same event twice is one.</summary>
    public const string InsertRow = "insert into kernel_outbox (id, at, type, shop_id, body, next_at) values (@id, @at, @type, @shop, @body, @next) on conflict do nothing";

    public static IReadOnlyList<string> RowColumns { get; } = ["id", "at", "type", "shop", "body", "next"];

    /// <summary>An event as a row of <see cref="InsertRow"/>.</summary>
    public static object?[] Row<T>(Guid id, long at, T happened, ShopId? shop)
        where T : IEvent => [id, at, T.Name, shop?.Value, JsonSerializer.Serialize(happened, HouseJson.Options), at];

    public static Task PublishAsync<T>(DbConnection connection, DbTransaction transaction, Guid id, long at, T happened, ShopId? shop, CancellationToken ct)
        where T : IEvent => InsertAsync(connection, transaction, id, at, T.Name, shop, JsonSerializer.Serialize(happened, HouseJson.Options), ct);

    internal static Task InsertAsync(DbConnection connection, DbTransaction transaction, Guid id, long at, string name, ShopId? shop, string body, CancellationToken ct) =>
        connection.ExecuteAsync(transaction, "insert into kernel_outbox (id, at, type, shop_id, body, next_at) values (@id, @at, @type, @shop, @body, @at)", ct,
            ("id", id), ("at", at), ("type", name), ("shop", shop?.Value), ("body", body));
}
