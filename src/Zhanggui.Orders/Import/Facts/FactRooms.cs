using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Orders.Import.Facts;

/// <summary>The rooms that take in what imports bring besides orders.</summary>
internal sealed class FactRooms(Database database, IRecordStore records, IStaffIntake intake, IRoster roster, IGoodsIntake goods, IOffersIntake offers, IStaffHistory history, IPeople people, IShops shops)
{
    /// <summary>Who is who for this import; null where the file names nobody.</summary>
    public async Task<PersonNames?> PeopleOfAsync(ImportRecord import, CancellationToken ct) =>
        (FactKinds.Files.ContainsKey(import.Mapping!.Kind) || import.Mapping.Has("decidedBy")) && await shops.FindAsync(import.Shop, ct) is { } shop
            ? await PersonNames.ReadAsync(database, history, shop, (await people.WithPermissionAsync(shop.Id, EntryRights.Decide, null, ct)).Select(p => p.Id), ct) : null;

    public FactWriter? WriterOf(ImportRecord import, PersonNames? people) => people is null || !FactKinds.Files.ContainsKey(import.Mapping!.Kind) ? null : new FactWriter(database, records, intake, roster, goods, offers, import, people);
}
