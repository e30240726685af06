using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.HttpTests.Metrics;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.WhatIf;
using Zhanggui.People.Contracts;
using static Zhanggui.HttpTests.Orders.CreditHttp;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Pay;

public sealed class PayWhatIfTests
{
    private const string Tried = "book: mural-tried\ntitle: 试 0.6%\nextends: mural-shop\npay:\n  components:\n    commission: {rate: 0.6%}\n";

    [Theory, BothDatabases]
    public async Task Owner_tries_a_dearer_book_and_sees_the_cost_before_deciding(DatabaseKind db)
    {
        var (shop, owner) = await SceneAsync(db);
        var draft = await DraftAsync(owner, Tried);
        var id = await AskAsync(owner, shop, "preset:mural-shop", draft);

        var done = await EndedAsync(owner, id);

        done.GetProperty("state").GetString().ShouldBe("done", done.GetRawText());
        var summary = done.GetProperty("summary");
        (summary.GetProperty("after").GetInt64() - summary.GetProperty("before").GetInt64()).ShouldBe(10); // 0.1 % of 100.00
        var first = summary.GetProperty("people")[0];
        (first.GetProperty("nameZh").GetString(), first.GetProperty("difference").GetInt64()).ShouldBe((shop.Agents[0].Name, 10));
        summary.GetProperty("components").EnumerateArray().Single(c => c.GetProperty("key").GetString() == "commission").GetProperty("nameZh").GetString().ShouldBe("提成");
        summary.GetProperty("spreadBefore").GetProperty("slips").GetInt32().ShouldBe(6);
        var rows = await owner.JsonAsync($"/api/pay/whatifs/{id}/rows?person={shop.Agents[0].Id}&component=commission");
        rows.GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("month").GetString(), r.GetProperty("before").GetInt64(), r.GetProperty("after").GetInt64())).ShouldBe([("2026-09", 0, 0), ("2026-10", 50, 60)]);
        using var xlsx = await owner.GetAsync(new Uri($"/api/pay/whatifs/{id}/xlsx", UriKind.Relative));
        xlsx.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await xlsx.Content.ReadAsByteArrayAsync()).Take(2).ShouldBe("PK"u8.ToArray());
        (await owner.JsonAsync($"/api/pay/whatifs?shop={shop.Id}")).GetProperty("comparisons")[0].GetProperty("afterTitle").GetString().ShouldBe("试 0.6%");
        var audit = await owner.JsonAsync("/api/people/audit?limit=50");
        audit.GetRawText().ShouldContain("pay.whatif.read");
    }

    [Theory, BothDatabases]
    public async Task Server_and_command_write_the_same_bytes(DatabaseKind db)
    {
        var (shop, owner) = await SceneAsync(db);
        var id = await AskAsync(owner, shop, "preset:mural-shop", await DraftAsync(owner, Tried));
        (await EndedAsync(owner, id)).GetProperty("state").GetString().ShouldBe("done");
        var folder = Directory.CreateTempSubdirectory("zhanggui-whatif-").FullName;
        var card = (await shop.House.Services.GetRequiredService<IShops>().FindAsync(shop.Id, default))!;
        var facts = await shop.House.Services.GetRequiredService<IMonthFacts>().GatherAsync(card, new YearMonth(2026, 9), new YearMonth(2026, 11), [await owner.GetStringAsync(new Uri($"/api/pay/whatifs/{id}/book?which=after", UriKind.Relative))], withText: true, default);
        FactsFolder.Write(facts, Path.Combine(folder, "facts"));
        foreach (var which in new[] { "before", "after" })
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, which + ".yaml"), await owner.GetByteArrayAsync(new Uri($"/api/pay/whatifs/{id}/book?which={which}", UriKind.Relative)));
        }

        var said = await CommandAsync("whatif", "--facts", Path.Combine(folder, "facts"), "--book", Path.Combine(folder, "before.yaml"), "--against", Path.Combine(folder, "after.yaml"), "--from", "2026-09", "--to", "2026-11", "--json");

        said.ShouldBe(await owner.GetStringAsync(new Uri($"/api/pay/whatifs/{id}/result", UriKind.Relative)));
        Directory.Delete(folder, recursive: true);
    }

    [Theory, BothDatabases]
    public async Task Comparisons_are_let_go_of_when_they_are_old_but_not_those_with_a_note(DatabaseKind db)
    {
        var (shop, owner) = await SceneAsync(db);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(await AskAsync(owner, shop, "preset:mural-shop", await DraftAsync(owner, Tried)));
            await EndedAsync(owner, ids[i]);
        }

        (await owner.PutAsJsonAsync($"/api/pay/whatifs/{ids[0]}/note", new { note = "先不改", shown = false })).IsSuccessStatusCode.ShouldBeTrue();
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        await shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_whatif set ended_at = @old where id in (@a, @b)", default,
            ("old", (now - Duration.FromDays(400)).ToUnixTimeMilliseconds()), ("a", ids[0]), ("b", ids[1])), default);

        await shop.House.Services.GetServices<IJob>().Single(j => j.Name == "pay.whatif.sweep").RunOnceAsync(now, default);

        var left = (await owner.JsonAsync($"/api/pay/whatifs?shop={shop.Id}")).GetRawText();
        (left.Contains(ids[0].ToString(), StringComparison.Ordinal), left.Contains(ids[1].ToString(), StringComparison.Ordinal), left.Contains(ids[2].ToString(), StringComparison.Ordinal)).ShouldBe((true, false, true));
    }

    [Theory, BothDatabases]
    public async Task Only_who_may_see_pay_tries_books_and_what_is_wrong_is_refused(DatabaseKind db)
    {
        var (shop, owner) = await SceneAsync(db);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        var other = await TestShop.OpenAsync(shop.House);
        using var stranger = await other.SignInAsync(other.Owner);
        object Ask(string before = "preset:mural-shop", string after = "preset:new-shop", string from = "2026-09", string to = "2026-11") => new { shop = shop.Id.Value, before, after, from, to };

        (await supervisor.StatusAsync("/api/pay/whatifs", Ask())).ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.RefusedAsync("/api/pay/whatifs", Ask())).ShouldBe("pay.shop.not_found");
        (await owner.RefusedAsync("/api/pay/whatifs", Ask(after: "preset:absent"))).ShouldBe("pay.whatif.book_absent");
        (await owner.RefusedAsync("/api/pay/whatifs", Ask(after: await DraftAsync(owner, "book: [")))).ShouldBe("pay.whatif.book_unsound");
        (await owner.RefusedAsync("/api/pay/whatifs", Ask(from: "2025-09"))).ShouldBe("pay.whatif.months");
        (await owner.RefusedAsync("/api/pay/whatifs", Ask(from: "2026-11"))).ShouldBe("pay.whatif.months");
        (await owner.RefusedAsync("/api/pay/whatifs", Ask(from: "2998-01", to: "2998-03"))).ShouldBe("pay.whatif.months");
        var id = await AskAsync(owner, shop, "preset:mural-shop", "preset:tea-oil-shop");
        foreach (var path in new[] { string.Empty, "/rows", "/result", "/xlsx", "/book?which=after" })
        {
            using var answer = await stranger.GetAsync(new Uri($"/api/pay/whatifs/{id}{path}", UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        await EndedAsync(owner, id);
        (await owner.RefusedAsync($"/api/pay/whatifs/{id}/cancel", new { })).ShouldBe("pay.whatif.ended");
    }

    [Theory, BothDatabases]
    public async Task Comparison_whose_process_died_is_taken_up_and_a_cancelled_one_ends(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var (shop, owner) = await SceneAsync(house);
        var id = await AskAsync(owner, shop, "preset:mural-shop", "preset:new-shop");
        await EndedAsync(owner, id);
        var database = house.Services.GetRequiredService<Database>();

        // As a process leaves it that died in the middle: running, claimed by somebody who will not come back.
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_whatif set state = 'running', result = null, summary = null, claimed_by = 'dead', claimed_until = 1", default), default);
        (await EndedAsync(owner, id)).GetProperty("state").GetString().ShouldBe("done");

        // A running one that somebody cancelled ends when its process looks.
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_whatif set state = 'running', wants_cancel = 1, claimed_by = 'dead', claimed_until = 1", default), default);
        await house.Services.GetServices<IJob>().Single(j => j.Name == "pay.whatif").RunOnceAsync(SystemClock.Instance.GetCurrentInstant(), default);
        (await EndedAsync(owner, id)).GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Theory, BothDatabases]
    public async Task Note_stands_beside_the_book_for_the_staff_without_anybodys_pay(DatabaseKind db)
    {
        var (shop, owner) = await SceneAsync(db);
        using var agent = await shop.SignInAsync(shop.Agent);
        var draft = await DraftAsync(owner, Tried);
        var id = await AskAsync(owner, shop, "preset:mural-shop", draft);
        await EndedAsync(owner, id);

        using var noted = await owner.PutAsJsonAsync($"/api/pay/whatifs/{id}/note", new { note = "按最近两个月算，人人不减。", shown = true });
        noted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await agent.GetAsync(new Uri($"/api/pay/whatifs/notes?book={draft}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound); // drafts are the writers' own
        await owner.PostAsync($"/api/rules/books/{draft}/open", new { revision = 0 });

        var said = (await agent.JsonAsync($"/api/pay/whatifs/notes?book={draft}")).GetProperty("notes").EnumerateArray().Single();
        (said.GetProperty("note").GetString(), said.GetProperty("by").GetString(), said.GetProperty("from").GetString()).ShouldBe(("按最近两个月算，人人不减。", shop.Owner.Name, "2026-09"));
        (await agent.GetAsync(new Uri($"/api/pay/whatifs/{id}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<(TestShop Shop, HttpClient Owner)> SceneAsync(DatabaseKind db) => await SceneAsync(await TestHouse.SharedAsync(db));

    private static async Task<(TestShop Shop, HttpClient Owner)> SceneAsync(TestHouse house)
    {
        var shop = await TestShop.OpenAsync(house, joinedOn: new LocalDate(2026, 1, 1));
        var owner = await ReportScene.FillAsync(shop);
        foreach (var agent in shop.Agents)
        {
            await owner.PostAsync($"/api/people/persons/{agent.Id}/grades", new { grade = "junior", from = "2026-01-01" });
        }

        return (shop, owner);
    }

    private static async Task<string> DraftAsync(HttpClient owner, string text) => (await owner.PostAsync("/api/rules/books", new { text })).GetProperty("book").GetProperty("id").GetString()!;

    private static async Task<Guid> AskAsync(HttpClient owner, TestShop shop, string before, string after) =>
        (await owner.PostAsync("/api/pay/whatifs", new { shop = shop.Id.Value, before, after, from = "2026-09", to = "2026-11" })).GetProperty("id").GetGuid();

    private static Task<JsonElement> EndedAsync(HttpClient owner, Guid id) => WaitAsync(async () =>
        await owner.JsonAsync($"/api/pay/whatifs/{id}") is var view && view.GetProperty("state").GetString() is not ("queued" or "running") ? view : (JsonElement?)null);

    private static async Task<string> CommandAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "zhanggui.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return await output;
    }
}
