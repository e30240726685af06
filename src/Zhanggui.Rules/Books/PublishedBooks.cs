using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <inheritdoc cref="IPublishedBooks"/>
internal sealed class PublishedBooks(IServiceScopeFactory scopes, IShops shops) : IPublishedBooks
{
    private const int MostReaders = 10_000;

    public async Task<PublishedBook?> InForceAsync(ShopId shop, Instant at, CancellationToken ct)
    {
        if (await shops.FindAsync(shop, ct) is not { } card)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var published = await scope.ServiceProvider.GetRequiredService<BookAccess>().PublishedAsync(card.Organisation, ct);
        var row = BookLife.InForceAt(published, b => (b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Version), card.TimeZone, at)
            ?? published.OrderBy(b => BookLife.InForceFrom(b.EffectiveDate!.Value, b.PublishedAt!.Value, card.TimeZone)).ThenBy(b => b.Version).FirstOrDefault();
        return row is null ? null : Of(row);
    }

    public async Task<PublishedBook?> FindAsync(OrganisationId organisation, BookId book, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<RulesDb>().Books.AsNoTracking().SingleOrDefaultAsync(b => b.Id == book && b.OrganisationId == organisation && b.State == StoredState.Published, ct);
        return row is null ? null : Of(row);
    }

    public async Task<IReadOnlySet<PersonId>> ShownToAsync(BookId book, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RulesDb>().Acknowledgements.AsNoTracking().Where(a => a.BookId == book).OrderBy(a => a.PersonId).Select(a => a.PersonId).Take(MostReaders).ToListAsync(ct)).ToHashSet();
    }

    private static PublishedBook Of(BookRow row) => new(row.Id, new BookName(row.Name, row.Version, row.Digest!), new Words(row.Title, row.TitleEn), row.EffectiveDate!.Value, row.EffectiveText!,
        JsonSerializer.Deserialize<List<string>>(row.Signed ?? "[]", HouseJson.Options)!);
}
