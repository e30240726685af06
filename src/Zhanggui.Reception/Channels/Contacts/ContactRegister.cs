using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Channels.Contacts;

/// <summary>A call or visit as the register keeps it.</summary>
internal sealed record BookedContact(Guid Id, ShopId Shop, ConversationId Conversation, string Kind, string Direction, Instant At, int? Minutes, string? Class, int? Rings, PersonId Person)
{
    /// <summary>Who called or came; as the conversation has it.</summary>
    public Guid? Buyer { get; init; }

    /// <summary>How the conversation ended; null = it goes on.</summary>
    public string? Outcome { get; init; }
}

/// <summary>
/// Who called or came, each once: <paramref name="Visitors"/> came to the desk, <paramref name="Took"/> are those of <paramref name="Callers"/> with an outcome that counts as taken.
/// </summary>
internal sealed record CallerCount(int Callers, int Visitors, int Took)
{
    /// <summary>Only those who called or came by themselves; whoever we called up is no caller.</summary>
    public static CallerCount Of(IEnumerable<BookedContact> contacts, IReadOnlyList<string> took)
    {
        var by = contacts.Where(c => c.Direction == "in" && c.Kind is ChannelKinds.Telephone or ChannelKinds.Visit).GroupBy(c => c.Buyer ?? c.Conversation.Value).ToList();
        return new CallerCount(by.Count, by.Count(b => b.Any(c => c.Kind == ChannelKinds.Visit)), by.Count(b => b.Any(c => c.Outcome is { } outcome && took.Contains(outcome, StringComparer.Ordinal))));
    }
}

/// <summary>Calls and visits of a month by class (WO-01) and by day (REP-12, REP-16), with those picked up after too many rings (RESP-05).</summary>
internal sealed class ContactRegister(Database database)
{
    private const int Most = 5000;

    internal sealed record ClassCount(string? Class, int Telephone, int Visit, int Other);

    /// <summary>One day of the shop; classes in the book's order, with how many fell into each.</summary>
    internal sealed record DayCount(LocalDate Day, int Telephone, int Visit, int Other, IReadOnlyList<ClassCount> Classes, CallerCount People);

    internal sealed record Row(ConversationId Conversation, string Kind, string Direction, Instant At, int? Minutes, string? Class, int? Rings, string? Name, Guid? Buyer, string? Outcome, bool IsTaken);

    internal sealed record Answer(string Month, IReadOnlyList<ClassCount> Classes, IReadOnlyList<DayCount> Days, IReadOnlyList<Row> Rows, int All, int Known, int Late, long? MostRings, bool HasMore, CallerCount People, IReadOnlyList<string> TookOutcomes);

    public Task AddAsync(BookedContact contact, CancellationToken ct) => database.WriteAsync((c, t) => c.ExecuteAsync(t,
        "insert into reception_contact (id, shop_id, conversation_id, kind, direction, at, minutes, class, rings, person_id) values (@id, @shop, @c, @kind, @direction, @at, @minutes, @class, @rings, @person) on conflict do nothing", ct,
        ("id", contact.Id), ("shop", contact.Shop.Value), ("c", contact.Conversation.Value), ("kind", contact.Kind), ("direction", contact.Direction), ("at", contact.At.ToUnixTimeMilliseconds()),
        ("minutes", contact.Minutes), ("class", contact.Class), ("rings", contact.Rings), ("person", contact.Person.Value)), ct);

    public static async Task<IResult> ListAsync(Guid shop, string? month, Actor actor, IShops shops, IPeople people, ContactRegister register, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var read = string.IsNullOrEmpty(month) ? now.InZone(card.TimeZone).Date.ToYearMonth() : YearMonthPattern.Iso.Parse(month) is { Success: true } named ? named.Value : (YearMonth?)null;
        if (read is not { } period)
        {
            return new SearchInvalid("month").ToProblem();
        }

        var first = period.OnDayOfMonth(1);
        var rows = await register.ReadAsync(card.Id, card.TimeZone.AtStartOfDay(first).ToInstant(), card.TimeZone.AtStartOfDay(first.PlusMonths(1)).ToInstant(), ct);
        var own = rows.Take(Most).Where(r => actor.Can(Permissions.ReadAllConversations, card.Id) || r.Person == actor.Person).ToList();
        var floor = await rules.FloorAsync(card.Id, now, ct);
        var names = await people.FindManyAsync([.. own.Select(r => r.Person).Distinct().Take(1000)], ct);
        var took = floor.TookOutcomes.Count > 0 ? floor.TookOutcomes : floor.SoldOutcomes;
        var late = floor.MostRings is { } most ? own.Count(r => r.Rings > most) : 0;
        return Results.Json(new Answer(YearMonthPattern.Iso.Format(period), Count(own, floor.ContactClasses), ByDay(own, floor.ContactClasses, took, card.TimeZone),
            [.. own.Select(r => new Row(r.Conversation, r.Kind, r.Direction, r.At, r.Minutes, r.Class, r.Rings, names.GetValueOrDefault(r.Person)?.Name, r.Buyer, r.Outcome, r.Outcome is { } outcome && took.Contains(outcome, StringComparer.Ordinal)))], own.Count, own.Count(r => r.Rings is not null), late, floor.MostRings,
            rows.Count > Most, CallerCount.Of(own, took), took), HouseJson.Options);
    }

    /// <summary>Classes of the book first, in its order; then those that are no longer in it, and last the contacts without one.</summary>
    internal static IReadOnlyList<ClassCount> Count(IReadOnlyList<BookedContact> contacts, IReadOnlyList<string> classes)
    {
        var by = contacts.ToLookup(c => c.Class ?? string.Empty, StringComparer.Ordinal);
        var others = by.Select(g => g.Key).Where(k => k.Length > 0 && !classes.Contains(k, StringComparer.Ordinal)).Order(StringComparer.Ordinal);
        return
        [
            .. classes.Concat(others).Concat(by.Contains(string.Empty) ? [string.Empty] : [])
                .Select(k => new ClassCount(k.Length == 0 ? null : k, by[k].Count(c => c.Kind == ChannelKinds.Telephone), by[k].Count(c => c.Kind == ChannelKinds.Visit), by[k].Count(c => c.Kind is not (ChannelKinds.Telephone or ChannelKinds.Visit)))),
        ];
    }

    /// <summary>Every day on which somebody called or came, the newest first.</summary>
    internal static IReadOnlyList<DayCount> ByDay(IReadOnlyList<BookedContact> contacts, IReadOnlyList<string> classes, IReadOnlyList<string> took, DateTimeZone zone) =>
    [
        .. contacts.GroupBy(c => c.At.InZone(zone).Date).OrderByDescending(g => g.Key).Select(g => (Day: g.Key, Classes: (IReadOnlyList<ClassCount>)[.. Count([.. g], classes).Where(k => k.Telephone + k.Visit + k.Other > 0)], People: CallerCount.Of(g, took)))
            .Select(d => new DayCount(d.Day, d.Classes.Sum(k => k.Telephone), d.Classes.Sum(k => k.Visit), d.Classes.Sum(k => k.Other), d.Classes, d.People)),
    ];

    private async Task<IReadOnlyList<BookedContact>> ReadAsync(ShopId shop, Instant from, Instant to, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ReadAllAsync(null,
            "select r.id, r.shop_id, r.conversation_id, r.kind, r.direction, r.at, r.minutes, r.class, r.rings, r.person_id, c.buyer_id, c.outcome from reception_contact r left join reception_conversation c on c.id = r.conversation_id " +
            "where r.shop_id = @shop and r.at >= @from and r.at < @to order by r.at desc, r.id limit @limit",
            r => new BookedContact(r.GetGuid(0), new ShopId(r.GetGuid(1)), new ConversationId(r.GetGuid(2)), r.GetString(3), r.GetString(4), Instant.FromUnixTimeMilliseconds(r.GetInt64(5)),
                r.IsDBNull(6) ? null : r.GetInt32(6), r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetInt32(8), new PersonId(r.GetGuid(9)))
            { Buyer = r.IsDBNull(10) ? null : r.GetGuid(10), Outcome = r.IsDBNull(11) ? null : r.GetString(11) }, ct,
            ("shop", shop.Value), ("from", from.ToUnixTimeMilliseconds()), ("to", to.ToUnixTimeMilliseconds()), ("limit", Most + 1));
    }
}
