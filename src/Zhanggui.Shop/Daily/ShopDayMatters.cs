using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Buyers.Members;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Daily;

/// <summary>This room's part of a day: members to call back, care that is due, greetings to do by hand, suggestions whose day has come. Nobody is called who took the consent back.</summary>
internal sealed class ShopDayMatters(RoomDbTools tools, SubjectKeys keys, BuyerBook book, IShops shops) : IDayMatters
{
    public IReadOnlyList<string> Kinds { get; } = ["callback", "care", "greeting", "suggestion"];

    public async Task<IReadOnlyList<DayMatter>> OfAsync(Actor actor, DayAsk ask, string kind, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ReadBuyer, ask.Shop) || await shops.FindAsync(ask.Shop, ct) is not { } card || (card.IsRestricted && !actor.Can(Permissions.Restricted, ask.Shop)))
        {
            return [];
        }

        await using var db = new ShopDb(tools);
        return kind switch
        {
            "callback" => await CallbacksAsync(db, ask, card.TimeZone, ct),
            "care" => await CareAsync(db, ask, card.TimeZone, ct),
            "greeting" => await GreetingsAsync(db, ask, ct),
            _ => await SuggestionsAsync(db, ask, card.TimeZone, ct),
        };
    }

    private async Task<IReadOnlyList<DayMatter>> CallbacksAsync(ShopDb db, DayAsk ask, DateTimeZone zone, CancellationToken ct)
    {
        var end = ask.EndOfDay;
        var query = db.Set<MemberCallbackRow>().AsNoTracking().Where(c => c.ShopId == ask.Shop && c.State == CallbackState.Open && c.NextAt < end);
        query = ask.Whose is { } person ? query.Where(c => c.Owner == person) : query;
        var rows = await query.OrderBy(c => c.DueOn).ThenBy(c => c.NextAt).Take(ask.Limit).ToListAsync(ct);
        var (buyers, agreed) = await AgreedAsync(db, [.. rows.Select(r => r.BuyerId)], ct);
        return [.. rows.Where(r => buyers.ContainsKey(r.BuyerId) && agreed.Contains(buyers[r.BuyerId].Id)).Select(r => Line("callback", r.Id.ToString(), buyers[r.BuyerId], r.OpenedAt, Until(r.DueOn, zone), r.Version) with
        {
            Owner = r.Owner, State = r.Tries == 0 ? "first" : "again",
        })];
    }

    private async Task<IReadOnlyList<DayMatter>> CareAsync(ShopDb db, DayAsk ask, DateTimeZone zone, CancellationToken ct)
    {
        var today = ask.Today;
        var query = db.Set<CareRow>().AsNoTracking().Where(c => c.ShopId == ask.Shop && c.NextOn.CompareTo(today) <= 0);
        query = ask.Whose is { } person ? query.Where(c => c.Owner == person) : query;
        var rows = await query.OrderBy(c => c.NextOn).ThenBy(c => c.BuyerId).Take(ask.Limit).ToListAsync(ct);
        var (buyers, agreed) = await AgreedAsync(db, [.. rows.Select(r => r.BuyerId)], ct);
        return [.. rows.Where(r => buyers.ContainsKey(r.BuyerId) && agreed.Contains(buyers[r.BuyerId].Id)).Select(r => Line("care", $"{r.BuyerId}.{r.NextOn.ToString("uuuu-MM-dd", null)}", buyers[r.BuyerId], zone.AtStartOfDay(r.NextOn).ToInstant(), Until(r.NextOn, zone), r.Version) with { Owner = r.Owner })];
    }

    private async Task<IReadOnlyList<DayMatter>> GreetingsAsync(ShopDb db, DayAsk ask, CancellationToken ct)
    {
        var query = db.Set<GreetingRow>().AsNoTracking().Where(g => g.ShopId == ask.Shop && g.State == GreetingState.Open);
        query = ask.Whose is { } person ? query.Where(g => g.Owner == person) : query;
        var rows = await query.OrderBy(g => g.At).ThenBy(g => g.Id).Take(ask.Limit).ToListAsync(ct);
        var buyers = await BuyersAsync([.. rows.Select(r => r.BuyerId)], ct);
        var matters = new List<DayMatter>(rows.Count);
        foreach (var row in rows.Where(r => buyers.ContainsKey(r.BuyerId)))
        {
            matters.Add(Line("greeting", row.Id.ToString(), buyers[row.BuyerId], row.At, null, null) with { Owner = row.Owner, State = row.Way, Text = await ReadAsync(row.BuyerId, row.Text, ct) });
        }

        return matters;
    }

    private async Task<IReadOnlyList<DayMatter>> SuggestionsAsync(ShopDb db, DayAsk ask, DateTimeZone zone, CancellationToken ct)
    {
        var today = ask.Today;
        var query = db.Set<SuggestionRow>().AsNoTracking().Where(s => s.ShopId == ask.Shop && s.State == SuggestionState.Open && s.DueOn != null && s.DueOn.Value.CompareTo(today) <= 0);
        query = ask.Whose is { } person ? query.Where(s => s.ByPerson == person) : query;
        var rows = await query.OrderBy(s => s.DueOn).ThenBy(s => s.Id).Take(ask.Limit).ToListAsync(ct);
        var buyers = await BuyersAsync([.. rows.Select(r => r.BuyerId)], ct);
        var matters = new List<DayMatter>(rows.Count);
        foreach (var row in rows.Where(r => buyers.ContainsKey(r.BuyerId)))
        {
            matters.Add(Line("suggestion", row.Id.ToString(), buyers[row.BuyerId], row.At, Until(row.DueOn!.Value, zone), null) with { Owner = row.ByPerson, Text = await ReadAsync(row.BuyerId, row.Text, ct) });
        }

        return matters;
    }

    /// <summary>A day is over with its last moment.</summary>
    private static Instant Until(LocalDate day, DateTimeZone zone) => zone.AtStartOfDay(day.PlusDays(1)).ToInstant();

    private static DayMatter Line(string kind, string id, BuyerSummary buyer, Instant since, Instant? due, long? version) =>
        new(kind, id, null, null, since, due, false, $"/customers/{buyer.Id}") { Buyer = buyer.Id, BuyerName = buyer.Name, Tel = buyer.Tel, Version = version };

    private async Task<IReadOnlyDictionary<BuyerId, BuyerSummary>> BuyersAsync(IReadOnlyCollection<BuyerId> ids, CancellationToken ct)
    {
        await keys.WarmAsync([.. ids.Select(b => b.Value).Distinct()], ct);
        return await book.FindAsync([.. ids.Distinct()], ct);
    }

    private async Task<(IReadOnlyDictionary<BuyerId, BuyerSummary> Buyers, HashSet<BuyerId> Agreed)> AgreedAsync(ShopDb db, IReadOnlyCollection<BuyerId> ids, CancellationToken ct)
    {
        var buyers = await BuyersAsync(ids, ct);
        var holders = buyers.Values.Select(s => s.Id).Distinct().ToList();
        var consents = await (from c in db.Set<ConsentRow>().AsNoTracking()
                              join b in db.Buyers on c.BuyerId equals b.Id
                              where c.Purpose == BuyerScheme.Care && holders.Contains(b.JoinedInto ?? b.Id)
                              select new { Holder = b.JoinedInto ?? b.Id, Row = c }).ToListAsync(ct);
        return (buyers, consents.GroupBy(c => c.Holder).Where(g => Consents.Holds(g.Select(x => x.Row), BuyerScheme.Care)).Select(g => g.Key).ToHashSet());
    }

    private async Task<string?> ReadAsync(BuyerId row, byte[]? bytes, CancellationToken ct) =>
        bytes is not null && await keys.FindAsync(row.Value, ct) is { } key ? System.Text.Encoding.UTF8.GetString(key.Open(bytes)) : null;
}
