using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Pay.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>The settlement that holds, byte for byte as <c>zhanggui export facts</c> and <c>zhanggui settle --json</c> give it with the same book.</summary>
internal static class ReadSettlement
{
    public static async Task<IResult> HandleAsync(string month, Guid shop, Actor actor, PayAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, shop, month, Permissions.ExportSlips, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, at) = found.Value;
        await using var connection = await database.OpenAsync(ct);
        if (await MonthBook.FindAsync(connection, null, card.Id, at, ct) is not { Run: { } run } || await RunBook.SettlementAsync(connection, null, card.Id, at, run, ct) is not { } settlement)
        {
            return new PayMonthNotFound().ToProblem();
        }

        await MonthAudit.LookAsync(database, actor, card, Permissions.ExportSlips, "month", MonthText.Of(at), clock, ct);
        var bytes = new MemoryStream();
        SettlementJson.Write(settlement, bytes);
        return Results.Bytes(bytes.ToArray(), "application/json", $"settlement-{MonthText.Of(at)}.json");
    }
}
