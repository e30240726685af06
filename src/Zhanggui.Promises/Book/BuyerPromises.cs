using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Promises.Store;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>What was promised to a buyer: exported and erased with them, and moved when records are joined.</summary>
internal sealed class BuyerPromises(RoomDbTools tools) : IPersonalData, IEventHandler<BuyersJoined>
{
    private const int Most = 10_000;

    public string Section => "promises";

    public async Task ExportAsync(DataSubject subject, Utf8JsonWriter json, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var ids = Ids(subject);
        json.WriteStartArray();
        foreach (var promise in await db.Promises.AsNoTracking().Where(p => p.BuyerId != null && ids.Contains(p.BuyerId.Value)).OrderBy(p => p.DueAt).Take(Most).ToListAsync(ct))
        {
            json.WriteStartObject();
            json.WriteString("what", promise.What);
            json.WriteString("made_at", promise.MadeAt.ToString());
            json.WriteString("due_at", promise.DueAt.ToString());
            json.WriteString("state", promise.State.ToString());
            json.WriteString("ended_at", promise.EndedAt?.ToString());
            json.WriteString("order_id", promise.OrderId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public async Task EraseAsync(DataSubject subject, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var ids = Ids(subject);
        await db.InTransactionAsync(async () =>
        {
            var promises = db.Promises.Where(p => p.BuyerId != null && ids.Contains(p.BuyerId.Value));
            await db.Acts.Where(a => promises.Any(p => p.Id == a.PromiseId)).ExecuteUpdateAsync(set => set.SetProperty(a => a.Text, (string?)null), ct);
            return await promises.ExecuteUpdateAsync(set => set.SetProperty(p => p.What, "—"), ct);
        }, ct);
    }

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(DataSubject subject, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        var ids = Ids(subject);
        return new Dictionary<string, long> { ["promises"] = await db.Promises.LongCountAsync(p => p.BuyerId != null && ids.Contains(p.BuyerId.Value), ct) };
    }

    public async Task HandleAsync(BuyersJoined happened, Delivery delivery, CancellationToken ct)
    {
        await using var db = new PromisesDb(tools);
        await db.InTransactionAsync(() => db.Promises.Where(p => p.BuyerId == happened.From.Value).ExecuteUpdateAsync(set => set.SetProperty(p => p.BuyerId, happened.Into.Value), ct), ct);
    }

    private static List<Guid> Ids(DataSubject subject) => [.. subject.Subjects.Append(subject.Buyer).Select(b => b.Value).Distinct()];
}
