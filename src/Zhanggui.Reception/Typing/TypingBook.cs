using System.Data.Common;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;

namespace Zhanggui.Reception.Typing;

/// <summary>A practice that was begun: what was shown to whom, and what came of it.</summary>
internal sealed record BegunRun(Guid Id, ShopId Shop, PersonId Person, string Shown, TypingRun? Ended);

/// <summary>Keeps practices of typing. What was typed is not kept.</summary>
internal sealed class TypingBook(Database database) : IEventHandler<PersonErased>
{
    public const int MostRuns = 2000;
    private const int MostOfShop = 20_000;
    private const string Ended = "id, day, started_at, took, right_characters, errors, corrections, pasted, counts";

    /// <summary>Begins one; what the same person began and did not end is thrown away.</summary>
    public Task BeginAsync(BegunRun run, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        await c.ExecuteAsync(t, "delete from reception_typing_run where shop_id = @shop and person_id = @person and took is null", ct, ("shop", run.Shop.Value), ("person", run.Person.Value));
        return await c.ExecuteAsync(t, "insert into reception_typing_run (id, shop_id, person_id, shown, started_at) values (@id, @shop, @person, @shown, @at)", ct,
            ("id", run.Id), ("shop", run.Shop.Value), ("person", run.Person.Value), ("shown", run.Shown), ("at", now.ToUnixTimeMilliseconds()));
    }, ct);

    public async Task<BegunRun?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return (await c.ReadAllAsync(null, $"select {Ended}, shop_id, person_id, shown from reception_typing_run where id = @id",
            r => new BegunRun(r.GetGuid(0), new ShopId(r.GetGuid(9)), new PersonId(r.GetGuid(10)), r.GetString(11), r.IsDBNull(3) ? null : Run(r)), ct, ("id", id))).SingleOrDefault();
    }

    /// <summary>The first end of a run stands.</summary>
    public Task EndAsync(TypingRun run, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update reception_typing_run set day = @day, took = @took, right_characters = @right, errors = @errors, corrections = @corrections, pasted = @pasted, counts = @counts where id = @id and took is null", ct,
        ("id", run.Id), ("day", LocalDatePattern.Iso.Format(run.Day)), ("took", (long)run.Took.TotalMilliseconds), ("right", run.Right), ("errors", run.Errors), ("corrections", run.Corrections), ("pasted", run.Pasted), ("counts", run.Counts ? 1 : 0)), ct);

    /// <summary>One person's finished practices, newest first.</summary>
    public async Task<IReadOnlyList<TypingRun>> OfAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, $"select {Ended} from reception_typing_run where shop_id = @shop and person_id = @person and took is not null order by started_at desc limit {MostRuns}", Run, ct, ("shop", shop.Value), ("person", person.Value));
    }

    /// <summary>Everybody's finished practices since an instant.</summary>
    public async Task<ILookup<PersonId, TypingRun>> OfShopAsync(ShopId shop, Instant since, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return (await c.ReadAllAsync(null, $"select {Ended}, person_id from reception_typing_run where shop_id = @shop and started_at >= @since and took is not null order by started_at desc limit {MostOfShop}",
            r => (Person: new PersonId(r.GetGuid(9)), Run: Run(r)), ct, ("shop", shop.Value), ("since", since.ToUnixTimeMilliseconds()))).ToLookup(r => r.Person, r => r.Run);
    }

    /// <summary>Everything of one person, in every shop.</summary>
    public async Task<IReadOnlyList<TypingRun>> OfPersonAsync(PersonId person, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, $"select {Ended} from reception_typing_run where person_id = @person and took is not null order by started_at desc limit {MostRuns}", Run, ct, ("person", person.Value));
    }

    public Task HandleAsync(PersonErased happened, Delivery delivery, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t, "delete from reception_typing_run where person_id = @person", ct, ("person", happened.Person.Value)), ct);

    private static TypingRun Run(DbDataReader r) => new(r.GetGuid(0), LocalDatePattern.Iso.Parse(r.GetString(1)).Value, Instant.FromUnixTimeMilliseconds(r.GetInt64(2)), Duration.FromMilliseconds(r.GetInt64(3)), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8) == 1);
}

/// <summary>What the room keeps of a person's practice, for the export of their data.</summary>
internal sealed class PersonalTyping(TypingBook book) : IPersonalRecord
{
    public string Part => "typing";

    public async Task<object> ExportAsync(PersonId person, CancellationToken ct) =>
        (await book.OfPersonAsync(person, ct)).Select(r => new { r.Day, r.StartedAt, Seconds = (long)r.Took.TotalSeconds, r.Right, r.Errors, r.Corrections, r.Speed }).ToList();
}
