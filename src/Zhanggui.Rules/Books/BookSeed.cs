using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.InForce;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <inheritdoc cref="IBookSeed"/>
internal sealed class BookSeed(IServiceScopeFactory scopes, RuleBooks books) : IBookSeed
{
    public async Task<BookId> SowAsync(OrganisationId organisation, PersonId by, string text, LocalDate effectiveFrom, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, access, checks, sections) = (scope.ServiceProvider.GetRequiredService<RulesDb>(), scope.ServiceProvider.GetRequiredService<BookAccess>(),
            scope.ServiceProvider.GetRequiredService<BookChecks>(), scope.ServiceProvider.GetRequiredService<RuleSections>());
        var read = await checks.CheckAsync(text, organisation, ct);
        if (read.Book.Effective is not { } body)
        {
            throw new InvalidOperationException(read.Report.Problems[0].Reason.En);
        }

        var at = effectiveFrom.AtStartOfDayInZone(await access.ZoneAsync(organisation, ct)).ToInstant();
        var version = (await db.Books.Where(b => b.OrganisationId == organisation).MaxAsync(b => (int?)b.Version, ct) ?? 0) + 1;
        var effective = Canonical.Write(read.Book.Header with { Version = version, EffectiveFrom = effectiveFrom, Extends = null, Status = null }, body, sections);
        var row = new BookRow
        {
            Id = new BookId(db.Fresh()),
            OrganisationId = organisation,
            State = StoredState.Published,
            Revision = 1,
            Name = read.Book.Header.Book,
            Title = read.Book.Header.TitleWords.Zh,
            TitleEn = read.Book.Header.TitleWords.En,
            Text = text,
            BasedOn = string.Empty,
            CreatedBy = by,
            CreatedAt = at,
            ChangedBy = by,
            ChangedAt = at,
            OpenedAt = at,
            Version = version,
            EffectiveDate = effectiveFrom,
            EffectiveText = effective,
            Digest = Canonical.Digest(effective),
            Places = JsonSerializer.Serialize(read.Places, HouseJson.Options),
            Signed = JsonSerializer.Serialize(read.Report.Doubts.Select(d => d.Path).Distinct(StringComparer.Ordinal), HouseJson.Options),
            PublishedBy = by,
            PublishedAt = at,
        };
        db.Books.Add(row);
        db.Publish(new BookPublished(organisation, row.Id, version, row.Digest!, at, by));
        await db.SaveChangesAsync(ct);
        books.SayChanged(organisation);
        return row.Id;
    }
}
