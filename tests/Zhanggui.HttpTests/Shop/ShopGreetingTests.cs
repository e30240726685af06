using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Buyers.Greetings;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopGreetingTests
{
    [Theory, BothDatabases]
    public async Task Greeting_goes_only_with_consent_and_a_persons_release_once_a_month_and_an_opt_out_ends_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var leader = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        await NeverQuietAsync(leader, shop);
        var (buyer, arrival) = await BuyerAsync(shop, "小雨");
        var talk = (await SayAsync(house, arrival, "谢谢")).Head!.Id;

        (await ListAsync(agent, shop)).ShouldBeEmpty();
        await ConsentAsync(agent, buyer, "chat");
        (await ListAsync(leader, shop)).ShouldHaveSingleItem()!.Text("chat").ShouldBe("busy");
        var line = new { id = Guid.CreateVersion7(), buyer, way = "chat", text = "小雨，新的一个月，一切都好" };
        (await ReleaseAsync(leader, shop, line)).Text("code").ShouldBe("reception.post.busy");
        await leader.ActAsync(talk, "take");
        await leader.ActAsync(talk, "close", new { outcome = "已解决" });

        var proposal = (await ListAsync(leader, shop)).ShouldHaveSingleItem()!;
        (proposal.Text("chat"), proposal.Text("text").StartsWith("小雨，", StringComparison.Ordinal)).ShouldBe(("free", true));
        (await StatusAsync(agent, "/api/shop/greetings/release", new { shop = shop.Id.Value, lines = new[] { line } })).ShouldBe(HttpStatusCode.Forbidden);
        (await ReleaseAsync(leader, shop, new { id = Guid.CreateVersion7(), buyer, way = "phone", text = "电话问候" })).Text("code").ShouldBe("shop.greeting.no_consent");
        (await ReleaseAsync(leader, shop, new { id = Guid.CreateVersion7(), buyer, way = "chat", text = "{name}您好" })).Text("code").ShouldBe("shop.greeting.text_wrong");
        await Guarding.GuardedShop.PutInForceAsync(shop, Guarding.GuardedShop.Rules);
        (await ReleaseAsync(leader, shop, new { id = Guid.CreateVersion7(), buyer, way = "chat", text = "蠢货你好" })).Text("code").ShouldBe("guard.message.blocked");
        (await ReleaseAsync(leader, shop, line)).Text("state").ShouldBe("sent");
        (await ReleaseAsync(leader, shop, new { id = Guid.CreateVersion7(), buyer, way = "chat", text = "再来一次" })).Text("code").ShouldBe("shop.greeting.twice");
        (await ListAsync(leader, shop)).ShouldBeEmpty();

        var stands = await leader.GetJsonAsync($"/api/reception/conversations/{talk}");
        stands["messages"]!.AsArray().Single(m => m!.Text("sender") == "push")!.Text("text").ShouldBe("小雨，新的一个月，一切都好");
        stands.Text("head", "state").ShouldBe("closed");
        (await leader.GetJsonAsync($"/api/shop/buyers/{buyer}/timeline?kind=greeting"))["entries"]!.AsArray().ShouldHaveSingleItem()!.Text("state").ShouldBe("sent");

        var job = house.Services.GetServices<IJob>().OfType<GreetingAnswersJob>().Single();
        await SayAsync(house, arrival, "谢谢你们还记得我");
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await HistoryAsync(leader, shop)).ShouldHaveSingleItem()!.Text("state").ShouldBe("sent");
        await SayAsync(house, arrival, "别再发了。");
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await HistoryAsync(leader, shop)).ShouldHaveSingleItem()!.Text("state").ShouldBe("declined");
        var consents = (await leader.GetJsonAsync($"/api/shop/buyers/{buyer}/dossier"))["consents"]!.AsArray();
        (consents.Count, consents.Count(c => c!["isStanding"]!.GetValue<bool>() && c["isGiven"]!.GetValue<bool>())).ShouldBe((2, 0));
        var taken = consents.Single(c => !c!["isGiven"]!.GetValue<bool>())!;
        (taken["isOwn"]!.GetValue<bool>(), taken["by"], taken.Text("how"), taken.Text("conversation")).ShouldBe((true, null, "answer", talk.ToString()));
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_greeted_in_quiet_hours_and_what_cannot_be_sent_is_somebodys_task(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var shop = await TestShop.OpenAsync(house);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var day = Now(house).InZone(zone).Date.PlusMonths(1).With(DateAdjusters.StartOfMonth);
        clock.Move((zone.AtStrictly(day + new LocalTime(8, 59)).ToInstant() - Now(house)).ToTimeSpan());
        using var leader = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var (buyer, _) = await BuyerAsync(shop, "阿明");
        await ConsentAsync(agent, buyer, "phone");
        object Line() => new { id = Guid.CreateVersion7(), buyer, way = "phone", text = "月初好" };

        (await ReleaseAsync(leader, shop, Line())).Text("code").ShouldBe("shop.greeting.quiet_hours");
        clock.Move(TimeSpan.FromMinutes(2));
        await Guarding.GuardedShop.PutInForceAsync(shop, Guarding.GuardedShop.Rules);
        (await ReleaseAsync(leader, shop, new { id = Guid.CreateVersion7(), buyer, way = "phone", text = "蠢货" })).Text("code").ShouldBe("reception.post.stopped");
        (await ReleaseAsync(leader, shop, Line(), owner: shop.Agent.Id.Value)).Text("state").ShouldBe("open");
        (await ReleaseAsync(leader, shop, Line())).Text("code").ShouldBe("shop.greeting.twice");
        var task = (await agent.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}"))["greetings"]!.AsArray().ShouldHaveSingleItem()!;
        task.Text("text").ShouldBe("月初好");
        await PostAsync(agent, $"/api/shop/greetings/{task.Text("id")}/end", new { result = "reached", note = "说很高兴" });
        (await StatusAsync(agent, $"/api/shop/greetings/{task.Text("id")}/end", new { result = "missed" })).ShouldBe(HttpStatusCode.Conflict);
        (await agent.GetJsonAsync($"/api/shop/callbacks?shop={shop.Id}"))["greetings"]!.AsArray().ShouldBeEmpty();

        // Left out next month, due the month after.
        clock.Move(TimeSpan.FromDays(31));
        using var later = await shop.SignInAsync(shop.Supervisor);
        (await ListAsync(later, shop)).ShouldHaveSingleItem();
        await PostAsync(later, "/api/shop/greetings/skip", new { shop = shop.Id.Value, buyers = new[] { buyer } });
        (await ListAsync(later, shop)).ShouldBeEmpty();
        clock.Move(TimeSpan.FromDays(31));
        using var again = await shop.SignInAsync(shop.Supervisor);
        var due = (await ListAsync(again, shop)).ShouldHaveSingleItem()!;
        due.Text("lastMonth").ShouldBe(day.ToString("uuuu-MM", null));
        using var someone = await shop.SignInAsync(shop.Agent);
        await ConsentAsync(someone, buyer, "phone", given: false);
        (await ListAsync(again, shop)).ShouldBeEmpty();
        (await ReleaseAsync(again, shop, Line())).Text("code").ShouldBe("shop.greeting.no_consent");
    }

    private static async Task<(Guid Buyer, Arrival Arrival)> BuyerAsync(TestShop shop, string name)
    {
        var channel = await shop.House.Services.GetRequiredService<IChannels>().AddWebAsync(shop.Organisation, shop.Id, "网站");
        var buyer = await shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", "first", new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);
        return (buyer.Id.Value, new Arrival(shop.Id, channel.Id, "web", "网站", buyer.Id.Value, BuyerIdentity.Signed, new About(name)));
    }

    private static async Task<Zhanggui.Reception.Writing.Result> SayAsync(TestHouse house, Arrival arrival, string text)
    {
        var result = await ReceptionDesk.Writer(house).ActAsync(new Send(Party.OfBuyer(arrival.Buyer), SenderKind.Buyer, new Words(Guid.CreateVersion7(), MessageKind.Text, text), arrival), CancellationToken.None);
        result.Refusal.ShouldBeNull();
        return result;
    }

    private static async Task NeverQuietAsync(HttpClient leader, TestShop shop)
    {
        var scheme = (await leader.GetJsonAsync($"/api/shop/buyer-scheme?shop={shop.Id}"))["scheme"]!.DeepClone();
        (scheme["greeting"]!["quietFrom"], scheme["greeting"]!["quietTo"]) = (0, 0);
        await PostAsync(leader, "/api/shop/buyer-scheme", new { shop = shop.Id.Value, version = 0, scheme });
    }

    private static Task ConsentAsync(HttpClient agent, Guid buyer, string channel, bool given = true) =>
        PostAsync(agent, $"/api/shop/buyers/{buyer}/consents", new { id = Guid.CreateVersion7(), purpose = "greeting", channel, given, how = "phone", note = "问过，同意" });

    private static async Task<JsonArray> ListAsync(HttpClient http, TestShop shop) => (await http.GetJsonAsync($"/api/shop/greetings?shop={shop.Id}"))["proposals"]!.AsArray();

    private static async Task<JsonArray> HistoryAsync(HttpClient http, TestShop shop) => (await http.GetJsonAsync($"/api/shop/greetings/history?shop={shop.Id}"))["greetings"]!.AsArray();

    private static async Task<JsonNode> ReleaseAsync(HttpClient http, TestShop shop, object line, Guid? owner = null) =>
        (await PostAsync(http, "/api/shop/greetings/release", new { shop = shop.Id.Value, lines = new[] { line }, owner }))["lines"]!.AsArray().ShouldHaveSingleItem()!;

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return response.StatusCode;
    }
}
