using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <summary><paramref name="Text"/> is null where it is masked (<paramref name="IsMasked"/>), shown for a reason as field <c>facts.ID</c>.</summary>
internal sealed record FactView(Guid Id, string Kind, string KindName, string? Text, bool IsMasked, Instant At, string? By, Guid? Conversation, long? Seq);

/// <summary><paramref name="IsOwn"/>: the buyer's own act, nobody of the house wrote it down.</summary>
internal sealed record ConsentView(Guid Id, string Purpose, string PurposeName, string Channel, bool IsGiven, bool IsStanding, string How, string? Note, Instant At, string? By, bool IsOwn, Guid? Conversation, long? Seq);

internal sealed record MemberView(string Level, string LevelName, string? Number, LocalDate Since, LocalDate? Until, bool IsNow);

internal sealed record GroupView(Guid Id, string Name, string Purpose);

internal sealed record SuggestionView(Guid Id, string Topic, string TopicName, string? Text, SuggestionState State, LocalDate? DueOn, bool IsLate, int AgeDays, Instant At, string? By, Guid? Conversation, long? Seq, Instant? EndedAt, string? EndedBy, string? Answer, BuyerId? Buyer = null, string? BuyerName = null);

/// <summary>What is known of a buyer beside the record.</summary>
internal sealed record DossierPage(BuyerId Buyer, IReadOnlyList<FactView> Facts, IReadOnlyList<ConsentView> Consents, MemberView? Member, string MembershipText, IReadOnlyList<GroupView> Groups, IReadOnlyList<SuggestionView> Suggestions, bool MayEdit, bool MayUnmask);

/// <summary>Puts a dossier together from all records that are one person.</summary>
internal sealed class DossierPages(ShopDb db, BuyerAccess access, DossierPen pen, SchemeBook schemes, BuyerBook book, IPeople people, IShops shops)
{
    private const int Most = 200;

    public static async Task<IResult> HandleAsync(Guid id, Actor actor, BuyerAccess access, DossierPages pages, CancellationToken ct)
    {
        var found = await access.FindAsync(actor, id, act: null, ct);
        return found.Refusal is { } refusal ? refusal.ToProblem() : TypedResults.Json(await pages.OfAsync(found.Value, actor, ct), HouseJson.Options);
    }

    public async Task<DossierPage> OfAsync(Buyer buyer, Actor actor, CancellationToken ct)
    {
        var ids = (await access.SubjectAsync(buyer, ct)).Subjects.ToList();
        var (scheme, _) = await schemes.FindAsync(buyer.ShopId, ct);
        var zone = (await shops.FindAsync(buyer.ShopId, ct))!.TimeZone;
        await pen.WarmAsync(ids, ct);
        var facts = await db.Set<FactRow>().AsNoTracking().Where(f => ids.Contains(f.BuyerId) && f.GoneAt == null).OrderByDescending(f => f.At).Take(Most).ToListAsync(ct);
        var consents = await db.Set<ConsentRow>().AsNoTracking().Where(c => ids.Contains(c.BuyerId)).OrderByDescending(c => c.At).Take(Most).ToListAsync(ct);
        var groups = await (from m in db.Set<InGroupRow>().AsNoTracking() join g in db.Set<GroupRow>() on m.GroupId equals g.Id where ids.Contains(m.BuyerId) && g.ArchivedAt == null orderby g.Name select g).Distinct().Take(Most).ToListAsync(ct);
        var suggestions = await db.Set<SuggestionRow>().AsNoTracking().Where(s => ids.Contains(s.BuyerId)).OrderByDescending(s => s.At).Take(Most).ToListAsync(ct);
        var names = await NamesAsync(facts.Select(f => f.ByPerson).Concat(consents.Select(c => c.ByPerson).OfType<PersonId>()), ct);
        return new DossierPage(
            buyer.Id, await FactsAsync(facts, scheme, names, ct), await ConsentsAsync(consents, scheme, names, ct), await MemberAsync(ids, scheme, zone, ct), scheme.MembershipText,
            [.. groups.Select(g => new GroupView(g.Id, g.Name, g.Purpose))], await SuggestionsAsync(suggestions, zone, withBuyer: false, ct),
            buyer.ErasedAt is null && actor.Can(Permissions.EditBuyer, buyer.ShopId), buyer.ErasedAt is null && actor.Can(Permissions.Unmask, buyer.ShopId));
    }

    public async Task<IReadOnlyList<SuggestionView>> SuggestionsAsync(IReadOnlyList<SuggestionRow> rows, DateTimeZone zone, bool withBuyer, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var (scheme, _) = await schemes.FindAsync(rows[0].ShopId, ct);
        await pen.WarmAsync(rows.Select(r => r.BuyerId), ct);
        var names = await NamesAsync(rows.Select(r => r.ByPerson).Concat(rows.Where(r => r.EndedBy is not null).Select(r => r.EndedBy!.Value)), ct);
        var buyers = withBuyer ? await book.FindAsync([.. rows.Select(r => r.BuyerId).Distinct()], ct) : new Dictionary<BuyerId, BuyerSummary>();
        var today = db.Now.InZone(zone).Date;
        var views = new List<SuggestionView>(rows.Count);
        foreach (var row in rows)
        {
            var buyer = buyers.GetValueOrDefault(row.BuyerId);
            var until = row.EndedAt?.InZone(zone).Date ?? today;
            views.Add(new SuggestionView(
                row.Id, row.Topic, Name(scheme.Topics, row.Topic), await pen.ReadAsync(row.BuyerId, row.Text, ct), row.State, row.DueOn, row.State == SuggestionState.Open && row.DueOn < today,
                Period.DaysBetween(row.At.InZone(zone).Date, until), row.At, names.GetValueOrDefault(row.ByPerson)?.Name, row.ConversationId, row.Seq,
                row.EndedAt, row.EndedBy is { } by ? names.GetValueOrDefault(by)?.Name : null, await pen.ReadAsync(row.BuyerId, row.Answer, ct), buyer?.Id, buyer?.Name));
        }

        return views;
    }

    private async Task<IReadOnlyList<FactView>> FactsAsync(List<FactRow> rows, BuyerScheme scheme, IReadOnlyDictionary<PersonId, PersonCard> names, CancellationToken ct)
    {
        var views = new List<FactView>(rows.Count);
        foreach (var row in rows)
        {
            var isMasked = scheme.FactKinds.FirstOrDefault(k => k.Key == row.Kind)?.IsPersonal ?? true;
            views.Add(new FactView(row.Id, row.Kind, Name(scheme.FactKinds, row.Kind), isMasked ? null : await pen.ReadAsync(row.BuyerId, row.Text, ct), isMasked, row.At, names.GetValueOrDefault(row.ByPerson)?.Name, row.ConversationId, row.Seq));
        }

        return views;
    }

    private async Task<IReadOnlyList<ConsentView>> ConsentsAsync(List<ConsentRow> rows, BuyerScheme scheme, IReadOnlyDictionary<PersonId, PersonCard> names, CancellationToken ct)
    {
        var standing = Consents.Standing(rows).Select(c => c.Id).ToHashSet();
        var views = new List<ConsentView>(rows.Count);
        foreach (var row in rows)
        {
            views.Add(new ConsentView(row.Id, row.Purpose, Name(scheme.Purposes, row.Purpose), row.Channel, row.IsGiven, standing.Contains(row.Id), row.How, await pen.ReadAsync(row.BuyerId, row.Note, ct), row.At, row.ByPerson is { } by ? names.GetValueOrDefault(by)?.Name : null, row.ByPerson is null, row.ConversationId, row.Seq));
        }

        return views;
    }

    private async Task<MemberView?> MemberAsync(List<BuyerId> ids, BuyerScheme scheme, DateTimeZone zone, CancellationToken ct)
    {
        var row = await db.Set<MemberRow>().AsNoTracking().Where(m => ids.Contains(m.BuyerId)).OrderByDescending(m => m.ChangedAt).FirstOrDefaultAsync(ct);
        var today = db.Now.InZone(zone).Date;
        return row is null ? null : new MemberView(row.Level, Name(scheme.Levels, row.Level), await pen.ReadAsync(row.BuyerId, row.Number, ct), row.Since, row.Until, row.Since <= today && (row.Until is not { } until || today < until));
    }

    private Task<IReadOnlyDictionary<PersonId, PersonCard>> NamesAsync(IEnumerable<PersonId> ids, CancellationToken ct) => people.FindManyAsync([.. ids.Distinct().Take(1000)], ct);

    private static string Name(IReadOnlyList<Named> list, string key) => list.FirstOrDefault(n => n.Key == key)?.Name ?? key;
}
