using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests;

/// <summary>What must never be possible with rights: keeping no owner, giving what one lacks, reaching other organisations.</summary>
public sealed class PeopleRightsTests
{
    [Theory, BothDatabases]
    public async Task Owner_adds_a_person_who_sets_a_password_by_the_invitation_and_signs_in_once(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var account = "new-" + shop.Agent.Account;

        var added = await owner.PostJsonAsync("/api/people/persons", new { name = "赵新来", account, roles = new[] { new { preset = "pre-sales", shopId = shop.Id.Value } } });
        added.GetProperty("number").GetString().ShouldBe("006");
        var token = added.GetProperty("link").GetProperty("path").GetString()!.Split('#')[1];

        using var stranger = shop.Stranger();
        (await stranger.PostJsonAsync("/api/people/links/show", new { token })).GetProperty("account").GetString().ShouldBe(account);
        (await stranger.RefusedAsync("/api/people/links/use", new { token, password = "short" })).ShouldBe("people.password.too_short");
        await stranger.PostJsonAsync("/api/people/links/use", new { token, password = "a long new sentence" });
        (await stranger.RefusedAsync("/api/people/links/use", new { token, password = "another new sentence" })).ShouldBe("people.link.dead");

        await stranger.PostJsonAsync("/api/people/session", new { account, password = "a long new sentence" });
        var me = await stranger.GetFromJsonAsync<JsonElement>("/api/people/session");
        me.GetProperty("mustAcceptNotice").GetBoolean().ShouldBeTrue();
        (await (await stranger.GetAsync("/api/people/persons")).CodeAsync()).ShouldBe("people.notice.not_seen");
        await stranger.PostOkAsync("/api/people/me/notice", new { version = 1 });
        (await stranger.GetFromJsonAsync<JsonElement>("/api/people/session")).GetProperty("mustAcceptNotice").GetBoolean().ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Somebody_with_a_right_who_has_not_seen_the_notice_is_held_back(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db), hasSeenNotice: false);
        using var owner = await shop.SignInAsync(shop.Owner);

        (await (await owner.GetAsync("/api/people/persons")).CodeAsync()).ShouldBe("people.notice.not_seen");
        (await owner.RefusedAsync("/api/people/me/notice", new { version = 0 })).ShouldBe("people.notice.outdated");
        await owner.PostOkAsync("/api/people/me/notice", new { version = 1 });
        (await owner.GetAsync("/api/people/persons")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Last_owner_cannot_lose_the_role_and_cannot_leave(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var own = $"/api/people/persons/{shop.Owner.Id}";
        var ownership = (await owner.GetFromJsonAsync<JsonElement>(own)).GetProperty("roles")[0].GetProperty("id").GetGuid();

        (await (await owner.DeleteAsync($"{own}/roles/{ownership}")).CodeAsync()).ShouldBe("people.membership.last_owner");
        (await owner.RefusedAsync($"{own}/leave", new { lastDay = "2020-01-01" })).ShouldBe("people.membership.own");

        await owner.PostJsonAsync($"/api/people/persons/{shop.Supervisor.Id}/roles", new { preset = "owner" });
        (await owner.DeleteAsync($"{own}/roles/{ownership}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Two_owners_who_end_each_other_at_once_leave_one(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var first = await shop.SignInAsync(shop.Owner);
        await first.PostJsonAsync($"/api/people/persons/{shop.Supervisor.Id}/roles", new { preset = "owner" });
        using var second = await shop.SignInAsync(shop.Supervisor);
        var firstRole = (await first.GetFromJsonAsync<JsonElement>($"/api/people/persons/{shop.Owner.Id}")).GetProperty("roles")[0].GetProperty("id").GetGuid();
        var secondRole = (await first.GetFromJsonAsync<JsonElement>($"/api/people/persons/{shop.Supervisor.Id}")).GetProperty("roles").EnumerateArray()
            .Single(r => r.GetProperty("preset").GetString() == "owner").GetProperty("id").GetGuid();

        var answers = await Task.WhenAll(
            first.DeleteAsync($"/api/people/persons/{shop.Supervisor.Id}/roles/{secondRole}"),
            second.DeleteAsync($"/api/people/persons/{shop.Owner.Id}/roles/{firstRole}"));

        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Supervisor_gives_agents_roles_but_neither_more_than_own_nor_to_oneself_nor_elsewhere(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        var agent = $"/api/people/persons/{shop.Agent.Id}/roles";

        await supervisor.PostJsonAsync(agent, new { preset = "leader", shopId = shop.Id.Value });
        (await supervisor.RefusedAsync(agent, new { preset = "leader", shopId = shop.Id.Value })).ShouldBe("people.membership.already");
        (await supervisor.RefusedAsync(agent, new { preset = "owner", shopId = shop.Id.Value })).ShouldBe("people.membership.more_than_own");
        (await supervisor.RefusedAsync(agent, new { preset = "pre-sales" })).ShouldBe("people.membership.more_than_own");
        (await supervisor.RefusedAsync($"/api/people/persons/{shop.Supervisor.Id}/roles", new { preset = "leader", shopId = shop.Id.Value })).ShouldBe("people.membership.own");
        (await supervisor.RefusedAsync($"/api/people/persons/{shop.Owner.Id}/link", new { })).ShouldBe("people.person.stronger");
        (await supervisor.RefusedAsync($"/api/people/persons/{shop.Owner.Id}/second-factor/reset", new { })).ShouldBe("people.person.stronger");
        (await supervisor.RefusedAsync("/api/people/roles", new { name = "万能", permissions = new[] { "people.role.edit" } })).ShouldBe("people.membership.more_than_own");
        (await supervisor.RefusedAsync("/api/people/persons", new { name = "无角色", account = "x-" + shop.Agent.Account })).ShouldBe("people.person.role_needed");
    }

    [Theory, BothDatabases]
    public async Task Own_role_counts_at_once_and_cannot_be_closed_while_used(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        (await (await agent.GetAsync("/api/people/audit")).CodeAsync()).ShouldBe("people.permission.missing");

        var role = await owner.PostJsonAsync("/api/people/roles", new { name = "查账", permissions = new[] { "people.audit.read" } });
        var id = role.GetProperty("id").GetGuid();
        (await owner.RefusedAsync("/api/people/roles", new { name = "查账", permissions = new[] { "people.audit.read" } })).ShouldBe("people.name.taken");
        (await owner.RefusedAsync("/api/people/roles", new { name = "错", permissions = new[] { "no.such.act" } })).ShouldBe("people.role.permission_unknown");
        await owner.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/roles", new { roleId = id, shopId = shop.Id.Value });

        var audit = await agent.GetFromJsonAsync<JsonElement>("/api/people/audit");
        audit.GetProperty("lines").EnumerateArray().ShouldAllBe(l => l.GetProperty("shopId").GetGuid() == shop.Id.Value);
        audit.GetProperty("lines")[0].GetProperty("act").GetString().ShouldBe("people.role.give");
        (await (await owner.DeleteAsync($"/api/people/roles/{id}")).CodeAsync()).ShouldBe("people.role.in_use");
    }

    [Theory, BothDatabases]
    public async Task Person_whose_last_day_is_over_is_signed_out_and_cannot_come_back(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);

        await owner.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/leave", new { lastDay = "2026-01-01" });

        (await agent.GetAsync("/api/people/session")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await agent.RefusedAsync("/api/people/session", new { account = shop.Agent.Account, password = TestShop.Password })).ShouldBe("people.session.wrong");
        (await owner.RefusedAsync($"/api/people/persons/{shop.Agent.Id}/link", new { })).ShouldBe("people.person.left");
    }

    [Theory, BothDatabases]
    public async Task One_account_belongs_to_one_person_at_a_time(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var account = await owner.PostJsonAsync("/api/people/accounts", new { shopId = shop.Id.Value, platform = "taobao", name = "测试店:小美", verifiesFriends = true });
        var uses = $"/api/people/accounts/{account.GetProperty("id").GetGuid()}/uses";
        object Use(TestPerson person, string from, string? to) => new { personId = person.Id.Value, from, to };

        await owner.PostJsonAsync(uses, Use(shop.Agents[0], "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
        (await owner.RefusedAsync(uses, Use(shop.Agents[1], "2026-01-31T23:59:59Z", null))).ShouldBe("people.sub_account.overlap");
        await owner.PostJsonAsync(uses, Use(shop.Agents[1], "2026-02-01T00:00:00Z", null));
        (await owner.RefusedAsync(uses, Use(shop.Agents[2], "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"))).ShouldBe("people.sub_account.overlap");
        (await owner.RefusedAsync(uses, Use(shop.Agents[2], "2025-03-01T00:00:00Z", "2025-03-01T00:00:00Z"))).ShouldBe("people.interval.empty");

        var people = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Zhanggui.People.Contracts.IPeople>(shop.House.Services);
        (await people.WhoUsedAsync(shop.Id, "测试店:小美", NodaTime.Instant.FromUtc(2026, 1, 31, 23, 59), CancellationToken.None))!.Id.ShouldBe(shop.Agents[0].Id);
        (await people.WhoUsedAsync(shop.Id, "测试店:小美", NodaTime.Instant.FromUtc(2026, 2, 1, 0, 0), CancellationToken.None))!.Id.ShouldBe(shop.Agents[1].Id);
        (await owner.GetFromJsonAsync<JsonElement>("/api/people/accounts?verifying=true")).GetProperty("accounts").GetArrayLength().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Accounts_of_one_name_are_all_listed_whatever_the_page(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var made = new List<Guid>();
        foreach (var platform in new[] { "taobao", "jd", "pdd", "douyin", "xiaohongshu" })
        {
            made.Add((await owner.PostJsonAsync("/api/people/accounts", new { shopId = shop.Id.Value, platform, name = "客服.一号" })).GetProperty("id").GetGuid());
        }

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await owner.GetFromJsonAsync<JsonElement>($"/api/people/accounts?limit=2{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");
            seen.AddRange(page.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("id").GetGuid()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null && seen.Count < 20);

        seen.ShouldBe(made, ignoreOrder: true);
        (await (await owner.GetAsync("/api/people/accounts?after=yesterday")).CodeAsync()).ShouldBe("people.field.unknown_value");
    }

    [Theory, BothDatabases]
    public async Task Skills_stand_on_the_page_in_the_list_and_give_no_right(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var path = $"/api/people/persons/{shop.Agent.Id}";
        async Task<HttpStatusCode> SetAsync(HttpClient http, params object[] skills)
        {
            using var answer = await http.PutAsJsonAsync($"{path}/skills", new { skills });
            return answer.StatusCode;
        }

        (await SetAsync(owner, new { kind = "other", name = "会装裱" }, new { kind = "language", name = " English ", note = "能打电话" }, new { kind = "language", name = "english" }, new { kind = "dialect", name = "粤语" })).ShouldBe(HttpStatusCode.OK);
        string Shown(JsonElement of) => string.Join(' ', of.GetProperty("skills").EnumerateArray().Select(s => $"{s.GetProperty("kind").GetString()}:{s.GetProperty("name").GetString()}:{s.GetProperty("note").GetString()}"));
        Shown(await owner.GetFromJsonAsync<JsonElement>(path)).ShouldBe("language:English:能打电话 dialect:粤语: other:会装裱:");

        var found = (await owner.GetFromJsonAsync<JsonElement>("/api/people/persons?skill=english")).GetProperty("people").EnumerateArray().ToList();
        found.ConvertAll(p => p.GetProperty("id").GetGuid()).ShouldBe([shop.Agent.Id.Value]); // who speaks English?
        Shown(found[0]).ShouldContain("dialect:粤语");
        (await owner.GetFromJsonAsync<JsonElement>("/api/people/persons?skill=eng")).GetProperty("people").GetArrayLength().ShouldBe(0);
        (await owner.GetFromJsonAsync<JsonElement>("/api/people/skills")).GetProperty("skills").EnumerateArray().Select(s => $"{s.GetProperty("name").GetString()}{s.GetProperty("people").GetInt32()}").ShouldBe(["English1", "粤语1", "会装裱1"]);
        (await agent.GetFromJsonAsync<JsonElement>("/api/people/me/export")).GetProperty("skills").GetArrayLength().ShouldBe(3);

        (await SetAsync(owner, new { kind = "talent", name = "唱歌" })).ShouldBe(HttpStatusCode.BadRequest);
        (await SetAsync(owner, new { kind = "other", name = " " })).ShouldBe(HttpStatusCode.BadRequest);
        (await SetAsync(owner, [.. Enumerable.Range(0, 31).Select(i => new { kind = "other", name = $"第{i}项" })])).ShouldBe(HttpStatusCode.BadRequest);
        (await SetAsync(agent, new { kind = "language", name = "日语" })).ShouldBe(HttpStatusCode.Forbidden);
        Shown(await owner.GetFromJsonAsync<JsonElement>(path)).ShouldContain("会装裱"); // refused = nothing half done

        (await SetAsync(owner)).ShouldBe(HttpStatusCode.OK);
        Shown(await owner.GetFromJsonAsync<JsonElement>(path)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Grades_follow_each_other_and_give_no_right(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var grades = $"/api/people/persons/{shop.Agent.Id}/grades";

        await owner.PostJsonAsync(grades, new { grade = "初级客服", from = "2026-01-01", to = "2026-06-01" });
        await owner.PostJsonAsync(grades, new { grade = "客户经理", from = "2026-06-01" });
        (await owner.RefusedAsync(grades, new { grade = "中级客服", from = "2026-05-31" })).ShouldBe("people.grade.overlap");

        using var agent = await shop.SignInAsync(shop.Agent);
        (await (await agent.GetAsync("/api/people/persons")).CodeAsync()).ShouldBe("people.permission.missing");
        var lines = (await owner.GetFromJsonAsync<JsonElement>("/api/people/persons")).GetProperty("people").EnumerateArray();
        lines.Single(p => p.GetProperty("id").GetGuid() == shop.Agent.Id.Value).GetProperty("grade").GetString().ShouldBe("客户经理");
    }
}
