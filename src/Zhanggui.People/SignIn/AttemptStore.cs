using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.People.SignIn;

/// <summary>The counters one try touches.</summary>
internal sealed record AttemptKeys(IReadOnlyList<(string Key, LockoutRule Rule)> Keys);

/// <summary>Counts sign-in tries in the database, so that every process and every restart knows them.</summary>
internal sealed class AttemptStore(Database database, TimeProvider clock)
{
    public static AttemptKeys KeysFor(string account, IPAddress? address, string? knownDevice)
    {
        var network = NetworkOf(address);
        return knownDevice is not null
            ? new AttemptKeys([(Key("device", account, knownDevice), Lockout.KnownDevice)])
            : new AttemptKeys(
            [
                (Key("network", account, network), Lockout.Network),
                (Key("account", account, string.Empty), Lockout.Account),
                (Key("spray", string.Empty, network), Lockout.Spray),
            ]);
    }

    /// <summary>Charges one try; null when it may go on, or the instant until which to wait (then nothing is charged).</summary>
    public Task<Instant?> ChargeAsync(AttemptKeys keys, CancellationToken ct) =>
        database.WriteAsync<Instant?>(async (c, t) =>
        {
            var now = clock.GetCurrentInstant();
            var charged = new List<(string Key, Attempts After)>();
            foreach (var (key, rule) in keys.Keys)
            {
                // The empty upsert locks the row on PostgreSQL, so that parallel tries count one after the other.
                await c.ExecuteAsync(t, "insert into people_attempt (key, failures, last_at, until_at) values (@key, 0, 0, 0) on conflict (key) do update set key = @key", ct, ("key", key));
                var before = await ReadAsync(c, t, key, ct);
                if (before.UntilAt > now)
                {
                    return before.UntilAt;
                }

                charged.Add((key, Lockout.Charge(before, now, rule)));
            }

            foreach (var (key, after) in charged)
            {
                await SaveAsync(c, t, key, after, ct);
            }

            return null;
        }, ct);

    /// <summary>Takes one charge back (the right password, but the second step is still to come).</summary>
    public Task<int> RefundAsync(AttemptKeys keys, CancellationToken ct) =>
        database.WriteAsync(async (c, t) =>
        {
            foreach (var (key, rule) in keys.Keys)
            {
                var now = await ReadAsync(c, t, key, ct);
                await SaveAsync(c, t, key, Lockout.Refund(now, rule), ct);
            }

            return 0;
        }, ct);

    /// <summary>After a full sign-in: this device's or network's failures on this account are forgotten; the wide counters only get their charge back.</summary>
    public Task<int> SucceededAsync(AttemptKeys keys, CancellationToken ct) =>
        database.WriteAsync(async (c, t) =>
        {
            await c.ExecuteAsync(t, "delete from people_attempt where key = @key", ct, ("key", keys.Keys[0].Key));
            foreach (var (key, rule) in keys.Keys.Skip(1))
            {
                await SaveAsync(c, t, key, Lockout.Refund(await ReadAsync(c, t, key, ct), rule), ct);
            }

            return 0;
        }, ct);

    private static async Task<Attempts> ReadAsync(DbConnection c, DbTransaction t, string key, CancellationToken ct)
    {
        var rows = await c.ReadAllAsync(t, "select failures, last_at, until_at from people_attempt where key = @key",
            r => new Attempts(r.GetInt32(0), Instant.FromUnixTimeMilliseconds(r.GetInt64(1)), Instant.FromUnixTimeMilliseconds(r.GetInt64(2))), ct, ("key", key));
        return rows.Count == 0 ? default : rows[0];
    }

    private static Task<int> SaveAsync(DbConnection c, DbTransaction t, string key, Attempts a, CancellationToken ct) =>
        c.ExecuteAsync(t, "update people_attempt set failures = @failures, last_at = @last, until_at = @until where key = @key", ct,
            ("key", key), ("failures", a.Failures), ("last", a.LastAt.ToUnixTimeMilliseconds()), ("until", a.UntilAt.ToUnixTimeMilliseconds()));

    /// <summary>Keys are hashed: the table tells nobody which accounts exist or were typed.</summary>
    private static string Key(string kind, string account, string rest) =>
        $"{kind}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account + "\n" + rest)).AsSpan(0, 16))}";

    /// <summary>One machine can have a whole /64 of IPv6 addresses.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return Convert.ToHexStringLower(bytes.AsSpan(0, bytes.Length == 16 ? 8 : 4));
    }
}
