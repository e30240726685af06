using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Reception.Guarding;

/// <summary>Kept words that fail under the book in force: which (<paramref name="Ref"/>, and the part of it), in the version that was read, whose they are.</summary>
internal sealed record TextRing(TextKind Kind, string Ref, int Part, int Version, PersonId? Owner, TextMark Mark, BookName Book, Instant FoundAt);

/// <summary>Keeps what the last reading found; a text that is written anew is forgotten here, because it was looked at when it was kept.</summary>
internal sealed class TextRings(Database database)
{
    private const int Most = 5000;
    private const string Columns = "kind, ref, part, version, owner_id, found, book, book_version, found_at";

    public async Task<IReadOnlyList<TextRing>> ListAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ListAsync(connection, null, shop, ct);
    }

    public async Task<ILookup<string, TextRing>> OfKindAsync(ShopId shop, TextKind kind, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, $"select {Columns} from reception_text_ring where shop_id = @shop and kind = @kind order by ref, part limit {Most}", Read, ct, ("shop", shop.Value), ("kind", Key(kind)))).ToLookup(r => r.Ref);
    }

    /// <summary>How many of one's own texts fail, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountOfAsync(ShopId shop, PersonId owner, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.ReadAllAsync(null, "select kind, count(*) from reception_text_ring where owner_id = @owner and shop_id = @shop group by kind", r => (r.GetString(0), r.GetInt64(1)), ct,
            ("owner", owner.Value), ("shop", shop.Value))).ToDictionary(r => r.Item1, r => r.Item2);
    }

    /// <summary>The claim on a shop: true for one process, where its texts were last read with another book or before <paramref name="readBefore"/>.</summary>
    public Task<bool> ClaimAsync(ShopId shop, string digest, Instant readBefore, Instant now, Instant until, CancellationToken ct) => database.WriteAsync(async (c, t) => await c.ExecuteAsync(t,
        "insert into reception_text_look (shop_id, digest, looked_at, claimed_until, texts, ringing) values (@shop, '', 0, @until, 0, 0) " +
        "on conflict (shop_id) do update set claimed_until = @until where reception_text_look.claimed_until <= @now and (reception_text_look.digest <> @digest or reception_text_look.looked_at <= @before)", ct,
        ("shop", shop.Value), ("digest", digest), ("until", until.ToUnixTimeMilliseconds()), ("now", now.ToUnixTimeMilliseconds()), ("before", readBefore.ToUnixTimeMilliseconds())) > 0, ct);

    /// <summary>Puts what a reading found in place of what the one before found. What was found already keeps the moment it was found first.</summary>
    public Task FinishAsync(ShopId shop, string digest, int texts, IReadOnlyList<TextRing> found, Instant now, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        var before = (await ListAsync(c, t, shop, ct)).ToDictionary(r => (r.Kind, r.Ref, r.Part));
        await c.ExecuteAsync(t, "delete from reception_text_ring where shop_id = @shop", ct, ("shop", shop.Value));
        foreach (var ring in found.Take(Most))
        {
            var since = before.GetValueOrDefault((ring.Kind, ring.Ref, ring.Part)) is { } known && known.Version == ring.Version && known.Book.Book == ring.Book.Book && known.Book.Version == ring.Book.Version ? known.FoundAt : ring.FoundAt;
            await c.ExecuteAsync(t, $"insert into reception_text_ring (shop_id, {Columns}, level) values (@shop, @kind, @ref, @part, @version, @owner, @found, @book, @bookVersion, @at, @level)", ct,
                ("shop", shop.Value), ("kind", Key(ring.Kind)), ("ref", ring.Ref), ("part", ring.Part), ("version", ring.Version), ("owner", ring.Owner?.Value), ("found", JsonSerializer.Serialize(ring.Mark, HouseJson.Options)),
                ("book", ring.Book.Book), ("bookVersion", ring.Book.Version), ("at", since.ToUnixTimeMilliseconds()), ("level", (int)ring.Mark.Level));
        }

        return await c.ExecuteAsync(t, "update reception_text_look set digest = @digest, looked_at = @now, claimed_until = 0, texts = @texts, ringing = @ringing where shop_id = @shop", ct,
            ("shop", shop.Value), ("digest", digest), ("now", now.ToUnixTimeMilliseconds()), ("texts", texts), ("ringing", found.Count));
    }, ct);

    public static Task ForgetAsync(DbConnection c, DbTransaction t, ShopId shop, TextKind kind, string reference, CancellationToken ct) =>
        c.ExecuteAsync(t, "delete from reception_text_ring where shop_id = @shop and kind = @kind and ref = @ref", ct, ("shop", shop.Value), ("kind", Key(kind)), ("ref", reference));

    private static Task<List<TextRing>> ListAsync(DbConnection c, DbTransaction? t, ShopId shop, CancellationToken ct) =>
        c.ReadAllAsync(t, $"select {Columns} from reception_text_ring where shop_id = @shop order by kind, ref, part limit {Most}", Read, ct, ("shop", shop.Value));

    private static string Key(TextKind kind) => kind switch
    {
        TextKind.Phrase => "phrase",
        TextKind.Signature => "signature",
        TextKind.Reply => "reply",
        TextKind.Channel => "channel",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
    };

    private static TextRing Read(DbDataReader r) => new(
        Enum.Parse<TextKind>(r.GetString(0), ignoreCase: true), r.GetString(1), r.GetInt32(2), r.GetInt32(3), r.IsDBNull(4) ? null : new PersonId(r.GetGuid(4)), JsonSerializer.Deserialize<TextMark>(r.GetString(5), HouseJson.Options)!,
        new BookName(r.GetString(6), r.GetInt32(7), string.Empty), Instant.FromUnixTimeMilliseconds(r.GetInt64(8)));
}
