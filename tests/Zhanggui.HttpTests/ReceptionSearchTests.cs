using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Retention;
using Zhanggui.Reception.Search;
using Zhanggui.Reception.Search.Index;
using Zhanggui.Reception.Search.Words;

namespace Zhanggui.HttpTests;

/// <summary>Searching what was said: what a scan of the record finds, nothing of what one may not open, nothing of what was erased.</summary>
public sealed class ReceptionSearchTests
{
    private static readonly string[] Pieces = ["发货", "退款", "亲", "在吗", "ＯＫ", "ok", "2件", "２件", "😀", "，", "？", " ", "好的", "不锈钢", "SKU-9", "包邮吗"];

    [Theory, BothDatabases]
    public async Task The_index_finds_what_a_scan_finds_in_the_same_order(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var random = new Random(7);
        var buyers = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var (index, scan) = (house.Services.GetRequiredService<IndexSearch>(), house.Services.GetRequiredService<ScanSearch>());
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 25; i++)
            {
                (await desk.SayAsync(buyers[random.Next(buyers.Length)], string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)])) + "x")).Refusal.ShouldBeNull();
            }

            for (var i = 0; i < 30; i++)
            {
                var words = SearchWords.Parse(random.Next(3) == 0 ? Pieces[random.Next(Pieces.Length)].Trim() + "x" : string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pieces[random.Next(Pieces.Length)])));
                if (words is null)
                {
                    continue;
                }

                var asked = new SearchAsked(desk.Id, words, new PlaceFilter { Senders = random.Next(5) == 0 ? [SenderKind.Buyer] : null, Kinds = random.Next(9) == 0 ? [MessageKind.Note] : null }, random.Next(2) == 0);
                Hit? after = null;
                for (var more = true; more;)
                {
                    var found = await CompleteAsync(index, asked, after, 3);
                    found.ShouldBe((await scan.FindAsync(asked, after, 3, CancellationToken.None)).Hits.Select(h => asked.IsBestFirst ? h : h with { Score = 0 }), string.Join('|', words.Words) + asked.IsBestFirst);
                    (after, more) = (found.Count > 0 ? found[^1] : after, found.Count == 3);
                }
            }

            await RunJobAsync(house);
        }
    }

    [Theory, BothDatabases]
    public async Task A_page_shows_talk_words_and_places_and_goes_on_without_a_gap(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("你好，包邮吗？", buyer);
        await agent.ActAsync(c, "take");
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "满99元包邮，ＳＫＵ９也包邮" });
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "note", text = "她问过三次包邮" });
        await agent.ActAsync(c, "tags", new { tags = new[] { "意向高" } });
        var other = await desk.OpenConversationAsync("运费险包邮吗");

        var all = await HitsAsync(agent, desk, "包邮");
        all.Select(Text).ShouldBe(["运费险包邮吗", "她问过三次包邮", "满99元包邮，ＳＫＵ９也包邮", "你好，包邮吗？"]);
        all[2]["found"]!.ToJsonString().ShouldBe("[[4,2],[12,2]]");
        all[2]["head"]!.Text("buyer", "name").ShouldBe("访客甲");
        (await HitsAsync(agent, desk, "邮")).Count.ShouldBe(4);
        (await HitsAsync(agent, desk, "sku9也")).Select(Text).ShouldBe(["满99元包邮，ＳＫＵ９也包邮"]);
        (await HitsAsync(agent, desk, "包邮 三次")).Select(Text).ShouldBe(["她问过三次包邮"]);
        (await HitsAsync(agent, desk, "包邮ＳＫＵ")).ShouldBeEmpty(); // the comma stands between
        (await HitsAsync(agent, desk, "包邮", "&sort=best"))[0]["message"]!.Text("text").ShouldBe("满99元包邮，ＳＫＵ９也包邮");
        (await HitsAsync(agent, desk, "包邮", "&sender=buyer")).Select(Text).ShouldBe(["运费险包邮吗", "你好，包邮吗？"]);
        (await HitsAsync(agent, desk, "包邮", "&sender=agent")).Count.ShouldBe(1);
        (await HitsAsync(agent, desk, "包邮", "&sender=note")).Select(Text).ShouldBe(["她问过三次包邮"]);
        (await HitsAsync(agent, desk, "包邮", "&tag=" + Uri.EscapeDataString("意向高"))).Count.ShouldBe(3);
        (await HitsAsync(agent, desk, "包邮", $"&agent={desk.Shop.Agent.Id}")).ShouldAllBe(h => h["head"]!.Text("id") == c.ToString());
        (await HitsAsync(agent, desk, "包邮", $"&agent={desk.Shop.Supervisor.Id}")).ShouldBeEmpty();
        (await HitsAsync(agent, desk, "包邮", $"&channel={desk.Channel}")).Count.ShouldBe(4);
        (await HitsAsync(agent, desk, "包邮", $"&channel={Guid.NewGuid()}")).ShouldBeEmpty();
        (await HitsAsync(agent, desk, "包邮", "&to=2001-01-01")).ShouldBeEmpty();
        (await HitsAsync(agent, desk, "包邮", "&from=2001-01-01&to=2199-01-01")).Count.ShouldBe(4);

        var choices = await agent.GetJsonAsync($"/api/reception/search/choices?shop={desk.Id}");
        choices["agents"]!.AsArray().Select(a => a!.Text("name")).ShouldContain(desk.Shop.Agent.Name);
        foreach (var sort in new[] { "newest", "best" })
        {
            var (pages, next) = (new List<JsonNode>(), string.Empty);
            do
            {
                var page = await agent.GetJsonAsync(Address(desk, "包邮", $"&sort={sort}&limit=1&after={next}"));
                pages.AddRange(page["hits"]!.AsArray().Select(h => h!));
                next = page["next"]?.GetValue<string>();
            }
            while (next is not null && pages.Count < 10);
            pages.Select(Text).ShouldBe((await HitsAsync(agent, desk, "包邮", $"&sort={sort}")).Select(Text), sort);
        }

        (await HitsAsync(agent, desk, "运费险")).ShouldHaveSingleItem()["head"]!.Text("id").ShouldBe(other.ToString());
    }

    [Theory, BothDatabases]
    public async Task What_was_recalled_is_found_by_those_only_who_may_see_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var c = await desk.OpenConversationAsync("在吗");
        await agent.ActAsync(c, "take");
        var said = await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "说错了的价格" });
        await agent.ActAsync(c, $"messages/{said["message"]!.Number("seq")}/recall");
        (await HitsAsync(agent, desk, "说错")).ShouldBeEmpty();
        (await HitsAsync(owner, desk, "说错")).ShouldHaveSingleItem();
    }

    [Theory, BothDatabases]
    public async Task Strangers_find_nothing_and_nonsense_is_refused(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (desk, elsewhere) = (await ReceptionDesk.OpenAsync(house), await ReceptionDesk.OpenAsync(house));
        await desk.OpenConversationAsync("别家看不到的话");
        using var stranger = desk.Shop.Stranger();
        using var other = await elsewhere.Shop.SignInAsync(elsewhere.Shop.Owner);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        (await stranger.GetAsync(new Uri(Address(desk, "别家"), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.GetAsync(new Uri(Address(desk, "别家"), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await HitsAsync(other, elsewhere, "别家")).ShouldBeEmpty();
        foreach (var (tail, field) in new[] { ("&q=", "q"), ("&q=%20%E3%80%80", "q"), ("&q=" + new string('x', 201), "q"), ("&q=a&from=yesterday", "from"), ("&q=a&to=2026-13-01", "to"), ("&q=a&sender=me", "sender"), ("&q=a&sort=up", "sort"), ("&q=a&after=1.2", "after") })
        {
            using var refused = await agent.GetAsync(new Uri($"/api/reception/search?shop={desk.Id}{tail}", UriKind.Relative));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, tail);
            JsonNode.Parse(await refused.Content.ReadAsStringAsync())!.ToJsonString().ShouldContain($"\"{field}\"");
        }
    }

    [Theory, BothDatabases]
    public async Task The_index_outlives_the_server_and_takes_in_what_it_missed(DatabaseKind db)
    {
        await using var first = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(first);
        await desk.OpenConversationAsync("第一句话");
        var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        (await HitsAsync(agent, desk, "句话")).Count.ShouldBe(1);
        ShelfOf(first, desk).Index.WriteDown();
        await desk.SayAsync(Guid.CreateVersion7(), "第二句话，没有写进文件");
        (await HitsAsync(agent, desk, "句话")).Count.ShouldBe(2);
        var number = ShelfOf(first, desk).Index.Number;
        agent.Dispose();
        await first.App.StopAsync();
        await first.App.DisposeAsync();

        await using (var second = await TestHouse.StartAsync(first.DataDir, first.Postgres))
        {
            var found = await CompleteAsync(second.Services.GetRequiredService<IndexSearch>(), Asked(desk, "句话"), null, 9);
            found.Count.ShouldBe(2);
            ShelfOf(second, desk).Index.Number.ShouldBeGreaterThanOrEqualTo(number);
            // The feed forgets, as after a long holiday; what was said meanwhile is read from the record.
            ShelfOf(second, desk).Index.WriteDown();
            (await desk.SayAsync(Guid.CreateVersion7(), "第三句话", via: second)).Refusal.ShouldBeNull();
            await second.Services.GetRequiredService<Database>().WriteAsync(async (k, t) =>
            {
                await k.ExecuteAsync(t, "update kernel_feed_head set floor = last where stream = @s", CancellationToken.None, ("s", desk.Id.Value));
                return await k.ExecuteAsync(t, "delete from kernel_feed where stream = @s", CancellationToken.None, ("s", desk.Id.Value));
            }, CancellationToken.None);
        }

        await using var third = await TestHouse.StartAsync(first.DataDir, first.Postgres);
        (await CompleteAsync(third.Services.GetRequiredService<IndexSearch>(), Asked(desk, "句话"), null, 9)).Count.ShouldBe(3);
        // A backup that was restored: other numbers, the index is made anew.
        await third.Services.GetRequiredService<IndexSearch>().RebuildAsync(desk.Id, CancellationToken.None);
        (await CompleteAsync(third.Services.GetRequiredService<IndexSearch>(), Asked(desk, "句话"), null, 9)).Count.ShouldBe(3);
        (await CheckAsync(third)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Erased_and_cleared_words_leave_the_index(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var place = await Visitors.VisitedShop.OpenAsync(house);
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        using var visitor = await place.VisitAsync(place.Identity("b-1", DateTimeOffset.UtcNow, "林女士"));
        (await visitor.SendAsync("我的秘密地址在西湖边")).ShouldBe(HttpStatusCode.OK);
        var c = visitor.Answer.GetProperty("c").GetGuid();
        using var kept = await place.VisitAsync(place.Identity("b-2", DateTimeOffset.UtcNow, "周先生"));
        (await kept.SendAsync("西湖边有店吗")).ShouldBe(HttpStatusCode.OK);
        var keptTalk = new ConversationId(kept.Answer.GetProperty("c").GetGuid());
        var shelf = house.Services.GetRequiredService<IndexSearch>().ShelfOf(place.Shop.Id);
        (await CompleteAsync(house.Services.GetRequiredService<IndexSearch>(), Asked(place.Shop.Id, "西湖边"), null, 9)).Count.ShouldBe(2);
        shelf.Index.WriteDown();
        var buyer = (await owner.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!.Text("buyer", "id");
        var number = (await owner.GetJsonAsync($"/api/shop/buyers/{buyer}")).Number("number");

        using var erased = await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer}/erase", new { reason = "本人要求", number });
        erased.EnsureSuccessStatusCode();
        await UntilAsync(() => Task.FromResult(!shelf.Index.Segments.Any(s => ShopIndex.Holds(s, new HashSet<Guid> { c }))), () => RunJobAsync(house));
        (await CompleteAsync(house.Services.GetRequiredService<IndexSearch>(), Asked(place.Shop.Id, "西湖边"), null, 9)).ShouldHaveSingleItem().Place.Conversation.ShouldBe(keptTalk.Value);

        await owner.ActAsync(keptTalk, "take");
        await owner.ActAsync(keptTalk, "close", new { outcome = "已解决" });
        var later = Retiring.Before(TimeProvider.System.GetCurrentInstant(), -25);
        await UntilAsync(async () => await ReceptionDesk.CountAsync(house, "select count(*) from reception_retirement where conversation_id = @c", ("c", keptTalk.Value)) == 1,
            () => house.Services.GetServices<IJob>().OfType<RetireChatsJob>().Single().RunOnceAsync(later, CancellationToken.None));
        await UntilAsync(() => Task.FromResult(!shelf.Index.Segments.Any(s => ShopIndex.Holds(s, new HashSet<Guid> { keptTalk.Value }))),
            () => house.Services.GetRequiredService<SearchIndexJob>().PurgeAsync(place.Shop.Id, TimeProvider.System.GetCurrentInstant(), CancellationToken.None));
        (await HitsAsync(owner, place.Shop.Id, "西湖边")).ShouldBeEmpty();
        (await CheckAsync(house)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_damaged_index_is_found_and_made_anew()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        await desk.OpenConversationAsync("在文件里的话");
        (await HitsAsync(owner, desk, "文件")).Count.ShouldBe(1);
        ShelfOf(house, desk).Index.WriteDown();
        (await CheckAsync(house)).ShouldBeEmpty();

        var files = Directory.GetFiles(house.DataDir, "*.segment", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var bytes = await File.ReadAllBytesAsync(file);
            for (var i = 100; i < bytes.Length; i += 1000)
            {
                bytes[i] ^= 1;
            }

            await File.WriteAllBytesAsync(file, bytes);
        }

        (await CheckAsync(house)).ShouldBe(["reception.search.damaged"]);
        (await HitsAsync(owner, desk, "文件")).Count.ShouldBe(1);
        house.Services.GetRequiredService<IRebuildSearch>().Ask().ShouldBe(1);
        await UntilAsync(() => Task.FromResult(!ShelfOf(house, desk).Index.IsRebuildAsked), () => RunJobAsync(house));
        using var rebuilt = await owner.PostAsync(new Uri($"/api/reception/search/rebuild?shop={desk.Id}", UriKind.Relative), null);
        rebuilt.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await HitsAsync(owner, desk, "文件")).Count.ShouldBe(1);
        ShelfOf(house, desk).Index.WriteDown();
        (await CheckAsync(house)).ShouldBeEmpty();
    }

    private static string Text(JsonNode hit) => hit["message"]!.Text("text");

    private static string Address(ReceptionDesk desk, string words, string tail = "") => $"/api/reception/search?shop={desk.Id}&q={Uri.EscapeDataString(words)}{tail}";

    private static Task<List<JsonNode>> HitsAsync(HttpClient http, ReceptionDesk desk, string words, string tail = "") => HitsAsync(http, desk.Id, words, tail);

    private static async Task<List<JsonNode>> HitsAsync(HttpClient http, ShopId shop, string words, string tail = "")
    {
        var page = await http.GetJsonAsync($"/api/reception/search?shop={shop}&q={Uri.EscapeDataString(words)}{tail}");
        for (var i = 0; i < 100 && !page["isComplete"]!.GetValue<bool>(); i++)
        {
            await Task.Delay(50);
            page = await http.GetJsonAsync($"/api/reception/search?shop={shop}&q={Uri.EscapeDataString(words)}{tail}");
        }

        page["isComplete"]!.GetValue<bool>().ShouldBeTrue();
        return [.. page["hits"]!.AsArray().Select(h => h!)];
    }

    private static async Task<IReadOnlyList<Hit>> CompleteAsync(IndexSearch search, SearchAsked asked, Hit? after, int limit)
    {
        var found = await search.FindAsync(asked, after, limit, CancellationToken.None);
        for (var i = 0; i < 100 && !found.IsComplete; i++)
        {
            await Task.Delay(50);
            found = await search.FindAsync(asked, after, limit, CancellationToken.None);
        }

        found.IsComplete.ShouldBeTrue();
        return found.Hits;
    }

    private static SearchAsked Asked(ReceptionDesk desk, string words) => Asked(desk.Id, words);

    private static SearchAsked Asked(ShopId shop, string words) => new(shop, SearchWords.Parse(words)!, PlaceFilter.None, false);

    private static Shelf ShelfOf(TestHouse house, ReceptionDesk desk) => house.Services.GetRequiredService<IndexSearch>().ShelfOf(desk.Id);

    private static Task<int> RunJobAsync(TestHouse house) => house.Services.GetRequiredService<SearchIndexJob>().RunOnceAsync(TimeProvider.System.GetCurrentInstant(), CancellationToken.None);

    private static async Task UntilAsync(Func<Task<bool>> isSo, Func<Task> round)
    {
        for (var i = 0; i < 400 && !await isSo(); i++)
        {
            await Task.Delay(Math.Min(i * 5, 250));
            await round();
        }

        (await isSo()).ShouldBeTrue();
    }

    private static async Task<List<string>> CheckAsync(TestHouse house) =>
        [.. (await house.Services.GetServices<IHouseCheck>().Single(c => c.Name == "reception.search").RunAsync(CancellationToken.None)).Select(f => f.Code)];
}
