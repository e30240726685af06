using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Pay.Incidents;

/// <summary>What a list is narrowed to; null = everything.</summary>
internal sealed record IncidentFilter(ShopId Shop, PersonId? Person, IncidentState? State, string? Kind, string? Month, bool HidesGone, (Instant At, Guid Id)? Before);

/// <summary>Keeps mistakes and what was done to them; a decided one is never touched by the program.</summary>
internal sealed class IncidentBook(Database database, TimeProvider clock)
{
    private const int MostActs = 200;
    private const int MostTimes = 5000;

    public async Task<Incident?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return (await c.ReadAllAsync(null, $"select {Incident.Columns} from pay_incident where id = @id", Incident.Read, ct, ("id", id))).SingleOrDefault();
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Incident>> ListAsync(IncidentFilter f, int most, CancellationToken ct)
    {
        var where = new List<string> { "shop_id = @shop" };
        var names = new List<(string, object?)> { ("shop", f.Shop.Value), ("most", most) };
        void Add(string clause, string name, object? value)
        {
            if (value is not null)
            {
                where.Add(clause);
                names.Add((name, value));
            }
        }

        Add("person_id = @person", "person", f.Person?.Value);
        Add("state = @state", "state", f.State?.ToString());
        Add("kind = @kind", "kind", f.Kind);
        Add("month = @month", "month", f.Month);
        if (f.HidesGone && f.State is null)
        {
            where.Add("state <> 'Gone'");
        }

        if (f.Before is var (at, id))
        {
            where.Add("(at < @at or (at = @at and id < @id))");
            names.AddRange([("at", at.ToUnixTimeMilliseconds()), ("id", id)]);
        }

        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, $"select {Incident.Columns} from pay_incident where {string.Join(" and ", where)} order by at desc, id desc limit @most", Incident.Read, ct, [.. names]);
    }

    /// <summary>How many mistakes of the same kind each person had in the month up to and with this one, dropped ones left out (PAY-B).</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> TimesAsync(ShopId shop, IReadOnlyCollection<Incident> some, CancellationToken ct)
    {
        var times = new Dictionary<Guid, int>();
        await using var c = await database.OpenAsync(ct);
        foreach (var month in some.Select(i => i.Month).Distinct(StringComparer.Ordinal))
        {
            var people = some.Where(i => i.Month == month).Select(i => i.Person).Distinct().ToList();
            var marks = string.Join(", ", people.Select((_, i) => $"@p{i}"));
            var rows = await c.ReadAllAsync(null, $"select id, person_id, kind from pay_incident where shop_id = @shop and month = @month and person_id in ({marks}) and state in ('Proposed', 'Confirmed') order by at, id limit {MostTimes}",
                r => (Id: r.GetGuid(0), Person: r.GetGuid(1), Kind: r.GetString(2)), ct, [("shop", shop.Value), ("month", month), .. people.Select((p, i) => ($"p{i}", (object?)p.Value))]);
            foreach (var group in rows.GroupBy(r => (r.Person, r.Kind)))
            {
                foreach (var (row, place) in group.Select((r, i) => (r, i)))
                {
                    times[row.Id] = place + 1;
                }
            }
        }

        return times;
    }

    public async Task<IReadOnlyList<IncidentAct>> ActsAsync(Guid id, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadAllAsync(null, $"select at, person_id, act, said, reason from pay_incident_act where incident_id = @id order by at, id limit {MostActs}",
            r => new IncidentAct(Instant.FromUnixTimeMilliseconds(r.GetInt64(0)), r.IsDBNull(1) ? null : new PersonId(r.GetGuid(1)), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.IsDBNull(4) ? null : r.GetString(4)), ct, ("id", id));
    }

    public async Task<long> UnseenAsync(ShopId shop, PersonId person, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        return await c.ReadLongAsync(null, "select count(*) from pay_incident where shop_id = @shop and person_id = @person and seen_at is null and state in ('Proposed', 'Confirmed')", ct, ("shop", shop.Value), ("person", person.Value)) ?? 0;
    }

    /// <summary>Reads one under the lock of its row, so that two who decide follow each other.</summary>
    public static async Task<Incident?> LockAsync(DbConnection c, DbTransaction t, Guid id, CancellationToken ct) =>
        await c.ExecuteAsync(t, "update pay_incident set version = version where id = @id", ct, ("id", id)) == 0 ? null
            : (await c.ReadAllAsync(t, $"select {Incident.Columns} from pay_incident where id = @id", Incident.Read, ct, ("id", id)))[0];

    /// <summary>False when there is one of the same name or cause already.</summary>
    public async Task<bool> AddAsync(DbConnection c, DbTransaction t, Incident i, string act, CancellationToken ct)
    {
        var added = await c.ExecuteAsync(t,
            $"insert into pay_incident ({Incident.Columns}) values (@id, @shop, @fact, @person, @at, @month, @kind, @order, @stage, @value, @loss, @note, @state, @source, @cause, @day, @evidence, @by, @proposed, @decided, @decidedAt, @reason, @refused, @comment, @commented, @seen, @version) on conflict do nothing", ct, Values(i)) == 1;
        if (added)
        {
            await ActAsync(c, t, i.Id, i.ProposedBy, act, null, null, ct);
        }

        return added;
    }

    public async Task ChangeAsync(DbConnection c, DbTransaction t, Incident i, PersonId? by, string act, string? said, string? reason, CancellationToken ct)
    {
        await c.ExecuteAsync(t,
            "update pay_incident set person_id = @person, at = @at, month = @month, kind = @kind, order_id = @order, stage = @stage, value = @value, loss = @loss, note = @note, state = @state, evidence = @evidence, decided_by = @decided, decided_at = @decidedAt, reason = @reason, exemption_refused = @refused, " +
            "comment = @comment, commented_at = @commented, seen_at = @seen, version = version + 1 where id = @id", ct, Values(i));
        await ActAsync(c, t, i.Id, by, act, said, reason, ct);
    }

    /// <summary>Brings the proposals of a day into line with what its facts show; what a person decided stays. Returns how many changed.</summary>
    public Task<int> ProposeAsync(ShopId shop, DateTimeZone zone, LocalDate day, IReadOnlyList<Proposal> proposals, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        var name = Day(day);
        var known = (await c.ReadAllAsync(t, $"select {Incident.Columns} from pay_incident where shop_id = @shop and day = @day", Incident.Read, ct, ("shop", shop.Value), ("day", name))).ToDictionary(i => i.Cause!, StringComparer.Ordinal);
        var changed = 0;
        foreach (var proposal in proposals.Where(p => Guid.TryParse(p.Person, out _)))
        {
            JsonElement? evidence = proposal.Evidence is { } shift ? JsonSerializer.SerializeToElement(shift, HouseJson.Options) : proposal.Rows is { } rows ? JsonSerializer.SerializeToElement(rows, HouseJson.Options) : null;
            if (!known.Remove(proposal.Cause, out var old))
            {
                var id = NewId.Create(clock);
                var fresh = new Incident(id, shop, id.ToString(), PersonId.From(Guid.Parse(proposal.Person)), proposal.At, MonthOf(proposal.At, zone), proposal.Kind, proposal.OrderId, null, proposal.Value, null, null, IncidentState.Proposed, SourceOf(proposal),
                    proposal.Cause, name, evidence, null, clock.GetCurrentInstant(), null, null, null, null, null, null, null, 1);
                changed += await AddAsync(c, t, fresh, "proposed", ct) ? 1 : 0;
            }
            else if (old.State is IncidentState.Proposed or IncidentState.Gone && (old.State == IncidentState.Gone || old.Person.ToString() != proposal.Person || old.Kind != proposal.Kind || old.Value != proposal.Value || old.At != proposal.At || old.Evidence?.GetRawText() != evidence?.GetRawText()))
            {
                var said = old.State == IncidentState.Gone || old.Kind != proposal.Kind || old.Value != proposal.Value ? $"{old.Kind} {old.Value} → {proposal.Kind} {proposal.Value}" : null;
                // Another person's now, as when an order's credit was decided late: the new one has not seen it, and what the old one said is theirs.
                var whose = old.Person.ToString() == proposal.Person ? old : old with { Person = PersonId.From(Guid.Parse(proposal.Person)), Comment = null, CommentedAt = null, SeenAt = null };
                await ChangeAsync(c, t, whose with { State = IncidentState.Proposed, Kind = proposal.Kind, Value = proposal.Value, At = proposal.At, Month = MonthOf(proposal.At, zone), Evidence = evidence }, null, "updated", said, null, ct);
                changed++;
            }
        }

        foreach (var gone in known.Values.Where(i => i.State == IncidentState.Proposed))
        {
            await ChangeAsync(c, t, gone with { State = IncidentState.Gone }, null, "gone", null, null, ct);
            changed++;
        }

        return changed;
    }, ct);

    private static IncidentSource SourceOf(Proposal proposal) =>
        LedgerProposing.IsOfLedger(proposal.Cause) ? IncidentSource.Ledger : proposal.OrderId is null ? IncidentSource.Roster : IncidentSource.Orders;

    public static string MonthOf(Instant at, DateTimeZone zone) => at.InZone(zone).Date.ToString("uuuu-MM", CultureInfo.InvariantCulture);

    public static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private Task<int> ActAsync(DbConnection c, DbTransaction t, Guid id, PersonId? by, string act, string? said, string? reason, CancellationToken ct) =>
        c.ExecuteAsync(t, $"insert into pay_incident_act (id, incident_id, at, person_id, act, said, reason) values (@act_id, @id, @at, {(by is null ? "null" : "@by")}, @act, @said, @reason)", ct,
            [("act_id", NewId.Create(clock)), ("id", id), ("at", clock.GetCurrentInstant().ToUnixTimeMilliseconds()), ("act", act), ("said", said), ("reason", reason), .. by is { } who ? [("by", (object?)who.Value)] : Array.Empty<(string, object?)>()]);

    private static (string, object?)[] Values(Incident i) =>
    [
        ("id", i.Id), ("shop", i.Shop.Value), ("fact", i.FactId), ("person", i.Person.Value), ("at", i.At.ToUnixTimeMilliseconds()), ("month", i.Month), ("kind", i.Kind), ("order", i.OrderId), ("stage", i.Stage),
        ("value", i.Value?.ToString(CultureInfo.InvariantCulture)), ("loss", i.Loss), ("note", i.Note), ("state", i.State.ToString()), ("source", i.Source.ToString()), ("cause", i.Cause), ("day", i.Day), ("evidence", i.Evidence?.GetRawText()),
        ("by", i.ProposedBy?.Value), ("proposed", i.ProposedAt.ToUnixTimeMilliseconds()), ("decided", i.DecidedBy), ("decidedAt", i.DecidedAt?.ToUnixTimeMilliseconds()), ("reason", i.Reason), ("refused", i.ExemptionRefused),
        ("comment", i.Comment), ("commented", i.CommentedAt?.ToUnixTimeMilliseconds()), ("seen", i.SeenAt?.ToUnixTimeMilliseconds()), ("version", i.Version),
    ];
}
