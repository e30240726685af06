using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Promotions;

/// <summary>The departments of a shop that agree to promotions, and who signs for each.</summary>
internal static class Departments
{
    private const int Most = 12;
    private const int MostSigners = 50;
    private const int NameLength = 20;
    private static readonly Lazy<IReadOnlyList<Given>> Starters = new(ReadStarters);

    internal sealed record Given(string Key, string Name);

    internal sealed record Line(string Key, string Name, IReadOnlyList<PersonId>? People);

    internal sealed record SetRequest(Guid Shop, IReadOnlyList<Line>? Departments);

    internal sealed record Signer(PersonId Id, string Name);

    internal sealed record Answer(IReadOnlyList<Line> Departments, IReadOnlyList<Signer> Signers, string Needed);

    public static async Task<IReadOnlyList<Department>> OfAsync(ShopDb db, ShopId shop, CancellationToken ct)
    {
        var rows = await db.Set<DepartmentRow>().AsNoTracking().Where(d => d.ShopId == shop).OrderBy(d => d.Place).ThenBy(d => d.Department).Take(Most).ToListAsync(ct);
        return rows.Count == 0
            ? [.. Starters.Value.Select(s => new Department(s.Key, s.Name, []))]
            : [.. rows.Select(r => new Department(r.Department, r.Name, [.. r.People.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => new PersonId(Guid.Parse(p)))]))];
    }

    public static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadPromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var departments = await OfAsync(db, card.Id, ct);
        var signers = await people.WithPermissionAsync(card.Id, Permissions.SignPromotion, null, ct);
        return Results.Json(new Answer([.. departments.Select(d => new Line(d.Key, d.Name, d.People))], [.. signers.Select(s => new Signer(s.Id, s.Name))], PromotionRules.Warehouse), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(SetRequest request, Actor actor, IShops shops, IPeople people, ShopDb db, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(request.Shop), Permissions.ReleasePromotion, ct) is not { } card)
        {
            return new PromotionNotFound().ToProblem();
        }

        var lines = (request.Departments ?? []).Select(d => new Line(d.Key?.Trim() ?? string.Empty, d.Name?.Trim() ?? string.Empty, [.. (d.People ?? []).Distinct()])).ToList();
        var able = (await people.WithPermissionAsync(card.Id, Permissions.SignPromotion, null, ct)).Select(p => p.Id).ToHashSet();
        if (lines.Count > Most || lines.Any(d => d.Key.Length is 0 or > NameLength || d.Name.Length is 0 or > NameLength || d.People!.Count > MostSigners) || lines.Select(d => d.Key).Distinct(StringComparer.Ordinal).Count() != lines.Count)
        {
            return new DepartmentsWrong($"部门名写 1 到 {NameLength} 个字，不能重复，最多 {Most} 个部门。", $"Names have 1 to {NameLength} characters, none twice, at most {Most}.").ToProblem();
        }

        if (lines.All(d => d.Key != PromotionRules.Warehouse))
        {
            return new DepartmentsWrong("仓库物流必须在签字部门里：仓库不同意，活动不能上线。", "The warehouse is always among them: nothing goes live without its yes.").ToProblem();
        }

        if (lines.SelectMany(d => d.People!).Any(p => !able.Contains(p)))
        {
            return new DepartmentsWrong("有人没有签字的权限。", "Somebody has no right to sign.").ToProblem();
        }

        await db.InTransactionAsync(async () =>
        {
            await db.Set<DepartmentRow>().Where(d => d.ShopId == card.Id).ExecuteDeleteAsync(ct);
            db.AddRange(lines.Select((d, i) => new DepartmentRow { ShopId = card.Id, Department = d.Key, Name = d.Name, Place = i, People = string.Join(' ', d.People!) }));
            db.Audit(new AuditEntry(actor.Organisation, card.Id, actor.Person, "shop.departments.set", "shop", card.Id.ToString(), After: new { departments = lines.Select(d => d.Key) }));
            return 0;
        }, ct);
        return await ReadAsync(request.Shop, actor, shops, people, db, ct);
    }

    private static List<Given> ReadStarters()
    {
        using var stream = typeof(Departments).Assembly.GetManifestResourceStream("departments.json")!;
        return JsonSerializer.Deserialize<List<Given>>(stream, HouseJson.Options)!;
    }
}
