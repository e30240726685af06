using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Rules.Contracts;
using static Zhanggui.HttpTests.Pay.PayScene;

namespace Zhanggui.HttpTests.Pay;

/// <summary>Everybody is shown the book that pays them, and finds the clause behind a line.</summary>
public sealed class PayBookShownTests
{
    [Theory, BothDatabases]
    public async Task Whoever_was_not_shown_the_book_is_named_and_holds_up_the_month_only_where_the_book_says_so(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var body = new { shop = shop.Id.Value };

        var page = await owner.ComputeAsync(shop, Month);
        Waits(page).ShouldNotContain("book_unseen"); // the mural book says nothing: it is only told
        Unseen(page.GetProperty("notes")).ShouldBe(shop.Agents.Select(a => $"person:{a.Id}"), ignoreOrder: true);
        var first = (await agent.JsonAsync("/api/rules/mine")).GetProperty("toRead").EnumerateArray().Single().GetProperty("id").GetGuid();
        var changes = await agent.JsonAsync($"/api/rules/books/{first}/changes?section=pay");
        changes.GetProperty("isFirst").GetBoolean().ShouldBeTrue();
        changes.GetProperty("differences").GetArrayLength().ShouldBeGreaterThan(0);
        await agent.PostAsync($"/api/rules/books/{first}/acknowledge", new { });
        Unseen((await owner.ComputedAsync(shop, Month)).GetProperty("notes")).ShouldBe(shop.Agents.Skip(1).Select(a => $"person:{a.Id}"), ignoreOrder: true);

        // A later edition that asks for it, with one rate changed: August is settled by it.
        var text = BookText(shop.House).Replace("\n  switches:\n", "\n  switches:\n    book_must_be_shown: true\n", StringComparison.Ordinal).Replace("days: 3", "days: 4", StringComparison.Ordinal);
        var second = await shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(shop.Organisation, shop.Owner.Id, text, new LocalDate(2026, 7, 1), default);
        page = await owner.ComputeAsync(shop, Month);
        page.GetProperty("waits").EnumerateArray().Single(w => w.GetProperty("kind").GetString() == "book_unseen").GetProperty("count").GetInt64().ShouldBe(3);
        changes = await agent.JsonAsync($"/api/rules/books/{second}/changes?section=pay");
        changes.GetProperty("against").GetProperty("version").GetInt32().ShouldBe(1);
        changes.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("path").GetString()).ShouldBe(["pay.objections.days", "pay.switches.book_must_be_shown"], ignoreOrder: true);

        foreach (var reader in shop.Agents.Take(2))
        {
            using var http = await shop.SignInAsync(reader);
            await http.PostAsync($"/api/rules/books/{second}/acknowledge", new { });
        }

        await owner.PostAsync($"/api/pay/months/{Month}/propose", body);
        await AgreeAllAsync(shop, Month);
        await owner.PostAsync($"/api/pay/months/{Month}/agree", body);
        Waits(await owner.ComputedAsync(shop, Month)).ShouldBe(["book_unseen"]);
        (await owner.RefusedAsync($"/api/pay/months/{Month}/close", body)).ShouldBe("pay.month.waits");
        (await owner.RefusedAsync($"/api/pay/months/{Month}/set-aside", new { shop = shop.Id.Value, kind = "book_unseen", subject = $"person:{shop.Agents[0].Id}", reason = "纸质签字" })).ShouldBe("pay.point.not_found");
        await owner.PostAsync($"/api/pay/months/{Month}/set-aside", new { shop = shop.Id.Value, kind = "book_unseen", reason = "纸质签字" });
        Waits(await owner.ComputedAsync(shop, Month)).ShouldBeEmpty();
        await owner.PostAsync($"/api/pay/months/{Month}/close", body);
    }

    [Theory, BothDatabases]
    public async Task A_line_leads_to_its_clause_in_the_edition_that_paid_it(DatabaseKind db)
    {
        var shop = await PayScene.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var page = await owner.ComputeAsync(shop, Month);
        LocalDateOf(page.GetProperty("today")).ShouldBe(shop.House.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        var book = page.GetProperty("run").GetProperty("bookId").GetGuid();
        foreach (var line in (await owner.SlipAsync(shop, Month, shop.Agent)).GetProperty("lines").EnumerateArray())
        {
            var rule = line.GetProperty("rule").GetString();
            line.GetProperty("ruleLink").GetString().ShouldBe($"/rules/books/{book}#{rule}");
            var clause = await owner.JsonAsync($"/api/rules/books/{book}/clause?path={rule}");
            clause.GetProperty("version").GetInt32().ShouldBe(1);
            clause.GetProperty("sentences").EnumerateArray().Select(s => s.GetProperty("path").GetString()!).ShouldAllBe(p => p.StartsWith(rule + ".", StringComparison.Ordinal));
        }

        (await owner.GetAsync(new Uri($"/api/rules/books/{book}/clause?path=pay.components.nothing", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private static string? LocalDateOf(JsonElement day) => day.GetString();

    private static IEnumerable<string?> Waits(JsonElement page) => page.GetProperty("waits").EnumerateArray().Select(w => w.GetProperty("kind").GetString());

    private static IEnumerable<string?> Unseen(JsonElement notes) => notes.EnumerateArray().Select(n => n.GetProperty("subject").GetString()).Where(s => s!.StartsWith("person:", StringComparison.Ordinal));
}
