using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Policies;

/// <summary>Writes drafts, approves them and ends policies; what was approved is never changed.</summary>
internal sealed class PolicyDesk(ShopDb db, IShops shops, Positions positions)
{
    public ShopDb Db => db;

    public Positions Positions => positions;

    public async Task<(PolicyRow Policy, ShopCard Shop)?> FindAsync(Guid id, Actor actor, string permission, CancellationToken ct) =>
        await db.Set<PolicyRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } row && await shops.FindForAsync(actor, row.ShopId, permission, ct) is { } card ? (row, card) : null;

    public async Task<bool> MayApproveOwnAsync(ShopId shop, CancellationToken ct) =>
        await db.Set<PolicySettingRow>().AsNoTracking().Where(s => s.ShopId == shop).Select(s => s.IsOwnApproval).SingleOrDefaultAsync(ct);

    /// <summary>
    /// The draft of a policy, a new one where there is none: <paramref name="edition"/> is that of the draft that was changed, 0 for a new version. <paramref name="id"/> null: by its key.
    /// </summary>
    public async Task<Outcome<PolicyVersionRow>> DraftAsync(ShopCard shop, Guid? id, int edition, PolicyForm form, Actor actor, CancellationToken ct)
    {
        var clean = form.Clean();
        if (clean.Refusal is { } wrong)
        {
            return wrong;
        }

        var promotions = (clean.Value.Answers ?? []).Select(a => a.Promotion).OfType<Guid>().Distinct().ToList();
        if (promotions.Count > 0 && await db.Set<Promotions.PromotionRow>().CountAsync(p => p.ShopId == shop.Id && promotions.Contains(p.Id), ct) != promotions.Count)
        {
            return new PolicyPromotionWrong();
        }

        var seal = Positions.Is(clean.Value) ? await positions.SealOfAsync(db, shop.Id, clean.Value, ct) : null;
        if (Positions.Is(clean.Value) && seal is null)
        {
            return new PolicyFieldWrong("scope", $"没有编号为 {clean.Value.Scope!.Targets[0]} 的客户。", $"There is no customer number {clean.Value.Scope.Targets[0]}.");
        }

        return await db.InTransactionAsync<Outcome<PolicyVersionRow>>(async () =>
        {
            var key = clean.Value.Key!;
            var policy = await db.Set<PolicyRow>().SingleOrDefaultAsync(p => id != null ? p.Id == id : p.ShopId == shop.Id && p.PolicyKey == key, ct);
            if (policy is not null && policy.ShopId != shop.Id)
            {
                return new PolicyNotFound();
            }

            if (policy is not null && policy.PolicyKey != key)
            {
                return new PolicyFieldWrong("key", "编号定了就不能改。", "A key is not changed.");
            }

            if (policy is null)
            {
                policy = new PolicyRow { Id = id ?? db.Fresh(), ShopId = shop.Id, PolicyKey = key, MadeBy = actor.Person, MadeAt = db.Now };
                if (await db.Set<PolicyRow>().AnyAsync(p => p.ShopId == shop.Id && p.PolicyKey == key, ct))
                {
                    return new PolicyKeyTaken();
                }

                db.Add(policy);
            }

            await LockAsync(policy.Id, ct);
            var latest = await db.Set<PolicyVersionRow>().Where(v => v.PolicyId == policy.Id).OrderByDescending(v => v.Version).FirstOrDefaultAsync(ct);
            var isOpen = latest is not null && latest.State != VersionState.Approved;
            if (edition != (isOpen ? latest!.Edition : 0))
            {
                return new PolicyChangedMeanwhile();
            }

            var row = isOpen ? latest! : new PolicyVersionRow
            {
                Id = db.Fresh(),
                PolicyId = policy.Id,
                ShopId = shop.Id,
                Version = (latest?.Version ?? 0) + 1,
                Edition = 0,
                State = VersionState.Draft,
                Topic = string.Empty,
                Title = string.Empty,
                StartsAt = clean.Value.From!.Value,
                Form = string.Empty,
                Words = string.Empty,
                AuthorId = actor.Person,
                MadeAt = db.Now,
            };
            (row.Edition, row.State, row.StartsAt, row.EndsAt, row.AuthorId, row.MadeAt) = (row.Edition + 1, VersionState.Draft, clean.Value.From!.Value, clean.Value.To, actor.Person, db.Now);
            Positions.Write(row, clean.Value, seal);
            if (!isOpen)
            {
                db.Add(row);
            }

            ShopFeed.TellOffers(db, shop.Id, policy.Id);
            return row;
        }, ct);
    }

    public async Task<Outcome<PolicyVersionRow>> DecideAsync(Guid id, int version, Actor actor, string permission, Func<PolicyVersionRow, Instant, Task<Refusal?>> decide, CancellationToken ct)
    {
        if (await FindAsync(id, actor, permission, ct) is not var (policy, shop))
        {
            return new PolicyNotFound();
        }

        return await db.InTransactionAsync<Outcome<PolicyVersionRow>>(async () =>
        {
            await LockAsync(id, ct);
            if (await db.Set<PolicyVersionRow>().SingleOrDefaultAsync(v => v.PolicyId == id && v.Version == version, ct) is not { } row)
            {
                return new PolicyNotFound();
            }

            if (await decide(row, db.Now) is { } no)
            {
                db.ChangeTracker.Clear();
                return no;
            }

            if (row.State != VersionState.Approved)
            {
                ShopFeed.TellOffers(db, row.ShopId, row.PolicyId); // what is approved tells by itself
            }

            return row;
        }, ct);
    }

    /// <summary>In force from its start, or from now where that has passed: never backwards.</summary>
    public async Task ApproveAsync(PolicyVersionRow row, PersonId by, Instant now, CancellationToken ct)
    {
        var from = Instant.Max(row.StartsAt, now);
        await positions.OpenAsync([row], ct);
        if (!Positions.IsSealed(row) || row.Opened is not null)
        {
            Positions.Write(row, row.Said with { From = from }, await positions.SealOfAsync(row, ct));
        }

        (row.State, row.StartsAt, row.DecidedBy, row.DecidedAt) = (VersionState.Approved, from, by, now);
        ShopFeed.Tell(db, new PolicyChanged(row.ShopId, row.PolicyId));
    }

    public void Audit(PolicyVersionRow row, Actor actor, string act, string? reason = null) =>
        db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, $"shop.policy.{act}", "policy", row.PolicyId.ToString(), After: new { title = row.Title, version = row.Version }, Reason: reason));

    /// <summary>One change of a policy after the other, on both databases.</summary>
    private Task<int> LockAsync(Guid id, CancellationToken ct) => db.Set<PolicyRow>().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, p => p.EndedAt), ct);
}
