using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Rules;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.HttpTests.Rules;

public sealed class RuleBookTests
{
    private const string Sound = "book: ours\ntitle: 本店制度\nextends: new-shop\nreception:\n  recall_window: 3 min\n";

    [Theory, BothDatabases]
    public async Task A_book_goes_from_draft_over_comments_into_force(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var draft = await StartAsync(owner, Sound);
        var id = IdOf(draft);

        (await agent.GetAsync($"/api/rules/books/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound); // drafts are the writers' own
        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 }));
        var commented = await DoneAsync(agent.PostAsJsonAsync($"/api/rules/books/{id}/comments", new { path = "reception.recall_window", words = "三分钟够用" }));
        var comment = commented.GetProperty("comments")[0];
        comment.GetProperty("pathName").GetProperty("zh").GetString().ShouldBe("接待 · 撤回时限");
        (await CodeAsync(PublishAsync(owner, id, 1, Today(shop)))).ShouldBe("rules.comment.unanswered");
        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/comments/{comment.GetProperty("id").GetString()}/answer", new { answer = "好，就三分钟" }));
        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(2));

        var published = await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));

        published.GetProperty("book").GetProperty("state").GetString().ShouldBe("in-force");
        published.GetProperty("book").GetProperty("version").GetInt32().ShouldBe(1);
        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(3));
        (await RulesAsync(shop)).WaitRed.ShouldBe(Duration.FromSeconds(120));
        (await CodeAsync(owner.PutAsJsonAsync($"/api/rules/books/{id}", new { text = Sound, revision = 2 }))).ShouldBe("rules.book.not_draft");
        (await CodeAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/withdraw", new { revision = 2 }))).ShouldBe("rules.book.in_force");
        (await CodeAsync(agent.PostAsJsonAsync($"/api/rules/books/{id}/comments", new { words = "晚了" }))).ShouldBe("rules.book.not_open");
    }

    [Theory, BothDatabases]
    public async Task A_book_is_never_retroactive(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var before = SystemClock.Instance.GetCurrentInstant();
        var id = await OpenAsync(owner, Sound);

        (await CodeAsync(PublishAsync(owner, id, 1, Today(shop).PlusDays(-1)))).ShouldBe("rules.book.date_past");
        await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));

        (await RulesAsync(shop, before)).RecallWindow.ShouldBe(Duration.FromMinutes(2)); // the morning keeps its rules
        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(3));
    }

    [Theory, BothDatabases]
    public async Task A_later_date_waits_and_can_be_called_back(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var date = Today(shop).PlusDays(7);
        var id = await OpenAsync(owner, Sound);
        var published = await DoneAsync(PublishAsync(owner, id, 1, date));

        published.GetProperty("book").GetProperty("state").GetString().ShouldBe("scheduled");
        var midnight = date.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).ToInstant();
        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(2));
        (await RulesAsync(shop, midnight - Duration.FromMilliseconds(1))).RecallWindow.ShouldBe(Duration.FromMinutes(2));
        (await RulesAsync(shop, midnight)).RecallWindow.ShouldBe(Duration.FromMinutes(3));
        var other = await OpenAsync(owner, Sound.Replace("3 min", "4 min"));
        (await CodeAsync(PublishAsync(owner, other, 1, Today(shop)))).ShouldBe("rules.book.later_scheduled");

        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/withdraw", new { revision = 2 }));

        (await RulesAsync(shop, midnight)).RecallWindow.ShouldBe(Duration.FromMinutes(2));
        var next = await DoneAsync(PublishAsync(owner, other, 1, Today(shop)));
        next.GetProperty("book").GetProperty("version").GetInt32().ShouldBe(2); // a version that was called back is not given again
    }

    [Theory, BothDatabases]
    public async Task A_new_version_supersedes_the_old_one(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var first = await OpenAsync(owner, Sound);
        await DoneAsync(PublishAsync(owner, first, 1, Today(shop)));
        var second = await OpenAsync(owner, Sound.Replace("3 min", "4 min"));
        await DoneAsync(PublishAsync(owner, second, 1, Today(shop)));

        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(4));
        var books = (await DoneAsync(owner.GetAsync("/api/rules/books"))).GetProperty("books");
        books.EnumerateArray().Select(b => b.GetProperty("state").GetString()).ShouldBe(["in-force", "superseded"]);
        var differences = (await DoneAsync(owner.GetAsync($"/api/rules/compare?before={first}&after={second}"))).GetProperty("differences");
        differences.EnumerateArray().Single().GetProperty("sentence").GetProperty("zh").GetString().ShouldBe("接待 · 撤回时限：3 分钟 → 4 分钟");
    }

    [Theory, BothDatabases]
    public async Task A_wrong_text_is_kept_as_a_draft_and_refused_with_its_line(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = IdOf(await StartAsync(owner, Sound));
        var wrong = Sound + "  recall_windw: 3\n";

        var saved = await DoneAsync(owner.PutAsJsonAsync($"/api/rules/books/{id}", new { text = wrong, revision = 0 }));

        saved.GetProperty("text").GetString().ShouldBe(wrong);
        saved.GetProperty("problems")[0].GetProperty("line").GetInt32().ShouldBe(6);
        var refusal = await ProblemAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 1 }));
        refusal.GetProperty("code").GetString().ShouldBe("rules.book.has_errors");
        refusal.GetProperty("detail").GetString()!.ShouldContain("第 6 行");
        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(2));
    }

    [Theory, BothDatabases]
    public async Task Two_people_on_one_draft_do_not_overwrite_each_other(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        var id = IdOf(await StartAsync(owner, Sound));

        var saves = await Task.WhenAll(
            owner.PutAsJsonAsync($"/api/rules/books/{id}", new { text = Sound + "# one\n", revision = 0 }),
            supervisor.PutAsJsonAsync($"/api/rules/books/{id}", new { text = Sound + "# two\n", revision = 0 }));

        saves.Select(s => s.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task A_shop_of_the_organisation_may_have_its_own_rules(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = await OpenAsync(owner, $"{Sound}variants:\n  - shop: {shop.Name}\n    reception:\n      recall_window: 5 min\n");
        await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));

        (await RulesAsync(shop)).RecallWindow.ShouldBe(Duration.FromMinutes(5));
        var wrong = await DoneAsync(owner.PostAsJsonAsync("/api/rules/check", new { text = $"{Sound}variants:\n  - shop: {shop.Name[..^1]}\n    reception: {{}}\n" }));
        var problem = wrong.GetProperty("problems").EnumerateArray().Single(p => p.GetProperty("severity").GetString() == "error");
        problem.GetProperty("rule").GetString().ShouldBe("book.reference.shop");
        problem.GetProperty("line").GetInt32().ShouldBe(7);
        problem.GetProperty("suggestion").GetString().ShouldBe(shop.Name);
    }

    [Theory, BothDatabases]
    public async Task A_doubtful_clause_needs_a_signature(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = await OpenAsync(owner, Sound + "  marks: {show_typing_text: true}\n");

        (await CodeAsync(PublishAsync(owner, id, 1, Today(shop)))).ShouldBe("rules.book.clause_unsigned");
        var consequences = await DoneAsync(owner.GetAsync($"/api/rules/books/{id}/consequences"));
        consequences.GetProperty("doubts")[0].GetProperty("path").GetString().ShouldBe("reception.marks.show_typing_text");
        consequences.GetProperty("people").GetInt32().ShouldBe(5);
        (await CodeAsync(SignAsync(" "))).ShouldBe("rules.clause.reason_missing");
        (await CodeAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path = "reception.recall_window", reason = "好" }))).ShouldBe("rules.clause.not_found");
        var signed = (await DoneAsync(SignAsync("已告知全体"))).GetProperty("signatures")[0];
        signed.GetProperty("person").GetProperty("name").GetString().ShouldBe(shop.Owner.Name);
        signed.GetProperty("reason").GetString().ShouldBe("已告知全体");
        signed.GetProperty("stands").GetBoolean().ShouldBeTrue();
        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/unsign", new { path = "reception.marks.show_typing_text" }));
        (await CodeAsync(PublishAsync(owner, id, 1, Today(shop)))).ShouldBe("rules.book.clause_unsigned");
        await DoneAsync(SignAsync("已告知全体"));
        var published = await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));
        published.GetProperty("signatures")[0].GetProperty("stands").GetBoolean().ShouldBeTrue();

        Task<HttpResponseMessage> SignAsync(string reason) => owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path = "reception.marks.show_typing_text", reason });
    }

    [Theory, BothDatabases]
    public async Task A_signature_falls_with_the_words_it_was_given_for(DatabaseKind db)
    {
        const string Fine = "pay:\n  fines: {count: true, ground: 合同第六条}\n  penalties:\n    late: {name: 迟到, amount: 20元}\n";
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = await OpenAsync(owner, Sound + Fine);
        // Once fines count, every penalty that the book extends needs a signature, too.
        foreach (var path in (await DoneAsync(owner.GetAsync($"/api/rules/books/{id}"))).GetProperty("doubts").EnumerateArray().Select(d => d.GetProperty("path").GetString()).Distinct().ToList())
        {
            await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path, reason = "员工大会同意" }));
        }

        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/take-back", new { revision = 1 }));
        await DoneAsync(owner.PutAsJsonAsync($"/api/rules/books/{id}", new { text = Sound + Fine.Replace("20元", "200元"), revision = 2 }));
        var opened = await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 3 }));

        opened.GetProperty("signatures").EnumerateArray().Where(s => !s.GetProperty("stands").GetBoolean()).Select(s => s.GetProperty("path").GetString()).ShouldBe(["pay.penalties.late"]);
        (await CodeAsync(PublishAsync(owner, id, 4, NextMonth(shop)))).ShouldBe("rules.book.clause_unsigned");
        await DoneAsync(owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path = "pay.penalties.late", reason = "改成 200 元，再次同意" }));
        await DoneAsync(PublishAsync(owner, id, 4, NextMonth(shop)));
    }

    [Theory, BothDatabases]
    public async Task A_book_that_changes_pay_starts_with_a_month_that_has_not_begun(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = await OpenAsync(owner, Sound + "pay:\n  components:\n    gift: {name: 补贴, kind: amount, amount: 50元}\n");
        (await DoneAsync(owner.GetAsync($"/api/rules/books/{id}/consequences"))).GetProperty("monthStart").GetString().ShouldBe(NextMonth(shop).ToString("uuuu-MM-dd", null));

        (await CodeAsync(PublishAsync(owner, id, 1, Today(shop)))).ShouldBe("rules.book.month_start");
        (await CodeAsync(PublishAsync(owner, id, 1, NextMonth(shop).PlusDays(1)))).ShouldBe("rules.book.month_start");
        await DoneAsync(PublishAsync(owner, id, 1, NextMonth(shop)));

        var same = await OpenAsync(owner, Sound);
        (await DoneAsync(owner.GetAsync($"/api/rules/books/{same}/consequences"))).GetProperty("monthStart").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, BothDatabases]
    public async Task A_book_is_not_applied_to_a_person_who_was_not_shown_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var id = await OpenAsync(owner, Sound);
        await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));
        (await ApplicableAsync(shop.Agent)).ShouldBeNull();
        (await DoneAsync(agent.GetAsync("/api/rules/mine"))).GetProperty("toRead").GetArrayLength().ShouldBe(1);

        await DoneAsync(agent.PostAsJsonAsync($"/api/rules/books/{id}/acknowledge", new { }));
        var again = await DoneAsync(agent.PostAsJsonAsync($"/api/rules/books/{id}/acknowledge", new { }));

        again.GetProperty("isAcknowledged").GetBoolean().ShouldBeTrue();
        (await ApplicableAsync(shop.Agent))!.Version.ShouldBe(1);
        (await ApplicableAsync(shop.Agents[1])).ShouldBeNull();
        (await DoneAsync(agent.GetAsync("/api/rules/mine"))).GetProperty("toRead").GetArrayLength().ShouldBe(0);
        var shown = await DoneAsync(owner.GetAsync($"/api/rules/books/{id}/acknowledgements"));
        shown.GetProperty("shown").GetArrayLength().ShouldBe(1);
        shown.GetProperty("missing").GetArrayLength().ShouldBe(4);

        Task<BookName?> ApplicableAsync(TestPerson person) =>
            house.Services.GetRequiredService<IRuleBooks>().ApplicableToAsync(person.Id, shop.Organisation, SystemClock.Instance.GetCurrentInstant(), CancellationToken.None);
    }

    [Theory, BothDatabases]
    public async Task Another_organisation_sees_nothing(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (ours, theirs) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var owner = await ours.SignInAsync(ours.Owner);
        using var stranger = await theirs.SignInAsync(theirs.Owner);
        var id = await OpenAsync(owner, Sound);
        await DoneAsync(PublishAsync(owner, id, 1, Today(ours)));

        foreach (var path in new[] { string.Empty, "/comments", "/print", "/file", "/acknowledgements", "/consequences" })
        {
            (await stranger.GetAsync($"/api/rules/books/{id}{path}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await stranger.GetAsync($"/api/rules/compare?before={id}&after=preset:new-shop")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.PostAsJsonAsync("/api/rules/books", new { book = id })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await RulesAsync(theirs)).RecallWindow.ShouldBe(Duration.FromMinutes(2));
    }

    [Theory, BothDatabases]
    public async Task A_supervisor_drafts_but_does_not_publish(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var supervisor = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var id = await OpenAsync(supervisor, Sound);

        (await PublishAsync(supervisor, id, 1, Today(shop))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await agent.PostAsJsonAsync("/api/rules/books", new { text = Sound })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await shop.Stranger().GetAsync("/api/rules/books")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task A_preset_is_copied_printed_and_exported(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var presets = (await DoneAsync(owner.GetAsync("/api/rules/presets"))).GetProperty("presets");
        presets.EnumerateArray().Select(p => p.GetProperty("name").GetString()).ShouldContain("new-shop");
        var id = IdOf(await DoneAsync(owner.PostAsJsonAsync("/api/rules/books", new { preset = "new-shop" })));

        var html = await owner.GetAsync($"/api/rules/books/{id}/print");
        (await html.Content.ReadAsStringAsync()).ShouldContain("2 分钟内可以撤回");
        html.Headers.GetValues("Content-Security-Policy").ShouldContain(v => v.Contains("default-src 'none'"));
        (await owner.GetStringAsync($"/api/rules/books/{id}/print?format=md&lang=en")).ShouldContain("within 2 min");
        (await owner.GetStringAsync($"/api/rules/books/{id}/file")).ShouldStartWith("# yaml-language-server");
        (await owner.GetStringAsync($"/api/rules/books/{id}/file?effective=true")).ShouldStartWith("book: new-shop\n");
        (await DoneAsync(owner.GetAsync("/api/rules/sections"))).GetProperty("sections")[0].GetProperty("name").GetString().ShouldBe("reception");
        (await CodeAsync(owner.PostAsJsonAsync("/api/rules/books", new { preset = "../secrets" }))).ShouldBe("rules.preset.not_found");
        (await CodeAsync(owner.PostAsJsonAsync("/api/rules/books", new { text = new string('x', 900_000) }))).ShouldBe("rules.book.too_large");
    }

    [Theory, BothDatabases]
    public async Task A_second_process_hears_of_a_new_book(DatabaseKind db)
    {
        Assert.SkipWhen(db == DatabaseKind.Sqlite, "SQLite serves one process.");
        await using var first = await TestHouse.OpenAsync(db);
        await using var second = await TestHouse.StartAsync(first.DataDir, first.Postgres);
        var shop = await TestShop.OpenAsync(first);
        using var owner = await shop.SignInAsync(shop.Owner);
        (await RulesAsync(shop, house: second)).RecallWindow.ShouldBe(Duration.FromMinutes(2));
        var id = await OpenAsync(owner, Sound);
        await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));

        for (var i = 0; i < 200 && (await RulesAsync(shop, house: second)).RecallWindow != Duration.FromMinutes(3); i++)
        {
            await Task.Delay(50);
        }

        (await RulesAsync(shop, house: second)).RecallWindow.ShouldBe(Duration.FromMinutes(3));
    }

    [Theory, BothDatabases]
    public async Task A_text_that_was_read_is_not_read_again_though_the_list_of_books_is(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var reads = new TextReads();
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        await DoneAsync(PublishAsync(owner, await OpenAsync(owner, Sound.Replace("3 min", "4 min")), 1, Today(shop)));
        await DoneAsync(PublishAsync(owner, await OpenAsync(owner, Sound), 1, Today(shop)));
        var books = house.Services.GetRequiredService<IRuleBooks>();
        for (var read = -1; read != reads.Count;)
        {
            read = reads.Count;
            (await NowAsync()).ShouldBe(Duration.FromMinutes(3));
        }

        var before = reads.Count;
        clock.Move(TimeSpan.FromSeconds(31));
        (await NowAsync()).ShouldBe(Duration.FromMinutes(3));
        reads.Count.ShouldBe(before);

        // The list itself is looked at anew: a book that is gone no longer holds.
        await house.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update rules_book set state = 'withdrawn' where version = 2", CancellationToken.None), CancellationToken.None);
        (await NowAsync()).ShouldBe(Duration.FromMinutes(3));
        clock.Move(TimeSpan.FromSeconds(31));
        (await NowAsync()).ShouldBe(Duration.FromMinutes(4));

        async Task<Duration?> NowAsync() => (await books.EffectiveAsync(ReceptionSection.Section, shop.Id, clock.GetCurrentInstant(), CancellationToken.None)).Rules.RecallWindow;
    }

    [Theory, BothDatabases]
    public async Task Doctor_finds_a_published_book_that_was_altered(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        var id = await OpenAsync(owner, Sound);
        await DoneAsync(PublishAsync(owner, id, 1, Today(shop)));
        var check = house.Services.GetServices<IHouseCheck>().Single(c => c.Name == "rules.published_books");
        (await check.RunAsync(CancellationToken.None)).ShouldBeEmpty();

        var database = house.Services.GetRequiredService<Database>();
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update rules_book set effective_text = replace(effective_text, '3 min', '9 min')", CancellationToken.None), CancellationToken.None);

        (await check.RunAsync(CancellationToken.None)).Single().Code.ShouldBe("rules.book.altered");
    }

    private static async Task<ReceptionRules> RulesAsync(TestShop shop, Instant? at = null, TestHouse? house = null) =>
        (await (house ?? shop.House).Services.GetRequiredService<IRuleBooks>()
            .EffectiveAsync(ReceptionSection.Section, shop.Id, at ?? SystemClock.Instance.GetCurrentInstant(), CancellationToken.None)).Rules;

    private static LocalDate NextMonth(TestShop shop) => Today(shop).PlusMonths(1).With(DateAdjusters.StartOfMonth);

    private static LocalDate Today(TestShop _) => SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;

    private static Task<JsonElement> StartAsync(HttpClient http, string text) => DoneAsync(http.PostAsJsonAsync("/api/rules/books", new { text }));

    private static async Task<string> OpenAsync(HttpClient http, string text)
    {
        var id = IdOf(await StartAsync(http, text));
        await DoneAsync(http.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 }));
        return id;
    }

    private static Task<HttpResponseMessage> PublishAsync(HttpClient http, string id, int revision, LocalDate date) =>
        http.PostAsJsonAsync($"/api/rules/books/{id}/publish", new { revision, effectiveDate = date.ToString("uuuu-MM-dd", null) });

    private static string IdOf(JsonElement page) => page.GetProperty("book").GetProperty("id").GetString()!;

    private static async Task<JsonElement> DoneAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private static async Task<JsonElement> ProblemAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        response.IsSuccessStatusCode.ShouldBeFalse();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<string?> CodeAsync(Task<HttpResponseMessage> sent) => (await ProblemAsync(sent)).GetProperty("code").GetString();

    /// <summary>Counts the queries for the effective text of a book that come from where this was made: jobs of the house ask as they like.</summary>
    private sealed class TextReads : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly AsyncLocal<bool> isOurs = new();
        private readonly ConcurrentBag<IDisposable> heard = [];
        private int count;

        public TextReads()
        {
            isOurs.Value = true;
            heard.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count => Volatile.Read(ref count);

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                heard.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (isOurs.Value && value.Value is CommandExecutedEventData { Command.CommandText: var asked } && asked.StartsWith("SELECT", StringComparison.Ordinal) && asked.Contains("effective_text", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref count);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var one in heard)
            {
                one.Dispose();
            }
        }
    }
}
