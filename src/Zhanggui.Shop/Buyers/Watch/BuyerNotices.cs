using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Watch;

/// <summary>A row of <c>shop_buyer_notice</c>.</summary>
internal sealed class NoticeRow
{
    public required Guid ChangeId { get; init; }

    public required PersonId PersonId { get; init; }

    public required ShopId ShopId { get; init; }

    public required BuyerId BuyerId { get; init; }

    public required string Fields { get; init; }

    public required string Matters { get; init; }

    public required Instant At { get; init; }

    public PersonId? ByPerson { get; init; }

    public Instant? SeenAt { get; set; }
}

/// <summary>Tells everybody who holds something open with the buyer, but for who changed it. The same change told twice is one notice.</summary>
internal sealed class TellHolders(RoomDbTools tools, IEnumerable<IBuyerHolders> rooms) : IEventHandler<BuyerDetailsChanged>
{
    public async Task HandleAsync(BuyerDetailsChanged happened, Delivery delivery, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var subjects = await db.Buyers.AsNoTracking().Where(b => b.Id == happened.Buyer || b.JoinedInto == happened.Buyer).Select(b => b.Id).ToListAsync(ct);
        var subject = new DataSubject(happened.Shop, happened.Buyer, subjects);
        var matters = new List<BuyerMatter>();
        foreach (var room in rooms)
        {
            matters.AddRange(await room.OfAsync(subject, ct));
        }

        var told = matters.Where(m => m.Person != happened.By).GroupBy(m => m.Person).ToList();
        if (told.Count == 0)
        {
            return;
        }

        await db.InTransactionAsync(async () =>
        {
            var fields = string.Join(' ', happened.Fields);
            foreach (var one in told)
            {
                var kinds = string.Join(' ', one.Select(m => m.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                await db.Database.ExecuteSqlAsync(
                    $"insert into shop_buyer_notice (change_id, person_id, shop_id, buyer_id, fields, matters, at, by_person) values ({happened.Change}, {one.Key.Value}, {happened.Shop.Value}, {happened.Buyer.Value}, {fields}, {kinds}, {db.Now.ToUnixTimeMilliseconds()}, {happened.By?.Value}) on conflict do nothing", ct);
            }

            db.Tell(new FeedEntry(happened.Shop.Value, "buyer", happened.Buyer.Value, 0, happened.Buyer.Value));
            return 0;
        }, ct);
    }
}

/// <summary>Care is this room's own matter.</summary>
internal sealed class CareHolders(RoomDbTools tools) : IBuyerHolders
{
    public async Task<IReadOnlyList<BuyerMatter>> OfAsync(DataSubject subject, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        var ids = subject.Subjects.ToList();
        return [.. (await db.Set<CareRow>().AsNoTracking().Where(c => ids.Contains(c.BuyerId)).Select(c => c.Owner).Distinct().ToListAsync(ct)).Select(o => new BuyerMatter(o, "care"))];
    }
}

/// <summary>What changed with buyers with whom the reader has something open (CUST-17), until it is seen; contact data masked.</summary>
internal static class BuyerNotices
{
    private const int Most = 50;

    internal sealed record Value(string Field, string? Now);

    internal sealed record Line(Guid Change, BuyerId Buyer, string Name, IReadOnlyList<Value> Values, IReadOnlyList<string> Matters, Instant At, string? By);

    internal sealed record Answer(IReadOnlyList<Line> Notices);

    internal sealed record SeenRequest(Guid Shop, IReadOnlyList<Guid>? Changes);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, BuyerAccess access, BuyerBook book, SchemeBook schemes, IPeople people, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(shop);
        if (await access.FindShopAsync(actor, id, ct) is not { } card)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var rows = await db.Set<NoticeRow>().AsNoTracking().Where(n => n.PersonId == actor.Person && n.ShopId == id && n.SeenAt == null).OrderByDescending(n => n.At).ThenBy(n => n.ChangeId).Take(Most).ToListAsync(ct);
        var names = await people.FindManyAsync([.. rows.Select(r => r.ByPerson).OfType<PersonId>().Distinct()], ct);
        var (scheme, _) = await schemes.FindAsync(id, ct);
        var today = db.Now.InZone(card.TimeZone).Date;
        var lines = new List<Line>(rows.Count);
        foreach (var row in rows)
        {
            if ((await access.FindAsync(actor, row.BuyerId.Value, act: null, ct)) is not { Refusal: null, Value: { ErasedAt: null } buyer })
            {
                continue;
            }

            var record = await book.OpenAsync(buyer, ct);
            var member = await db.Set<MemberRow>().AsNoTracking().FirstOrDefaultAsync(m => m.BuyerId == buyer.Id, ct);
            var level = member is not null && (member.Until is not { } until || until > today) ? scheme.Levels.FirstOrDefault(l => l.Key == member.Level)?.Name ?? member.Level : null;
            var groups = row.Fields.Contains(GroupChange.Field, StringComparison.Ordinal) ? await GroupChange.NamesAsync(db, buyer, ct) : null;
            lines.Add(new Line(row.ChangeId, buyer.Id, buyer.Summarise(record).Name, [.. row.Fields.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => new Value(f, f == GroupChange.Field ? groups : Now(f, record, level)))],
                row.Matters.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.At, row.ByPerson is { } by ? names.GetValueOrDefault(by)?.Name : null));
        }

        return TypedResults.Json(new Answer(lines), HouseJson.Options);
    }

    public static async Task<IResult> SeenAsync(SeenRequest request, Actor actor, BuyerAccess access, ShopDb db, CancellationToken ct)
    {
        var id = ShopId.From(request.Shop);
        if (await access.FindShopAsync(actor, id, ct) is null)
        {
            return new BuyerShopNotFound().ToProblem();
        }

        var changes = (request.Changes ?? []).Take(Most).ToList();
        Instant? now = db.Now;
        await db.InTransactionAsync(() => db.Set<NoticeRow>().Where(n => n.PersonId == actor.Person && n.ShopId == id && n.SeenAt == null && changes.Contains(n.ChangeId)).ExecuteUpdateAsync(s => s.SetProperty(n => n.SeenAt, now), ct), ct);
        return TypedResults.NoContent();
    }

    private static string? Now(string field, BuyerRecord record, string? level) => field switch
    {
        "tel" => record.Tel is { } tel ? Masking.Tel(tel) : null,
        "address" => record.Address is { } address ? Masking.Address(address) : null,
        "email" => record.Email is { } email ? Masking.Email(email) : null,
        "name" => record.Name is { } name ? Masking.Name(name) : null,
        _ => level,
    };
}
