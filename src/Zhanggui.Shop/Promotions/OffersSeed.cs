using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Policies;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>Writes promotions and policies of a demo shop as if people had made them.</summary>
internal sealed class OffersSeed(RoomDbTools tools) : IOffersSeed
{
    private static readonly Duration Before = Duration.FromDays(3);

    public async Task SowAsync(ShopId shop, PersonId planner, PersonId approver, IReadOnlyList<PromotionSeed> promotions, IReadOnlyList<PolicySeed> policies, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        if (await db.Set<PolicyRow>().AnyAsync(p => p.ShopId == shop, ct) || await db.Set<PromotionRow>().AnyAsync(p => p.ShopId == shop, ct))
        {
            return;
        }

        var departments = await Departments.OfAsync(db, shop, ct);
        await db.InTransactionAsync(() =>
        {
            var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
            foreach (var seed in promotions)
            {
                ids[seed.Name] = Add(db, shop, planner, approver, departments, seed);
            }

            foreach (var seed in policies)
            {
                Add(db, shop, planner, approver, seed, ids);
            }

            return Task.FromResult(0);
        }, ct);
    }

    private static Guid Add(ShopDb db, ShopId shop, PersonId planner, PersonId approver, IReadOnlyList<Department> departments, PromotionSeed seed)
    {
        var (id, made) = (db.Fresh(), Instant.Min(db.Now, seed.From) - Before);
        var t = seed.Terms;
        var json = new PromotionForm(seed.Name, t.Kind, seed.Scope, seed.From, seed.To, t.Rate?.ToString(System.Globalization.CultureInfo.InvariantCulture), t.Amount?.ToString(), t.Minimum?.ToString(), t.Gift, seed.GiftStock, t.PerOrder, t.ValidDays, t.IsPaidToday,
            t.Conditions, seed.Text, seed.Briefing, new PlanForm(seed.BuyersPerDay, seed.BuyersPerPerson, seed.Units), []).ToJson();
        db.Add(new PromotionRow
        {
            Id = id,
            ShopId = shop,
            Name = seed.Name,
            State = seed.WaitsForWarehouse ? PromotionState.Signing : PromotionState.Released,
            Version = 1,
            Round = 1,
            StartsAt = seed.From,
            EndsAt = seed.To,
            Form = json,
            GiftLeft = seed.WaitsForWarehouse ? null : seed.GiftStock,
            ReleasedVersion = seed.WaitsForWarehouse ? null : 1,
            MadeBy = planner,
            MadeAt = made,
            ChangedBy = planner,
            ChangedAt = made,
        });
        Note("made", made, planner, json);
        Note("submitted", made + Duration.FromMinutes(1), planner);
        foreach (var department in departments.Where(d => !seed.WaitsForWarehouse || d.Key != PromotionRules.Warehouse))
        {
            db.Add(new SignRow { PromotionId = id, Round = 1, Department = department.Key, Name = department.Name, IsAgreed = true, PersonId = approver, At = made + Duration.FromHours(1) });
            Note("agreed", made + Duration.FromHours(1), approver, text: department.Name);
        }

        if (!seed.WaitsForWarehouse)
        {
            db.Add(new ReleaseRow { Id = db.Fresh(), PromotionId = id, ShopId = shop, Version = 1, Form = json, StartsAt = seed.From, EndsAt = seed.To, ValidFrom = made + Duration.FromHours(2), ReleasedBy = approver });
            Note("released", made + Duration.FromHours(2), approver);
        }

        return id;

        void Note(string act, Instant at, PersonId by, string? form = null, string? text = null) =>
            db.Add(new PromotionChangeRow { Id = db.Fresh(), PromotionId = id, At = at, PersonId = by, Act = act, Version = 1, Form = form, Text = text });
    }

    private static void Add(ShopDb db, ShopId shop, PersonId author, PersonId approver, PolicySeed seed, Dictionary<string, Guid> promotions)
    {
        var (id, from) = (db.Fresh(), db.Now - Before);
        var form = new PolicyForm(seed.Key, seed.Topic, seed.Title, seed.Scope ?? ItemScope.Everything, from, null, seed.Text,
            [.. seed.Answers.Select(a => new PolicyAnswer(a.Case, a.Answer, a.Promotion is { } name ? promotions[name] : null))], [.. seed.Facts.Select(f => new FactLine(f.Name, f.Value))], seed.NotToSay);
        db.Add(new PolicyRow { Id = id, ShopId = shop, PolicyKey = seed.Key, MadeBy = author, MadeAt = from });
        db.Add(new PolicyVersionRow
        {
            Id = db.Fresh(),
            PolicyId = id,
            ShopId = shop,
            Version = 1,
            Edition = 1,
            State = VersionState.Approved,
            Topic = seed.Topic,
            Title = seed.Title,
            StartsAt = from,
            Form = form.ToJson(),
            Words = form.Words,
            AuthorId = author,
            MadeAt = from,
            DecidedBy = approver,
            DecidedAt = from,
        });
    }
}
