using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>What was released and which policies held, as rows of the facts folder: one row for every stretch in which a version was what agents told.</summary>
internal sealed class OfferFacts(RoomDbTools tools) : IFactsSource
{
    private const int Most = 20_000;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var (from, to) = (wanted.From, wanted.To);
        if (wanted.Wants(FactsFiles.Promotions.Name))
        {
            var rows = await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.ShopId == wanted.Shop && r.EndsAt > from && r.StartsAt < to && r.ValidFrom < to).OrderBy(r => r.StartsAt).ThenBy(r => r.Id).Take(Most).ToListAsync(ct);
            var told = rows.Select(r => r.PromotionId).Distinct().ToList();
            var keys = await db.Set<PromotionRow>().AsNoTracking().Where(p => told.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.FileKey, ct);
            foreach (var row in rows)
            {
                var form = PromotionForm.FromJson(row.Form);
                if (PromotionFile.Row(keys.GetValueOrDefault(row.PromotionId) ?? row.PromotionId.ToString(), form, Instant.Max(row.StartsAt, row.ValidFrom), row.ValidUntil is { } until && until < row.EndsAt ? until : row.EndsAt) is { } fact)
                {
                    sink.Add(FactsFiles.Promotions, fact, PromotionFile.MoreOf(form));
                }
            }
        }

        if (wanted.Wants(FactsFiles.Policies.Name))
        {
            var rows = await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => v.ShopId == wanted.Shop && v.State == VersionState.Approved && v.StartsAt < to && (v.EndsAt == null || v.EndsAt > from)).OrderBy(v => v.StartsAt).ThenBy(v => v.Id).Take(Most).ToListAsync(ct);
            rows.RemoveAll(r => Positions.Is(r.Said)); // personal: what was agreed with one buyer does not leave the house in a file
            var ids = rows.Select(r => r.PolicyId).Distinct().ToList();
            var policies = await db.Set<PolicyRow>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            foreach (var row in rows)
            {
                var policy = policies[row.PolicyId];
                var (form, ends) = (row.Said, Earlier(row.EndsAt, policy.EndedAt));
                if (ends is null || ends > row.StartsAt)
                {
                    sink.Add(FactsFiles.Policies, PolicyFile.Row(policy.PolicyKey, form, row.StartsAt, ends), PolicyFile.MoreOf(form) is { Count: > 0 } more ? more : null);
                }
            }
        }
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is null ? b : b is null ? a : Instant.Min(a.Value, b.Value);
}
