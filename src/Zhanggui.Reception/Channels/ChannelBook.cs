using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Channels;

/// <summary>The channels of the house. Reading is cached for a few seconds, for every visitor asks for its channel.</summary>
internal sealed class ChannelBook(Database database, MasterKey master, TimeProvider clock)
{
    private const string Columns = "id, organisation_id, shop_id, kind, name, public_key, secret_wrapped, settings, is_enabled";
    private const int CacheLimit = 10_000;
    private static readonly Duration CacheFor = Duration.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (ChannelCard? Card, Instant Until)> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, (ChannelCard? Card, Instant Until)> byId = new();

    public Task<ChannelCard?> FindByKeyAsync(string? publicKey, CancellationToken ct) =>
        publicKey is null or { Length: 0 or > 100 }
            ? Task.FromResult<ChannelCard?>(null)
            : CachedAsync(byKey, publicKey, () => ReadOneAsync("public_key = @key", ("key", publicKey), ct));

    public Task<ChannelCard?> FindAsync(ChannelId id, CancellationToken ct) =>
        CachedAsync(byId, id.Value, () => ReadOneAsync("id = @id", ("id", id.Value), ct));

    public async Task<IReadOnlyList<ChannelCard>> ListAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null, $"select {Columns} from reception_channel where shop_id = @shop order by created_at, id limit 200", Read, ct, ("shop", shop.Value));
    }

    /// <summary>Makes a channel; the secret is answered once and never again.</summary>
    public async Task<(ChannelCard Card, string Secret)> AddAsync(OrganisationId organisation, ShopId shop, string kind, string name, ChannelSettings settings, PersonId? by, string? publicKey, CancellationToken ct)
    {
        var id = new ChannelId(NewId.Create(clock));
        var secret = NewSecret();
        var card = new ChannelCard(id, organisation, shop, kind, name, publicKey ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), Wrap(secret, id), settings, IsEnabled: true);
        await database.WriteAsync(async (c, t) =>
        {
            var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
            await c.ExecuteAsync(t, "insert into reception_channel (id, organisation_id, shop_id, kind, name, public_key, secret_wrapped, settings, is_enabled, created_at) values (@id, @organisation, @shop, @kind, @name, @key, @secret, @settings, 1, @at)", ct,
                ("id", id.Value), ("organisation", organisation.Value), ("shop", shop.Value), ("kind", kind), ("name", name), ("key", card.PublicKey),
                ("secret", card.SecretWrapped), ("settings", Text(settings)), ("at", at));
            await AuditAsync(c, t, card, by, "reception.channel.add", null, Shown(card), at, ct);
            return 0;
        }, ct);
        Forget();
        return (card, secret);
    }

    /// <summary>
    /// The channel under which contacts of a kind are written down: the shop's first of that kind, else one made now.
    /// Its id follows from shop and kind, so two people who write down the first call at once get one channel.
    /// </summary>
    public async Task<ChannelCard> RecordedAsync(OrganisationId organisation, ShopId shop, string kind, string name, PersonId by, CancellationToken ct)
    {
        if ((await ListAsync(shop, ct)).FirstOrDefault(c => c.IsEnabled && c.Kind == kind) is { } known)
        {
            return known;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{shop.Value:n}\n{kind}"), hash);
        var id = new ChannelId(new Guid(hash[..16], bigEndian: true));
        var card = new ChannelCard(id, organisation, shop, kind, name, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), null, new ChannelSettings(), IsEnabled: true);
        await database.WriteAsync(async (c, t) =>
        {
            var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
            var made = await c.ExecuteAsync(t, "insert into reception_channel (id, organisation_id, shop_id, kind, name, public_key, secret_wrapped, settings, is_enabled, created_at) values (@id, @organisation, @shop, @kind, @name, @key, null, @settings, 1, @at) on conflict do nothing", ct,
                ("id", id.Value), ("organisation", organisation.Value), ("shop", shop.Value), ("kind", kind), ("name", name), ("key", card.PublicKey), ("settings", Text(card.Settings)), ("at", at));
            if (made > 0)
            {
                await AuditAsync(c, t, card, by, "reception.channel.add", null, Shown(card), at, ct);
            }

            return made;
        }, ct);
        Forget();
        return card;
    }

    public async Task EditAsync(ChannelCard before, ChannelCard after, PersonId by, CancellationToken ct)
    {
        await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "update reception_channel set name = @name, settings = @settings, is_enabled = @enabled where id = @id", ct,
                ("name", after.Name), ("settings", Text(after.Settings)), ("enabled", after.IsEnabled ? 1 : 0), ("id", after.Id.Value));
            await AuditAsync(c, t, after, by, "reception.channel.edit", Shown(before), Shown(after), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), ct);
            return 0;
        }, ct);
        Forget();
    }

    /// <summary>Gives a new secret; the old one stops working at once in this process, in others within seconds.</summary>
    public async Task<string> RotateAsync(ChannelCard card, PersonId by, CancellationToken ct)
    {
        var secret = NewSecret();
        await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "update reception_channel set secret_wrapped = @secret where id = @id", ct, ("secret", Wrap(secret, card.Id)), ("id", card.Id.Value));
            await AuditAsync(c, t, card, by, "reception.channel.rotate-secret", null, null, clock.GetCurrentInstant().ToUnixTimeMilliseconds(), ct);
            return 0;
        }, ct);
        Forget();
        return secret;
    }

    /// <summary>The bytes with which the shop's server signs: the text it was shown, as ASCII.</summary>
    public byte[]? SecretOf(ChannelCard card) => card.SecretWrapped is null ? null : master.Unwrap(card.SecretWrapped, card.Id.Value);

    private static string NewSecret() => "zgs_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private byte[] Wrap(string secret, ChannelId id) => master.Wrap(System.Text.Encoding.ASCII.GetBytes(secret), id.Value);

    private void Forget()
    {
        byKey.Clear();
        byId.Clear();
    }

    private async Task<ChannelCard?> CachedAsync<TKey>(ConcurrentDictionary<TKey, (ChannelCard? Card, Instant Until)> cache, TKey key, Func<Task<ChannelCard?>> read)
        where TKey : notnull
    {
        var now = clock.GetCurrentInstant();
        if (cache.TryGetValue(key, out var known) && now < known.Until && known.Until - now <= CacheFor)
        {
            return known.Card;
        }

        var card = await read();
        if (cache.Count > CacheLimit)
        {
            cache.Clear(); // guesses at keys must not fill the memory
        }

        cache[key] = (card, now + CacheFor);
        return card;
    }

    private async Task<ChannelCard?> ReadOneAsync(string where, (string, object?) value, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from reception_channel where {where}", Read, ct, value)).FirstOrDefault();
    }

    private static ChannelCard Read(DbDataReader r) => new(
        new ChannelId(r.GetGuid(0)), new OrganisationId(r.GetGuid(1)), new ShopId(r.GetGuid(2)), r.GetString(3), r.GetString(4), r.GetString(5),
        r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6), JsonSerializer.Deserialize<ChannelSettings>(r.GetString(7), HouseJson.Options) ?? new ChannelSettings(), Convert.ToInt32(r.GetValue(8), System.Globalization.CultureInfo.InvariantCulture) == 1);

    private static string Text(ChannelSettings settings) => JsonSerializer.Serialize(settings, HouseJson.Options);

    private static object Shown(ChannelCard card) => new { card.Kind, card.Name, card.Settings, card.IsEnabled };

    private Task AuditAsync(DbConnection c, DbTransaction t, ChannelCard card, PersonId? by, string act, object? before, object? after, long at, CancellationToken ct) =>
        AuditStore.InsertAsync(c, t, NewId.Create(clock), at, new AuditEntry(card.Organisation, card.Shop, by, act, "reception.channel", card.Id.ToString(), before, after), ct);
}
