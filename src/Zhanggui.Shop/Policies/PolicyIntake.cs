using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Promotions;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Keeps rows of <c>policies.csv</c>: versions that are over as they held, others handed in for approval.</summary>
internal sealed class PolicyIntake(ShopDb db, ShopId shop, PersonId by)
{
    /// <param name="ceased">When the row ceased to hold for good; null = it has not.</param>
    public async Task<Outcome<FileRowFate>> TakeAsync(PolicyFileRow row, Instant? ceased, CancellationToken ct)
    {
        var key = PolicyFile.KeyOf(row.Policy);
        var policy = db.Set<PolicyRow>().Local.FirstOrDefault(p => p.ShopId == shop && p.PolicyKey == key) ?? await db.Set<PolicyRow>().SingleOrDefaultAsync(p => p.ShopId == shop && p.PolicyKey == key, ct);
        var versions = policy is null ? [] : await db.Set<PolicyVersionRow>().Where(v => v.PolicyId == policy.Id).OrderBy(v => v.Version).ToListAsync(ct);
        var known = versions.Find(v => v.StartsAt == row.From) ?? (ceased <= db.Now ? null : versions.LastOrDefault());
        var read = PolicyFile.Read(known is null ? null : known.Said, row);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        if (Positions.Is(read.Value))
        {
            return new PolicyFieldWrong("scope", "对某一位买家的统一口径带个人资料，不从文件收，请在口径页里写。", "A position towards one buyer is personal and is not taken from a file: write it on the page of policies.");
        }

        var form = await WithKnownPromotionsAsync(read.Value, ct);
        if (versions.Find(v => Says(v, form, policy!)) is not null)
        {
            return FileRowFate.Unchanged;
        }

        var (from, now) = (form.From!.Value, db.Now);
        var isPast = ceased <= now && !PolicyFile.IsDraft(row);
        var open = versions.Find(v => v.State != VersionState.Approved);
        if (isPast && versions.Exists(v => v.State == VersionState.Approved && v.StartsAt < ceased && (v.EndsAt is null || v.EndsAt > from)))
        {
            return new PolicyHistoryKept();
        }

        if (!isPast && open is not null && (open.AuthorId != by || open.State != VersionState.Submitted || open.StartsAt != from))
        {
            return new PolicyKept();
        }

        policy ??= Make(key);
        if (!isPast && open is not null)
        {
            Write(open, form, VersionState.Submitted);
            open.Edition++;
            return FileRowFate.Changed;
        }

        if (policy.EndedAt is not null && !isPast)
        {
            return new PolicyHistoryKept();
        }

        var version = new PolicyVersionRow
        {
            Id = db.Fresh(),
            PolicyId = policy.Id,
            ShopId = shop,
            Version = (versions.Count == 0 ? 0 : versions[^1].Version) + 1,
            Edition = 1,
            State = VersionState.Draft,
            Topic = string.Empty,
            Title = string.Empty,
            StartsAt = from,
            Form = string.Empty,
            Words = string.Empty,
            AuthorId = by,
            MadeAt = now,
        };
        Write(version, isPast ? form with { To = ceased } : form, isPast ? VersionState.Approved : PolicyFile.IsDraft(row) ? VersionState.Draft : VersionState.Submitted);
        if (isPast)
        {
            // It held then: what was said on a day of that time is looked up under it.
            (version.DecidedBy, version.DecidedAt) = (by, from);
        }

        db.Add(version);
        return versions.Count == 0 ? FileRowFate.New : FileRowFate.Changed;
    }

    private PolicyRow Make(string key)
    {
        var made = new PolicyRow { Id = db.Fresh(), ShopId = shop, PolicyKey = key, MadeBy = by, MadeAt = db.Now };
        db.Add(made);
        return made;
    }

    /// <summary>Ties of answers lead to the promotions that a file brought; one to a promotion that is not there stays, and its answer is never open.</summary>
    private async Task<PolicyForm> WithKnownPromotionsAsync(PolicyForm form, CancellationToken ct)
    {
        var bound = (form.Answers ?? []).Select(a => a.Promotion).OfType<Guid>().Distinct().ToList();
        if (bound.Count == 0)
        {
            return form;
        }

        var keys = bound.ConvertAll(b => b.ToString());
        var known = await db.Set<PromotionRow>().AsNoTracking().Where(p => p.ShopId == shop && (bound.Contains(p.Id) || keys.Contains(p.FileKey!))).Select(p => new { p.Id, p.FileKey }).ToListAsync(ct);
        return form with { Answers = [.. form.Answers!.Select(a => a.Promotion is { } tie && known.Find(k => k.Id == tie || k.FileKey == tie.ToString()) is { } found ? a with { Promotion = found.Id } : a)] };
    }

    private static void Write(PolicyVersionRow row, PolicyForm form, VersionState state)
    {
        (row.State, row.StartsAt, row.EndsAt) = (state, form.From!.Value, form.To);
        Positions.Write(row, form, null);
    }

    private static bool Says(PolicyVersionRow version, PolicyForm form, PolicyRow policy)
    {
        var known = version.Said;
        var end = version.EndsAt is { } ends && (policy.EndedAt is not { } ended || ends < ended) ? ends : policy.EndedAt;
        return (version.EndsAt == form.To || end == form.To || (form.To is null && end is not null))
            && (known with { To = null, From = null }).ToJson() == (form with { To = null, From = null }).ToJson()
            && (version.StartsAt == form.From || (version.State == VersionState.Approved && form.From < version.StartsAt));
    }
}
