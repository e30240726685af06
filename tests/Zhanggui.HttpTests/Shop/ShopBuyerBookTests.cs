using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopBuyerBookTests
{
    private static readonly BuyerProfile Nobody = new(null, BuyerIdentity.Anonymous);

    [Theory, BothDatabases]
    public async Task The_same_identity_seen_by_many_at_once_is_one_buyer(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);

        var seen = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() =>
            buyers.FindOrCreateAsync(shop, "widget", "taobao-77", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None))));

        seen.Select(b => b.Id).Distinct().Count().ShouldBe(1);
        seen[0].Number.ShouldBe(1);
        seen[0].Name.ShouldBe("小雨");
    }

    [Theory, BothDatabases]
    public async Task Buyers_of_two_shops_never_meet(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        var other = ShopId.From(Guid.CreateVersion7());

        var one = await buyers.FindOrCreateAsync(shop, "widget", "x", Nobody, CancellationToken.None);
        var two = await buyers.FindOrCreateAsync(other, "widget", "x", Nobody, CancellationToken.None);

        one.Id.ShouldNotBe(two.Id);
        one.Name.ShouldBe("访客 1");
        two.Number.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Anonymous_visitor_who_signs_in_first_time_keeps_the_record(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        var visitor = await buyers.FindOrCreateAsync(shop, "widget", "browser-1", Nobody, CancellationToken.None);

        var claimed = await buyers.ClaimIdentityAsync(visitor.Id, "site", "member-9", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None);

        claimed.JoinedFrom.ShouldBeNull();
        claimed.Buyer.Id.ShouldBe(visitor.Id);
        claimed.Buyer.Identity.ShouldBe(BuyerIdentity.Signed);
        claimed.Buyer.Name.ShouldBe("阿宁");
        (await buyers.FindOrCreateAsync(shop, "site", "member-9", new BuyerProfile(null, BuyerIdentity.Signed), CancellationToken.None)).Id.ShouldBe(visitor.Id);
    }

    [Theory, BothDatabases]
    public async Task Anonymous_visitor_who_signs_in_again_is_joined_into_the_known_buyer(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        var known = await buyers.FindOrCreateAsync(shop, "site", "member-9", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None);
        var visitor = await buyers.FindOrCreateAsync(shop, "widget", "browser-2", Nobody, CancellationToken.None);

        var claimed = await buyers.ClaimIdentityAsync(visitor.Id, "site", "member-9", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None);
        var again = await buyers.ClaimIdentityAsync(visitor.Id, "site", "member-9", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None);

        claimed.Buyer.Id.ShouldBe(known.Id);
        claimed.JoinedFrom.ShouldBe(visitor.Id);
        again.Buyer.Id.ShouldBe(known.Id);
        again.JoinedFrom.ShouldBeNull();
        (await buyers.FindAsync(visitor.Id, CancellationToken.None))!.Id.ShouldBe(known.Id);
        (await buyers.FindOrCreateAsync(shop, "widget", "browser-2", Nobody, CancellationToken.None)).Id.ShouldBe(known.Id);
    }

    [Theory, BothDatabases]
    public async Task Two_sign_ins_of_one_visitor_at_once_join_once(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        var visitor = await buyers.FindOrCreateAsync(shop, "widget", "browser-3", Nobody, CancellationToken.None);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            buyers.ClaimIdentityAsync(visitor.Id, "site", "member-5", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None))));

        claims.Select(c => c.Buyer.Id).ShouldAllBe(id => id == visitor.Id);
    }

    [Theory, BothDatabases]
    public async Task Second_person_on_a_shared_computer_is_not_joined_with_the_first(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        var visitor = await buyers.FindOrCreateAsync(shop, "widget", "browser-4", Nobody, CancellationToken.None);
        await buyers.ClaimIdentityAsync(visitor.Id, "site", "first", new BuyerProfile("甲", BuyerIdentity.Signed), CancellationToken.None);

        var second = await buyers.ClaimIdentityAsync(visitor.Id, "site", "second", new BuyerProfile("乙", BuyerIdentity.Signed), CancellationToken.None);

        second.Buyer.Id.ShouldNotBe(visitor.Id);
        second.Buyer.Name.ShouldBe("乙");
        second.JoinedFrom.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task What_a_visitor_only_claims_never_reaches_another_record(DatabaseKind db)
    {
        var (buyers, shop) = await OpenAsync(db);
        await buyers.FindOrCreateAsync(shop, "site", "member-9", new BuyerProfile("阿宁", BuyerIdentity.Signed), CancellationToken.None);
        var visitor = await buyers.FindOrCreateAsync(shop, "widget", "browser-5", Nobody, CancellationToken.None);

        var claimed = await buyers.ClaimIdentityAsync(visitor.Id, "site", "member-9", new BuyerProfile("我是阿宁", BuyerIdentity.Claimed), CancellationToken.None);

        claimed.Buyer.Id.ShouldBe(visitor.Id);
        claimed.Buyer.Identity.ShouldBe(BuyerIdentity.Claimed);
        claimed.Buyer.Name.ShouldBe("我是阿宁");
    }

    private static async Task<(IBuyers Buyers, ShopId Shop)> OpenAsync(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        return (house.Services.GetRequiredService<IBuyers>(), ShopId.From(Guid.CreateVersion7()));
    }
}
