using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Shop.Promotions;

/// <summary>A promotion is planned, shown to the departments, released and withdrawn; every act stays.</summary>
internal static class PromotionCalls
{
    /// <summary><paramref name="Id"/> is made by the client: the same one twice is one promotion.</summary>
    internal sealed record MakeRequest(Guid Id, Guid Shop, PromotionForm Form);

    internal sealed record EditRequest(int Version, PromotionForm Form, string? Reason);

    internal sealed record SignRequest(int Round, string? Department, bool IsAgreed, string? Reason);

    internal sealed record ReasonRequest(string? Reason);

    internal sealed record GiftRequest(int? Left, string? Reason);

    /// <summary><paramref name="Item"/> is what stood at the place: who ticks says what they saw.</summary>
    internal sealed record TickRequest(int Index, string? Item, bool IsDone);

    internal sealed record Answer(Guid Id, PromotionState State, int Version, int Round, int? ReleasedVersion);

    public static async Task<IResult> MakeAsync(MakeRequest request, Actor actor, IShops shops, PromotionDesk desk, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.EditPromotion, ct) is not { } shop)
        {
            return new PromotionNotFound().ToProblem();
        }

        var clean = request.Form.Clean();
        if (clean.Refusal is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (db, form) = (desk.Db, clean.Value);
        var row = await db.InTransactionAsync(async () =>
        {
            if (await db.Set<PromotionRow>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.Id, ct) is { } known)
            {
                return known;
            }

            var made = new PromotionRow
            {
                Id = request.Id,
                ShopId = shop.Id,
                Name = form.Name!,
                State = PromotionState.Draft,
                Version = 1,
                Round = 0,
                StartsAt = form.From!.Value,
                EndsAt = form.To!.Value,
                Form = form.ToJson(),
                MadeBy = actor.Person,
                MadeAt = db.Now,
                ChangedBy = actor.Person,
                ChangedAt = db.Now,
            };
            db.Add(made);
            desk.Note(made, actor, "made", form: made.Form);
            return made;
        }, ct);
        return row.ShopId == shop.Id && row.MadeBy == actor.Person ? Told(row) : new PromotionNotFound().ToProblem();
    }

    /// <summary>A change takes a promotion back to draft: all departments are asked anew. What was released stays in force until the new version is.</summary>
    public static async Task<IResult> EditAsync(Guid id, EditRequest request, Actor actor, PromotionDesk desk, CancellationToken ct)
    {
        var clean = request.Form.Clean();
        return clean.Refusal is { } wrong ? wrong.ToProblem() : await ActAsync(id, actor, Permissions.EditPromotion, desk, (row, _) =>
        {
            if (row.State == PromotionState.Withdrawn || row.Version != request.Version)
            {
                return Task.FromResult<Refusal?>(row.State == PromotionState.Withdrawn ? new PromotionStateWrong() : new PromotionChangedMeanwhile());
            }

            var json = clean.Value.ToJson();
            if (json == row.Form)
            {
                return Task.FromResult<Refusal?>(null);
            }

            if (row.ReleasedVersion is not null && PromotionRules.NeedsReason(request.Reason) is { } no)
            {
                return Task.FromResult<Refusal?>(no);
            }

            (row.Form, row.Name, row.StartsAt, row.EndsAt, row.State) = (json, clean.Value.Name!, clean.Value.From!.Value, clean.Value.To!.Value, PromotionState.Draft);
            (row.Version, row.ChangedBy, row.ChangedAt) = (row.Version + 1, actor.Person, desk.Db.Now);
            desk.Note(row, actor, "changed", request.Reason, json);
            return Task.FromResult<Refusal?>(null);
        }, ct);
    }

    public static Task<IResult> SubmitAsync(Guid id, Actor actor, PromotionDesk desk, CancellationToken ct) => ActAsync(id, actor, Permissions.EditPromotion, desk, (row, _) =>
    {
        if (PromotionRules.Submit(row.State, PromotionForm.FromJson(row.Form), desk.Db.Now) is { } no)
        {
            return Task.FromResult<Refusal?>(no);
        }

        (row.State, row.Round) = (PromotionState.Signing, row.Round + 1);
        desk.Note(row, actor, "submitted");
        return Task.FromResult<Refusal?>(null);
    }, ct);

    public static Task<IResult> SignAsync(Guid id, SignRequest request, Actor actor, PromotionDesk desk, CancellationToken ct) => ActAsync(id, actor, Permissions.SignPromotion, desk, async (row, card) =>
    {
        var department = (await Departments.OfAsync(desk.Db, card.Id, ct)).FirstOrDefault(d => d.Key == request.Department);
        if ((row.Round == request.Round ? PromotionRules.SignFor(row.State, department, actor.Person, request.IsAgreed, request.Reason) : new PromotionChangedMeanwhile()) is { } no)
        {
            return no;
        }

        var (db, reason) = (desk.Db, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim());
        var sign = await db.Set<SignRow>().SingleOrDefaultAsync(s => s.PromotionId == id && s.Round == row.Round && s.Department == department!.Key, ct);
        if (sign is null)
        {
            db.Add(new SignRow { PromotionId = id, Round = row.Round, Department = department!.Key, Name = department.Name, IsAgreed = request.IsAgreed, PersonId = actor.Person, At = db.Now, Reason = reason });
        }
        else if (sign.IsAgreed == request.IsAgreed && sign.PersonId == actor.Person && sign.Reason == reason)
        {
            return null;
        }
        else
        {
            (sign.IsAgreed, sign.PersonId, sign.At, sign.Reason) = (request.IsAgreed, actor.Person, db.Now, reason);
        }

        desk.Note(row, actor, request.IsAgreed ? "agreed" : "refused", $"{department!.Name}{(reason is null ? string.Empty : $"：{reason}")}");
        return null;
    }, ct);

    /// <summary>Goes live, if every department agreed in this round and shortfalls have an answer.</summary>
    public static async Task<IResult> ReleaseAsync(Guid id, ReasonRequest request, Actor actor, PromotionDesk desk, CancellationToken ct)
    {
        if (await desk.FindAsync(id, actor, Permissions.ReleasePromotion, ct) is not var (seen, shop))
        {
            return new PromotionNotFound().ToProblem();
        }

        var form = PromotionForm.FromJson(seen.Form);
        var check = await desk.CheckAsync(shop, form, ct);
        return await ActAsync(id, actor, Permissions.ReleasePromotion, desk, async (row, card) =>
        {
            var (db, now) = (desk.Db, desk.Db.Now);
            var signs = (await desk.SignsAsync(row, ct)).Select(s => new Sign(s.Department, s.IsAgreed)).ToList();
            if ((row.Version == seen.Version ? PromotionRules.Release(row.State, row.EndsAt, await Departments.OfAsync(db, card.Id, ct), signs, check.IsShort, request.Reason, now) : new PromotionChangedMeanwhile()) is { } no)
            {
                return no;
            }

            var before = await db.Set<ReleaseRow>().AsNoTracking().Where(r => r.PromotionId == id && r.ValidUntil == null).Select(r => r.Form).FirstOrDefaultAsync(ct);
            await CloseReleaseAsync(desk, row, ct);
            db.Add(new ReleaseRow { Id = db.Fresh(), PromotionId = id, ShopId = row.ShopId, Version = row.Version, Form = row.Form, StartsAt = row.StartsAt, EndsAt = row.EndsAt, ValidFrom = now, ReleasedBy = actor.Person });
            (row.State, row.ReleasedVersion, row.GiftLeft) = (PromotionState.Released, row.Version, PromotionRules.GiftsLeft(row.GiftLeft, before is null ? null : PromotionForm.FromJson(before).GiftStock, form.GiftStock));
            desk.Note(row, actor, "released", request.Reason);
            desk.Tell(row, actor, "released", request.Reason);
            return null;
        }, ct);
    }

    public static Task<IResult> WithdrawAsync(Guid id, ReasonRequest request, Actor actor, PromotionDesk desk, CancellationToken ct) => ActAsync(id, actor, Permissions.ReleasePromotion, desk, async (row, _) =>
    {
        if (PromotionRules.Withdraw(row.State, row.ReleasedVersion is not null, request.Reason) is { } no)
        {
            return no;
        }

        await CloseReleaseAsync(desk, row, ct);
        (row.State, row.ReleasedVersion) = (PromotionState.Withdrawn, null);
        desk.Note(row, actor, "withdrawn", request.Reason);
        desk.Tell(row, actor, "withdrawn", request.Reason);
        return null;
    }, ct);

    /// <summary>Gifts were counted; none left closes the promotion to agents.</summary>
    public static Task<IResult> CountGiftsAsync(Guid id, GiftRequest request, Actor actor, PromotionDesk desk, CancellationToken ct) => ActAsync(id, actor, Permissions.EditPromotion, desk, (row, _) =>
    {
        if (row.ReleasedVersion is null || row.GiftLeft is null)
        {
            return Task.FromResult<Refusal?>(new PromotionStateWrong());
        }

        if (request.Left is not (>= 0 and <= 10_000_000))
        {
            return Task.FromResult<Refusal?>(new PromotionFieldWrong("left", "剩余数量填整数。", "What is left is a whole number."));
        }

        if (row.GiftLeft != request.Left)
        {
            desk.Note(row, actor, "gifts", $"{row.GiftLeft} → {request.Left}{(string.IsNullOrWhiteSpace(request.Reason) ? string.Empty : $"：{request.Reason.Trim()}")}");
            row.GiftLeft = request.Left;
            desk.Tell(row, actor, "gifts", request.Reason);
        }

        return Task.FromResult<Refusal?>(null);
    }, ct);

    /// <summary>A line of the preparations is done or not (CAMP-02): nothing that agents tell changes, so nobody is asked anew.</summary>
    public static Task<IResult> TickAsync(Guid id, TickRequest request, Actor actor, PromotionDesk desk, CancellationToken ct) => ActAsync(id, actor, Permissions.EditPromotion, desk, (row, _) =>
    {
        var form = PromotionForm.FromJson(row.Form);
        if (row.State == PromotionState.Withdrawn || request.Index < 0 || request.Index >= (form.Items?.Count ?? 0) || form.Items![request.Index].Item != request.Item?.Trim())
        {
            return Task.FromResult<Refusal?>(row.State == PromotionState.Withdrawn ? new PromotionStateWrong() : new PromotionChangedMeanwhile());
        }

        if (form.Items[request.Index].IsDone != request.IsDone)
        {
            row.Form = (form with { Items = [.. form.Items.Select((item, i) => i == request.Index ? item with { IsDone = request.IsDone } : item)] }).ToJson();
            desk.Note(row, actor, request.IsDone ? "prepared" : "unprepared", form.Items[request.Index].Item);
        }

        return Task.FromResult<Refusal?>(null);
    }, ct);

    private static Task<int> CloseReleaseAsync(PromotionDesk desk, PromotionRow row, CancellationToken ct)
    {
        var now = desk.Db.Now;
        return desk.Db.Set<ReleaseRow>().Where(r => r.PromotionId == row.Id && r.ValidUntil == null).ExecuteUpdateAsync(set => set.SetProperty(r => r.ValidUntil, now), ct);
    }

    private static async Task<IResult> ActAsync(Guid id, Actor actor, string permission, PromotionDesk desk, Func<PromotionRow, ShopCard, Task<Refusal?>> act, CancellationToken ct)
    {
        var done = await desk.ActAsync(id, actor, permission, act, ct);
        return done.Refusal is { } no ? no.ToProblem() : Told(done.Value);
    }

    private static IResult Told(PromotionRow row) => Results.Json(new Answer(row.Id, row.State, row.Version, row.Round, row.ReleasedVersion), HouseJson.Options);
}
