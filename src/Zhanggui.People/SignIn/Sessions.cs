using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.People.Roles;

namespace Zhanggui.People.SignIn;

/// <summary>A session that stands, with the rights of this moment.</summary>
internal sealed record LiveSession(Actor Actor, string Account, int NoticeVersion, Instant SeenAt, Instant ExpiresAt);

/// <summary>
/// Opens, finds and ends sessions. A found one is believed for <see cref="PeopleOptions.SessionCacheSeconds"/>, so a
/// revocation in another process, a changed right or the day after the last working day take effect within that time.
/// </summary>
internal sealed class Sessions(Database database, PeopleOptions options, TimeProvider clock) : ISessions
{
    private const int CacheLimit = 10_000;
    private static readonly Duration SeenEvery = Duration.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (LiveSession? Session, Instant Until)> byToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, (LiveSession? Session, Instant Until)> byId = new();

    public const string SelectSession =
        "select s.id, s.person_id, s.organisation_id, s.seen_at, s.expires_at, p.name, p.language, p.account, p.notice_version, p.leaves_on, o.zone " +
        "from people_session s join people_person p on p.id = s.person_id join people_organisation o on o.id = s.organisation_id " +
        "where s.ended_at is null and s.expires_at > @now and s.seen_at > @idle and ";

    /// <summary>Starts a session in the caller's transaction and gives its secret, which is kept nowhere.</summary>
    public async Task<string> OpenAsync(DbConnection c, DbTransaction t, PersonId person, OrganisationId organisation, string address, string client, CancellationToken ct)
    {
        var token = Tokens.Create();
        var now = clock.GetCurrentInstant();
        await c.ExecuteAsync(t,
            "insert into people_session (id, token_hash, person_id, organisation_id, created_at, seen_at, expires_at, address, client) values (@id, @hash, @person, @organisation, @now, @now, @expires, @address, @client)", ct,
            ("id", NewId.Create(clock)), ("hash", Tokens.Hash(token)), ("person", person.Value), ("organisation", organisation.Value),
            ("now", now.ToUnixTimeMilliseconds()), ("expires", (now + Duration.FromDays(options.SessionDays)).ToUnixTimeMilliseconds()),
            ("address", Cut(address, 64)), ("client", Cut(client, 200)));
        return token;
    }

    public async Task<LiveSession?> FindAsync(string token, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (byToken.TryGetValue(token, out var known) && known.Until > now)
        {
            return known.Session;
        }

        var found = await LoadAsync("s.token_hash = @key", Tokens.Hash(token), now, ct);
        Trim();
        byToken[token] = (found, now + Duration.FromSeconds(options.SessionCacheSeconds));
        if (found is not null && now - found.SeenAt > SeenEvery)
        {
            await MarkSeenAsync(found.Actor.SessionId, now, ct);
        }

        return found;
    }

    public async Task<Actor?> RefreshAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (byId.TryGetValue(actor.SessionId, out var known) && known.Until > now)
        {
            return known.Session?.Actor;
        }

        var found = await LoadAsync("s.id = @key", actor.SessionId, now, ct);
        Trim();
        byId[actor.SessionId] = (found, now + Duration.FromSeconds(options.SessionCacheSeconds));
        if (found is not null && now - found.SeenAt > SeenEvery)
        {
            await MarkSeenAsync(actor.SessionId, now, ct); // an open socket is use
        }

        return found?.Actor;
    }

    /// <summary>After a change of rights in this process: the next request asks the database.</summary>
    public void Forget()
    {
        byToken.Clear();
        byId.Clear();
    }

    /// <summary>Ends sessions of one person, all or all but one, in the caller's transaction; call <see cref="Forget"/> after the commit.</summary>
    public static Task<int> EndAllAsync(DbConnection c, DbTransaction? t, PersonId person, Guid? except, string because, Instant now, CancellationToken ct) =>
        c.ExecuteAsync(t, "update people_session set ended_at = @now, ended_because = @because where person_id = @person and ended_at is null and id <> @except", ct,
            ("now", now.ToUnixTimeMilliseconds()), ("because", because), ("person", person.Value), ("except", except ?? Guid.Empty));

    /// <summary>The rights of a person at an instant.</summary>
    public static async Task<IReadOnlyList<Grant>> GrantsAsync(DbConnection c, DbTransaction? t, PersonId person, Instant now, CancellationToken ct)
    {
        var rows = await c.ReadAllAsync(t,
            "select m.shop_id, m.team_id, m.preset, r.permissions from people_membership m left join people_role r on r.id = m.role_id " +
            "where m.person_id = @person and m.from_at <= @now and (m.to_at is null or m.to_at > @now)",
            r => new Grant(
                r.IsDBNull(0) ? null : new ShopId(r.GetGuid(0)),
                r.IsDBNull(1) ? null : new TeamId(r.GetGuid(1)),
                PermissionsOf(r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3))), ct,
            ("person", person.Value), ("now", now.ToUnixTimeMilliseconds()));
        return rows;
    }

    /// <summary>The shops of an organisation: as far as a grant without a shop reaches.</summary>
    public static async Task<IReadOnlySet<ShopId>> ShopsOfAsync(DbConnection c, OrganisationId organisation, CancellationToken ct) =>
        (await c.ReadAllAsync(null, "select id from people_shop where organisation_id = @organisation limit 10000", r => new ShopId(r.GetGuid(0)), ct, ("organisation", organisation.Value))).ToHashSet();

    /// <summary>The shops whose buyers are patients or residents, and what they need; null when the organisation has none.</summary>
    public static async Task<Guarded?> GuardedOfAsync(DbConnection c, OrganisationId organisation, CancellationToken ct)
    {
        var shops = await c.ReadAllAsync(null, "select id from people_shop where organisation_id = @organisation and kind in ('property', 'hospital') limit 10000",
            r => new ShopId(r.GetGuid(0)), ct, ("organisation", organisation.Value));
        return shops.Count == 0 ? null : new Guarded(shops.ToHashSet(), PermissionCatalogue.AboutBuyers, PermissionCatalogue.Restricted);
    }

    public static IReadOnlySet<string> PermissionsOf(string? preset, string? ownPermissions) =>
        preset is not null
            ? RolePresets.Find(preset)?.Permissions ?? new HashSet<string>(StringComparer.Ordinal)
            : JsonSerializer.Deserialize<string[]>(ownPermissions ?? "[]")!.Where(PermissionCatalogue.Codes.Contains).ToHashSet(StringComparer.Ordinal);

    private async Task<LiveSession?> LoadAsync(string condition, object key, Instant now, CancellationToken ct)
    {
        await using var c = await database.OpenAsync(ct);
        var rows = await c.ReadAllAsync(null, SelectSession + condition, r => Read(r, now), ct,
            ("key", key), ("now", now.ToUnixTimeMilliseconds()), ("idle", (now - Duration.FromHours(options.SessionIdleHours)).ToUnixTimeMilliseconds()));
        if (rows.Count == 0 || rows[0] is not { } session)
        {
            return null;
        }

        var grants = await GrantsAsync(c, null, session.Actor.Person, now, ct);
        var shops = await ShopsOfAsync(c, session.Actor.Organisation, ct);
        var guarded = await GuardedOfAsync(c, session.Actor.Organisation, ct);
        return session with { Actor = session.Actor with { Grants = grants, OrganisationShops = shops, Guarded = guarded } };
    }

    private static LiveSession? Read(DbDataReader r, Instant now)
    {
        if (!r.IsDBNull(9) && HasLeft(LocalDatePattern.Iso.Parse(r.GetString(9)).Value, r.GetString(10), now))
        {
            return null;
        }

        var actor = new Actor(new PersonId(r.GetGuid(1)), r.GetString(5), r.GetGuid(0), new OrganisationId(r.GetGuid(2)), r.GetString(6), []);
        return new LiveSession(actor, r.GetString(7), r.GetInt32(8), Instant.FromUnixTimeMilliseconds(r.GetInt64(3)), Instant.FromUnixTimeMilliseconds(r.GetInt64(4)));
    }

    /// <summary>The leaving date is the last day of work, by the organisation's calendar.</summary>
    public static bool HasLeft(LocalDate? leavesOn, string zone, Instant now) =>
        leavesOn is { } last && now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Date > last;

    private Task<int> MarkSeenAsync(Guid session, Instant now, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "update people_session set seen_at = @now where id = @id", ct,
            ("now", now.ToUnixTimeMilliseconds()), ("id", session)), ct);

    private void Trim()
    {
        if (byToken.Count > CacheLimit || byId.Count > CacheLimit)
        {
            Forget();
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
