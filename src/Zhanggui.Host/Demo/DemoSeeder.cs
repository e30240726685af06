using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Records.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Host.Demo;

/// <summary>
/// Fills an empty house with the demo shop, once and always the same apart from the dates, through the rooms' own
/// contracts. A house that has an organisation is left alone.
/// </summary>
internal sealed class DemoSeeder(Database database, IShops shops, IPeopleSeed people, IChannels channels, IBuyers buyers, IReceptionSeed reception, IPeople cards, IOrdersSeed orders, IRecordStore records, IPhraseSeed phrases, IAccountSeed accounts, IGoodsIntake goods, DemoPay pay, IOffersSeed offers, IGuardSeed guard, DemoCare care, DemoFloor floor, TimeProvider clock)
{
    private const string Fact = "demo";
    private const int Seed = 20261122;
    private const int ShortTalks = 90;
    private const int MostMinutesAgo = 21_000;
    private const int MessagesAtOnce = 5000;

    /// <summary>True when this house is the demo shop (now or since before).</summary>
    public async Task<bool> SowAsync(CancellationToken ct)
    {
        var state = await StateAsync(ct);
        if (state == "sowing")
        {
            throw new Commands.RefusedException("上次生成演示店铺时中断了；请删除数据目录后再来一次。 Making the demo shop was interrupted; delete the data folder and start again.");
        }

        if (state == "done" || (await shops.OrganisationsAsync(ct)).Count > 0)
        {
            return state == "done";
        }

        await SetStateAsync("sowing", ct);
        var organisation = await people.SowAsync(DemoShop.Organisation(), ct);
        var shop = organisation.Shops[DemoShop.ShopKey];
        var channel = await channels.AddWebAsync(organisation.Id, shop, DemoShop.ChannelName, DemoShop.ChannelKey, DemoShop.Colour, DemoShop.GreetingZh, DemoShop.GreetingEn, ct);
        var random = new Random(Seed);
        var maker = new TalkMaker(organisation.People, random, clock.GetCurrentInstant());
        var talks = new List<Talk>();
        foreach (var script in TalkScript.Talks().Concat(Short(maker, random)))
        {
            talks.Add(new Talk(await PlaceAsync(script, shop, channel.Id, ct), maker.Steps(script)));
        }

        var sown = await reception.SowAsync(talks, ct);
        await phrases.SowAsync(shop, organisation.People[DemoShop.LeaderKey], ct);
        await offers.SowAsync(shop, organisation.People[DemoShop.LeaderKey], organisation.People["owner"], DemoOffers.Promotions(clock.GetCurrentInstant(), (await shops.FindAsync(shop, ct))!.TimeZone), DemoOffers.Policies, ct);
        await phrases.SowBoundAsync(shop, organisation.People[DemoShop.LeaderKey], DemoOffers.Phrases, ct);
        foreach (var agent in DemoShop.Agents)
        {
            await accounts.SowAsync(shop, organisation.People[agent], DemoOffers.Signature, DemoOffers.AllOff, ct);
        }

        await pay.PublishAsync(organisation, ct);
        var facts = await SellAsync(organisation, shop, ct);
        await care.SowAsync(organisation, shop, facts, sown, ct);
        await floor.SowAsync(organisation, shop, ct);
        await guard.SowAsync(shop, DemoGuard.Days, DemoGuard.Tales, DemoGuard.Reasons, ct);
        await SetStateAsync("done", ct);
        return true;
    }

    private async Task<FactSet> SellAsync(SeededOrganisation organisation, ShopId shop, CancellationToken ct)
    {
        var staff = await cards.FindManyAsync([.. organisation.People.Values], ct);
        var facts = DemoTrade.Make(clock.GetCurrentInstant(), (await shops.FindAsync(shop, ct))!.TimeZone, [.. DemoShop.Agents.Select(key => staff[organisation.People[key]])], staff[organisation.People[DemoShop.LeaderKey]]);
        foreach (var some in facts.Messages.Chunk(MessagesAtOnce))
        {
            await records.StoreAsync(shop, FactsFiles.Messages, some, null, ct);
        }

        await orders.SowAsync(shop, DemoShop.OrderPlatform, facts, ct);
        await DemoCatalogue.SowAsync(goods, shop, facts, organisation.People[DemoShop.LeaderKey], clock.GetCurrentInstant(), ct);
        await pay.SowAsync(organisation, shop, facts, ct);
        return facts;
    }

    private async Task<TalkPlace> PlaceAsync(ScriptedTalk script, ShopId shop, ChannelId channel, CancellationToken ct)
    {
        var identity = script.Identity switch { "signed" => BuyerIdentity.Signed, "claimed" => BuyerIdentity.Claimed, _ => BuyerIdentity.Anonymous };
        var name = identity == BuyerIdentity.Anonymous ? null : script.Buyer;
        var buyer = await buyers.FindOrCreateAsync(shop, "web", $"demo-{script.Buyer}", new BuyerProfile(name, identity), ct);
        var product = DemoShop.Products[script.Product];
        return new TalkPlace(shop, channel, DemoShop.ChannelName, buyer.Id, buyer.Name, identity, $"https://shop.example/item/{product.Id}", product.Title, product.Id, product.Title, product.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IEnumerable<ScriptedTalk> Short(TalkMaker maker, Random random)
    {
        var phrases = TalkScript.Phrases();
        for (var i = 0; i < ShortTalks; i++)
        {
            var product = random.Next(DemoShop.Products.Count);
            var (width, height) = (random.Next(20, 46) / 10m, random.Next(24, 29) / 10m);
            var lines = phrases[i % phrases.Count].Select(l => maker.Fill(l, DemoShop.Products[product], width, height)).ToList();
            yield return new ScriptedTalk(DemoShop.MoreBuyers[i % DemoShop.MoreBuyers.Count], i % 3 == 0 ? "anonymous" : "signed", 1 + (i % 3), random.Next(400, MostMinutesAgo), product, lines);
        }
    }

    private async Task<string?> StateAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select value from kernel_fact where name = @name", r => r.GetString(0), ct, ("name", Fact));
        return rows.Count == 0 ? null : rows[0];
    }

    private Task SetStateAsync(string state, CancellationToken ct) =>
        database.WriteAsync((c, t) => c.ExecuteAsync(t, "insert into kernel_fact (name, value) values (@name, @value) on conflict (name) do update set value = @value", ct, ("name", Fact), ("value", state)), ct);
}
