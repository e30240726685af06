using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Orders.Attribution;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Elsewhere;
using Zhanggui.Orders.Periods;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Orders.WhatIf;

/// <summary>A month under another book, before anybody publishes it: who would get more, who less, which orders would move. Nothing is stored.</summary>
internal static class WhatIfBook
{
    private const int MostOrders = 200_000;
    private const int MostMoved = 200;

    internal sealed record Request(Guid Shop, string Month, string? Preset, string? Text);

    internal sealed record ShiftView(string Who, string? Name, CreditSum Before, CreditSum After, long Difference);

    internal sealed record MovedView(string OrderId, string? Before, string? After, string Zh, string En);

    internal sealed record Answer(string Month, string Book, int Version, long Orders, long Changed, IReadOnlyList<ShiftView> People, IReadOnlyList<MovedView> Moved);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, OrderAccess access, Database database, CreditFacts facts, ElsewhereBook elsewhere, IBookDesk desk, IPeople people, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.ReadAllOrders, ct) is not { } shop)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (PeriodReader.Month(request.Month) is not { } month)
        {
            return new PeriodUnknown().ToProblem();
        }

        var text = request.Text ?? (request.Preset is { } preset ? desk.FindPreset(preset) : null);
        if (text is null || !desk.Check(text, null).IsSound)
        {
            return new WhatIfBookUnsound().ToProblem();
        }

        var read = desk.Read(AttributionSection.Section, text, null, [shop.Name, shop.Id.ToString()]);
        var compared = await CompareAsync(database, facts, elsewhere, shop, month, new RulesInForce(read.Rules, read.Book.Book, read.Book.Version), ct);
        if (compared.Refusal is { } no)
        {
            return no.ToProblem();
        }

        var (orders, comparison, after, before) = compared.Value;
        var names = await NamesAsync(comparison, people, ct);
        return Results.Json(new Answer(request.Month, read.Book.Book, read.Book.Version, orders, comparison.Moved.Count,
            [.. comparison.Shifts.Select(s => new ShiftView(s.Who, names(s.Who), s.Before, s.After, s.Difference))],
            [.. comparison.Moved.Take(MostMoved).Select(o => new MovedView(o, Persons(before.GetValueOrDefault(o)), Persons(after.GetValueOrDefault(o) is { } d ? StoredDecision.Parts(d) : null), after.GetValueOrDefault(o)?.Zh ?? string.Empty, after.GetValueOrDefault(o)?.En ?? string.Empty))]), HouseJson.Options);

        string? Persons(IReadOnlyList<StoredCredit>? parts) => parts is null ? null : string.Join("、", parts.Select(p => p.Person is { } id ? names(id) ?? id : p.Basis).Distinct(StringComparer.Ordinal));
    }

    private static async Task<Outcome<(long Orders, CreditComparison Comparison, IReadOnlyDictionary<string, StoredDecision> After, IReadOnlyDictionary<string, IReadOnlyList<StoredCredit>> Before)>> CompareAsync(
        Database database, CreditFacts facts, ElsewhereBook elsewhere, ShopCard shop, YearMonth month, RulesInForce rules, CancellationToken ct)
    {
        var text = StoredDecision.MonthText(month);
        await using var connection = await database.OpenAsync(ct);
        var holding = await connection.ReadAllAsync(null,
            $"select d.order_id, d.credits from orders_decision d where d.shop_id = @shop and d.month = @month and not exists (select 1 from orders_decision n where n.shop_id = d.shop_id and n.order_id = d.order_id and n.number > d.number) limit {MostOrders + 1}",
            r => (Order: r.GetString(0), Parts: (IReadOnlyList<StoredCredit>)JsonSerializer.Deserialize<List<StoredCredit>>(r.GetString(1), HouseJson.Options)!), ct, ("shop", shop.Id.Value), ("month", text));
        if (holding.Count > MostOrders)
        {
            return new WhatIfTooLarge(MostOrders);
        }

        var manuals = await connection.ReadAllAsync(null, "select distinct order_id from orders_manual where shop_id = @shop", r => r.GetString(0), ct, ("shop", shop.Id.Value));
        var byHand = new Dictionary<string, Manual>(StringComparer.Ordinal);
        foreach (var some in manuals.Chunk(500))
        {
            foreach (var (order, manual) in await ManualBook.LatestAsync(connection, null, shop.Id, some, ct))
            {
                byHand[order] = manual;
            }
        }

        var zone = shop.TimeZone;
        var set = await facts.OfPeriodAsync(shop, month.OnDayOfMonth(1).AtStartOfDayInZone(zone).ToInstant(), month.OnDayOfMonth(1).PlusMonths(1).AtStartOfDayInZone(zone).ToInstant(), rules.Rules, ct);
        var inputs = new AttributionInputs([.. byHand.Values.Select(ManualBook.ForRules).OfType<ManualDecision>()], rules.Rules.Stack.Contains(AttributionRule.External) ? await ToldAsync(connection, elsewhere, shop, [.. holding.Select(h => h.Order)], ct) : []);
        var after = AttributionRun.Decide(set, (_, _) => rules, inputs).Orders.Where(d => d.IsPaid).Select(StoredDecision.Of).Where(d => d.Month == text).ToDictionary(d => d.Order, StringComparer.Ordinal);
        var before = holding.ToDictionary(h => h.Order, h => h.Parts, StringComparer.Ordinal);
        var comparison = CreditComparison.Of(before, after.ToDictionary(a => a.Key, a => StoredDecision.Parts(a.Value), StringComparer.Ordinal));
        return (after.Count, comparison, after, before);
    }

    private static async Task<IReadOnlyList<ExternalDecision>> ToldAsync(DbConnection connection, ElsewhereBook elsewhere, ShopCard shop, IReadOnlyList<string> orders, CancellationToken ct)
    {
        var told = new List<ExternalDecision>();
        foreach (var some in orders.Chunk(500))
        {
            told.AddRange(ElsewhereBook.ForRules(await elsewhere.ReadAsync(connection, shop, some, ct)));
        }

        return told;
    }

    private static async Task<Func<string, string?>> NamesAsync(CreditComparison comparison, IPeople people, CancellationToken ct)
    {
        var ids = comparison.Shifts.Select(s => s.Who).Where(w => Guid.TryParse(w, out _)).Select(w => new PersonId(Guid.Parse(w))).Take(1000).ToList();
        var cards = await people.FindManyAsync(ids, ct);
        return who => Guid.TryParse(who, out var id) ? cards.GetValueOrDefault(new PersonId(id))?.Name : null;
    }
}
