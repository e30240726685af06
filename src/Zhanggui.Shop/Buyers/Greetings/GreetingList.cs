using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>Whom to greet this month, for a person to look at: nothing is sent by reading it.</summary>
internal static class GreetingList
{
    private const int Page = 50;

    /// <summary><paramref name="Ways"/>: agreed to, the best first; <paramref name="Chat"/> says whether words can be left there now.</summary>
    internal sealed record Proposal(BuyerId Buyer, long Number, string Name, string? Tel, IReadOnlyList<string> Ways, PostWay Chat, string Text, string? LastMonth);

    internal sealed record Answer(string Month, bool IsQuiet, int QuietFrom, int QuietTo, int EveryMonths, IReadOnlyList<Proposal> Proposals, int? Next, int Released, int ToDo, bool MayRelease);

    internal sealed record Line(Guid Id, BuyerId Buyer, string BuyerName, string Month, string Way, GreetingState State, string? Text, Instant At, string? By, PersonId Owner, string? OwnerName, Guid? Conversation, long? Seq, Instant? EndedAt, string? Note, string? Tel);

    internal sealed record History(IReadOnlyList<Line> Greetings, string? Next);

    /// <param name="skip">Where the page begins; what was released since has left the list.</param>
    public static async Task<IResult> HandleAsync(Guid shop, int? skip, Actor actor, BuyerAccess access, GreetingBook greetings, SchemeBook schemes, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var rule = (await schemes.FindAsync(id, ct)).Scheme.Greeting;
        var now = db.Now.InZone(card.TimeZone);
        var month = now.Date.ToYearMonth();
        var from = Math.Clamp(skip ?? 0, 0, 1_000_000);
        var found = await greetings.DueAsync(id, month, rule, from, Page + 1, ct);
        var proposals = await greetings.ProposeAsync(actor, id, [.. found.Take(Page)], rule, ct);
        var (from1, to1) = Months.Of(month, card.TimeZone);
        var released = await db.Set<GreetingRow>().CountAsync(g => g.ShopId == id && g.At >= from1 && g.At < to1 && g.State != GreetingState.Skipped, ct);
        var toDo = await db.Set<GreetingRow>().CountAsync(g => g.ShopId == id && g.State == GreetingState.Open, ct);
        return TypedResults.Json(new Answer(Months.Write(month), GreetingRules.IsQuiet(now.TimeOfDay, rule.QuietFrom, rule.QuietTo), rule.QuietFrom, rule.QuietTo, rule.EveryMonths, proposals,
            found.Count > Page ? from + Page : null, released, toDo, actor.Can(Permissions.ReleaseGreetings, id)), HouseJson.Options);
    }

    /// <param name="before">The place of the last line given.</param>
    public static async Task<IResult> HistoryAsync(Guid shop, string? before, Actor actor, BuyerAccess access, GreetingBook greetings, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var query = db.Set<GreetingRow>().AsNoTracking().Where(g => g.ShopId == id);
        if (before?.Split('.') is [var at, var last] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms < 253_402_300_800_000 && Guid.TryParse(last, out var lastId))
        {
            var when = Instant.FromUnixTimeMilliseconds(ms);
            query = query.Where(g => g.At < when || (g.At == when && g.Id.CompareTo(lastId) < 0));
        }

        var rows = await query.OrderByDescending(g => g.At).ThenByDescending(g => g.Id).Take(Page + 1).ToListAsync(ct);
        var lines = await greetings.LinesAsync([.. rows.Take(Page)], ct);
        return TypedResults.Json(new History(lines, rows.Count > Page ? string.Create(CultureInfo.InvariantCulture, $"{rows[Page - 1].At.ToUnixTimeMilliseconds()}.{rows[Page - 1].Id}") : null), HouseJson.Options);
    }
}
