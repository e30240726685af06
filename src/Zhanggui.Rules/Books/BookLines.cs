using Microsoft.EntityFrameworkCore;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>Projects rows to what the screens show: names, states by today's date, counts.</summary>
internal sealed class BookLines(RulesDb db, BookAccess access, IPeople people, RuleSections sections, TimeProvider clock)
{
    private const int MostSignatures = 1000;

    public async Task<IReadOnlyList<BookLine>> OfAsync(Actor actor, IReadOnlyList<BookRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var now = clock.GetCurrentInstant();
        var inForce = BookEdition.InForceAt(await access.EditionsAsync(actor.Organisation, ct), zone, now)?.Id;
        var counts = await db.Comments.Where(c => ids.Contains(c.BookId)).GroupBy(c => c.BookId)
            .Select(g => new { g.Key, All = g.Count(), Unanswered = g.Count(c => c.Answer == null) }).ToDictionaryAsync(c => c.Key, ct);
        var seen = (await db.Acknowledgements.Where(a => a.PersonId == actor.Person && ids.Contains(a.BookId)).Select(a => a.BookId).ToListAsync(ct)).ToHashSet();
        var names = await NamesAsync(people, rows.SelectMany(r => new[] { r.CreatedBy, r.ChangedBy, r.PublishedBy ?? r.CreatedBy }), ct);
        return
        [
            .. rows.Select(r => new BookLine(r.Id.Value, r.Name, new Words(r.Title, r.TitleEn.Length > 0 ? r.TitleEn : r.Title), BookLife.StateOf(r, inForce, zone, now), r.Version, r.EffectiveDate, r.Digest, r.BasedOn,
                r.Revision, names(r.CreatedBy), r.CreatedAt, names(r.ChangedBy), r.ChangedAt, r.OpenedAt, r.PublishedBy is { } by ? names(by) : null, r.PublishedAt,
                counts.GetValueOrDefault(r.Id)?.All ?? 0, counts.GetValueOrDefault(r.Id)?.Unanswered ?? 0, seen.Contains(r.Id))),
        ];
    }

    public async Task<BookLine> OfAsync(Actor actor, BookRow row, CancellationToken ct) => (await OfAsync(actor, [row], ct))[0];

    /// <summary>In the order in which they were given. A published book's clauses no longer change: what was signed then stands.</summary>
    public async Task<IReadOnlyList<SignatureLine>> SignaturesAsync(BookRow row, CheckedBook read, CancellationToken ct)
    {
        var key = row.Id;
        var rows = await db.Signatures.AsNoTracking().Where(s => s.BookId == key).OrderBy(s => s.At).ThenBy(s => s.Path).Take(MostSignatures).ToListAsync(ct);
        var names = await NamesAsync(people, rows.Select(r => r.PersonId), ct);
        return [.. rows.Select(r => new SignatureLine(r.Path, names(r.PersonId), r.At, r.Reason, row.State == StoredState.Published || Stands(r, read)))];
    }

    /// <summary>Paths of the doubtful clauses that somebody signed for as they stand.</summary>
    public async Task<IReadOnlySet<string>> SignedAsync(BookRow row, CheckedBook read, CancellationToken ct)
    {
        var key = row.Id;
        return (await db.Signatures.AsNoTracking().Where(s => s.BookId == key).Take(MostSignatures).ToListAsync(ct)).Where(s => Stands(s, read)).Select(s => s.Path).ToHashSet(StringComparer.Ordinal);
    }

    private bool Stands(SignatureRow signature, CheckedBook read) =>
        read.Book.Effective is { } body && read.Report.Doubts.FirstOrDefault(d => d.Path == signature.Path) is { } doubt
        && ClauseDigests.Of(body, doubt, read.Report.Doubts, sections) == signature.ClauseDigest;

    public static async Task<Func<PersonId, Who>> NamesAsync(IPeople people, IEnumerable<PersonId> ids, CancellationToken ct)
    {
        var cards = await people.FindManyAsync([.. ids.Distinct()], ct);
        return id => new Who(id.Value, cards.GetValueOrDefault(id)?.Name ?? "—");
    }
}
