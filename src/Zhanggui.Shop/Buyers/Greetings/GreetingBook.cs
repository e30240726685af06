using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Privacy;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Dossier;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Greetings;

/// <summary>Who is due, by which ways, and what became of greetings.</summary>
internal sealed class GreetingBook(ShopDb db, BuyerBook book, SubjectKeys keys, DossierPen pen, IBuyerPost post, IPeople people)
{
    /// <summary>What is sent comes first, then what reaches the buyer soonest.</summary>
    private static readonly string[] Order = ["chat", "phone", "wechat", "sms", "email"];

    /// <summary>Buyers with a standing consent whom nobody has greeted within the interval, always in the same order.</summary>
    public async Task<IReadOnlyList<BuyerId>> DueAsync(ShopId shop, YearMonth month, GreetingRule rule, int skip, int take, CancellationToken ct)
    {
        var (now, last) = (Months.Write(month), Months.Write(GreetingRules.LastAllowed(month, rule.EveryMonths)));
        var found = await db.Database.SqlQuery<Guid>(
            $"""
            select distinct coalesce(b.joined_into, b.id) as "Value"
            from shop_buyer_consent c join shop_buyer b on b.id = c.buyer_id
            where c.shop_id = {shop.Value} and c.purpose = {BuyerScheme.Greetings} and c.is_given = 1 and b.erased_at is null
              and not exists (select 1 from shop_buyer_consent w where w.shop_id = c.shop_id and w.purpose = c.purpose and w.buyer_id = c.buyer_id and w.channel = c.channel and w.is_given = 0 and w.at >= c.at)
              and not exists (select 1 from shop_buyer_greeting g where g.buyer_id = coalesce(b.joined_into, b.id) and g.state <> 'Sending'
                and ((g.state = 'Skipped' and g.month = {now}) or (g.state <> 'Skipped' and g.month > {last})))
            order by 1 limit {take} offset {skip}
            """).ToListAsync(ct);
        return [.. found.Select(BuyerId.From)];
    }

    public async Task<IReadOnlyList<GreetingList.Proposal>> ProposeAsync(Actor actor, ShopId shop, IReadOnlyList<BuyerId> buyers, GreetingRule rule, CancellationToken ct)
    {
        var ids = buyers.ToList();
        var rows = await db.Buyers.AsNoTracking().Where(b => ids.Contains(b.Id)).ToListAsync(ct);
        await keys.WarmAsync([.. rows.Select(r => r.Id.Value)], ct);
        var consents = await ConsentsAsync(ids, ct);
        var chats = await post.WaysAsync(actor, shop, ids, ct);
        var last = await db.Set<GreetingRow>().AsNoTracking().Where(g => ids.Contains(g.BuyerId) && g.State != GreetingState.Skipped && g.State != GreetingState.Sending)
            .GroupBy(g => g.BuyerId).Select(g => new { g.Key, Month = g.Max(x => x.Month) }).ToDictionaryAsync(g => g.Key, g => g.Month, ct);
        var proposals = new List<GreetingList.Proposal>();
        foreach (var row in rows.OrderBy(r => ids.IndexOf(r.Id)))
        {
            var ways = Ways(consents.GetValueOrDefault(row.Id) ?? []);
            if (ways.Count == 0)
            {
                continue;
            }

            var record = await book.OpenAsync(row, ct);
            var summary = row.Summarise(record);
            proposals.Add(new GreetingList.Proposal(row.Id, row.Number, summary.Name, summary.Tel, ways, chats.GetValueOrDefault(row.Id), GreetingRules.Words(rule.Text, record.Nick), last.GetValueOrDefault(row.Id)));
        }

        return proposals;
    }

    /// <summary>Channels over which a greeting is agreed to now.</summary>
    public static IReadOnlyList<string> Ways(IEnumerable<ConsentRow> consents)
    {
        var agreed = Consents.Standing(consents).Where(c => c.Purpose == BuyerScheme.Greetings && c.IsGiven).Select(c => c.Channel).ToHashSet(StringComparer.Ordinal);
        return [.. Order.Where(agreed.Contains)];
    }

    public async Task<IReadOnlyList<ConsentRow>> ConsentsAsync(BuyerId buyer, CancellationToken ct) => (await ConsentsAsync([buyer], ct)).GetValueOrDefault(buyer) ?? [];

    /// <summary>Takes back every consent to greetings of this buyer; <paramref name="by"/> is null where the buyer's own answer did.</summary>
    public async Task WithdrawAsync(ShopDb into, ShopId shop, BuyerId buyer, PersonId? by, string how, Guid? conversation, long? seq, CancellationToken ct)
    {
        foreach (var consent in Consents.Standing(await ConsentsAsync(buyer, ct)).Where(c => c.IsGiven))
        {
            into.Add(new ConsentRow { Id = into.Fresh(), ShopId = shop, BuyerId = consent.BuyerId, Purpose = consent.Purpose, Channel = consent.Channel, IsGiven = false, How = how, At = into.Now, ByPerson = by, ConversationId = conversation, Seq = seq });
        }
    }

    public async Task<IReadOnlyList<GreetingList.Line>> LinesAsync(IReadOnlyList<GreetingRow> rows, CancellationToken ct)
    {
        await pen.WarmAsync(rows.Select(r => r.BuyerId), ct);
        var buyers = await book.FindAsync([.. rows.Select(r => r.BuyerId).Distinct()], ct);
        var names = await people.FindManyAsync([.. rows.SelectMany(r => new[] { r.ByPerson, r.Owner }).Distinct()], ct);
        var lines = new List<GreetingList.Line>(rows.Count);
        foreach (var g in rows)
        {
            var buyer = buyers.GetValueOrDefault(g.BuyerId);
            lines.Add(new GreetingList.Line(g.Id, buyer?.Id ?? g.BuyerId, buyer?.Name ?? string.Empty, g.Month, g.Way, g.State, await pen.ReadAsync(g.BuyerId, g.Text, ct), g.At, names.GetValueOrDefault(g.ByPerson)?.Name,
                g.Owner, names.GetValueOrDefault(g.Owner)?.Name, g.ConversationId, g.Seq, g.EndedAt, await pen.ReadAsync(g.BuyerId, g.Note, ct), g.State == GreetingState.Open ? buyer?.Tel : null));
        }

        return lines;
    }

    private async Task<Dictionary<BuyerId, List<ConsentRow>>> ConsentsAsync(IReadOnlyCollection<BuyerId> buyers, CancellationToken ct)
    {
        var ids = buyers.ToList();
        var found = await (from c in db.Set<ConsentRow>().AsNoTracking()
                           join b in db.Buyers on c.BuyerId equals b.Id
                           where c.Purpose == BuyerScheme.Greetings && (ids.Contains(b.Id) || (b.JoinedInto != null && ids.Contains(b.JoinedInto.Value)))
                           select new { Holder = b.JoinedInto ?? b.Id, Row = c }).ToListAsync(ct);
        return found.GroupBy(f => f.Holder).ToDictionary(g => g.Key, g => g.Select(x => x.Row).ToList());
    }
}
