using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Rules.Books;

/// <summary>Everybody of an organisation who is to be shown its books.</summary>
internal sealed class Readership(IShops shops, IPeople people)
{
    private const int MostShops = 200;

    public async Task<IReadOnlyList<PersonCard>> OfAsync(OrganisationId organisation, CancellationToken ct)
    {
        var readers = new Dictionary<PersonId, PersonCard>();
        foreach (var shop in (await shops.ListAsync(organisation, ct)).Where(s => !s.IsClosed).Take(MostShops))
        {
            foreach (var person in await people.WithPermissionAsync(shop.Id, RulesPermissions.ReadBook, team: null, ct))
            {
                readers[person.Id] = person;
            }

            // Somebody whose role is for one team only is staff as well.
            foreach (var team in await shops.TeamsAsync(shop.Id, ct))
            {
                foreach (var person in await people.WithPermissionAsync(shop.Id, RulesPermissions.ReadBook, team.Id, ct))
                {
                    readers[person.Id] = person;
                }
            }
        }

        return [.. readers.Values.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
