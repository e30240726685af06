using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Amounts;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Planning;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Pay.Owner;

/// <summary>Compares two ways to reach an amount of sales (FIN-06), and sets the target and the budgets of a coming month (FIN-02).</summary>
internal static class Plans
{
    private const int MostMonths = 24;
    private const int MostBudgets = 50;
    private const long MostFen = 100_000_000_000_00;

    /// <summary>Sales and labour of one month, in fen.</summary>
    internal sealed record PlanMonth(long Sales, long Labour);

    internal sealed record PlanRequest(IReadOnlyList<PlanMonth>? Months, long Extra);

    internal sealed record CompareRequest(PlanRequest? One, PlanRequest? Other);

    /// <summary>Cost ÷ sales in hundredths of a percent; null where nothing is sold.</summary>
    internal sealed record PlanView(long Sales, long Cost, int Months, long? ShareBasisPoints);

    internal sealed record CompareAnswer(PlanView One, PlanView Other, long Saved, int MonthsSaved);

    internal sealed record Budget(string? What, long Amount);

    internal sealed record SetRequest(Guid Shop, string? Month, long? Target, IReadOnlyList<Budget>? Budgets);

    public static IResult Compare(CompareRequest request)
    {
        if (Plan(request.One) is not { } one)
        {
            return new PlanWrong("one").ToProblem();
        }

        if (Plan(request.Other) is not { } other)
        {
            return new PlanWrong("other").ToProblem();
        }

        var (money, months) = one.SavedBy(other);
        return Results.Json(new CompareAnswer(View(one), View(other), money.Value, months), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(SetRequest request, Actor actor, PayAccess access, IRecordStore records, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, request.Shop, request.Month ?? string.Empty, Permissions.SettleMonth, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (shop, month) = found.Value;
        var now = clock.GetCurrentInstant();
        if (month.CompareTo(now.InZone(shop.TimeZone).Date.ToYearMonth()) < 0)
        {
            return new PlanPast().ToProblem();
        }

        var budgets = request.Budgets ?? [];
        if (request.Target is < 0 or > MostFen || budgets.Count > MostBudgets || budgets.Any(b => string.IsNullOrWhiteSpace(b.What) || b.What.Length > 80 || b.Amount is < 0 or > MostFen))
        {
            return new PlanWrong("target").ToProblem();
        }

        var period = MonthText.Of(month);
        List<TargetFact> rows =
        [
            .. request.Target is { } target ? new[] { new TargetFact { Period = period, Metric = "shop_sales", Value = target / 100m } } : [],
            .. budgets.Select(b => new TargetFact { Period = period, Metric = "budget:" + b.What!.Trim(), Value = b.Amount / 100m }),
        ];
        await records.StoreAsync(shop.Id, FactsFiles.Targets, rows, null, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, "pay.plan.set", "month", period, After: new { request.Target, budgets }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }

    private static SalesPlan? Plan(PlanRequest? request) =>
        request?.Months is { Count: > 0 and <= MostMonths } months && request.Extra is >= 0 and <= MostFen && months.All(m => m.Sales is >= 0 and <= MostFen && m.Labour is >= 0 and <= MostFen)
            ? new SalesPlan([.. months.Select(m => (new Fen(m.Sales), new Fen(m.Labour)))], new Fen(request.Extra)) : null;

    private static PlanView View(SalesPlan plan) => new(plan.Sales.Value, plan.Cost.Value, plan.Months.Count,
        plan.Sales == Fen.Zero ? null : (Ratio.Of(plan.Cost) * Ratio.Of(10_000) / Ratio.Of(plan.Sales)).Round().Value);
}
