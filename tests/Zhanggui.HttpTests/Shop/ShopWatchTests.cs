using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopWatchTests
{
    [Theory, BothDatabases]
    public async Task Who_promised_something_is_told_of_a_new_address_masked_and_only_once(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var shop = desk.Shop;
        using var agent = await shop.SignInAsync(shop.Agent);
        using var other = await shop.SignInAsync(shop.Agents[1]);
        var buyer = await BuyerAsync(shop, "web", "小雨");
        var talk = await desk.OpenConversationAsync("什么时候发货", buyer);
        await agent.ActAsync(talk, "take");
        var due = InstantJson.Format(shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromHours(3));
        await PostAsync(agent, "/api/promises", new { id = Guid.CreateVersion7(), shop = shop.Id.Value, what = "今天发货", due, conversation = talk.Value });

        await EditAsync(other, buyer, new { note = "喜欢蓝色" });
        await EditAsync(other, buyer, new { tel = "13812345678", address = "浙江省杭州市西湖区文三路1号" });
        var notice = (await UntilAsync(agent, shop)).ShouldHaveSingleItem()!;
        (notice.Text("name"), notice.Text("by")).ShouldBe(("小雨", shop.Agents[1].Name));
        notice["matters"]!.AsArray().Select(m => m!.GetValue<string>()).ShouldBe(["conversation", "promise"]);
        notice["values"]!.AsArray().Select(v => v!.Text("field")).ShouldBe(["tel", "address"], ignoreOrder: true);
        notice.ToJsonString().ShouldNotContain("13812345678");
        notice.ToJsonString().ShouldNotContain("文三路");
        (await NoticesAsync(other, shop)).ShouldBeEmpty();

        await PostAsync(agent, "/api/shop/buyer-notices/seen", new { shop = shop.Id.Value, changes = new[] { notice.Text("change") } });
        (await NoticesAsync(agent, shop)).ShouldBeEmpty();
        await PostAsync(other, $"/api/shop/buyers/{buyer}/membership", new { level = "gold", since = "2026-01-01" });
        (await UntilAsync(agent, shop)).ShouldHaveSingleItem()!["values"]!.AsArray().ShouldHaveSingleItem()!.Text("now").ShouldBe("金卡会员");

        await SeenAsync(agent, shop);
        var group = Guid.CreateVersion7();
        await PostAsync(other, "/api/shop/buyer-groups", new { id = group, shop = shop.Id.Value, name = "老客户", purpose = "新图先看" });
        await PostAsync(other, $"/api/shop/buyer-groups/{group}/members", new { add = new[] { buyer } });
        var grouped = (await UntilAsync(agent, shop)).ShouldHaveSingleItem()!["values"]!.AsArray().ShouldHaveSingleItem()!;
        (grouped.Text("field"), grouped.Text("now")).ShouldBe(("group", "老客户"));
        await SeenAsync(agent, shop);
        await PostAsync(other, $"/api/shop/buyer-groups/{group}/members", new { remove = new[] { buyer } });
        (await UntilAsync(agent, shop)).ShouldHaveSingleItem()!["values"]!.AsArray().ShouldHaveSingleItem()!["now"].ShouldBeNull();
    }

    private static async Task SeenAsync(HttpClient http, TestShop shop) =>
        await PostAsync(http, "/api/shop/buyer-notices/seen", new { shop = shop.Id.Value, changes = (await NoticesAsync(http, shop)).Select(n => n!.Text("change")).ToArray() });


    [Theory, BothDatabases]
    public async Task Records_that_look_the_same_are_proposed_with_what_they_share_and_stay_apart_when_a_person_says_so(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        var (one, other, third, alone) = (await BuyerAsync(shop, "web", "小雨同学"), await BuyerAsync(shop, "wechat", "小雨同学"), await BuyerAsync(shop, "web", "阿明"), await BuyerAsync(shop, "web", "路人"));
        await EditAsync(agent, one, new { nick = "小雨同学", tel = "13812345678" });
        await EditAsync(agent, other, new { nick = "小雨同学", tel = "138 1234 5678" });
        await EditAsync(agent, third, new { tel = "+8613812345678" });
        await EditAsync(agent, alone, new { tel = "138****5678" });

        var pairs = await PairsAsync(agent, shop);
        pairs.Count.ShouldBe(3);
        (pairs[0]!["shared"]!.AsArray().Count, pairs[0]!["one"]!.Text("tel").Contains("12345", StringComparison.Ordinal)).ShouldBe((2, false));
        await PostAsync(agent, "/api/shop/buyer-pairs/decline", new { one = third, other });
        await PostAsync(agent, "/api/shop/buyer-pairs/decline", new { one = other, other = third });
        (await PairsAsync(agent, shop)).Count.ShouldBe(2);
        await PostAsync(agent, $"/api/shop/buyers/{one}/join", new { other, reason = "电话和昵称都一样" });
        (await PairsAsync(agent, shop)).ShouldHaveSingleItem()!["shared"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("tel");
    }

    [Theory, BothDatabases]
    public async Task Market_counts_own_choices_and_gives_no_count_under_five(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var leader = await shop.SignInAsync(shop.Supervisor);
        var scheme = (await leader.GetJsonAsync($"/api/shop/buyer-scheme?shop={shop.Id}"))["scheme"]!.DeepClone();
        scheme["fields"] = JsonNode.Parse("""[{"key":"age","name":"年龄段","kind":"choice","choices":["30 岁以下","30 到 50 岁"]}]""");
        await PostAsync(leader, "/api/shop/buyer-scheme", new { shop = shop.Id.Value, version = 0, scheme });
        for (var i = 0; i < 9; i++)
        {
            await EditAsync(leader, await BuyerAsync(shop, "web", $"客户{i}"), new { fields = new Dictionary<string, string> { ["age"] = i < 5 ? "30 岁以下" : "30 到 50 岁" } });
        }

        var blocks = (await leader.GetJsonAsync($"/api/shop/market?shop={shop.Id}"))["blocks"]!.AsArray();
        blocks[0]!["cells"]!.AsArray().Select(c => c!["number"]?.GetValue<int>()).ShouldBe([5, null]);
        blocks.Single(b => b!.Text("field") == "channel")!["cells"]!.AsArray().ShouldHaveSingleItem()!.Number("number").ShouldBe(9);
    }

    [Theory, BothDatabases]
    public async Task Referral_moves_on_by_a_persons_word_and_the_list_is_exported_by_who_may(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        using var owner = await shop.SignInAsync(shop.Owner);
        var (from, to) = (await BuyerAsync(shop, "web", "老顾客"), await BuyerAsync(shop, "web", "新顾客"));
        var number = (await agent.GetJsonAsync($"/api/shop/buyers/{from}")).Number("number");
        await PostAsync(agent, $"/api/shop/buyers/{to}/referral", new { id = Guid.CreateVersion7(), referrer = number, relation = "同事", on = "2026-11-01", need = "三幅画" });
        var line = (await agent.GetJsonAsync($"/api/shop/referrals?shop={shop.Id}"))["referrals"]!.AsArray().ShouldHaveSingleItem()!;
        line.Text("state").ShouldBe("noted");
        await PostAsync(agent, $"/api/shop/referrals/{line.Text("id")}/state", new { state = "ordered" });
        (await agent.GetJsonAsync($"/api/shop/referrals?shop={shop.Id}"))["referrals"]![0]!.Text("state").ShouldBe("ordered");
        (await owner.GetStringAsync(new Uri($"/api/shop/referrals/export?shop={shop.Id}", UriKind.Relative))).ShouldContain("新顾客,同事,2026-11-01,三幅画,已下单");
        (await agent.GetAsync(new Uri($"/api/shop/referrals/export?shop={shop.Id}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeFalse();
    }

    private static async Task<Guid> BuyerAsync(TestShop shop, string channel, string name) =>
        (await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, channel, $"{channel}-{name}", new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None)).Id.Value;

    private static async Task EditAsync(HttpClient http, Guid buyer, object change)
    {
        var version = (await http.GetJsonAsync($"/api/shop/buyers/{buyer}")).Number("version");
        var body = System.Text.Json.JsonSerializer.SerializeToNode(change)!.AsObject();
        body["version"] = version;
        await PostAsync(http, $"/api/shop/buyers/{buyer}/edit", body);
    }

    private static async Task<JsonArray> NoticesAsync(HttpClient http, TestShop shop) => (await http.GetJsonAsync($"/api/shop/buyer-notices?shop={shop.Id}"))["notices"]!.AsArray();

    private static async Task<JsonArray> PairsAsync(HttpClient http, TestShop shop) => (await http.GetJsonAsync($"/api/shop/buyer-pairs?shop={shop.Id}"))["pairs"]!.AsArray();

    /// <summary>Events of the house come when they come.</summary>
    private static async Task<JsonArray> UntilAsync(HttpClient http, TestShop shop)
    {
        for (var left = 600; ; left--)
        {
            var notices = await NoticesAsync(http, shop);
            if (notices.Count > 0 || left == 0)
            {
                return notices;
            }

            await Task.Delay(100);
        }
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
