using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Policies that agents have to read: those in force and those that begin later, each with what changed.</summary>
internal static class PolicySubjects
{
    private const int Most = 200;

    public static async Task<IReadOnlyList<Briefings.Subject>> ListAsync(ShopDb db, ShopId shop, Instant now, CancellationToken ct)
    {
        var rows = await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => v.ShopId == shop && v.State == VersionState.Approved && (v.EndsAt == null || v.EndsAt > now)).OrderByDescending(v => v.StartsAt).Take(4 * Most).ToListAsync(ct);
        rows.RemoveAll(Positions.IsSealed); // the position towards one buyer stands in that buyer's talks, not in everybody's reading
        var ids = rows.Select(r => r.PolicyId).Distinct().ToList();
        var policies = await db.Set<PolicyRow>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var found = new List<(PolicyVersionRow Row, Guid Policy)>();
        foreach (var versions in rows.GroupBy(r => r.PolicyId))
        {
            var inForce = PolicyRules.InForce(versions.Select(v => new Span(v.Version, v.StartsAt, v.EndsAt)), policies[versions.Key].EndedAt, now);
            found.AddRange(versions.Where(v => policies[versions.Key].EndedAt is not { } ended || ended > now).Where(v => v.Version == inForce || v.StartsAt > now).Select(v => (v, versions.Key)));
        }

        var wanted = found.Select(f => f.Policy).Distinct().ToList();
        var earlier = (await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => wanted.Contains(v.PolicyId) && v.State == VersionState.Approved).OrderBy(v => v.Version).Take(10 * Most).ToListAsync(ct)).ToLookup(v => v.PolicyId);
        return [.. found.Take(Most).Select(f =>
        {
            var form = f.Row.Said;
            var before = earlier[f.Policy].LastOrDefault(v => v.Version < f.Row.Version);
            return new Briefings.Subject(f.Policy, "policy", f.Row.Version, form.Title ?? string.Empty, form.Text ?? string.Empty, f.Row.StartsAt, f.Row.EndsAt, f.Row.DecidedAt ?? f.Row.MadeAt,
                before is null ? null : PolicyDiff.Between(before.Said, form));
        })];
    }
}
