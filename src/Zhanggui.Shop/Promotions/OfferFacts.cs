using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Shop.Contracts;
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
            foreach (var row in rows)
            {
                if (Row(row.PromotionId, PromotionForm.FromJson(row.Form), Instant.Max(row.StartsAt, row.ValidFrom), row.ValidUntil is { } until && until < row.EndsAt ? until : row.EndsAt) is { } fact)
                {
                    sink.Add(FactsFiles.Promotions, fact);
                }
            }
        }

        if (wanted.Wants(FactsFiles.Policies.Name))
        {
            var rows = await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => v.ShopId == wanted.Shop && v.State == VersionState.Approved && v.StartsAt < to && (v.EndsAt == null || v.EndsAt > from)).OrderBy(v => v.StartsAt).ThenBy(v => v.Id).Take(Most).ToListAsync(ct);
            var ids = rows.Select(r => r.PolicyId).Distinct().ToList();
            var policies = await db.Set<PolicyRow>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            foreach (var row in rows)
            {
                var policy = policies[row.PolicyId];
                var (form, ends) = (PolicyForm.FromJson(row.Form), Earlier(row.EndsAt, policy.EndedAt));
                if (ends is null || ends > row.StartsAt)
                {
                    sink.Add(FactsFiles.Policies, new PolicyFact { Policy = policy.PolicyKey, Topic = row.Topic, From = row.StartsAt, To = ends, Scope = Scope(form.Scope), Text = form.Text, NotToSay = form.NotToSay is { Count: > 0 } words ? string.Join('\n', words) : null });
                }
            }
        }
    }

    /// <summary>A release that was replaced before it began was never told: no row.</summary>
    public static PromotionFact? Row(Guid id, PromotionForm form, Instant from, Instant to) => to <= from ? null : new PromotionFact
    {
        Promotion = id.ToString(),
        From = from,
        To = to,
        Items = Scope(form.Scope),
        Kind = Kind(form.Terms),
        Value = Value(form.Terms),
        Gift = form.Gift,
    };

    /// <summary>Items by their numbers, categories with <c>category:</c> before each; nothing = the whole shop.</summary>
    private static string? Scope(ItemScope? scope) => scope is null or { Kind: ScopeKind.All } ? null : string.Join(' ', scope.Targets.Select(t => scope.Kind == ScopeKind.Category ? $"category:{t}" : t));

    private static string Kind(PromotionTerms terms) => terms.Kind switch
    {
        PromotionKind.AmountOff => terms.Minimum is null ? "amount_off" : "full_reduction",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The rate, the amount, or <c>minimum-amount</c>, as people write it.</summary>
    private static string? Value(PromotionTerms terms)
    {
        var value = terms.Rate?.ToString(CultureInfo.InvariantCulture) ?? terms.Amount?.ToString();
        return terms.Minimum is { } minimum ? value is null ? minimum.ToString() : $"{minimum}-{value}" : value;
    }

    private static Instant? Earlier(Instant? a, Instant? b) => a is null ? b : b is null ? a : Instant.Min(a.Value, b.Value);
}
