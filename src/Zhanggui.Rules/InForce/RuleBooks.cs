using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Books;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.InForce;

/// <summary>
/// Published books in memory. A word to all processes drops what is kept the moment a book is published or called
/// back; a word can be lost, so what is kept is read again after half a minute in any case.
/// </summary>
internal sealed class RuleBooks : IRuleBooks, IDisposable
{
    public const string ChangedWord = "rules.changed";
    private static readonly Duration KeptFor = Duration.FromSeconds(30);

    private readonly ConcurrentDictionary<OrganisationId, Kept<Shelf>> shelves = new();
    private readonly ConcurrentDictionary<ShopId, Kept<ShopCard?>> cards = new();
    private readonly Lazy<Edition> fallback;
    private readonly IServiceScopeFactory scopes;
    private readonly IShops shops;
    private readonly TimeProvider clock;
    private readonly Whispers whispers;
    private readonly BookReader reader;

    public RuleBooks(IServiceScopeFactory scopes, IShops shops, TimeProvider clock, Whispers whispers, BookReader reader, RuleSections sections)
    {
        (this.scopes, this.shops, this.clock, this.whispers, this.reader) = (scopes, shops, clock, whispers, reader);
        fallback = new Lazy<Edition>(() => ReadFallback(reader, sections));
        whispers.Said += Hear;
    }

    public async ValueTask<InForce<T>> EffectiveAsync<T>(RuleSection<T> section, ShopId shop, Instant at, CancellationToken ct, string? team = null)
        where T : class
    {
        var card = await CardAsync(shop, ct);
        if (card is not null)
        {
            var shelf = await ShelfAsync(card.Organisation, ct);
            var edition = BookLife.InForceAt(shelf.Editions, e => (e.Date, e.PublishedAt, e.Name.Version), card.TimeZone, at);
            if (edition is not null && await edition.FindAsync(section, shop, team, ct) is { } rules)
            {
                return rules;
            }
        }

        return await fallback.Value.FindAsync(section, shop, team, ct) ?? throw new InvalidOperationException($"The preset '{PresetShelf.Fallback}' has no section '{section.Name}'.");
    }

    public async ValueTask<Words> TitleAsync(BookName book, ShopId shop, CancellationToken ct)
    {
        if (fallback.Value.Name == book)
        {
            return fallback.Value.Title;
        }

        return await CardAsync(shop, ct) is { } card && (await ShelfAsync(card.Organisation, ct)).Editions.FirstOrDefault(e => e.Name == book) is { } edition ? edition.Title : Words.Same(book.Book);
    }

    public async Task<BookName?> ApplicableToAsync(PersonId person, OrganisationId organisation, Instant at, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RulesDb>();
        var zone = await scope.ServiceProvider.GetRequiredService<BookAccess>().ZoneAsync(organisation, ct);
        var shown = await BookAccess.EditionsAsync(db.Books.Where(b => b.OrganisationId == organisation && db.Acknowledgements.Any(a => a.BookId == b.Id && a.PersonId == person && a.At <= at)), ct);
        var row = BookEdition.InForceAt(shown, zone, at);
        return row is null ? null : new BookName(row.Name, row.Version, row.Digest);
    }

    /// <summary>Tells every process that the organisation's books have changed; call it after the commit.</summary>
    public void SayChanged(OrganisationId organisation) => whispers.Say(organisation.Value, ChangedWord, new { });

    /// <summary>Reads the fallback now, so that a missing or broken preset stops the start and not the first buyer.</summary>
    public void Prepare() => _ = fallback.Value;

    public void Dispose() => whispers.Said -= Hear;

    private void Hear(Whisper word)
    {
        if (word.Kind == ChangedWord)
        {
            shelves.TryRemove(new OrganisationId(word.Stream), out _);
        }
    }

    private async ValueTask<ShopCard?> CardAsync(ShopId shop, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (cards.TryGetValue(shop, out var kept) && kept.Until > now)
        {
            return kept.Value;
        }

        var card = await shops.FindAsync(shop, ct);
        if (card is not null)
        {
            cards[shop] = new Kept<ShopCard?>(card, now + KeptFor);
        }

        return card;
    }

    private async ValueTask<Shelf> ShelfAsync(OrganisationId organisation, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (shelves.TryGetValue(organisation, out var kept) && kept.Until > now)
        {
            return kept.Value;
        }

        // Put a mark before reading: a word of change that comes while we read removes it, and what was read is then not kept.
        var mark = new Kept<Shelf>(kept?.Value ?? Shelf.Empty, Instant.MinValue);
        shelves[organisation] = mark;
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<BookAccess>().EditionsAsync(organisation, ct);
        var known = kept?.Value.Editions.ToDictionary(e => e.Id) ?? [];
        var shelf = new Shelf([.. rows.Select(row => known.GetValueOrDefault(row.Id) ?? Edition.Of(row, ReadAsync))]);
        shelves.TryUpdate(organisation, new Kept<Shelf>(shelf, now + KeptFor), mark);
        return shelf;
    }

    /// <summary>Whoever asks first may go away while it is read; the others still want it.</summary>
    private async Task<BookBody> ReadAsync(BookId book)
    {
        await using var scope = scopes.CreateAsyncScope();
        return reader.ReadStored(await scope.ServiceProvider.GetRequiredService<BookAccess>().TextAsync(book, CancellationToken.None));
    }

    private static Edition ReadFallback(BookReader reader, RuleSections sections)
    {
        var book = reader.ReadPreset(PresetShelf.Fallback) ?? throw new InvalidOperationException($"The preset '{PresetShelf.Fallback}.yaml' is missing: set Kernel:RulebooksDir, or put the folder rulebooks/ beside the program.");
        if (book.Effective is not { } body)
        {
            var error = book.Problems.First(p => p.Severity == Severity.Error);
            throw new InvalidOperationException($"The preset '{PresetShelf.Fallback}.yaml' is wrong in line {error.Line}: {error.Reason.En}");
        }

        var digest = Canonical.Digest(Canonical.Write(book.Header, body, sections));
        return new Edition(default, new BookName(book.Header.Book, 0, digest), book.Header.TitleWords, LocalDate.MinIsoValue, Instant.MinValue, _ => Task.FromResult(body), new Dictionary<ShopId, string>());
    }

    private sealed record Kept<T>(T Value, Instant Until);

    private sealed record Shelf(IReadOnlyList<Edition> Editions)
    {
        public static readonly Shelf Empty = new([]);
    }
}

/// <summary>One published book, its text read when first asked for, its typed sections kept per place.</summary>
internal sealed class Edition(BookId id, BookName name, Words title, LocalDate date, Instant publishedAt, Func<BookId, Task<BookBody>> read, IReadOnlyDictionary<ShopId, string> places)
{
    private readonly ConcurrentDictionary<(string Section, Scope Scope), object?> sections = new();
    private readonly Lock gate = new();
    private volatile Task<BookBody>? body;

    public BookId Id { get; } = id;

    public BookName Name { get; } = name;

    public Words Title { get; } = title;

    public LocalDate Date { get; } = date;

    public Instant PublishedAt { get; } = publishedAt;

    public static Edition Of(BookEdition row, Func<BookId, Task<BookBody>> read)
    {
        var places = JsonSerializer.Deserialize<Dictionary<string, ShopId>>(row.Places ?? "{}", HouseJson.Options)!;
        return new Edition(row.Id, new BookName(row.Name, row.Version, row.Digest), new Words(row.Title, row.TitleEn is { Length: > 0 } en ? en : row.Title), row.EffectiveDate, row.PublishedAt,
            read, places.GroupBy(p => p.Value).ToDictionary(p => p.Key, p => p.First().Key));
    }

    /// <summary>The section for a place, or null when the book is silent about it. Kept only for places that the book names, so memory stays small.</summary>
    public async ValueTask<InForce<T>?> FindAsync<T>(RuleSection<T> section, ShopId shop, string? team, CancellationToken ct)
        where T : class
    {
        var book = await BodyAsync().WaitAsync(ct);
        var named = places.GetValueOrDefault(shop);
        var scope = new Scope(named, book.Variants.Any(v => v.Scope.Team == team) ? team : null);
        return (InForce<T>?)sections.GetOrAdd((section.Name, scope), _ =>
            book.Resolve(section.Name, scope) is { } map ? new InForce<T>(section.Read(new SectionValues(map, section.Root)), Name) : null);
    }

    /// <summary>Read once however many ask; what failed is tried again by the next.</summary>
    private Task<BookBody> BodyAsync()
    {
        if (body is { IsCompletedSuccessfully: true } known)
        {
            return known;
        }

        lock (gate)
        {
            return body is null or { IsFaulted: true } ? body = Task.Run(() => read(Id)) : body;
        }
    }
}
