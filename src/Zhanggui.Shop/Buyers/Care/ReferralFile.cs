using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;
using Zhanggui.Tables;

namespace Zhanggui.Shop.Buyers.Care;

/// <summary>How far a referral is, said by a person; and all of them as a file, as the screen shows them.</summary>
internal static class ReferralFile
{
    private const int Most = 10_000;
    private static readonly Dictionary<ReferralState, string> Words = new() { [ReferralState.Noted] = "已登记", [ReferralState.Contacted] = "已联系", [ReferralState.Ordered] = "已下单", [ReferralState.Void] = "作废" };

    internal sealed record StateRequest(ReferralState State);

    internal sealed record StateAnswer(Guid Id, ReferralState State);

    public static async Task<IResult> StateAsync(Guid id, StateRequest request, Actor actor, DossierPen pen, ShopDb db, CancellationToken ct)
    {
        if (await db.Set<ReferralRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row)
        {
            return new DossierEntryNotFound().ToProblem();
        }

        var found = await pen.OpenAsync(actor, row.BroughtId.Value, ct);
        if (found.Refusal is { } refusal)
        {
            return refusal.ToProblem();
        }

        var state = request.State;
        await db.InTransactionAsync(async () =>
        {
            await db.Set<ReferralRow>().Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, state), ct);
            db.Audit(new AuditEntry(actor.Organisation, row.ShopId, actor.Person, "shop.buyer.referral", "buyer", row.BroughtId.ToString(), new { row.State }, new { state }));
            DossierPen.Changed(db, found.Value);
            return 0;
        }, ct);
        return TypedResults.Json(new StateAnswer(id, state), HouseJson.Options);
    }

    public static async Task<IResult> ExportAsync(Guid shop, Actor actor, BuyerAccess access, DossierPen pen, BuyerBook book, IPeople people, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null || !actor.Can(Permissions.Export, id))
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var rows = await db.Set<ReferralRow>().AsNoTracking().Where(r => r.ShopId == id).OrderByDescending(r => r.At).Take(Most).ToListAsync(ct);
        await db.InTransactionAsync(() =>
        {
            db.Audit(new AuditEntry(actor.Organisation, id, actor.Person, "shop.buyer.referral_export", "shop", id.ToString(), After: new { rows = rows.Count }));
            return Task.FromResult(0);
        }, ct);
        await pen.WarmAsync(rows.Select(r => r.BroughtId), ct);
        var buyers = await book.FindAsync([.. rows.SelectMany(r => new[] { r.ReferrerId, r.BroughtId }).Distinct()], ct);
        var names = await people.FindManyAsync([.. rows.Select(r => r.ByPerson).Distinct()], ct);
        var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            Write("介绍人编号", "介绍人", "新客户编号", "新客户", "关系", "日期", "需要", "进展", "登记人");
            foreach (var r in rows)
            {
                var (from, to) = (buyers.GetValueOrDefault(r.ReferrerId), buyers.GetValueOrDefault(r.BroughtId));
                Write(Number(from), from?.Name, Number(to), to?.Name, r.Relation, LocalDatePattern.Iso.Format(r.OnDate), await pen.ReadAsync(r.BroughtId, r.Need, ct), Words[r.State], names.GetValueOrDefault(r.ByPerson)?.Name);
            }

            void Write(params string?[] cells)
            {
                foreach (var cell in cells)
                {
                    csv.Cell(cell);
                }

                csv.EndRow();
            }
        }

        stream.Position = 0;
        return TypedResults.File(stream, "text/csv; charset=utf-8", "客户转介.csv");

        static string? Number(BuyerSummary? buyer) => buyer?.Number.ToString(CultureInfo.InvariantCulture);
    }
}
