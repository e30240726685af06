using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;
using Zhanggui.Shop.Offers;

namespace Zhanggui.HttpTests.Shop;

/// <summary>The moments at which offers begin and end, by a clock that is moved and never waited for; and that open screens hear of everything they show.</summary>
public sealed class OfferClockTests
{
    [Theory, BothDatabases]
    public async Task A_promotion_comes_begins_and_ends_by_the_clock_and_open_screens_are_told_once_each(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await OpenAsync(db, clock);
        var shop = await TestShop.OpenAsync(house);
        // Tomorrow morning, so that no midnight passes by itself; the promotion runs from the day after at noon until the next noon.
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var today = clock.GetCurrentInstant().InZone(zone).Date.PlusDays(1);
        Instant At(int day, int hour) => today.PlusDays(day).At(new LocalTime(hour, 0)).InZoneLeniently(zone).ToInstant();
        MoveTo(clock, At(0, 9));
        var id = Guid.CreateVersion7();
        using (var planner = await shop.SignInAsync(shop.Supervisor))
        {
            await OfferTests.LiveAsync(planner, shop, id, OfferTests.Form("明晚赠品", At(1, 12), At(2, 12), left: 3), round: 1);
        }

        await TickAsync(house, clock);
        using (var agent = await shop.SignInAsync(shop.Agent))
        {
            var seen = await TodayAsync(agent, shop);
            (seen.Open, seen.Soon, seen.Over, seen.StartsTomorrow).ShouldBe(("", "明晚赠品", "", true));
            (await BriefedAsync(agent, shop)).ShouldBe("明晚赠品"); // read before it begins
            (await RefusedAsync(agent, id)).ShouldBe("shop.promotion.not_begun");
        }

        var heard = await HeardAsync(house, shop);
        MoveTo(clock, At(1, 12));
        await TickAsync(house, clock);
        await TickAsync(house, clock); // a second look tells nothing
        (await HeardAsync(house, shop) - heard).ShouldBe(1);
        using (var agent = await shop.SignInAsync(shop.Agent))
        {
            var seen = await TodayAsync(agent, shop);
            (seen.Open, seen.Soon, seen.EndsToday).ShouldBe(("明晚赠品", "", false));
            (await agent.GetJsonAsync($"/api/shop/promotions/{id}/words")).Text("text").ShouldNotBeEmpty();
        }

        MoveTo(clock, At(2, 1));
        using (var agent = await shop.SignInAsync(shop.Agent))
        {
            (await TodayAsync(agent, shop)).EndsToday.ShouldBeTrue();
            heard = await HeardAsync(house, shop);
            MoveTo(clock, At(2, 12));
            await TickAsync(house, clock);
            await TickAsync(house, clock);
            (await HeardAsync(house, shop) - heard).ShouldBe(1);
            var seen = await TodayAsync(agent, shop);
            (seen.Open, seen.Over).ShouldBe(("", "明晚赠品"));
            (await RefusedAsync(agent, id)).ShouldBe("shop.promotion.over");
        }
    }

    [Theory, BothDatabases]
    public async Task A_house_that_slept_through_a_promotion_tells_it_once_and_a_policy_begins_and_ends_by_the_clock(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await OpenAsync(db, clock);
        var shop = await TestShop.OpenAsync(house);
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var now = clock.GetCurrentInstant();
        await OfferTests.LiveAsync(planner, shop, Guid.CreateVersion7(), OfferTests.Form("闪购", now + Duration.FromHours(1), now + Duration.FromHours(2), left: 3), round: 1);
        var policy = Guid.CreateVersion7();
        await PostAsync(planner, "/policies", new { shop = shop.Id.Value, id = policy, edition = 0, form = new { key = "holiday", topic = "发货", title = "假期发货", from = InstantJson.Format(now + Duration.FromHours(5)), to = InstantJson.Format(now + Duration.FromHours(9)), text = "假期三天后统一发出。" } });
        await PostAsync(planner, $"/policies/{policy}/submit", new { version = 1, edition = 1 });
        await PostAsync(owner, $"/policies/{policy}/approve", new { version = 1, edition = 1 });
        await TickAsync(house, clock);

        var heard = await HeardAsync(house, shop);
        clock.Move(TimeSpan.FromHours(4));
        await TickAsync(house, clock);
        (await HeardAsync(house, shop) - heard).ShouldBe(1); // begun and ended at once
        (await InForceAsync(agent, shop)).ShouldBeEmpty();
        clock.Move(TimeSpan.FromHours(1));
        await TickAsync(house, clock);
        (await HeardAsync(house, shop) - heard).ShouldBe(2);
        (await InForceAsync(agent, shop)).ShouldBe(["假期发货"]);
        clock.Move(TimeSpan.FromHours(4));
        await TickAsync(house, clock);
        (await HeardAsync(house, shop) - heard).ShouldBe(3);
        (await InForceAsync(agent, shop)).ShouldBeEmpty();
    }

    /// <summary>Screens read again what the feed names: so every act that changes what they show must tell its kind.</summary>
    [Theory, BothDatabases]
    public async Task Every_act_that_changes_what_screens_show_is_told_to_them(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var house = shop.House;
        using var planner = await shop.SignInAsync(shop.Supervisor);
        using var owner = await shop.SignInAsync(shop.Owner);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var (id, policy) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var form = OfferTests.Form("赠品", now - Duration.FromHours(1), now + Duration.FromDays(1), left: 5);
        object Sheet(int price) => new { title = "3D 墙布", price, category = "墙布" };
        (string Name, Func<Task> Act)[] acts =
        [
            ("plan", () => PostAsync(planner, "/promotions", new { id, shop = shop.Id.Value, form })),
            ("submit", () => PostAsync(planner, $"/promotions/{id}/submit", new { })),
            ("sign", () => PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "planning", isAgreed = true })),
            ("sign", () => PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "customer-service", isAgreed = true })),
            ("sign", () => PostAsync(planner, $"/promotions/{id}/sign", new { round = 1, department = "warehouse", isAgreed = true })),
            ("release", () => PostAsync(planner, $"/promotions/{id}/release", new { reason = "够" })),
            ("gifts", () => PostAsync(planner, $"/promotions/{id}/gifts", new { left = 0 })),
            ("withdraw", () => PostAsync(planner, $"/promotions/{id}/withdraw", new { reason = "送完了" })),
            ("draft", () => PostAsync(planner, "/policies", new { shop = shop.Id.Value, id = policy, edition = 0, form = new { key = "invoice", topic = "发票", title = "发票", from = InstantJson.Format(now), text = "随时可开。" } })),
            ("hand in", () => PostAsync(planner, $"/policies/{policy}/submit", new { version = 1, edition = 1 })),
            ("approve", () => PostAsync(owner, $"/policies/{policy}/approve", new { version = 1, edition = 1 })),
            ("end", () => PostAsync(owner, $"/policies/{policy}/end", new { reason = "并入" })),
            ("product", () => PostAsync(planner, "/products", new { shop = shop.Id.Value, item = "6001", sheet = Sheet(12800) })),
            ("price", () => PostAsync(planner, "/products/6001/edit", new { shop = shop.Id.Value, version = 1, sheet = Sheet(9900) })),
            ("count", () => PostAsync(planner, "/products/6001/count", new { shop = shop.Id.Value, quantity = 7, isListed = true })),
            ("archive", () => PostAsync(planner, "/products/6001/archive", new { shop = shop.Id.Value })),
            ("restore", () => PostAsync(planner, "/products/6001/restore", new { shop = shop.Id.Value })),
        ];
        var untold = new List<string>();
        var changed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, act) in acts)
        {
            var (offers, goods, told) = (await OffersAsync(planner, shop), await GoodsAsync(planner, shop), (await EventsAsync(house, shop)).Count);
            await act();
            var kinds = (await EventsAsync(house, shop)).Skip(told).Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);
            var (offersChanged, goodsChanged) = (offers != await OffersAsync(planner, shop), goods != await GoodsAsync(planner, shop));
            if (offersChanged || goodsChanged)
            {
                changed.Add(name);
            }

            if ((offersChanged && !kinds.Contains("offer") && !kinds.Contains("goods")) || (goodsChanged && !kinds.Contains("goods")))
            {
                untold.Add(name);
            }
        }

        untold.ShouldBeEmpty();
        foreach (var name in new[] { "plan", "submit", "sign", "release", "gifts", "withdraw", "draft", "hand in", "approve", "end", "product", "price", "count", "archive", "restore" })
        {
            changed.ShouldContain(name); // what is compared does see the acts
        }
    }

    private static Task<TestHouse> OpenAsync(DatabaseKind db, MovedClock clock) => TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

    private static void MoveTo(MovedClock clock, Instant at) => clock.Move((at - clock.GetCurrentInstant()).ToTimeSpan() + TimeSpan.FromSeconds(1));

    /// <summary>The house's own job may have been there before; together they tell once.</summary>
    private static async Task TickAsync(TestHouse house, MovedClock clock)
    {
        var job = house.Services.GetServices<IJob>().OfType<OfferClock>().Single();
        while (await job.RunOnceAsync(clock.GetCurrentInstant(), CancellationToken.None) > 0)
        {
        }
    }

    private static async Task<int> HeardAsync(TestHouse house, TestShop shop) => (await EventsAsync(house, shop)).Count(e => e.Kind == "offer");

    private static Task<IReadOnlyList<FeedEvent>> EventsAsync(TestHouse house, TestShop shop) => house.Services.GetRequiredService<FeedStore>().ReadAfterAsync(shop.Id.Value, 0, 10_000, CancellationToken.None);

    private static async Task<(string Open, string Soon, string Over, bool EndsToday, bool StartsTomorrow)> TodayAsync(HttpClient http, TestShop shop)
    {
        var today = await http.GetJsonAsync($"/api/shop/promotions/today?shop={shop.Id}");
        string Names(string part) => string.Join(' ', today[part]!.AsArray().Select(p => p!.Text("name")));
        bool Any(string part, string flag) => today[part]!.AsArray().Any(p => p![flag]!.GetValue<bool>());
        return (Names("open"), Names("soon"), Names("over"), Any("open", "endsToday"), Any("soon", "startsTomorrow"));
    }

    private static async Task<string> BriefedAsync(HttpClient http, TestShop shop) => (await http.GetJsonAsync($"/api/shop/briefings?shop={shop.Id}"))["mine"]!.AsArray().ShouldHaveSingleItem()!.Text("title");

    private static async Task<IReadOnlyList<string>> InForceAsync(HttpClient http, TestShop shop) => [.. (await http.GetJsonAsync($"/api/shop/policies/in-force?shop={shop.Id}"))["policies"]!.AsArray().Select(p => p!.Text("title"))];

    private static async Task<string> OffersAsync(HttpClient http, TestShop shop) => string.Concat(
        await ShownAsync(http, $"/api/shop/promotions/today?shop={shop.Id}"), await ShownAsync(http, $"/api/shop/promotions?shop={shop.Id}&show=planning"), await ShownAsync(http, $"/api/shop/promotions?shop={shop.Id}"), await ShownAsync(http, $"/api/shop/policies/in-force?shop={shop.Id}"),
        await ShownAsync(http, $"/api/shop/policies?shop={shop.Id}"));

    private static Task<string> GoodsAsync(HttpClient http, TestShop shop) => ShownAsync(http, $"/api/shop/products?shop={shop.Id}");

    /// <summary>What a screen shows, without the moment of looking.</summary>
    private static async Task<string> ShownAsync(HttpClient http, string path)
    {
        var shown = await http.GetJsonAsync(path);
        shown.Remove("now");
        shown.Remove("midnight");
        return shown.ToJsonString();
    }

    private static async Task<string> RefusedAsync(HttpClient http, Guid promotion)
    {
        using var response = await http.GetAsync(new Uri($"/api/shop/promotions/{promotion}/words", UriKind.Relative));
        response.IsSuccessStatusCode.ShouldBeFalse();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("code");
    }

    private static async Task PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri($"/api/shop{path}", UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
