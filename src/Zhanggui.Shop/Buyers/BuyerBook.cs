using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers;

/// <summary>The shop's records, with a context of its own per act so that background writers can use it too.</summary>
internal sealed class BuyerBook(RoomDbTools tools, SubjectKeys keys, SearchTokens tokens) : IBuyers
{
    /// <summary>A visit is noted at most this often, so that a busy buyer is not a row written again and again.</summary>
    private static readonly NodaTime.Duration SeenEvery = NodaTime.Duration.FromHours(1);

    private const int ExternalLimit = 200;

    public async Task<BuyerSummary> FindOrCreateAsync(ShopId shop, string channelKind, string externalId, BuyerProfile profile, CancellationToken ct)
    {
        var id = await FindOrInsertAsync(shop, channelKind, externalId, profile.Identity, ct);
        return await MeetAsync(id, channelKind, externalId, profile, ct);
    }

    public async Task<BuyerSummary?> FindAsync(BuyerId id, CancellationToken ct) =>
        (await FindAsync([id], ct)).GetValueOrDefault(id);

    public async Task<IReadOnlyDictionary<BuyerId, BuyerSummary>> FindAsync(IReadOnlyCollection<BuyerId> ids, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var asked = await ReadAsync(db, ids, ct);
        var joined = asked.Where(b => b.JoinedInto is not null).Select(b => b.JoinedInto!.Value).Except(ids).ToList();
        var all = asked.Concat(await ReadAsync(db, joined, ct)).ToDictionary(b => b.Id);
        await keys.WarmAsync([.. all.Values.Where(b => b.IsSealed && b.ErasedAt is null).Select(b => b.Id.Value)], ct);
        var summaries = new Dictionary<BuyerId, BuyerSummary>();
        foreach (var buyer in asked)
        {
            var holds = buyer.JoinedInto is { } into && all.TryGetValue(into, out var other) ? other : buyer;
            summaries[buyer.Id] = holds.Summarise(await OpenAsync(holds, ct));
        }

        return summaries;
    }

    public async Task<IReadOnlyList<BuyerId>> SearchAsync(ShopId shop, string words, int limit, CancellationToken ct)
    {
        var asked = SearchTokens.Normal(words);
        if (asked.Length == 0)
        {
            return [];
        }

        await using var db = new ShopDb(tools);
        return await ListBuyers.Narrow(db.Buyers.AsNoTracking().Where(b => b.ShopId == shop && b.JoinedInto == null), db, shop, asked, tokens)
            .OrderByDescending(b => b.LastSeenAt).ThenByDescending(b => b.Number).Take(limit).Select(b => b.Id).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<(BuyerSummary Buyer, NodaTime.Instant SeenAt)>> NotedAsync(ShopId shop, NodaTime.Instant? behind, long behindNumber, int limit, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var noted = db.Buyers.AsNoTracking().Where(b => b.ShopId == shop && b.Note != null && b.JoinedInto == null && b.ErasedAt == null);
        if (behind is { } at)
        {
            noted = noted.Where(b => b.LastSeenAt < at || (b.LastSeenAt == at && b.Number < behindNumber));
        }

        var rows = await noted.OrderByDescending(b => b.LastSeenAt).ThenByDescending(b => b.Number).Take(limit).ToListAsync(ct);
        await keys.WarmAsync([.. rows.Select(b => b.Id.Value)], ct);
        var found = new List<(BuyerSummary, NodaTime.Instant)>(rows.Count);
        foreach (var row in rows)
        {
            found.Add((row.Summarise(await OpenAsync(row, ct)), row.LastSeenAt));
        }

        return found;
    }

    public async Task<string?> FindExternalIdAsync(BuyerId id, string channelKind, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var found = await db.Identities.AsNoTracking().Where(i => i.BuyerId == id && i.ChannelKind == channelKind && i.External != null)
            .OrderByDescending(i => i.CreatedAt).Select(i => new { i.FirstBuyerId, i.External }).FirstOrDefaultAsync(ct);
        return found is not null && await keys.FindAsync(found.FirstBuyerId.Value, ct) is { } key ? System.Text.Encoding.UTF8.GetString(key.Open(found.External!)) : null;
    }

    public async Task<IReadOnlyDictionary<BuyerId, string>> ProvenNamesAsync(IReadOnlyCollection<BuyerId> ids, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var names = new Dictionary<BuyerId, string>();
        foreach (var some in ids.Distinct().Chunk(200))
        {
            var found = await db.Identities.AsNoTracking().Where(i => some.Contains(i.BuyerId) && i.Identity == BuyerIdentity.Signed && i.External != null)
                .OrderBy(i => i.CreatedAt).Select(i => new { i.BuyerId, i.FirstBuyerId, i.External }).ToListAsync(ct);
            await keys.WarmAsync([.. found.Select(f => f.FirstBuyerId.Value)], ct);
            foreach (var one in found)
            {
                if (await keys.FindAsync(one.FirstBuyerId.Value, ct) is { } key)
                {
                    names[one.BuyerId] = System.Text.Encoding.UTF8.GetString(key.Open(one.External!));
                }
            }
        }

        return names;
    }

    public async Task<IReadOnlyDictionary<string, BuyerId>> FindByNamesAsync(ShopId shop, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var kinds = await db.Identities.AsNoTracking().Where(i => i.ShopId == shop).Select(i => i.ChannelKind).Distinct().Take(50).ToListAsync(ct);
        var keyed = names.Distinct(StringComparer.Ordinal).SelectMany(n => kinds.Select(k => (Name: n, Kind: k, Key: tokens.OfIdentity(shop, k, n)))).ToDictionary(x => (x.Kind, x.Key), x => x.Name);
        var known = new Dictionary<string, BuyerId>(StringComparer.Ordinal);
        foreach (var some in keyed.Keys.Chunk(500))
        {
            var marks = some.Select(s => s.Key).ToList();
            var found = await (from i in db.Identities.AsNoTracking()
                               join b in db.Buyers on i.BuyerId equals b.Id
                               where i.ShopId == shop && kinds.Contains(i.ChannelKind) && marks.Contains(i.ExternalKey) && b.ErasedAt == null
                               select new { i.ChannelKind, i.ExternalKey, Holder = b.JoinedInto ?? b.Id }).ToListAsync(ct);
            foreach (var one in found.Where(f => keyed.ContainsKey((f.ChannelKind, f.ExternalKey))))
            {
                known[keyed[(one.ChannelKind, one.ExternalKey)]] = one.Holder;
            }
        }

        return known;
    }

    public async Task<ClaimedBuyer> ClaimIdentityAsync(BuyerId visitor, string channelKind, string externalId, BuyerProfile profile, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var from = await db.Buyers.AsNoTracking().SingleAsync(b => b.Id == visitor, ct);
        if (from.JoinedInto is { } already)
        {
            visitor = already;
        }

        var (buyer, joined) = profile.Identity == BuyerIdentity.Signed
            ? await db.InTransactionAsync(() => ClaimAsync(db, from.ShopId, visitor, channelKind, externalId, ct), ct)
            : (visitor, null); // a claim is only noted: whoever could join by claiming could read another's record
        buyer = buyer == default ? await FindOrInsertAsync(from.ShopId, channelKind, externalId, profile.Identity, ct) : buyer;
        return new ClaimedBuyer(await MeetAsync(buyer, channelKind, externalId, profile, ct), joined);
    }

    /// <summary>The buyer in the clear; nothing when erased or nothing was ever sealed.</summary>
    public async Task<BuyerRecord> OpenAsync(Buyer buyer, CancellationToken ct) =>
        buyer.IsSealed && buyer.ErasedAt is null ? buyer.Open(await keys.FindAsync(buyer.Id.Value, ct)) : BuyerRecord.Empty;

    /// <summary>Seals a changed record into its row and renews what it is found by; saved with the caller's transaction.</summary>
    public async Task WriteAsync(ShopDb db, Buyer buyer, SubjectKey key, BuyerRecord record, CancellationToken ct)
    {
        buyer.Seal(key, record);
        await db.SaveChangesAsync(ct);
        await RetokenAsync(db, buyer, record, ct);
        Changed(db, buyer);
    }

    public static void Changed(ShopDb db, Buyer buyer)
    {
        db.Tell(new FeedEntry(buyer.ShopId.Value, "buyer", buyer.Id.Value, 0, buyer.Id.Value));
        db.Publish(new BuyerChanged(buyer.ShopId, buyer.Id), buyer.ShopId);
    }

    public async Task RetokenAsync(ShopDb db, Buyer buyer, BuyerRecord record, CancellationToken ct)
    {
        var (id, shop) = (buyer.Id.Value, buyer.ShopId.Value);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_token where buyer_id = {id}", ct);
        await db.Database.ExecuteSqlAsync($"delete from shop_buyer_mark where buyer_id = {id}", ct);
        foreach (var (kind, plain) in Same.SameMarks.Of(record))
        {
            await db.Database.ExecuteSqlAsync($"insert into shop_buyer_mark (shop_id, kind, mark, buyer_id) values ({shop}, {kind}, {tokens.OfMark(buyer.ShopId, kind, plain)}, {id}) on conflict do nothing", ct);
        }

        foreach (var token in tokens.OfBuyer(buyer.ShopId, record))
        {
            await db.Database.ExecuteSqlAsync($"insert into shop_buyer_token (shop_id, token, buyer_id) values ({shop}, {token}, {id}) on conflict do nothing", ct);
        }
    }

    private static async Task<List<Buyer>> ReadAsync(ShopDb db, IReadOnlyCollection<BuyerId> ids, CancellationToken ct)
    {
        var found = new List<Buyer>(ids.Count);
        foreach (var some in ids.Distinct().Chunk(200))
        {
            found.AddRange(await db.Buyers.AsNoTracking().Where(b => some.Contains(b.Id)).ToListAsync(ct));
        }

        return found;
    }

    private async Task<BuyerId> FindOrInsertAsync(ShopId shop, string channelKind, string externalId, BuyerIdentity identity, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(externalId.Length, ExternalLimit);
        var key = tokens.OfIdentity(shop, channelKind, externalId);
        await using var db = new ShopDb(tools);
        var known = await db.Identities.AsNoTracking()
            .Where(i => i.ShopId == shop && i.ChannelKind == channelKind && i.ExternalKey == key)
            .Select(i => (BuyerId?)i.BuyerId).SingleOrDefaultAsync(ct);
        return known ?? await db.InTransactionAsync(async () =>
        {
            var buyer = BuyerId.From(db.Fresh());
            // The unique key decides between processes that saw the buyer first at the same moment; the loser waits here for the winner's commit.
            var mine = await InsertIdentityAsync(db, shop, channelKind, key, identity, buyer, ct);
            if (!mine)
            {
                return await db.Identities.AsNoTracking()
                    .Where(i => i.ShopId == shop && i.ChannelKind == channelKind && i.ExternalKey == key)
                    .Select(i => i.BuyerId).SingleAsync(ct);
            }

            db.Buyers.Add(new Buyer
            {
                Id = buyer,
                ShopId = shop,
                Number = await NextNumberAsync(db, shop, ct),
                Identity = identity,
                CreatedAt = db.Now,
                LastSeenAt = db.Now,
            });
            return buyer;
        }, ct);
    }

    private static async Task<bool> InsertIdentityAsync(ShopDb db, ShopId shop, string channelKind, string key, BuyerIdentity identity, BuyerId buyer, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"insert into shop_buyer_identity (id, shop_id, channel_kind, external_key, identity, buyer_id, first_buyer_id, created_at) values ({db.Fresh()}, {shop.Value}, {channelKind}, {key}, {identity.ToString()}, {buyer.Value}, {buyer.Value}, {db.Now.ToUnixTimeMilliseconds()}) on conflict do nothing", ct) > 0;

    private static async Task<long> NextNumberAsync(ShopDb db, ShopId shop, CancellationToken ct) =>
        (await db.Database.SqlQuery<long>(
            $"insert into shop_counter (shop_id, last_buyer) values ({shop.Value}, 1) on conflict (shop_id) do update set last_buyer = shop_counter.last_buyer + 1 returning last_buyer as \"Value\"").ToListAsync(ct))[0];

    /// <summary>Attaches or joins; an id of zero means that the identity belongs to someone else who has no record yet.</summary>
    private async Task<(BuyerId Buyer, BuyerId? JoinedFrom)> ClaimAsync(ShopDb db, ShopId shop, BuyerId visitor, string channelKind, string externalId, CancellationToken ct)
    {
        var key = tokens.OfIdentity(shop, channelKind, externalId);
        // Taking the row's lock first makes two sign-ins of one visitor follow each other.
        await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {visitor.Value}", ct);
        var buyer = await db.Buyers.SingleAsync(b => b.Id == visitor, ct);
        if (buyer.JoinedInto is { } meanwhile)
        {
            visitor = meanwhile;
            buyer = await db.Buyers.SingleAsync(b => b.Id == meanwhile, ct);
        }

        var owner = await OwnerAsync(db, shop, channelKind, key, ct);
        if (buyer.ErasedAt is not null)
        {
            return (owner ?? default, null); // who was erased comes back as somebody new
        }

        switch (Joining.Decide(visitor, buyer.Identity, owner))
        {
            case JoinDecision.Same:
                buyer.Identity = BuyerIdentity.Signed;
                return (visitor, null);
            case JoinDecision.Switch:
                return (owner ?? default, null);
            case JoinDecision.Attach when await InsertIdentityAsync(db, shop, channelKind, key, BuyerIdentity.Signed, visitor, ct):
                buyer.Identity = BuyerIdentity.Signed;
                Changed(db, buyer);
                return (visitor, null);
            case JoinDecision.Attach: // another process attached it to another record a moment ago
            case JoinDecision.Join:
                owner ??= await OwnerAsync(db, shop, channelKind, key, ct);
                return (await JoinAsync(db, buyer, owner!.Value, by: null, "signed-in", ct), visitor);
            default:
                throw new InvalidOperationException("Unknown decision.");
        }
    }

    private static Task<BuyerId?> OwnerAsync(ShopDb db, ShopId shop, string channelKind, string key, CancellationToken ct) =>
        db.Identities.AsNoTracking()
            .Where(i => i.ShopId == shop && i.ChannelKind == channelKind && i.ExternalKey == key)
            .Select(i => (BuyerId?)i.BuyerId).SingleOrDefaultAsync(ct);

    /// <summary>Makes one record part of another: identities, earlier joins and what is found by it follow; nothing is re-sealed.</summary>
    public static async Task<BuyerId> JoinAsync(ShopDb db, Buyer from, BuyerId into, PersonId? by, string reason, CancellationToken ct)
    {
        var now = db.Now;
        // The lock first: a record that is itself being joined elsewhere right now must not be pointed at.
        await db.Database.ExecuteSqlAsync($"update shop_buyer set last_seen_at = {now.ToUnixTimeMilliseconds()}, version = version + 1 where id = {into.Value}", ct);
        into = await db.Buyers.AsNoTracking().Where(b => b.Id == into).Select(b => b.JoinedInto).SingleAsync(ct) ?? into;
        from.JoinedInto = into;
        from.Version++;
        db.Joins.Add(new BuyerJoin { Id = db.Fresh(), ShopId = from.ShopId, FromBuyerId = from.Id, IntoBuyerId = into, At = now, JoinedBy = by, Reason = reason });
        await db.SaveChangesAsync(ct);
        await db.Database.ExecuteSqlAsync($"update shop_buyer set joined_into = {into.Value}, version = version + 1 where joined_into = {from.Id.Value}", ct);
        await db.Database.ExecuteSqlAsync($"update shop_buyer_identity set buyer_id = {into.Value} where buyer_id = {from.Id.Value}", ct);
        db.Tell(new FeedEntry(from.ShopId.Value, "buyer", into.Value, 0, into.Value));
        db.Tell(new FeedEntry(from.ShopId.Value, "buyer", from.Id.Value, 0, from.Id.Value));
        db.Publish(new BuyersJoined(from.ShopId, from.Id, into), from.ShopId);
        return into;
    }

    /// <summary>Notes what the channel says of the buyer now, and that they were here.</summary>
    private async Task<BuyerSummary> MeetAsync(BuyerId id, string channelKind, string externalId, BuyerProfile profile, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var buyer = await db.Buyers.AsNoTracking().SingleAsync(b => b.Id == id, ct);
        if (buyer.ErasedAt is not null)
        {
            return buyer.Summarise(BuyerRecord.Empty);
        }

        var record = await OpenAsync(buyer, ct);
        var next = Merge(record, profile);
        var isSurer = Sureness(profile.Identity) > Sureness(buyer.Identity);
        var isSealed = profile.Identity == BuyerIdentity.Anonymous
            || await db.Identities.AnyAsync(i => i.BuyerId == id && i.ExternalKey == tokens.OfIdentity(buyer.ShopId, channelKind, externalId) && i.External != null, ct);
        if (next == record && !isSurer && isSealed && db.Now - buyer.LastSeenAt < SeenEvery)
        {
            return buyer.Summarise(record);
        }

        // Fetched before the transaction: making a key is a transaction of its own.
        var key = next == record && isSealed ? null : await keys.FindOrCreateAsync(id.Value, buyer.ShopId, ct);
        return await db.InTransactionAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"update shop_buyer set version = version + 1 where id = {id.Value}", ct);
            var fresh = await db.Buyers.SingleAsync(b => b.Id == id, ct);
            var known = fresh.Open(key ?? await keys.FindAsync(id.Value, ct));
            var merged = Merge(known, profile);
            fresh.LastSeenAt = db.Now;
            if (Sureness(profile.Identity) > Sureness(fresh.Identity))
            {
                fresh.Identity = profile.Identity;
            }

            if (!isSealed && key is { } first)
            {
                var external = first.Seal(System.Text.Encoding.UTF8.GetBytes(externalId));
                var fingerprint = tokens.OfIdentity(fresh.ShopId, channelKind, externalId);
                await db.Database.ExecuteSqlAsync($"update shop_buyer_identity set external = {external} where first_buyer_id = {id.Value} and external_key = {fingerprint} and channel_kind = {channelKind}", ct);
            }

            if (merged != known && key is { } k)
            {
                fresh.MaskedAt = null;
                await WriteAsync(db, fresh, k, merged, ct);
            }
            else if (isSurer)
            {
                Changed(db, fresh);
            }

            return fresh.Summarise(merged);
        }, ct);
    }

    /// <summary>A proven name replaces what was there; a claimed one only fills a gap, as it may be anybody's.</summary>
    internal static BuyerRecord Merge(BuyerRecord known, BuyerProfile said) => said.Identity == BuyerIdentity.Signed
        ? known with { Nick = Clean(said.Name) ?? known.Nick, Tel = Clean(said.Tel) ?? known.Tel, Email = Clean(said.Email) ?? known.Email }
        : known with { Nick = known.Nick ?? Clean(said.Name), Tel = known.Tel ?? Clean(said.Tel), Email = known.Email ?? Clean(said.Email) };

    private static int Sureness(BuyerIdentity identity) => identity switch
    {
        BuyerIdentity.Anonymous => 0,
        BuyerIdentity.Claimed => 1,
        BuyerIdentity.Signed => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(identity), identity, "Unknown identity."),
    };

    private static string? Clean(string? text)
    {
        var clean = text is null ? string.Empty : string.Concat(text.Where(c => !char.IsControl(c))).Trim();
        return clean.Length == 0 ? null : clean[..Math.Min(clean.Length, 100)];
    }
}
