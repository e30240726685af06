using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Visitors;

public sealed class ChannelSettingsTests
{
    [Theory, BothDatabases]
    public async Task The_secret_is_shown_once_and_a_new_one_ends_the_old(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);

        var list = await owner.GetFromJsonAsync<JsonElement>($"/api/reception/channels?shop={place.Shop.Id}");
        list.GetRawText().ShouldNotContain(place.Channel.Secret);
        using var rotated = await owner.PostAsync(new Uri($"/api/reception/channels/{place.Channel.Id}/rotate-secret", UriKind.Relative), null);
        rotated.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await rotated.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString().ShouldNotBe(place.Channel.Secret);

        using var visitor = new TestVisitor(place);
        (await visitor.OpenSessionAsync(place.Identity("u", DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task Another_organisation_and_an_agent_cannot_touch_a_channel(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        var stranger = await TestShop.OpenAsync(house);
        using var other = await stranger.SignInAsync(stranger.Owner);
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        var form = new { name = "改名", settings = new { }, isEnabled = false };

        (await other.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", form)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.PostAsync(new Uri($"/api/reception/channels/{place.Channel.Id}/rotate-secret", UriKind.Relative), null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", form)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task A_closed_channel_lets_nobody_in(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        (await owner.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", new { name = "停用", settings = new { }, isEnabled = false })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await visitor.SendAsync("在吗")).ShouldBe(HttpStatusCode.Unauthorized);
        (await visitor.OpenSessionAsync()).ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Wrong_settings_are_refused_by_field(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        foreach (var (settings, field) in new (object, string)[]
        {
            (new { colour = "red" }, "settings.colour"),
            (new { origins = new[] { "https://a.cn/path" } }, "settings.origins"),
            (new { origins = new[] { "javascript:alert(1)" } }, "settings.origins"),
            (new { greetingZh = new string('好', 501) }, "settings.greetingZh"),
        })
        {
            using var response = await owner.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", new { name = "x", settings });
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString().ShouldBe(field);
        }
    }

    [Theory, BothDatabases]
    public async Task Greeting_that_the_guard_asks_about_is_kept_with_a_reason_and_the_visitor_never_sees_it(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        await Guarding.GuardedShop.PutInForceAsync(place.Shop, Guarding.GuardedShop.Rules);
        async Task<(HttpStatusCode Status, JsonElement Answer)> EditAsync(object settings, bool isEnabled = true)
        {
            using var answer = await owner.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", new { name = "官网", settings, isEnabled });
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
        }

        const string Words = "这里不行也有别的办法";
        var (refused, why) = await EditAsync(new { greetingZh = Words });
        (refused, why.GetProperty("code").GetString(), why.GetProperty("field").GetString()).ShouldBe((HttpStatusCode.Conflict, "guard.text.reason_missing", "settings.greetingZh"));
        (await EditAsync(new { greetingZh = Words, guardReason = new string('长', 201) })).Answer.GetProperty("field").GetString().ShouldBe("settings.guardReason");
        (await EditAsync(new { greetingZh = "蠢货", guardReason = "理由" })).Answer.GetProperty("code").GetString().ShouldBe("guard.text.blocked");
        (await EditAsync(new { greetingZh = Words, guardReason = "老板定的话" })).Answer.GetProperty("settings").GetProperty("guardReason").GetString().ShouldBe("老板定的话");

        // The same words keep the reason; other words need one of their own; harmless words have none.
        (await EditAsync(new { greetingZh = Words }, isEnabled: false)).Answer.GetProperty("settings").GetProperty("guardReason").GetString().ShouldBe("老板定的话");
        (await EditAsync(new { greetingZh = Words + "吧" })).Status.ShouldBe(HttpStatusCode.Conflict);
        (await EditAsync(new { greetingZh = "您好", guardReason = "老板定的话" })).Answer.GetProperty("settings").GetProperty("guardReason").GetString().ShouldBe(string.Empty);
        (await EditAsync(new { greetingZh = Words, guardReason = "老板定的话" })).Status.ShouldBe(HttpStatusCode.OK);

        using var http = new HttpClient { BaseAddress = new Uri(place.Shop.House.Url) };
        var shown = await http.GetStringAsync(new Uri($"/api/visitor/config?key={place.Channel.PublicKey}", UriKind.Relative));
        (shown.Contains("不行", StringComparison.Ordinal), shown.Contains("老板", StringComparison.Ordinal)).ShouldBe((true, false));
    }
}
