using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Guard.Disputes;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Guard.Nearby;

/// <summary>What is done about a near miss.</summary>
internal enum NearState
{
    Open,
    Proposed,
    SetAside,
}

/// <summary>Words of a near miss, sealed with the buyer's key.</summary>
internal sealed record NearWords(string Slice, string Text, int Start);

internal sealed record Near(Guid Id, ShopId Shop, Guid Subject, Guid Conversation, long Seq, PersonId Person, Instant At, string Rule, string Name, GuardLevel Level, NearState State, NearWords? Words);

/// <summary>What agents said in an hour: how many messages.</summary>
internal sealed record SaidCount(Instant Hour, PersonId Person, string Team, string Channel, long Messages);

/// <summary>Where the looking back stands in a shop.</summary>
internal sealed record ScanPlace(Instant At, Guid Conversation, long Lease);

/// <summary>Keeps near misses, counts of messages, and how far was looked.</summary>
internal sealed class NearBook(Database database, SubjectKeys keys)
{
    /// <summary>Takes the shop for a while; null when another process has it.</summary>
    public Task<ScanPlace?> ClaimAsync(ShopId shop, Instant now, Instant until, Instant earliest, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        var lease = until.ToUnixTimeMilliseconds();
        var taken = await c.ExecuteAsync(t,
            "insert into guard_scan (shop_id, lease_until, at, conversation_id) values (@shop, @until, @at, @none) on conflict (shop_id) do update set lease_until = @until where guard_scan.lease_until < @now", ct,
            ("shop", shop.Value), ("until", lease), ("now", now.ToUnixTimeMilliseconds()), ("at", earliest.ToUnixTimeMilliseconds()), ("none", Guid.Empty));
        if (taken == 0)
        {
            return null;
        }

        var rows = await c.ReadAllAsync(t, "select at, conversation_id from guard_scan where shop_id = @shop", r => new ScanPlace(Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), r.GetGuid(1), lease), ct, ("shop", shop.Value));
        return rows[0].At < earliest ? new ScanPlace(earliest, Guid.Empty, lease) : rows[0];
    }, ct);

    /// <summary>Lets go of the shop; whoever lost it meanwhile moves nothing.</summary>
    public Task<int> LeaveAsync(ShopId shop, ScanPlace claimed, Instant at, Guid conversation, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "update guard_scan set at = @at, conversation_id = @conversation, lease_until = 0 where shop_id = @shop and lease_until = @lease", ct,
        ("at", at.ToUnixTimeMilliseconds()), ("conversation", conversation), ("shop", shop.Value), ("lease", claimed.Lease)), ct);

    public async Task<long> ReadToAsync(Guid conversation, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadLongAsync(null, "select seq from guard_scanned where conversation_id = @id", ct, ("id", conversation)) ?? 0;
    }

    /// <summary>What was found between two numbers of a conversation; told once, whoever reads it twice.</summary>
    public async Task<bool> KeepAsync(Guid conversation, long from, long to, Instant now, ShopId shop, Guid subject, IReadOnlyList<Near> found, IReadOnlyList<SaidCount> said, CancellationToken ct)
    {
        var key = found.Count == 0 ? null : await keys.FindAsync(subject, ct);
        return await database.WriteAsync(async (c, t) =>
        {
            var moved = await c.ExecuteAsync(t,
                "insert into guard_scanned (conversation_id, seq, at) values (@id, @to, @now) on conflict (conversation_id) do update set seq = @to, at = @now where guard_scanned.seq = @from", ct,
                ("id", conversation), ("from", from), ("to", to), ("now", now.ToUnixTimeMilliseconds()));
            if (moved == 0)
            {
                return false;
            }

            foreach (var near in key is null ? [] : found)
            {
                await c.ExecuteAsync(t,
                    "insert into guard_near (id, shop_id, subject_id, conversation_id, seq, person_id, at, rule, name, level, words) values (@id, @shop, @subject, @conversation, @seq, @person, @at, @rule, @name, @level, @words) on conflict do nothing", ct,
                    ("id", near.Id), ("shop", shop.Value), ("subject", subject), ("conversation", conversation), ("seq", near.Seq), ("person", near.Person.Value), ("at", near.At.ToUnixTimeMilliseconds()),
                    ("rule", near.Rule), ("name", near.Name), ("level", (int)near.Level), ("words", DisputeBook.Seal(key!.Value, near.Words)));
            }

            foreach (var count in said)
            {
                await c.ExecuteAsync(t,
                    "insert into guard_said (shop_id, hour, person_id, team, channel, messages) values (@shop, @hour, @person, @team, @channel, @n) on conflict (shop_id, hour, person_id, team, channel) do update set messages = guard_said.messages + @n", ct,
                    ("shop", shop.Value), ("hour", count.Hour.ToUnixTimeMilliseconds()), ("person", count.Person.Value), ("team", count.Team), ("channel", count.Channel), ("n", count.Messages));
            }

            return true;
        }, ct);
    }

    /// <summary>Open ones since an instant, newest first.</summary>
    public async Task<List<Near>> OpenAsync(ShopId shop, Instant since, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ReadAsync(connection, "where n.shop_id = @shop and n.state = 0 and n.at >= @since order by n.at desc, n.id desc limit @most", ct, ("shop", shop.Value), ("since", since.ToUnixTimeMilliseconds()), ("most", most));
    }

    public async Task<Near?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await ReadAsync(connection, "where n.id = @id", ct, ("id", id))).FirstOrDefault();
    }

    /// <summary>False when it was dealt with before.</summary>
    public async Task<bool> DecideAsync(Guid id, NearState state, PersonId by, Instant at, Guid? draft, AuditEntry audit, Guid auditId, CancellationToken ct) => await database.WriteAsync(async (c, t) =>
    {
        var done = await c.ExecuteAsync(t, "update guard_near set state = @state, decided_by = @by, decided_at = @at, draft_id = @draft, claimed_until = 0 where id = @id and state = 0", ct,
            ("state", (int)state), ("by", by.Value), ("at", at.ToUnixTimeMilliseconds()), ("draft", draft), ("id", id));
        if (done > 0)
        {
            await AuditStore.InsertAsync(c, t, auditId, at.ToUnixTimeMilliseconds(), audit, ct);
        }

        return done;
    }, ct) > 0;

    /// <summary>What nobody looked at in time goes, and how far old conversations were read.</summary>
    public Task<int> ForgetAsync(Instant before, int most, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        var old = ("before", (object?)before.ToUnixTimeMilliseconds());
        return await c.ExecuteAsync(t, "delete from guard_near where id in (select id from guard_near where at < @before and state = 0 order by at limit @most)", ct, old, ("most", most))
            + await c.ExecuteAsync(t, "delete from guard_scanned where conversation_id in (select conversation_id from guard_scanned where at < @before order by at limit @most)", ct, old, ("most", most));
    }, ct);

    private async Task<List<Near>> ReadAsync(DbConnection connection, string tail, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        var rows = await connection.ReadAllAsync(null, $"select n.id, n.shop_id, n.subject_id, n.conversation_id, n.seq, n.person_id, n.at, n.rule, n.name, n.level, n.state, n.words from guard_near n {tail}", r => (
            Row: new Near(r.GetGuid(0), new ShopId(r.GetGuid(1)), r.GetGuid(2), r.GetGuid(3), r.GetInt64(4), new PersonId(r.GetGuid(5)), Instant.FromUnixTimeMilliseconds(r.GetInt64(6)), r.GetString(7), r.GetString(8),
                (GuardLevel)r.GetInt32(9), (NearState)r.GetInt32(10), null),
            Words: r.IsDBNull(11) ? null : r.GetFieldValue<byte[]>(11)), ct, values);
        await keys.WarmAsync([.. rows.Select(r => r.Row.Subject).Distinct()], ct);
        var found = new List<Near>(rows.Count);
        foreach (var (row, words) in rows)
        {
            // Without the key there are no words, and without words there is nothing to look at.
            if (words is not null && await keys.FindAsync(row.Subject, ct) is { } key)
            {
                found.Add(row with { Words = JsonSerializer.Deserialize<NearWords>(key.Open(words), HouseJson.Options) });
            }
        }

        return found;
    }
}
