using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.MainAccount;

/// <summary>Who holds the main account, who is next and who held it; handed over by a supervisor with a reason.</summary>
internal static class MainAccountPart
{
    private const int Page = 50;
    private const int ReasonLength = 100;

    internal sealed record GiveBody(ShopId Shop, PersonId Person, string? Reason);

    internal sealed record PersonLine(PersonId Person, string Name, string Duty, bool IsPresent, bool IsOnShift, int Turns, Instant? Last);

    internal sealed record TurnLine(Guid Id, PersonId Person, string Name, LocalDate Day, string Shift, Instant From, Instant? Until, string Why, string? Reason, string? SetBy);

    internal sealed record MainView(long? Percent, string Order, TurnLine? Holder, PersonLine? Next, IReadOnlyList<PersonLine> People, bool MaySet);

    internal sealed record HistoryView(IReadOnlyList<TurnLine> Turns, Instant? Before);

    public static void AddMainAccount(this IServiceCollection services)
    {
        services.AddSingleton<MainBook>();
        services.AddSingleton<MainFloorReader>();
        services.AddSingleton<MainAccountJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<MainAccountJob>());
    }

    public static void MapMainAccount(this RouteGroupBuilder reception)
    {
        reception.MapGet("/routing/main-account", ReadAsync).Requires(Permissions.ReadConversations);
        reception.MapGet("/routing/main-account/history", HistoryAsync).Requires(Permissions.ReadConversations);
        reception.MapPut("/routing/main-account", GiveAsync).Requires(Permissions.EditRouting);
    }

    private static async Task<IResult> ReadAsync(Guid shop, Actor actor, IShops shops, IPeople people, ShopRules rules, MainFloorReader reader, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var rule = await rules.RoutingAsync(card.Id, now, ct);
        var floor = await reader.ReadAsync(card, now, ct);
        var staff = floor.Staff.ToDictionary(s => s.Person);
        var lines = MainAccountRule.InOrder(floor.People, rule.MainOrder).Select(p => new PersonLine(p.Person, staff[p.Person].Name, System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(staff[p.Person].Duty.ToString()),
            floor.Present.Contains(p.Person), floor.Shift is { } shift && (shift.People is null ? floor.Present.Contains(p.Person) : shift.People.Contains(p.Person)), p.Turns, p.Last)).ToList();
        var others = lines.Where(l => l.Person != floor.Held?.Person).ToList();
        var next = rule.MainOrder == MainOrder.ByHand ? null : others.Find(l => l is { IsPresent: true, IsOnShift: true }) ?? others.FirstOrDefault();
        var holder = floor.Held is { } held ? (await NamedAsync(people, [held], ct))[0] : null;
        return TypedResults.Json(new MainView(rule.MainPercent, OrderText(rule.MainOrder), holder, next, lines, actor.Can(Permissions.EditRouting, card.Id)), HouseJson.Options);
    }

    private static async Task<IResult> HistoryAsync(Guid shop, long? before, Actor actor, IShops shops, IPeople people, MainBook book, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var until = before is { } given ? Instant.FromUnixTimeMilliseconds(Math.Clamp(given, 0, 253_402_300_799_000)) : Instant.FromUnixTimeMilliseconds(253_402_300_799_000);
        var turns = await book.HistoryAsync(card.Id, until, Page + 1, ct);
        return TypedResults.Json(new HistoryView(await NamedAsync(people, [.. turns.Take(Page)], ct), turns.Count > Page ? turns[Page - 1].From : null), HouseJson.Options);
    }

    private static async Task<IResult> GiveAsync(GiveBody body, Actor actor, IShops shops, IPeople people, ShopRules rules, MainFloorReader reader, Database database, QueueRouter router, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, body.Shop, Permissions.EditRouting, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var floor = await reader.ReadAsync(card, now, ct);
        if (await CheckAsync(body, floor, rules, card.Id, now, ct) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var shift = floor.Shift ?? new MainShift(now.InZone(card.TimeZone).Date, string.Empty, null);
        var turn = new MainTurn(NewId.Create(clock), body.Person, shift.Day, shift.Name, now, null, MainTurn.ByHand, body.Reason!.Trim(), actor.Person);
        var isGiven = await database.WriteAsync(async (c, t) =>
        {
            if (!await MainBook.EndAsync(c, t, card.Id, floor.Held, now, ct) || !await MainBook.BeginAsync(c, t, card.Id, turn, ct))
            {
                return false;
            }

            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, card.Id, actor.Person, "reception.routing.main_account", "person", body.Person.ToString(), Before: floor.Held is null ? null : new { person = floor.Held.Person }, After: new { person = body.Person, turn.Day, turn.Shift }, Reason: turn.Reason), ct);
            return true;
        }, ct);
        if (!isGiven)
        {
            return new MainAccountMoved().ToProblem();
        }

        router.Ask(card.Id);
        return TypedResults.Json((await NamedAsync(people, [turn], ct))[0], HouseJson.Options);
    }

    private static async ValueTask<Refusal?> CheckAsync(GiveBody body, MainFloor floor, ShopRules rules, ShopId shop, Instant now, CancellationToken ct) =>
        (await rules.RoutingAsync(shop, now, ct)).MainPercent is null ? new MainAccountNotInBook()
        : floor.People.All(p => p.Person != body.Person) ? new PersonNotFound()
        : !floor.Present.Contains(body.Person) ? new MainAccountNotOnDuty()
        : floor.Held?.Person == body.Person ? new MainAccountHeldAlready()
        : string.IsNullOrWhiteSpace(body.Reason) ? new ReasonMissing()
        : body.Reason.Trim().Length > ReasonLength ? new ShareInvalid("reason", $"原因不超过 {ReasonLength} 个字。", $"A reason has at most {ReasonLength} characters.")
        : null;

    private static async Task<IReadOnlyList<TurnLine>> NamedAsync(IPeople people, IReadOnlyList<MainTurn> turns, CancellationToken ct)
    {
        var names = await people.FindManyAsync([.. turns.SelectMany(t => t.SetBy is { } by ? [t.Person, by] : (PersonId[])[t.Person]).Distinct()], ct);
        string Name(PersonId person) => names.GetValueOrDefault(person)?.Name ?? string.Empty;
        return [.. turns.Select(t => new TurnLine(t.Id, t.Person, Name(t.Person), t.Day, t.Shift, t.From, t.Until, t.Why, t.Reason, t.SetBy is { } by ? Name(by) : null))];
    }

    private static string OrderText(MainOrder order) => order switch
    {
        MainOrder.FewestTurns => "fewest",
        MainOrder.LongestAgo => "longest",
        MainOrder.ByHand => "hand",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Unknown order."),
    };
}
