using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Buyers.Care;
using Zhanggui.Shop.Buyers.Scheme;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Store;

namespace Zhanggui.Shop.Buyers.Dossier;

/// <inheritdoc cref="IDossierSeed"/>
internal sealed class DossierSeed(RoomDbTools tools, IServiceScopeFactory scopes, IPeople people, IShops shops, TimeProvider clock) : IDossierSeed
{
    public async Task SowAsync(ShopId shop, PersonId agent, PersonId leader, IReadOnlyList<ChoiceSeed> fields, IReadOnlyList<(string Name, string Purpose)> groups, IReadOnlyList<BuyerSeed> buyers, CancellationToken ct)
    {
        await using var db = new ShopDb(tools);
        if (await db.Set<SchemeRow>().AnyAsync(s => s.ShopId == shop, ct))
        {
            return;
        }

        var (by, above) = ((await people.ActorOfAsync(agent, ct))!, (await people.ActorOfAsync(leader, ct))!);
        var today = clock.GetCurrentInstant().InZone((await shops.FindAsync(shop, ct))!.TimeZone).Date;
        var scheme = BuyerScheme.First with { Fields = [.. fields.Select(f => new OwnField(f.Key, f.Name, OwnFieldKind.Choice, f.Choices))] };
        await RunAsync(EditScheme.HandleAsync, above, new EditScheme.Request(shop.Value, 0, scheme));
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (name, purpose) in groups)
        {
            ids[name] = Fresh();
            await RunAsync(KeepGroups.MakeAsync, above, new KeepGroups.MakeRequest(ids[name], shop.Value, name, purpose));
        }

        foreach (var one in buyers)
        {
            var row = await db.Buyers.AsNoTracking().SingleAsync(b => b.Id == one.Buyer, ct);
            await RunAsync(EditBuyer.HandleAsync, by, one.Buyer.Value, new EditBuyer.Request(row.Version, null, one.Name, one.Tel, null, one.Address, one.Fields, null));
            foreach (var (kind, text) in one.Facts)
            {
                await RunAsync(NoteFact.HandleAsync, by, one.Buyer.Value, new NoteFact.Request(Fresh(), kind, text, null, null));
            }

            foreach (var (purpose, channel) in one.Consents)
            {
                await RunAsync(RecordConsent.HandleAsync, by, one.Buyer.Value, new RecordConsent.Request(Fresh(), purpose, channel, true, "phone", "电话里问过，客户说可以", null, null));
            }

            if (one.Level is { } level)
            {
                await RunAsync(SetMembership.HandleAsync, by, one.Buyer.Value, new SetMembership.Request(level, null, today.PlusMonths(-5), null));
            }

            if (one.Group is { } group)
            {
                await RunAsync(KeepGroups.MembersAsync, above, ids[group], new KeepGroups.MembersRequest([one.Buyer.Value], null));
            }

            if (one.Suggestion is { } said)
            {
                await RunAsync(KeepSuggestions.NoteAsync, by, one.Buyer.Value, new KeepSuggestions.NoteRequest(Fresh(), said.Topic, said.Text, today, null, null));
            }

            if (one.CareMonths is { } months)
            {
                await RunAsync(KeepCare.SetAsync, by, one.Buyer.Value, new KeepCare.Request(months, agent, today));
            }

            if (one.BroughtBy is { } brought)
            {
                var number = await db.Buyers.AsNoTracking().Where(b => b.Id == brought.Referrer).Select(b => b.Number).SingleAsync(ct);
                await RunAsync(KeepReferrals.NoteAsync, by, one.Buyer.Value, new KeepReferrals.Request(Fresh(), number, brought.Relation, today.PlusDays(-6), brought.Need));
            }
        }

        Task RunAsync(Delegate act, params object?[] given) => ActRunner.RunAsync(scopes, act, ct, given);

        Guid Fresh() => NewId.Create(clock);
    }
}
