using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>What became of a row of a file.</summary>
internal enum FileRowFate
{
    New,
    Changed,
    Unchanged,
}

/// <summary>Keeps one row of <c>promotions.csv</c>: what is over as it was told, what runs or comes as a plan before the departments.</summary>
internal sealed class PromotionIntake(ShopDb db, ShopId shop, PersonId by)
{
    public async Task<Outcome<FileRowFate>> TakeAsync(PromotionFileRow row, CancellationToken ct)
    {
        var promotion = await FindAsync(row.Promotion.Trim(), ct);
        var read = PromotionFile.Read(promotion is null ? null : PromotionForm.FromJson(promotion.Form), row);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        if (row.Promotion.Trim().Length > PromotionForm.NameLength)
        {
            return new PromotionFieldWrong("promotion", $"活动编号最多 {PromotionForm.NameLength} 个字。", $"The number has at most {PromotionForm.NameLength} characters.");
        }

        var (form, now) = (read.Value, db.Now);
        var (from, to) = (form.From!.Value, form.To!.Value);
        var told = promotion is null ? [] : await db.Set<ReleaseRow>().Where(r => r.PromotionId == promotion.Id).ToListAsync(ct);
        if (told.Find(r => Span(r) == (from, to)) is { } same)
        {
            return PromotionFile.Row(row.Promotion, PromotionForm.FromJson(same.Form), from, to) == PromotionFile.Row(row.Promotion, form, from, to) ? FileRowFate.Unchanged : new PromotionHistoryKept();
        }

        return to <= now && !PromotionFile.IsPlan(row) ? TakePast(row, promotion, form, told) : TakePlan(row, promotion, form, told.Count > 0);
    }

    private Outcome<FileRowFate> TakePast(PromotionFileRow row, PromotionRow? promotion, PromotionForm form, List<ReleaseRow> told)
    {
        var (from, to) = (form.From!.Value, form.To!.Value);
        if (told.Exists(r => Span(r) is var span && span.From < to && from < span.To))
        {
            return new PromotionHistoryKept();
        }

        var isFresh = promotion is null;
        promotion ??= Make(row, form, PromotionState.Released);
        var isPlanned = promotion.State is PromotionState.Draft or PromotionState.Signing;
        promotion.Version += isFresh ? 0 : 1;
        if (!isFresh && !isPlanned && to > promotion.EndsAt)
        {
            Write(promotion, form);
        }

        promotion.ReleasedVersion = isPlanned || promotion.State == PromotionState.Withdrawn ? promotion.ReleasedVersion : promotion.Version;
        db.Add(new ReleaseRow { Id = db.Fresh(), PromotionId = promotion.Id, ShopId = shop, Version = isPlanned ? promotion.Version - 1 : promotion.Version, Form = form.ToJson(), StartsAt = from, EndsAt = to, ValidFrom = from, ValidUntil = to, ReleasedBy = by });
        Note(promotion, form);
        return isFresh ? FileRowFate.New : FileRowFate.Changed;
    }

    /// <summary>Nothing that the departments have before them or agreed to is changed by a file.</summary>
    private Outcome<FileRowFate> TakePlan(PromotionFileRow row, PromotionRow? promotion, PromotionForm form, bool wasTold)
    {
        if (promotion is null)
        {
            Note(Make(row, form, PromotionState.Draft), form);
            return FileRowFate.New;
        }

        if (PromotionFile.Same(PromotionForm.FromJson(promotion.Form), form))
        {
            return FileRowFate.Unchanged;
        }

        var isOver = promotion.State == PromotionState.Released && promotion.EndsAt <= db.Now;
        if (!isOver && (promotion.State != PromotionState.Draft || promotion.ReleasedVersion is not null))
        {
            return new PromotionKept();
        }

        if (!isOver && !wasTold && promotion.StartsAt != form.From)
        {
            return new PromotionPlannedElsewhen();
        }

        Write(promotion, form);
        (promotion.State, promotion.ReleasedVersion, promotion.Version) = (PromotionState.Draft, null, promotion.Version + 1);
        Note(promotion, form);
        return FileRowFate.Changed;
    }

    private PromotionRow Make(PromotionFileRow row, PromotionForm form, PromotionState state)
    {
        var made = new PromotionRow
        {
            Id = db.Fresh(),
            ShopId = shop,
            Name = form.Name!,
            State = state,
            Version = 1,
            Round = 0,
            StartsAt = form.From!.Value,
            EndsAt = form.To!.Value,
            Form = form.ToJson(),
            FileKey = row.Promotion.Trim(),
            MadeBy = by,
            MadeAt = db.Now,
            ChangedBy = by,
            ChangedAt = db.Now,
        };
        db.Add(made);
        return made;
    }

    private void Write(PromotionRow promotion, PromotionForm form) =>
        (promotion.Form, promotion.Name, promotion.StartsAt, promotion.EndsAt, promotion.ChangedBy, promotion.ChangedAt) = (form.ToJson(), form.Name!, form.From!.Value, form.To!.Value, by, db.Now);

    private void Note(PromotionRow promotion, PromotionForm form) =>
        db.Add(new PromotionChangeRow { Id = db.Fresh(), PromotionId = promotion.Id, At = db.Now, PersonId = by, Act = "imported", Version = promotion.Version, Form = form.ToJson() });

    private async Task<PromotionRow?> FindAsync(string key, CancellationToken ct)
    {
        var id = Guid.TryParse(key, out var given) ? given : Guid.Empty;
        var known = db.Set<PromotionRow>().Local.FirstOrDefault(p => p.FileKey == key && p.ShopId == shop) ?? await db.Set<PromotionRow>().SingleOrDefaultAsync(p => p.ShopId == shop && p.FileKey == key, ct);
        return known ?? (id == Guid.Empty ? null : await db.Set<PromotionRow>().SingleOrDefaultAsync(p => p.ShopId == shop && p.Id == id, ct));
    }

    private static (Instant From, Instant To) Span(ReleaseRow r) => (Instant.Max(r.StartsAt, r.ValidFrom), r.ValidUntil is { } until && until < r.EndsAt ? until : r.EndsAt);
}
