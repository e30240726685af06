using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;

namespace Zhanggui.HttpTests;

public sealed class PeopleSignInTests
{
    [Theory, BothDatabases]
    public async Task Agent_signs_in_sees_own_shop_and_signs_out(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Agent);

        var me = await http.GetFromJsonAsync<JsonElement>("/api/people/session");
        me.GetProperty("person").GetProperty("name").GetString().ShouldBe("张小美");
        me.GetProperty("shops")[0].GetProperty("id").GetGuid().ShouldBe(shop.Id.Value);
        me.GetProperty("shops")[0].GetProperty("permissions").EnumerateArray().Select(p => p.GetString()).ShouldContain("reception.message.send");
        me.GetProperty("mustAcceptNotice").GetBoolean().ShouldBeFalse();

        (await http.DeleteAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Wrong_password_and_unknown_account_get_the_same_answer(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = shop.Stranger();

        var wrong = await http.PostAsJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = "not the password" });
        var unknown = await http.PostAsJsonAsync("/api/people/session", new { account = "nobody-" + shop.Agent.Account, password = "not the password" });

        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await wrong.Content.ReadAsStringAsync());
    }

    [Theory, BothDatabases]
    public async Task Page_of_another_site_can_neither_act_nor_sign_in(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Agent);
        http.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        var signOut = await http.DeleteAsync("/api/people/session");
        var signIn = await http.PostAsJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password });

        signOut.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        signIn.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await http.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Rooms_learn_who_may_answer_in_a_shop(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        var people = house.Services.GetRequiredService<IPeople>();

        var senders = await people.WithPermissionAsync(shop.Id, "reception.message.send", null, CancellationToken.None);

        senders.Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(new[] { "刘小雨", "张小美", "李主管", "王掌柜", "陈小明" }.Order(StringComparer.Ordinal));
        (await people.FindAsync(shop.Agent.Id, CancellationToken.None))!.Number.ShouldBe("003");
        (await house.Services.GetRequiredService<IShops>().FindAsync(shop.Id, CancellationToken.None))!.TimeZone.Id.ShouldBe("Asia/Shanghai");
    }
}
