using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.People.SecondFactor;

namespace Zhanggui.HttpTests;

public sealed partial class PeopleSecurityTests
{
    [Theory, BothDatabases]
    public async Task Second_factor_is_asked_for_and_a_code_works_once(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        (await agent.RefusedAsync("/api/people/me/second-factor", new { password = "wrong wrong wrong" })).ShouldBe("people.password.wrong");
        var started = await agent.PostJsonAsync("/api/people/me/second-factor", new { password = TestShop.Password });
        var secret = FromBase32(started.GetProperty("secret").GetString()!);
        var step = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30;
        var codes = (await agent.PostJsonAsync("/api/people/me/second-factor/confirm", new { code = Totp.CodeAt(secret, step) })).GetProperty("recoveryCodes").EnumerateArray().Select(c => c.GetString()!).ToList();
        codes.Count.ShouldBe(10);

        using var http = shop.Stranger();
        Task<string> TryAsync(object body) => http.RefusedAsync("/api/people/session", body);
        var (account, password) = (shop.Agent.Account, TestShop.Password);
        (await TryAsync(new { account, password })).ShouldBe("people.session.second_factor_needed");
        (await TryAsync(new { account, password, totp = Totp.CodeAt(secret, step) })).ShouldBe("people.session.second_factor_wrong");
        await http.PostJsonAsync("/api/people/session", new { account, password, totp = Totp.CodeAt(secret, step + 1) });
        (await TryAsync(new { account, password, totp = Totp.CodeAt(secret, step + 1) })).ShouldBe("people.session.second_factor_wrong");
        await http.PostJsonAsync("/api/people/session", new { account, password, recoveryCode = codes[0] });
        (await TryAsync(new { account, password, recoveryCode = codes[0] })).ShouldBe("people.session.second_factor_wrong");
    }

    [Theory, BothDatabases]
    public async Task Strangers_failures_pause_strangers_and_not_the_known_browser(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var known = await shop.SignInAsync(shop.Agent);
        using var stranger = shop.Stranger();
        var guess = new { account = shop.Agent.Account, password = "guess after guess" };
        for (var i = 0; i < 5; i++)
        {
            (await stranger.RefusedAsync("/api/people/session", guess)).ShouldBe("people.session.wrong");
        }

        using var paused = await stranger.PostAsJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password });
        paused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        paused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 16);
        await known.PostJsonAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password });
    }

    [Theory, BothDatabases]
    public async Task Own_and_foreign_sessions_are_listed_and_ended(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var desk = await shop.SignInAsync(shop.Agent);
        using var phone = await shop.SignInAsync(shop.Agent);
        (await desk.GetFromJsonAsync<JsonElement>("/api/people/me/sessions")).GetProperty("sessions").GetArrayLength().ShouldBe(2);

        (await desk.PostJsonAsync("/api/people/me/sessions/end-others", new { })).GetProperty("ended").GetInt32().ShouldBe(1);
        (await phone.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        await supervisor.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/sessions/end", new { });
        (await desk.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Changed_password_ends_the_other_sessions(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var desk = await shop.SignInAsync(shop.Agent);
        using var phone = await shop.SignInAsync(shop.Agent);

        using var changed = await desk.PutAsJsonAsync("/api/people/me/password", new { present = TestShop.Password, password = "quite another sentence" });

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await desk.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await phone.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await phone.RefusedAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password })).ShouldBe("people.session.wrong");
    }

    [Theory, BothDatabases]
    public async Task Session_revoked_by_one_process_stops_in_the_other(DatabaseKind db)
    {
        await using var first = await TestHouse.OpenAsync(db);
        await using var second = await TestHouse.StartAsync(first.DataDir, first.Postgres);
        var shop = await TestShop.OpenAsync(first);
        var cookie = await shop.CookieAsync(shop.Agent);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        (await http.GetAsync(second.Url + "/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await http.DeleteAsync(first.Url + "/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var status = HttpStatusCode.OK;
        for (var i = 0; i < 40 && status == HttpStatusCode.OK; i++)
        {
            await Task.Delay(250);
            status = (await http.GetAsync(second.Url + "/api/people/session")).StatusCode;
        }

        status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Set_up_needs_the_code_works_once_and_of_two_racing_ones_one_wins(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        using var http = new HttpClient { BaseAddress = new Uri(house.Url) };
        (await http.GetFromJsonAsync<JsonElement>("/api/people/setup")).GetProperty("needed").GetBoolean().ShouldBeTrue();
        var code = (await File.ReadAllTextAsync(Path.Combine(house.DataDir, "setup-code.txt"))).Trim();
        (await house.Services.GetRequiredService<IFirstRun>().CodeAsync(CancellationToken.None)).ShouldBe(code);
        object Body(string with, string name) => new { code = with, organisation = "一家公司", shop = new { name = "一家店" }, owner = new { name, account = "boss", password = "a good long sentence" } };

        (await http.RefusedAsync("/api/people/setup", Body("AAAA-BBBB-CCCC-DDDD", "王"))).ShouldBe("people.setup.code_wrong");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => http.RefusedAsync("/api/people/setup", Body(code, $"王{i}"))));

        answers.Count(a => a.StartsWith("201", StringComparison.Ordinal)).ShouldBe(1);
        answers.Count(a => a == "people.setup.done").ShouldBe(3);
        File.Exists(Path.Combine(house.DataDir, "setup-code.txt")).ShouldBeFalse();
        await http.PostJsonAsync("/api/people/session", new { account = "BOSS", password = "a good long sentence" });
    }

    [Theory, BothDatabases]
    public async Task Faults_are_reported_from_inside_and_from_the_sign_in_page(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);
        using var stranger = shop.Stranger();
        await agent.PostOkAsync("/api/people/faults", new { what = "耳机没有声音", page = "/reception" });
        await stranger.PostOkAsync("/api/people/faults", new { what = "登录页打不开", page = "/sign-in", reporter = shop.Agents[1].Account });
        (await stranger.RefusedAsync("/api/people/faults", new { what = "谁", page = "/" })).ShouldBe("people.field.missing");

        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        var faults = (await supervisor.GetFromJsonAsync<JsonElement>("/api/people/faults?open=true")).GetProperty("faults");
        faults.EnumerateArray().Select(f => f.GetProperty("what").GetString()).ShouldBe(["登录页打不开", "耳机没有声音"], ignoreOrder: true);
        await supervisor.PostOkAsync($"/api/people/faults/{faults[0].GetProperty("id").GetGuid()}/handle", new { answer = "已换一台" });
        (await supervisor.GetFromJsonAsync<JsonElement>("/api/people/faults?open=true")).GetProperty("faults").GetArrayLength().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Export_of_own_data_holds_sessions_and_no_secret(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.SignInAsync(shop.Agent);

        var text = await agent.GetStringAsync("/api/people/me/export");

        text.ShouldContain(shop.Agent.Account);
        text.ShouldContain("people.session.open");
        text.ShouldNotContain("hash", Case.Insensitive);
        (await (await agent.GetAsync($"/api/people/persons/{shop.Agents[1].Id}/export")).CodeAsync()).ShouldBe("people.permission.missing");
    }

    [Theory, BothDatabases]
    public async Task Audit_pages_without_gaps_and_filters(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        for (var i = 0; i < 7; i++)
        {
            await owner.PostJsonAsync($"/api/people/shops/{shop.Id}/teams", new { name = $"{i}组" });
        }

        var seen = new List<Guid>();
        string? before = null;
        do
        {
            var page = await owner.GetFromJsonAsync<JsonElement>($"/api/people/audit?act=people.team&limit=3&before={before}");
            seen.AddRange(page.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("id").GetGuid()));
            before = page.GetProperty("next").GetString();
        }
        while (before is not null);

        seen.Distinct().Count().ShouldBe(7);
        seen.Count.ShouldBe(7);
        (await (await owner.GetAsync("/api/people/audit?before=nonsense")).CodeAsync()).ShouldBe("people.page.malformed");
    }

    /// <summary>Calls every route of the room that names an object with ids of another organisation: all must answer 404.</summary>
    [Theory, BothDatabases]
    public async Task Nothing_of_another_organisation_can_be_reached_by_its_id(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var mine = await TestShop.OpenAsync(house);
        var theirs = await TestShop.OpenAsync(house);
        using var owner = await theirs.SignInAsync(theirs.Owner);
        var team = (await owner.PostJsonAsync($"/api/people/shops/{theirs.Id}/teams", new { name = "早班" })).GetProperty("id").GetGuid();
        var role = (await owner.PostJsonAsync("/api/people/roles", new { name = "别人的", permissions = new[] { "rules.book.read" } })).GetProperty("id").GetGuid();
        var account = (await owner.PostJsonAsync("/api/people/accounts", new { shopId = theirs.Id.Value, name = "x" })).GetProperty("id").GetGuid();
        var session = (await owner.GetFromJsonAsync<JsonElement>("/api/people/session")).GetProperty("sessionId").GetGuid();
        await owner.PostOkAsync("/api/people/faults", new { what = "坏了" });
        var fault = (await owner.GetFromJsonAsync<JsonElement>("/api/people/faults")).GetProperty("faults")[0].GetProperty("id").GetGuid();
        using var intruder = await mine.SignInAsync(mine.Owner);

        var routes = house.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/people/", StringComparison.Ordinal) && e.RoutePattern.Parameters.Count > 0).ToList();
        routes.Count.ShouldBeGreaterThan(15);
        foreach (var route in routes)
        {
            var text = route.RoutePattern.RawText!;
            var first = text.Split('/')[3] switch
            {
                "persons" => theirs.Agent.Id.Value,
                "roles" => role,
                "shops" => theirs.Id.Value,
                "teams" => team,
                "accounts" => account,
                "faults" => fault,
                "me" => session,
                var other => throw new InvalidOperationException(other),
            };
            var path = Parameter().Replace(text, first.ToString(), 1);
            path = Parameter().Replace(path, Guid.CreateVersion7().ToString());
            var method = route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = method is "GET" or "DELETE" ? null : JsonContent.Create(new
                {
                    name = "改名",
                    grade = "初级",
                    from = text.Contains("grades", StringComparison.Ordinal) ? "2026-01-01" : "2026-01-01T00:00:00Z",
                    to = text.Contains("/end", StringComparison.Ordinal) ? "2026-02-01T00:00:00Z" : null,
                    personId = mine.Agent.Id.Value,
                    preset = "pre-sales",
                    permissions = new[] { "rules.book.read" },
                    what = "x",
                }),
            };
            using var response = await intruder.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{method} {text}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Every_permission_a_route_asks_for_stands_in_the_catalogue()
    {
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        var asked = house.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(e => e.Metadata.GetMetadata<RequiresPermission>()?.Permission).OfType<string>().Distinct(StringComparer.Ordinal);

        asked.Except(Zhanggui.People.Roles.PermissionCatalogue.Codes, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
