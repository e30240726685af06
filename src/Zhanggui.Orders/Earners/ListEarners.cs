using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Periods;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Earners;

/// <summary>Who earned what in a month, and which numbers in the notes are nobody's yet.</summary>
internal static class ListEarners
{
    /// <summary>A month with less than one part in so many of the fullest month's orders is not opened by itself.</summary>
    private const int FewOrders = 20;

    internal sealed record EarnerView(string Person, string? Name, string? Number, long Orders, long Amount);

    internal sealed record NumberView(string Number, long Orders, long Amount, LocalDate Since, string Example, PersonId? Holder, string? HolderName);

    internal sealed record Answer(string? Month, IReadOnlyList<string> Months, long Orders, long Paid, long Credited, long Silent, long Undecided, long UndecidedOrders, long UndatedOrders, long Undated, long Waiting,
        IReadOnlyList<EarnerView> People, IReadOnlyList<NumberView> Numbers);

    public static async Task<IResult> HandleAsync(Guid shop, string? month, Actor actor, OrderAccess access, Database database, EarnerReader reader, IStaffHistory staff, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllOrders, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (!string.IsNullOrEmpty(month) && PeriodReader.Month(month) is null)
        {
            return new PeriodUnknown().ToProblem();
        }

        await using var connection = await database.OpenAsync(ct);
        var months = await PeriodReader.SumsAsync(connection, null, card.Id, ct);
        var waiting = await ToDecide.CountAsync(connection, null, card.Id, ct);
        var asked = string.IsNullOrEmpty(month) ? Newest(months) : month;
        var sums = months.FirstOrDefault(m => m.Month == asked) ?? PeriodSums.None(asked ?? string.Empty);
        if (asked is null)
        {
            return Results.Json(new Answer(null, [], 0, 0, 0, 0, 0, 0, 0, 0, waiting, [], []), HouseJson.Options);
        }

        var people = await staff.StaffAsync(card.Organisation, ct);
        var byId = people.ToDictionary(p => p.Person.ToString(), StringComparer.Ordinal);
        var byNumber = people.GroupBy(p => p.Number, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var earned = await EarnerReader.EarnedAsync(connection, card.Id, asked, ct);
        var unknown = await reader.UnknownAsync(connection, card, asked, ct);
        return Results.Json(
            new Answer(asked, [.. months.Select(m => m.Month)], sums.Orders, sums.Paid, sums.Credited, sums.Silent, sums.Undecided, sums.UndecidedOrders, sums.UndatedOrders, sums.Undated, waiting,
                [.. earned.Select(e => new EarnerView(e.Person, byId.GetValueOrDefault(e.Person)?.Name, byId.GetValueOrDefault(e.Person)?.Number, e.Orders, e.Amount))],
                [.. unknown.Select(n => new NumberView(n.Number, n.Orders, n.Amount, Instant.FromUnixTimeMilliseconds(n.FirstPlaced).InZone(card.TimeZone).Date, n.Example, byNumber.GetValueOrDefault(n.Number)?.Person, byNumber.GetValueOrDefault(n.Number)?.Name))]),
            HouseJson.Options);
    }

    /// <summary>The newest month worth opening: the last orders of an export are often paid on the first of the next month, and nobody means those few.</summary>
    internal static string? Newest(IReadOnlyList<PeriodSums> newestFirst) =>
        newestFirst.FirstOrDefault(m => m.Orders * FewOrders >= newestFirst.Max(n => n.Orders))?.Month;
}
