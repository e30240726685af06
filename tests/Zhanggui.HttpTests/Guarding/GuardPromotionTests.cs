using NodaTime;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Shop;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Guarding;

public sealed class GuardPromotionTests
{
    private const string Rules = """
        guard:
          rules:
            discount:
              name: 说折扣
              kind: claim
              about: discount
              says: yes
              level: block
              unknown: confirm
              reason: 有正在进行的活动才能说折扣。
              words: ['打#折']
        """;

    [Theory, BothDatabases]
    public async Task Discount_asks_for_a_reason_where_promotions_are_kept_elsewhere_and_is_stopped_once_the_house_knows_them(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house, Rules);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var planner = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        var talk = await shop.TalkAsync(agent);

        (await shop.CheckAsync(agent, talk, "给您打8折")).Text("verdict").ShouldBe("confirm");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "给您打8折" })).ShouldBe("guard.message.reason_missing");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "给您打8折", guard = new { reason = "平台上的活动" } });

        var (id, now) = (Guid.CreateVersion7(), house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant());
        await OfferTests.LiveAsync(planner, shop.Desk.Shop, id, OfferTests.Form("赠收边条", now - Duration.FromHours(1), now + Duration.FromDays(1), left: 9), round: 1);
        (await shop.CheckAsync(agent, talk, "给您打8折")).Text("verdict").ShouldBe("block");

        await planner.PostOkAsync($"/api/shop/promotions/{id}/withdraw", new { reason = "提前结束" });
        (await shop.CheckAsync(agent, talk, "给您打8折")).Text("verdict").ShouldBe("block");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "给您打8折", guard = new { reason = "平台上的活动" } })).ShouldBe("guard.message.blocked");
    }
}
