using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Procedures;

internal sealed record Tick(int Step, PersonId By, Instant At);

/// <summary>A procedure as it was opened beside a conversation: with the steps the book had then.</summary>
internal sealed record OpenedProcedure(ConversationId Conversation, ShopId Shop, string Key, string Title, IReadOnlyList<ProcedureStep> Steps, string? Topic, PersonId OpenedBy, Instant OpenedAt)
{
    public IReadOnlyList<Tick> Ticks { get; init; } = [];

    public bool IsDone => Ticks.Count == Steps.Count;
}

/// <summary>Keeps which procedures were opened beside which conversation and what was ticked.</summary>
internal sealed class ProcedureBook(Database database)
{
    private const int MostOfConversation = 50;
    private const int MostTicks = 20_000;
    private const string Columns = "conversation_id, shop_id, procedure_key, title, steps, topic, opened_by, opened_at";

    public async Task<IReadOnlyList<OpenedProcedure>> OfAsync(ConversationId conversation, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var opened = await c.ReadAllAsync(null, $"select {Columns} from reception_procedure where conversation_id = @c order by opened_at, procedure_key limit {MostOfConversation}", Read, ct, ("c", conversation.Value));
        return opened.Count == 0 ? [] : await TickedAsync(c, opened, ct);
    }

    /// <summary>Opened within the interval, newest first.</summary>
    public async Task<IReadOnlyList<OpenedProcedure>> ListAsync(ShopId shop, Interval within, string? key, int most, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var opened = await c.ReadAllAsync(null,
            $"select {Columns} from reception_procedure where shop_id = @shop and opened_at >= @from and opened_at < @to{(key is null ? string.Empty : " and procedure_key = @key")} order by opened_at desc, conversation_id limit @most", Read, ct,
            [("shop", shop.Value), ("from", within.Start.ToUnixTimeMilliseconds()), ("to", within.End.ToUnixTimeMilliseconds()), ("most", most), .. key is null ? [] : new (string, object?)[] { ("key", key) }]);
        var ticked = new List<OpenedProcedure>(opened.Count);
        foreach (var some in opened.Chunk(MostOfConversation))
        {
            ticked.AddRange(await TickedAsync(c, some, ct));
        }

        return ticked;
    }

    /// <summary>True when it was not open yet.</summary>
    public Task<bool> OpenAsync(OpenedProcedure procedure, CancellationToken ct) => database.WriteAsync(async (c, t) => await c.ExecuteAsync(t,
        "insert into reception_procedure (conversation_id, procedure_key, shop_id, title, steps, topic, opened_by, opened_at) values (@c, @key, @shop, @title, @steps, @topic, @by, @at) on conflict do nothing", ct,
        ("c", procedure.Conversation.Value), ("key", procedure.Key), ("shop", procedure.Shop.Value), ("title", procedure.Title), ("steps", JsonSerializer.Serialize(procedure.Steps, HouseJson.Options)), ("topic", procedure.Topic),
        ("by", procedure.OpenedBy.Value), ("at", procedure.OpenedAt.ToUnixTimeMilliseconds())) > 0, ct);

    public Task TickAsync(ConversationId conversation, string key, Tick tick, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into reception_procedure_tick (conversation_id, procedure_key, step, by_id, at) values (@c, @key, @step, @by, @at) on conflict do nothing", ct,
        ("c", conversation.Value), ("key", key), ("step", tick.Step), ("by", tick.By.Value), ("at", tick.At.ToUnixTimeMilliseconds())), ct);

    public Task UntickAsync(ConversationId conversation, string key, int step, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "delete from reception_procedure_tick where conversation_id = @c and procedure_key = @key and step = @step", ct, ("c", conversation.Value), ("key", key), ("step", step)), ct);

    private static async Task<IReadOnlyList<OpenedProcedure>> TickedAsync(System.Data.Common.DbConnection c, IReadOnlyList<OpenedProcedure> opened, CancellationToken ct)
    {
        var ids = opened.Select(o => o.Conversation.Value).Distinct().Select((id, i) => ($"c{i}", (object?)id)).ToArray();
        var rows = await c.ReadAllAsync(null, $"select conversation_id, procedure_key, step, by_id, at from reception_procedure_tick where conversation_id in ({string.Join(", ", ids.Select(i => "@" + i.Item1))}) limit {MostTicks}",
            r => (Of: (r.GetGuid(0), r.GetString(1)), Tick: new Tick(r.GetInt32(2), new PersonId(r.GetGuid(3)), Instant.FromUnixTimeMilliseconds(r.GetInt64(4)))), ct, ids);
        var ticks = rows.ToLookup(r => r.Of, r => r.Tick);
        return [.. opened.Select(o => o with { Ticks = [.. ticks[(o.Conversation.Value, o.Key)].Where(t => t.Step < o.Steps.Count).OrderBy(t => t.Step)] })];
    }

    private static OpenedProcedure Read(System.Data.Common.DbDataReader r) => new(new ConversationId(r.GetGuid(0)), new ShopId(r.GetGuid(1)), r.GetString(2), r.GetString(3),
        JsonSerializer.Deserialize<List<ProcedureStep>>(r.GetString(4), HouseJson.Options)!, r.IsDBNull(5) ? null : r.GetString(5), new PersonId(r.GetGuid(6)), Instant.FromUnixTimeMilliseconds(r.GetInt64(7)));
}
