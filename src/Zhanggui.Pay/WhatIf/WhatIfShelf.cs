using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Comparisons as rows. A running one belongs to the process that claimed it, until its lease runs out.</summary>
internal sealed class WhatIfShelf(Database database)
{
    public static readonly Duration Lease = Duration.FromSeconds(60);
    private const int SweptAtOnce = 100;

    private const string Select =
        "select id, shop_id, asked_by, asked_at, from_month, to_month, before_which, before_title, after_which, after_title, state, stage, done, total, ended_at, problem_zh, problem_en, facts_digest, summary, " +
        "note, note_by, note_at, note_shown from pay_whatif ";

    public static Task<int> AddAsync(DbConnection c, DbTransaction t, WhatIfAsked asked, CancellationToken ct) => c.ExecuteAsync(t,
        "insert into pay_whatif (id, shop_id, asked_at, asked_by, from_month, to_month, before_which, before_title, before_text, after_which, after_title, after_text, state, total) " +
        "values (@id, @shop, @at, @by, @from, @to, @bw, @bt, @bx, @aw, @at_title, @ax, 'queued', @total)", ct,
        ("id", asked.Id), ("shop", asked.Shop.Value), ("at", asked.At.ToUnixTimeMilliseconds()), ("by", asked.By.Value), ("from", Months.Write(asked.From)), ("to", Months.Write(asked.To)),
        ("bw", asked.Before.Which), ("bt", asked.Before.Title), ("bx", asked.Before.Text), ("aw", asked.After.Which), ("at_title", asked.After.Title), ("ax", asked.After.Text), ("total", Months.Count(asked.From, asked.To)));

    public static async Task<long> CountWaitingAsync(DbConnection c, DbTransaction t, ShopId shop, CancellationToken ct) =>
        await c.ReadLongAsync(t, "select count(*) from pay_whatif where state in ('queued', 'running') and shop_id = @shop", ct, ("shop", shop.Value)) ?? 0;

    public async Task<WhatIfRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, Select + "where id = @id", Read, ct, ("id", id));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Latest first.</summary>
    public async Task<IReadOnlyList<WhatIfRow>> ListAsync(ShopId shop, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, Select + "where shop_id = @shop order by asked_at desc, id desc limit @limit", Read, ct, ("shop", shop.Value), ("limit", limit));
    }

    /// <summary>The bytes that <c>zhanggui whatif --json</c> writes; null until the comparison is done.</summary>
    public Task<string?> ResultAsync(Guid id, CancellationToken ct) => TextAsync(id, "result", ct);

    public Task<string?> BookTextAsync(Guid id, bool after, CancellationToken ct) => TextAsync(id, after ? "after_text" : "before_text", ct);

    private async Task<string?> TextAsync(Guid id, string column, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = await connection.ReadAllAsync(null, $"select {column} from pay_whatif where id = @id", r => r.IsDBNull(0) ? null : r.GetString(0), ct, ("id", id));
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Takes the oldest comparison that waits, or one whose process died.</summary>
    public async Task<WhatIfAsked?> ClaimAsync(string owner, Instant now, CancellationToken ct)
    {
        var skip = database.IsSqlite ? string.Empty : " for update skip locked";
        var rows = await database.WriteAsync((c, t) => c.ReadAllAsync(t,
            "update pay_whatif set state = 'running', stage = 'facts', done = 0, claimed_by = @owner, claimed_until = @until where id = " +
            $"(select id from pay_whatif where state = 'queued' or (state = 'running' and claimed_until < @now) order by asked_at limit 1{skip}) " +
            "returning id, shop_id, asked_by, asked_at, from_month, to_month, before_which, before_title, before_text, after_which, after_title, after_text",
            r => new WhatIfAsked(r.GetGuid(0), new ShopId(r.GetGuid(1)), new PersonId(r.GetGuid(2)), Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), Months.Read(r.GetString(4))!.Value, Months.Read(r.GetString(5))!.Value,
                new TriedBook(r.GetString(6), r.GetString(7), r.GetString(8)), new TriedBook(r.GetString(9), r.GetString(10), r.GetString(11))), ct,
            ("owner", owner), ("now", now.ToUnixTimeMilliseconds()), ("until", (now + Lease).ToUnixTimeMilliseconds())), ct);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Renews the lease and says how far it is; false when somebody cancelled or another process has taken over.</summary>
    public async Task<bool> KeepAsync(Guid id, string owner, string stage, int done, Instant now, CancellationToken ct) => await database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_whatif set claimed_until = @until, stage = @stage, done = @done where id = @id and claimed_by = @owner and state = 'running' and wants_cancel = 0", ct,
        ("until", (now + Lease).ToUnixTimeMilliseconds()), ("stage", stage), ("done", done), ("id", id), ("owner", owner)), ct) > 0;

    public Task<int> LetGoAsync(Guid id, string owner, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_whatif set claimed_until = 0 where id = @id and claimed_by = @owner and state = 'running'", ct, ("id", id), ("owner", owner)), ct);

    public Task<int> DoneAsync(Guid id, string owner, string digest, string result, string summary, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_whatif set state = 'done', stage = null, done = total, facts_digest = @digest, result = @result, summary = @summary, ended_at = @now, claimed_by = null, claimed_until = null " +
        "where id = @id and claimed_by = @owner and state = 'running' and wants_cancel = 0", ct,
        ("digest", digest), ("result", result), ("summary", summary), ("now", now.ToUnixTimeMilliseconds()), ("id", id), ("owner", owner)), ct);

    public Task<int> EndAsync(Guid id, string owner, string state, (string Zh, string En)? problem, Instant now, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update pay_whatif set state = @state, stage = null, problem_zh = @zh, problem_en = @en, ended_at = @now, claimed_by = null, claimed_until = null where id = @id and claimed_by = @owner and state = 'running'", ct,
        ("state", state), ("zh", problem?.Zh), ("en", problem?.En), ("now", now.ToUnixTimeMilliseconds()), ("id", id), ("owner", owner)), ct);

    /// <summary>One that waits ends at once, a running one when its process looks; zero when it has ended already.</summary>
    public static Task<int> CancelAsync(DbConnection c, DbTransaction t, Guid id, Instant now, CancellationToken ct) => c.ExecuteAsync(t,
        "update pay_whatif set wants_cancel = 1, ended_at = case when state = 'queued' then @now else ended_at end, state = case when state = 'queued' then 'cancelled' else state end where id = @id and state in ('queued', 'running')", ct,
        ("now", now.ToUnixTimeMilliseconds()), ("id", id));

    public static Task<int> NoteAsync(DbConnection c, DbTransaction t, Guid id, string? note, bool isShown, PersonId by, Instant now, CancellationToken ct) => c.ExecuteAsync(t,
        "update pay_whatif set note = @note, note_by = @by, note_at = @now, note_shown = @shown where id = @id", ct,
        ("note", note), ("by", by.Value), ("now", now.ToUnixTimeMilliseconds()), ("shown", isShown ? 1 : 0), ("id", id));

    /// <summary>Lets go of comparisons that ended before an instant; those with a note stay. Returns how many.</summary>
    public Task<int> SweepAsync(Instant before, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        $"delete from pay_whatif where id in (select id from pay_whatif where ended_at < @before and note is null and state not in ('queued', 'running') order by ended_at limit {SweptAtOnce})", ct, ("before", before.ToUnixTimeMilliseconds())), ct);

    /// <summary>Notes that are shown beside a book, latest first.</summary>
    public async Task<IReadOnlyList<WhatIfRow>> NotesOfAsync(string book, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, Select + "where after_which = @book and note_shown = 1 order by note_at desc limit @limit", Read, ct, ("book", book), ("limit", limit));
    }

    private static WhatIfRow Read(DbDataReader r) => new(
        r.GetGuid(0), new ShopId(r.GetGuid(1)), new PersonId(r.GetGuid(2)), Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetString(8), r.GetString(9),
        r.GetString(10), Text(r, 11), r.GetInt32(12), r.GetInt32(13), At(r, 14), Text(r, 15), Text(r, 16), Text(r, 17), Text(r, 18), Text(r, 19), r.IsDBNull(20) ? null : new PersonId(r.GetGuid(20)), At(r, 21), r.GetInt32(22) != 0);

    private static string? Text(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetString(at);

    private static Instant? At(DbDataReader r, int at) => r.IsDBNull(at) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(at));
}
