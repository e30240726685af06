using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <inheritdoc cref="IBookDrafts"/>
internal sealed class BookDrafts(RulesDb db, BookAccess access, BookChecks checks, BookReader reader, TimeProvider clock) : IBookDrafts
{
    private const string OwnBook = "ours";

    public async Task<Outcome<string>> TryAsync(Actor actor, Guid? draft, string shop, IReadOnlyList<BookAddition> additions, CancellationToken ct)
    {
        var found = await SourceAsync(actor, draft, ct);
        if (!found.IsDone)
        {
            return found.Refusal!;
        }

        var written = await WriteAsync(actor, found.Value.Text, shop, additions, ct);
        return written.IsDone ? written.Value.Report.EffectiveText! : written.Refusal!;
    }

    public async Task<Outcome<WrittenDraft>> AddAsync(Actor actor, Guid? draft, string shop, IReadOnlyList<BookAddition> additions, Func<string, Refusal?> look, CancellationToken ct)
    {
        var found = await SourceAsync(actor, draft, ct);
        if (!found.IsDone)
        {
            return found.Refusal!;
        }

        var written = await WriteAsync(actor, found.Value.Text, shop, additions, ct);
        if (!written.IsDone)
        {
            return written.Refusal!;
        }

        var (text, report) = written.Value;
        if (look(report.EffectiveText!) is { } refusal)
        {
            return refusal;
        }

        var isNew = found.Value.Row is null;
        var row = found.Value.Row ?? new BookRow
        {
            Id = new BookId(db.Fresh()),
            OrganisationId = actor.Organisation,
            BasedOn = found.Value.BasedOn,
            CreatedBy = actor.Person,
            CreatedAt = db.Now,
        };
        if (isNew)
        {
            if (await db.Books.CountAsync(b => b.OrganisationId == actor.Organisation && (b.State == StoredState.Draft || b.State == StoredState.Open), ct) >= WriteDrafts.MostDrafts)
            {
                return new TooManyDrafts(WriteDrafts.MostDrafts);
            }

            db.Books.Add(row);
        }
        else
        {
            row.Revision++;
        }

        (row.Text, row.Name, row.Title, row.TitleEn) = (text, report.Book, report.Title.Zh, report.Title.En);
        (row.ChangedBy, row.ChangedAt) = (actor.Person, db.Now);
        db.Audit(new AuditEntry(actor.Organisation, null, actor.Person, isNew ? "rules.book.started" : "rules.book.saved", "rules.book", row.Id.ToString(), After: new { row.Revision, Places = additions.Select(a => a.Path) }));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new BookChangedMeanwhile(row.Revision);
        }

        return new WrittenDraft(row.Id, report.Title, row.Revision, report.EffectiveText!);
    }

    private sealed record Source(BookRow? Row, string Text, string BasedOn);

    private async Task<Outcome<Source>> SourceAsync(Actor actor, Guid? draft, CancellationToken ct)
    {
        if (draft is { } id)
        {
            var found = await access.LoadAsync(actor, id, ct);
            return !found.IsDone ? found.Refusal! : found.Value.State == StoredState.Draft ? new Source(found.Value, found.Value.Text, found.Value.BasedOn) : new BookNotADraft();
        }

        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var inForce = BookLife.InForceAt(await access.PublishedAsync(actor.Organisation, ct), b => (b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Version), zone, clock.GetCurrentInstant());
        return inForce is null
            ? new Source(null, $"book: {OwnBook}\ntitle: 本店制度\nextends: {PresetShelf.Fallback}\n", PresetShelf.Fallback)
            : new Source(null, inForce.Text, $"{inForce.Name} {inForce.Version}");
    }

    private async Task<Outcome<(string Text, BookReport Report)>> WriteAsync(Actor actor, string source, string shop, IReadOnlyList<BookAddition> additions, CancellationToken ct)
    {
        var text = source;
        foreach (var addition in additions)
        {
            if (reader.Read(text).Effective is not { } body || PlaceOf(text, body, shop, addition.Path) is not { } place
                || ListWriting.Add(text, place.Path, place.List, addition.Texts) is not { } written)
            {
                return BookLife.FirstError((await checks.CheckAsync(text, actor.Organisation, ct)).Report) ?? new PlaceNotWritten(addition.Path);
            }

            text = written;
        }

        if (Encoding.UTF8.GetByteCount(text) > YamlReading.MostBytes)
        {
            return new TextTooLarge();
        }

        var report = (await checks.CheckAsync(text, actor.Organisation, ct)).Report;
        return BookLife.FirstError(report) is { } error ? error : (text, report);
    }

    /// <summary>Where the list is written that holds in the shop: in its own variant where that has one there, else in the section.</summary>
    private static (IReadOnlyList<string> Path, IReadOnlyList<string> List)? PlaceOf(string text, BookBody body, string shop, string path)
    {
        var keys = path.Split('.');
        var scope = new Scope(shop, null);
        if (body.Resolve(keys[0], scope) is not { } map)
        {
            return null;
        }

        var holds = map.At(string.Join('.', keys.Skip(1))) is BookList list ? list.Items.OfType<BookScalar>().Where(s => s.Text is not null).Select(s => s.Text!).ToList() : [];
        var own = YamlReading.Read(text, new ProblemList())?.Find(BookReader.Variants) as BookList;
        for (var i = 0; i < (own?.Items.Count ?? 0); i++)
        {
            string[] inside = [BookReader.Variants, $"{i}", .. keys];
            if (own!.Items[i] is BookMap variant && variant.Find("shop") is BookScalar { Text: { } named } && named == shop && variant.Find("team") is null && ListWriting.At(text, inside) is not null)
            {
                return (inside, holds);
            }
        }

        return (keys, holds);
    }
}
