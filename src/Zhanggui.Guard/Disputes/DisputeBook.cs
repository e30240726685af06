using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Guard.Disputes;

/// <summary>Keeps disputes and their answers. A hit is disputed once.</summary>
internal sealed class DisputeBook(Database database, SubjectKeys keys)
{
    private const string Columns = "d.id, d.shop_id, d.subject_id, d.conversation_id, d.person_id, d.act_id, d.at, d.rule, d.kind, d.name, d.level, d.book, d.book_version, d.start_at, d.length, " +
        "d.state, d.answered_by, d.answered_at, d.seen_at, d.draft_id, d.change, d.words, d.answer";

    /// <summary>False when it was disputed before, or the buyer has been erased.</summary>
    public async Task<bool> AddAsync(Dispute dispute, CancellationToken ct)
    {
        if (await keys.FindOrCreateAsync(dispute.Subject, dispute.Shop, ct) is not { } key)
        {
            return false;
        }

        return await database.WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into guard_dispute (id, shop_id, subject_id, conversation_id, person_id, act_id, at, rule, kind, name, level, book, book_version, start_at, length, state, words) " +
            "values (@id, @shop, @subject, @conversation, @person, @act, @at, @rule, @kind, @name, @level, @book, @version, @start, @length, 0, @words) on conflict do nothing", ct,
            ("id", dispute.Id), ("shop", dispute.Shop.Value), ("subject", dispute.Subject), ("conversation", dispute.Conversation), ("person", dispute.Person.Value), ("act", dispute.Act), ("at", dispute.At.ToUnixTimeMilliseconds()),
            ("rule", dispute.Rule), ("kind", dispute.Kind), ("name", dispute.Name), ("level", (int)dispute.Level), ("book", dispute.Book), ("version", dispute.BookVersion), ("start", dispute.Start), ("length", dispute.Length),
            ("words", Seal(key, dispute.Words))), ct) > 0;
    }

    public async Task<Dispute?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await ReadAsync(connection, "where d.id = @id", ct, ("id", id))).FirstOrDefault();
    }

    /// <summary>By state and person (null = everybody's), newest first; at most <paramref name="most"/> behind a place.</summary>
    public async Task<List<Dispute>> ListAsync(ShopId shop, PersonId? person, DisputeState? state, (long At, Guid Id)? before, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        List<(string, object?)> values = [("shop", shop.Value), ("most", most)];
        var where = "where d.shop_id = @shop";
        if (person is { } one)
        {
            where += " and d.person_id = @person";
            values.Add(("person", one.Value));
        }

        if (state is { } its)
        {
            where += " and d.state = @state";
            values.Add(("state", (int)its));
        }

        if (before is { } place)
        {
            where += " and (d.at < @before or (d.at = @before and d.id < @last))";
            values.AddRange([("before", place.At), ("last", place.Id)]);
        }

        return await ReadAsync(connection, $"{where} order by d.at desc, d.id desc limit @most", ct, [.. values]);
    }

    /// <summary>By whoever holds the claim; false when somebody was quicker.</summary>
    public async Task<bool> AnswerAsync(Dispute dispute, long claim, DisputeState state, PersonId by, Instant at, Guid? draft, BookException? change, string? answer, AuditEntry audit, Guid auditId, CancellationToken ct)
    {
        var key = await keys.FindAsync(dispute.Subject, ct);
        return await database.WriteAsync(async (c, t) =>
        {
            var done = await c.ExecuteAsync(t,
                "update guard_dispute set state = @state, answered_by = @by, answered_at = @at, draft_id = @draft, change = @change, answer = @answer, claimed_until = 0 where id = @id and state = 0 and claimed_until = @claim", ct,
                ("state", (int)state), ("by", by.Value), ("at", at.ToUnixTimeMilliseconds()), ("draft", draft), ("change", change is null ? null : JsonSerializer.Serialize(change, HouseJson.Options)),
                ("answer", key is { } sealing && answer is not null ? sealing.Seal(JsonSerializer.SerializeToUtf8Bytes(new AnswerWords(answer), HouseJson.Options)) : null), ("id", dispute.Id), ("claim", claim));
            if (done > 0)
            {
                await AuditStore.InsertAsync(c, t, auditId, at.ToUnixTimeMilliseconds(), audit, ct);
            }

            return done;
        }, ct) > 0;
    }

    /// <summary>The agent has seen the answers.</summary>
    public Task<int> SeenAsync(ShopId shop, PersonId person, Instant at, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update guard_dispute set seen_at = @at where shop_id = @shop and person_id = @person and state > 0 and seen_at is null", ct, ("at", at.ToUnixTimeMilliseconds()), ("shop", shop.Value), ("person", person.Value)), ct);

    public async Task<(long Answers, long Open)> WaitingAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadLongAsync(null, "select count(*) from guard_dispute where shop_id = @shop and person_id = @person and state > 0 and seen_at is null", ct, ("shop", shop.Value), ("person", person.Value)) ?? 0,
            await connection.ReadLongAsync(null, "select count(*) from guard_dispute where shop_id = @shop and state = 0", ct, ("shop", shop.Value)) ?? 0);
    }

    internal static byte[] Seal<T>(SubjectKey key, T words) => key.Seal(JsonSerializer.SerializeToUtf8Bytes(words, HouseJson.Options));

    private async Task<List<Dispute>> ReadAsync(DbConnection connection, string tail, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        var rows = await connection.ReadAllAsync(null, $"select {Columns} from guard_dispute d {tail}", Read, ct, values);
        await keys.WarmAsync([.. rows.Select(r => r.Row.Subject).Distinct()], ct);
        var found = new List<Dispute>(rows.Count);
        foreach (var (row, words, answer) in rows)
        {
            var key = words is null && answer is null ? null : await keys.FindAsync(row.Subject, ct);
            found.Add(key is { } opening ? row with
            {
                Words = words is null ? null : JsonSerializer.Deserialize<DisputeWords>(opening.Open(words), HouseJson.Options),
                Answer = answer is null ? null : JsonSerializer.Deserialize<AnswerWords>(opening.Open(answer), HouseJson.Options)?.Text,
            } : row);
        }

        return found;
    }

    private static (Dispute Row, byte[]? Words, byte[]? Answer) Read(DbDataReader r) => (
        new Dispute(r.GetGuid(0), new ShopId(r.GetGuid(1)), r.GetGuid(2), r.GetGuid(3), new PersonId(r.GetGuid(4)), r.GetGuid(5), Instant.FromUnixTimeMilliseconds(r.GetInt64(6)), r.GetString(7), r.GetString(8), r.GetString(9),
            (GuardLevel)r.GetInt32(10), r.GetString(11), r.GetInt32(12), r.GetInt32(13), r.GetInt32(14), (DisputeState)r.GetInt32(15), r.IsDBNull(16) ? null : new PersonId(r.GetGuid(16)), At(r, 17), At(r, 18),
            r.IsDBNull(19) ? null : r.GetGuid(19), r.IsDBNull(20) ? null : JsonSerializer.Deserialize<BookException>(r.GetString(20), HouseJson.Options), null, null),
        r.IsDBNull(21) ? null : r.GetFieldValue<byte[]>(21), r.IsDBNull(22) ? null : r.GetFieldValue<byte[]>(22));

    private static Instant? At(DbDataReader r, int column) => r.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(column));
}
