using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;

namespace Zhanggui.Kernel.Privacy;

/// <summary>
/// One key per person whose data may have to be erased. Sealed bytes are <c>nonce(12) + tag(16) + ciphertext</c>
/// (AES-256-GCM). Erasing destroys the key and leaves the sealed bytes, over which hash chains still hold.
/// </summary>
public sealed class SubjectKeys
{
    private const int Limit = 20_000;
    private const string ForgetWord = "subject-keys-destroyed";
    private readonly ConcurrentDictionary<Guid, byte[]> cache = new();
    private readonly Database database;
    private readonly MasterKey master;
    private readonly TimeProvider clock;
    private readonly Whispers whispers;

    public SubjectKeys(Database database, MasterKey master, TimeProvider clock, Whispers whispers)
    {
        (this.database, this.master, this.clock, this.whispers) = (database, master, clock, whispers);
        whispers.Said += Hear;
    }

    /// <summary>The subject's key, made on first use in its own short transaction; null when it was destroyed.</summary>
    public async Task<SubjectKey?> FindOrCreateAsync(Guid subject, ShopId shop, CancellationToken ct)
    {
        if (cache.TryGetValue(subject, out var known))
        {
            return new SubjectKey(known);
        }

        await using (var connection = await database.OpenAsync(ct))
        {
            var found = await ReadAsync(connection, null, subject, ct);
            if (found is not null)
            {
                return Keep(subject, found.Value.Wrapped);
            }
        }

        var fresh = RandomNumberGenerator.GetBytes(32);
        var wrapped = master.Wrap(fresh, subject);
        var stored = await database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "insert into kernel_subject_key (subject_id, shop_id, wrapped, created_at) values (@id, @shop, @wrapped, @at) on conflict do nothing", ct,
                ("id", subject), ("shop", shop.Value), ("wrapped", wrapped), ("at", clock.GetCurrentInstant().ToUnixTimeMilliseconds()));
            return await ReadAsync(c, t, subject, ct);
        }, ct);
        return Keep(subject, stored!.Value.Wrapped);
    }

    /// <summary>Makes the keys of many subjects in one transaction, before rows of theirs are sealed; those that exist or were destroyed stay as they are.</summary>
    public async Task CreateAsync(IReadOnlyCollection<Guid> subjects, ShopId shop, CancellationToken ct)
    {
        await WarmAsync(subjects, ct);
        var missing = subjects.Where(s => !cache.ContainsKey(s)).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        var rows = missing.ConvertAll(s => (object?[])[s, shop.Value, master.Wrap(RandomNumberGenerator.GetBytes(32), s), at]);
        await database.WriteAsync(async (c, t) =>
        {
            await ManyRows.ExecuteAsync(c, t, "insert into kernel_subject_key (subject_id, shop_id, wrapped, created_at) values (@id, @shop, @wrapped, @at) on conflict do nothing", ["id", "shop", "wrapped", "at"], rows, ct);
            return rows.Count;
        }, ct);
        await WarmAsync(missing, ct);
    }

    /// <summary>The subject's key for reading; null when there is none or it was destroyed.</summary>
    public async Task<SubjectKey?> FindAsync(Guid subject, CancellationToken ct)
    {
        if (cache.TryGetValue(subject, out var known))
        {
            return new SubjectKey(known);
        }

        await using var connection = await database.OpenAsync(ct);
        var found = await ReadAsync(connection, null, subject, ct);
        return found is null ? null : Keep(subject, found.Value.Wrapped);
    }

    /// <summary>Brings many subjects' keys into memory with few queries, before a list of sealed rows is opened.</summary>
    public async Task WarmAsync(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        foreach (var some in subjects.Where(s => !cache.ContainsKey(s)).Distinct().Chunk(200))
        {
            await using var connection = await database.OpenAsync(ct);
            var names = string.Join(", ", Enumerable.Range(0, some.Length).Select(i => $"@s{i}"));
            var rows = await connection.ReadAllAsync(null, $"select subject_id, wrapped from kernel_subject_key where wrapped is not null and subject_id in ({names})",
                r => (Id: r.GetGuid(0), Wrapped: r.GetFieldValue<byte[]>(1)), ct, [.. some.Select((s, i) => ($"s{i}", (object?)s))]);
            foreach (var (id, wrapped) in rows)
            {
                Keep(id, wrapped);
            }
        }
    }

    /// <summary>
    /// Destroys the key in the caller's transaction; call <see cref="ForgetEverywhere"/> after its commit. A subject who
    /// never had a key gets a destroyed one, so that none can be made later.
    /// </summary>
    public static Task<int> DestroyAsync(DbConnection connection, DbTransaction transaction, Guid subject, ShopId shop, PersonId by, string because, Instant at, CancellationToken ct) =>
        connection.ExecuteAsync(transaction,
            "insert into kernel_subject_key (subject_id, shop_id, wrapped, created_at, destroyed_at, destroyed_by, destroyed_because) values (@id, @shop, null, @at, @at, @by, @because) " +
            "on conflict (subject_id) do update set wrapped = null, destroyed_at = @at, destroyed_by = @by, destroyed_because = @because where kernel_subject_key.destroyed_at is null", ct,
            ("id", subject), ("shop", shop.Value), ("at", at.ToUnixTimeMilliseconds()), ("by", by.Value), ("because", because));

    /// <summary>Drops destroyed keys from the memory of this process at once and of the others by a word; <see cref="ForgetErasedJob"/> covers a lost word.</summary>
    public void ForgetEverywhere(ShopId shop, IReadOnlyCollection<Guid> subjects)
    {
        foreach (var some in subjects.Chunk(100))
        {
            whispers.Say(shop.Value, ForgetWord, some);
        }
    }

    /// <summary>Drops the key from this process's memory.</summary>
    public void Forget(Guid subject)
    {
        // The bytes are left to the collector: another thread may be sealing with them, and a zeroed key would seal for ever.
        cache.TryRemove(subject, out _);
    }

    private void Hear(Whisper word)
    {
        if (word.Kind == ForgetWord && word.Body.ValueKind == JsonValueKind.Array)
        {
            foreach (var subject in word.Body.EnumerateArray())
            {
                if (subject.TryGetGuid(out var id))
                {
                    Forget(id);
                }
            }
        }
    }

    private SubjectKey? Keep(Guid subject, byte[]? wrapped)
    {
        if (wrapped is null)
        {
            return null;
        }

        var key = master.Unwrap(wrapped, subject);
        if (cache.Count > Limit)
        {
            cache.Clear();
        }

        cache[subject] = key;
        return new SubjectKey(key);
    }

    private static async Task<(byte[]? Wrapped, bool Destroyed)?> ReadAsync(DbConnection connection, DbTransaction? transaction, Guid subject, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(transaction, "select wrapped, destroyed_at from kernel_subject_key where subject_id = @id",
            r => ((byte[]?)(r.IsDBNull(0) ? null : r.GetFieldValue<byte[]>(0)), !r.IsDBNull(1)), ct, ("id", subject));
        return rows.Count == 0 ? null : rows[0];
    }
}

/// <summary>Seals and opens bytes for one subject.</summary>
public readonly struct SubjectKey(byte[] key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    // Setting a cipher up costs more than sealing a short text: a thread keeps those of the keys it seals with. An entry lives
    // as long as its key's bytes, so a forgotten key takes its cipher along.
    [ThreadStatic]
    private static ConditionalWeakTable<byte[], AesGcm>? ciphers;

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceSize + TagSize + plain.Length];
        Nonces.Fill(sealedBytes.AsSpan(0, NonceSize));
        Cipher().Encrypt(sealedBytes.AsSpan(0, NonceSize), plain, sealedBytes.AsSpan(NonceSize + TagSize), sealedBytes.AsSpan(NonceSize, TagSize));
        return sealedBytes;
    }

    /// <summary>Opens sealed bytes; throws <see cref="CryptographicException"/> when they were altered.</summary>
    public byte[] Open(ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - NonceSize - TagSize];
        if (ciphers is not null && ciphers.TryGetValue(key, out var kept))
        {
            kept.Decrypt(sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), plain);
            return plain;
        }

        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(sealedBytes[..NonceSize], sealedBytes[(NonceSize + TagSize)..], sealedBytes.Slice(NonceSize, TagSize), plain);
        return plain;
    }

    private AesGcm Cipher()
    {
        ciphers ??= [];
        if (!ciphers.TryGetValue(key, out var cipher))
        {
            cipher = new AesGcm(key, TagSize);
            ciphers.Add(key, cipher);
        }

        return cipher;
    }

    /// <summary>Random bytes from the system, fetched by the page; every byte is given out once.</summary>
    private static class Nonces
    {
        private const int PageSize = 1200;

        [ThreadStatic]
        private static byte[]? page;

        [ThreadStatic]
        private static int used;

        public static void Fill(Span<byte> nonce)
        {
            if (page is null || used + nonce.Length > PageSize)
            {
                page ??= new byte[PageSize];
                RandomNumberGenerator.Fill(page);
                used = 0;
            }

            page.AsSpan(used, nonce.Length).CopyTo(nonce);
            used += nonce.Length;
        }
    }
}
