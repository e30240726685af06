using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Reads the policies in force.</summary>
internal sealed class PolicyBook(RoomDbTools tools, IBuyers buyers, Positions sealing) : IPolicies
{
    private const int Most = 500;

    public async Task<IReadOnlyList<PolicyInForce>> InForceAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct) =>
        PolicyRules.Ranked((await AllInForceAsync(shop, at, ct)).Where(p => p.Scope.Covers(item, category)));

    public async Task<IReadOnlyList<PolicyInForce>> AllInForceAsync(ShopId shop, Instant at, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        return await AllAsync(db, sealing, shop, at, ct);
    }

    public async Task<IReadOnlyDictionary<string, string>> FactsAsync(ShopId shop, Instant at, string? item, string? category, CancellationToken ct) =>
        PolicyRules.Facts(await InForceAsync(shop, at, item, category, ct));

    public async Task<PolicyInForce?> PositionAsync(ShopId shop, BuyerId buyer, Instant at, CancellationToken ct)
    {
        var positions = (await AllInForceAsync(shop, at, ct)).Where(p => p.Scope.Kind == ScopeKind.Buyer).ToList();
        if (positions.Count == 0 || await buyers.FindAsync(buyer, ct) is not { } known)
        {
            return null;
        }

        var number = known.Number.ToString(CultureInfo.InvariantCulture);
        return positions.Where(p => p.Scope.Targets.Contains(number, StringComparer.Ordinal)).MaxBy(p => p.From);
    }

    /// <summary>Every policy in force at the instant, whatever it holds for.</summary>
    public static async Task<IReadOnlyList<PolicyInForce>> AllAsync(ShopDb db, Positions sealing, ShopId shop, Instant at, CancellationToken ct)
    {
        var rows = await db.Set<PolicyVersionRow>().AsNoTracking()
            .Where(v => v.ShopId == shop && v.State == VersionState.Approved && v.StartsAt <= at && (v.EndsAt == null || v.EndsAt > at) && v.DecidedAt <= at).OrderByDescending(v => v.StartsAt).Take(4 * Most).ToListAsync(ct);
        await sealing.OpenAsync(rows, ct);
        rows.RemoveAll(r => Positions.IsSealed(r) && r.Opened is null);
        var ids = rows.Select(r => r.PolicyId).Distinct().ToList();
        var policies = await db.Set<PolicyRow>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var found = new List<PolicyInForce>();
        foreach (var versions in rows.GroupBy(r => r.PolicyId))
        {
            var policy = policies[versions.Key];
            if (PolicyRules.InForce(versions.Select(v => new Span(v.Version, v.StartsAt, v.EndsAt)), policy.EndedAt, at) is { } number)
            {
                var row = versions.Single(v => v.Version == number);
                found.Add(row.Said.InForce(policy, row));
            }
        }

        return PolicyRules.Ranked(found.Take(Most));
    }
}
