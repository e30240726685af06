using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;
using Zhanggui.Tables;

namespace Zhanggui.Shop.Offers;

/// <summary>Promotions and policies as the files that the import takes: what was told, and what is being planned or written, which says so.</summary>
internal static class ExportOffers
{
    private const int Most = 20_000;
    private static readonly OffsetDateTimePattern At = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'.'fffo<m>");
    private static readonly string[] PromotionColumns = ["promotion", "from", "to", "items", "kind", "value", "gift"];
    private static readonly string[] PromotionMore = ["state", "name", "text", "briefing", "conditions", "gift_stock", "per_order", "valid_days", "paid_today", "buyers_per_day", "buyers_per_person", "units", "plan"];
    private static readonly string[] PolicyColumns = ["policy", "topic", "from", "to", "scope", "text", "not_to_say"];
    private static readonly string[] PolicyMore = ["state", "title", "facts", "answers"];

    public static async Task<IResult> PromotionsAsync(Guid shop, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.EditPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var promotions = await db.Set<PromotionRow>().AsNoTracking().Where(p => p.ShopId == card.Id).OrderBy(p => p.EndsAt).ThenBy(p => p.Id).Take(Most).ToListAsync(ct);
        var told = (await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.ShopId == card.Id).OrderBy(r => r.StartsAt).ThenBy(r => r.Id).Take(Most).ToListAsync(ct)).ToLookup(r => r.PromotionId);
        var rows = new List<(Instant From, string Key, IReadOnlyList<string?> Cells)>();
        foreach (var promotion in promotions)
        {
            foreach (var release in told[promotion.Id])
            {
                Add(promotion, release.Form, Instant.Max(release.StartsAt, release.ValidFrom), release.ValidUntil is { } until && until < release.EndsAt ? until : release.EndsAt, "released");
            }

            if (promotion.State is PromotionState.Draft or PromotionState.Signing)
            {
                Add(promotion, promotion.Form, promotion.StartsAt, promotion.EndsAt, promotion.State == PromotionState.Draft ? "draft" : "signing");
            }
        }

        return File("promotions.csv", [.. PromotionColumns, .. PromotionMore], rows.OrderBy(r => r.From).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Cells));

        void Add(PromotionRow promotion, string json, Instant from, Instant to, string state)
        {
            var form = PromotionForm.FromJson(json);
            if (PromotionFile.Row(promotion.FileKey ?? promotion.Id.ToString(), form, from, to) is { } row)
            {
                var more = PromotionFile.MoreOf(form);
                rows.Add((from, row.Promotion, [row.Promotion, Time(from, card.TimeZone), Time(to, card.TimeZone), row.Items, row.Kind, row.Value, row.Gift, .. PromotionMore.Select(c => c == "state" ? state : more.GetValueOrDefault(c))]));
            }
        }
    }

    public static async Task<IResult> PoliciesAsync(Guid shop, Actor actor, IShops shops, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.EditPolicy, ct) is not { } card)
        {
            return new PolicyNotFound().ToProblem();
        }

        var policies = await db.Set<PolicyRow>().AsNoTracking().Where(p => p.ShopId == card.Id).OrderBy(p => p.PolicyKey).Take(Most).ToDictionaryAsync(p => p.Id, ct);
        var versions = await db.Set<PolicyVersionRow>().AsNoTracking().Where(v => v.ShopId == card.Id).OrderBy(v => v.StartsAt).ThenBy(v => v.Id).Take(Most).ToListAsync(ct);
        return File("policies.csv", [.. PolicyColumns, .. PolicyMore], versions.Where(v => policies.ContainsKey(v.PolicyId) && !Positions.Is(v.Said)).OrderBy(v => policies[v.PolicyId].PolicyKey, StringComparer.Ordinal).ThenBy(v => v.StartsAt).Select(v =>
        {
            var (policy, form) = (policies[v.PolicyId], v.Said);
            var ends = v.EndsAt is { } end && (policy.EndedAt is not { } ended || end < ended) ? end : policy.EndedAt;
            var (row, more) = (PolicyFile.Row(policy.PolicyKey, form, v.StartsAt, ends), PolicyFile.MoreOf(form));
            return (IReadOnlyList<string?>)[row.Policy, row.Topic, Time(v.StartsAt, card.TimeZone), ends is { } to ? Time(to, card.TimeZone) : null, row.Scope, row.Text, row.NotToSay, .. PolicyMore.Select(c => c == "state" ? v.State.ToString().ToLowerInvariant() : more.GetValueOrDefault(c))];
        }));
    }

    private static string Time(Instant at, DateTimeZone zone) => At.Format(at.InZone(zone).ToOffsetDateTime());

    private static IResult File(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            foreach (var row in rows.Prepend([.. columns]))
            {
                foreach (var cell in row)
                {
                    csv.Cell(cell);
                }

                csv.EndRow();
            }
        }

        return Results.File(stream.ToArray(), "text/csv; charset=utf-8", name);
    }
}
