using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Records.Keeping;

/// <summary>A message, its sealed words and its sealed cells of unknown columns; without them where it had none, or where the buyer was erased.</summary>
internal sealed record SealedMessage(MessageFact Fact, Guid Subject, byte[]? Sealed, string? Digest, byte[]? Unknown = null, string? UnknownDigest = null);

/// <summary>Keeps messages of imported chats. Their words are sealed with a key of the buyer, as everything that is said in the house.</summary>
internal sealed class MessageKeeper(SubjectKeys keys)
{
    private const int RowsPerQuery = 500;

    /// <summary>Seals before the transaction begins: making a key is a write of its own.</summary>
    public async Task<IReadOnlyList<SealedMessage>> SealAsync(ShopId shop, IEnumerable<(MessageFact Fact, string? Unknown)> messages, CancellationToken ct)
    {
        var rows = messages.Select(m => (m.Fact, m.Unknown, Subject: SubjectOf(shop, m.Fact.Buyer))).ToList();
        await keys.CreateAsync([.. rows.Select(r => r.Subject).Distinct()], shop, ct);
        var done = new List<SealedMessage>(rows.Count);
        foreach (var (fact, unknown, subject) in rows)
        {
            var key = fact.Text is null && unknown is null ? null : await keys.FindAsync(subject, ct);
            var bytes = key is null || fact.Text is null ? null : Encoding.UTF8.GetBytes(fact.Text);
            var beside = key is null || unknown is null ? null : Encoding.UTF8.GetBytes(unknown);
            done.Add(new SealedMessage(fact, subject, bytes is null ? null : key!.Value.Seal(bytes), Digest(subject, bytes), beside is null ? null : key!.Value.Seal(beside), Digest(subject, beside)));
        }

        return done;
    }

    public static async Task<StoredCounts> KeepAsync(DbConnection c, DbTransaction t, ShopId shop, IReadOnlyList<SealedMessage> messages, Guid? origin, Instant now, CancellationToken ct)
    {
        var counts = default(StoredCounts);
        foreach (var some in messages.Chunk(RowsPerQuery))
        {
            var names = string.Join(", ", some.Select((_, i) => $"@k{i}"));
            var known = (await c.ReadAllAsync(t, $"select id, buyer, account, sender, sent_at, kind, text_digest, unknown_digest from records_message where shop_id = @shop and id in ({names})",
                r => (Id: r.GetString(0), Buyer: r.GetString(1), Account: r.IsDBNull(2) ? null : r.GetString(2), Sender: r.GetInt32(3), At: r.IsDBNull(4) ? (long?)null : r.GetInt64(4), Kind: r.GetInt32(5), Digest: r.IsDBNull(6) ? null : r.GetString(6), Unknown: r.IsDBNull(7) ? null : r.GetString(7)), ct,
                [("shop", shop.Value), .. some.Select((m, i) => ($"k{i}", (object?)m.Fact.Id))])).ToDictionary(k => k.Id, StringComparer.Ordinal);
            var fresh = some.Where(m => !known.ContainsKey(m.Fact.Id)).ToList();
            var changed = some.Where(m => known.TryGetValue(m.Fact.Id, out var k) && k != (m.Fact.Id, m.Fact.Buyer, m.Fact.Account, (int)m.Fact.Sender, m.Fact.SentAt?.ToUnixTimeMilliseconds(), (int)m.Fact.Kind, m.Digest, m.UnknownDigest ?? k.Unknown)).ToList();
            await ManyRows.ExecuteAsync(c, t,
                "insert into records_message (shop_id, id, buyer, account, sender, sent_at, kind, subject_id, text_sealed, text_digest, unknown_sealed, unknown_digest, origin, changed_at) values (@shop, @id, @buyer, @account, @sender, @sent, @kind, @subject, @text, @digest, @unknown, @unknown_digest, @origin, @at) " +
                "on conflict (shop_id, id) do update set buyer = excluded.buyer, account = excluded.account, sender = excluded.sender, sent_at = excluded.sent_at, kind = excluded.kind, subject_id = excluded.subject_id, " +
                "text_sealed = excluded.text_sealed, text_digest = excluded.text_digest, unknown_sealed = coalesce(excluded.unknown_sealed, records_message.unknown_sealed), unknown_digest = coalesce(excluded.unknown_digest, records_message.unknown_digest), origin = excluded.origin, changed_at = excluded.changed_at",
                ["shop", "id", "buyer", "account", "sender", "sent", "kind", "subject", "text", "digest", "unknown", "unknown_digest", "origin", "at"],
                [.. fresh.Concat(changed).Select(m => (object?[])[shop.Value, m.Fact.Id, m.Fact.Buyer, m.Fact.Account, (int)m.Fact.Sender, m.Fact.SentAt?.ToUnixTimeMilliseconds(), (int)m.Fact.Kind, m.Subject, m.Sealed, m.Digest, m.Unknown, m.UnknownDigest, origin, now.ToUnixTimeMilliseconds()])], ct);
            counts += new StoredCounts(fresh.Count, changed.Count, some.Length - fresh.Count - changed.Count);
        }

        return counts;
    }

    /// <summary>Whose key seals the words: made of the name in the file, so that the same buyer has the same key in every file and every process.</summary>
    public static Guid SubjectOf(ShopId shop, string buyer) => new(SHA256.HashData([.. shop.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(buyer)]).AsSpan(0, 16));

    /// <summary>Tells whether the words are the same as those that are kept, without opening them.</summary>
    private static string? Digest(Guid subject, byte[]? words) => words is null ? null : Convert.ToHexStringLower(SHA256.HashData([.. subject.ToByteArray(), .. words]).AsSpan(0, 16));
}
