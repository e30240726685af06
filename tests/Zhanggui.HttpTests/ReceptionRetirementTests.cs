using System.Data.Common;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Retention;

namespace Zhanggui.HttpTests;

/// <summary>Chats are kept as long as the shop says, and then only their proof. Every test has a house of its own: it moves the time of all of it.</summary>
public sealed class ReceptionRetirementTests
{
    private static readonly Instant Now = TimeProvider.System.GetCurrentInstant();
    private static readonly Instant Later = Retiring.Before(Now, -25); // the shop keeps chats for 24 months

    [Theory, BothDatabases]
    public async Task What_is_over_is_cleared_and_what_is_young_open_or_cited_stays(DatabaseKind db)
    {
        var cited = new Citations();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.AddSingleton<IConversationCitations>(cited));
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var buyer = Guid.CreateVersion7();
        var due = await desk.OpenConversationAsync("我的电话是13800000000", buyer);
        await agent.ActAsync(due, "close", new { outcome = "已解决" });
        await agent.ActAsync(due, "draft", new { text = "回头打给她", version = 3 });
        var kept = await desk.OpenConversationAsync("有纠纷");
        await agent.ActAsync(kept, "close", new { outcome = "已解决" });
        cited.Kept.Add(kept);
        var open = await desk.OpenConversationAsync("还没人理我");

        await RunAsync(house, Retiring.Before(Now, -23));
        (await MessagesAsync(agent, due))[0]!.Text("text").ShouldBe("我的电话是13800000000"); // too young
        await ClearAsync(house, due);
        await RunAsync(house, Later); // a second round finds nothing

        var view = await agent.GetJsonAsync($"/api/reception/conversations/{due}");
        var messages = view["messages"]!.AsArray();
        messages.Count.ShouldBeGreaterThanOrEqualTo(2); // the question, and that it was closed
        messages.ShouldAllBe(m => m!.Text("text").Length == 0 && m!["body"] == null && m!["erased"]!.GetValue<bool>() && m!["retired"]!.GetValue<bool>());
        view["head"]!.Text("lastText").ShouldBeEmpty();
        view["head"]!.Text("buyer", "name").ShouldBe("访客甲"); // that is the book's, not the talk's
        view["head"]!["retiredAt"].ShouldNotBeNull();
        view["draft"].ShouldBeNull();
        (await desk.CountAsync("select count(*) from reception_message where conversation_id = @c and length(sealed) > 0", ("c", due.Value))).ShouldBe(0);
        (await desk.CountAsync("select count(*) from reception_retirement where conversation_id = @c and up_to_seq >= 2 and months = 24", ("c", due.Value))).ShouldBe(1);
        (await desk.CountAsync("select count(*) from reception_draft where conversation_id = @c", ("c", due.Value))).ShouldBe(0);
        (await MessagesAsync(agent, kept))[0]!.Text("text").ShouldBe("有纠纷");
        (await MessagesAsync(agent, open))[0]!.Text("text").ShouldBe("还没人理我");
        (await CheckAsync(house)).ShouldBeEmpty();

        cited.Kept.Clear(); // the case was decided
        await ClearAsync(house, kept);
        (await MessagesAsync(agent, kept))[0]!.Text("text").ShouldBeEmpty();
        (await CheckAsync(house)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task The_shops_own_period_counts_for_its_talks_alone(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var (strict, other) = (await ReceptionDesk.OpenAsync(house), await ReceptionDesk.OpenAsync(house));
        var talks = new List<(HttpClient Agent, ConversationId Id)>();
        foreach (var desk in new[] { strict, other })
        {
            var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
            var c = await desk.OpenConversationAsync("在吗");
            await agent.ActAsync(c, "close", new { outcome = "已解决" });
            talks.Add((agent, c));
        }

        using var owner = await strict.Shop.SignInAsync(strict.Shop.Owner);
        using var set = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(owner, "/api/shop/retention", new { shop = strict.Id.Value, contactDays = 90, chatMonths = 3, orderMonths = 36, wageMonths = 24 });
        set.StatusCode.ShouldBe(HttpStatusCode.OK);

        for (var i = 0; i < 50 && (await MessagesAsync(talks[0].Agent, talks[0].Id))[0]!["retired"] is null; i++)
        {
            await Task.Delay(i * 20);
            await RunAsync(house, Retiring.Before(Now, -4));
        }

        (await MessagesAsync(talks[0].Agent, talks[0].Id))[0]!["retired"].ShouldNotBeNull();
        (await MessagesAsync(talks[1].Agent, talks[1].Id))[0]!.Text("text").ShouldBe("在吗");
        talks.ForEach(t => t.Agent.Dispose());
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_added_to_a_cleared_talk_and_its_buyer_begins_a_new_one(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("在吗", buyer);
        await agent.ActAsync(c, "close", new { outcome = "已解决" });
        await ClearAsync(house, c);

        (await agent.RefusedAsync(c, "reopen")).ShouldBe("reception.conversation.retired");
        (await agent.RefusedAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "note", text = "补一句" })).ShouldBe("reception.conversation.retired");
        (await agent.RefusedAsync(c, "tags", new { tags = new[] { "老客" } })).ShouldBe("reception.conversation.retired");
        (await agent.RefusedAsync(c, "draft", new { text = "草稿", version = 1 })).ShouldBe("reception.conversation.retired");
        (await owner.RefusedAsync(c, "messages/1/recall")).ShouldBe("reception.conversation.retired");
        var next = await desk.SayAsync(buyer, "又来了"); // within the reopen window by this test's clock
        next.Refusal.ShouldBeNull();
        next.Head!.Id.ShouldNotBe(c);
        (await CheckAsync(house)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Its_files_go_and_those_of_a_talk_that_stays_do_not(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var visitor = await place.VisitAsync();
        var (first, c) = await PictureAsync(visitor);
        var (shared, _) = await PictureAsync(visitor);
        await agent.ActAsync(c, "close", new { outcome = "已解决" });
        var database = house.Services.GetRequiredService<Database>();
        await database.WriteAsync((k, t) => k.ExecuteAsync(t, "update reception_conversation set closed_at = 0, last_at = 1, record_at = 1 where id = @c", CancellationToken.None, ("c", c.Value)), CancellationToken.None);
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = string.Empty, fileId = shared })).ShouldBe(HttpStatusCode.OK);
        visitor.Answer.GetProperty("c").GetGuid().ShouldNotBe(c.Value);

        await ClearAsync(house, c);

        (await agent.GetAsync(new Uri($"/api/reception/files/{first}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.GetAsync(new Uri($"/api/reception/files/{shared}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_file_chunk where file_id = @f", ("f", first))).ShouldBe(0);
        var folder = Path.Combine(house.DataDir, "files");
        (db == DatabaseKind.Sqlite ? Directory.GetFiles(folder, $"{first:n}.*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Words_are_emptied_only_where_a_retirement_is_written_down(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var kept = await desk.OpenConversationAsync("不能清");
        var cleared = await desk.OpenConversationAsync("到期了");
        await agent.ActAsync(cleared, "close", new { outcome = "已解决" });
        await ClearAsync(house, cleared);

        foreach (var (sql, c) in new[]
        {
            ("update reception_message set sealed = @empty where conversation_id = @c", kept),
            ("update reception_message set sealed = @bytes where conversation_id = @c", kept),
            ("update reception_message set sealed = @bytes where conversation_id = @c", cleared),
            ("update reception_message set hash = @bytes where conversation_id = @c", cleared),
            ("update reception_message set person_id = @c where conversation_id = @c", cleared),
            ("delete from reception_message where conversation_id = @c", cleared),
            ("update reception_retirement set up_to_seq = 9 where conversation_id = @c", cleared),
            ("delete from reception_retirement where conversation_id = @c", cleared),
        })
        {
            var error = await Should.ThrowAsync<DbException>(() => ExecuteAsync(house, sql, c), sql);
            error.Message.ShouldContain("append-only", Case.Sensitive, sql);
        }

        (await CheckAsync(house)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Who_changes_the_record_with_the_guards_off_is_found(DatabaseKind db)
    {
        (string Sql, string Code)[] cases =
        [
            ("update reception_message set person_id = @c where conversation_id = @c and seq = 1", "reception.record.altered"),
            ("update reception_message set at = at - 1000 where conversation_id = @c and seq = 1", "reception.record.altered"),
            ("update reception_message set hash = @bytes where conversation_id = @c and seq = 1", "reception.record.altered"),
            ("update reception_message set sealed = @bytes where conversation_id = @c and seq = 1", "reception.record.altered"),
            ("delete from reception_message where conversation_id = @c and seq = 1", "reception.record.missing"),
            ("delete from reception_message where conversation_id = @c and seq > 1", "reception.record.missing"),
            ("delete from reception_retirement where conversation_id = @c", "reception.record.altered"),
            ("update reception_retirement set at = at - 8000000000 where conversation_id = @c", "reception.record.retired_early"),
        ];
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var talks = new List<ConversationId>();
        foreach (var _ in cases)
        {
            var c = await desk.OpenConversationAsync("到期了");
            await agent.ActAsync(c, "close", new { outcome = "已解决" });
            await ClearAsync(house, c);
            talks.Add(c);
        }

        (await CheckAsync(house)).ShouldBeEmpty();
        await GuardsOffAsync(house);
        foreach (var ((sql, code), c) in cases.Zip(talks))
        {
            await ExecuteAsync(house, sql, c);
            var found = await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(c, CancellationToken.None);
            found.Select(f => f.Code).ShouldBe([code], sql);
        }
    }

    [Theory, BothDatabases]
    public async Task A_record_that_is_not_whole_is_not_cleared(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var broken = await desk.OpenConversationAsync("被人改过");
        var whole = await desk.OpenConversationAsync("没人动过");
        await agent.ActAsync(broken, "close", new { outcome = "已解决" });
        await agent.ActAsync(whole, "close", new { outcome = "已解决" });
        await GuardsOffAsync(house);
        await ExecuteAsync(house, "update reception_message set sealed = @bytes where conversation_id = @c and seq = 1", broken);

        await ClearAsync(house, whole);

        (await desk.CountAsync("select count(*) from reception_retirement where conversation_id = @c", ("c", broken.Value))).ShouldBe(0);
        (await CheckAsync(house)).ShouldBe(["reception.record.altered"]);
    }

    private static async Task<(Guid File, ConversationId Conversation)> PictureAsync(TestVisitor visitor)
    {
        (await visitor.UploadAsync(VisitorFileTests.Png(8, 8, 70_000), "户型.png")).ShouldBe(HttpStatusCode.OK);
        var file = visitor.Answer.GetProperty("file").GetProperty("id").GetGuid();
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = string.Empty, fileId = file })).ShouldBe(HttpStatusCode.OK);
        return (file, new ConversationId(visitor.Answer.GetProperty("c").GetGuid()));
    }

    /// <summary>Rounds until it is done: the house may say a line of its own between two looks, and then a round leaves the talk for the next.</summary>
    private static async Task ClearAsync(TestHouse house, ConversationId c)
    {
        for (var i = 0; i < 50 && await ReceptionDesk.CountAsync(house, "select count(*) from reception_retirement where conversation_id = @c", ("c", c.Value)) == 0; i++)
        {
            await Task.Delay(i * 20);
            await RunAsync(house, Later);
        }

        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_retirement where conversation_id = @c", ("c", c.Value))).ShouldBe(1);
    }

    private static Task<int> RunAsync(TestHouse house, Instant now) =>
        house.Services.GetServices<IJob>().OfType<RetireChatsJob>().Single().RunOnceAsync(now, CancellationToken.None);

    private static async Task<JsonArray> MessagesAsync(HttpClient agent, ConversationId c) => (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["messages"]!.AsArray();

    private static async Task<List<string>> CheckAsync(TestHouse house) =>
        [.. (await house.Services.GetServices<IHouseCheck>().Single(c => c.Name == "reception.record").RunAsync(CancellationToken.None)).Select(f => f.Code)];

    private static Task<int> ExecuteAsync(TestHouse house, string sql, ConversationId c) =>
        house.Services.GetRequiredService<Database>().WriteAsync((k, t) => k.ExecuteAsync(t, sql, CancellationToken.None,
            [.. new (string, object?)[] { ("c", c.Value), ("bytes", new byte[] { 1, 2, 3 }), ("empty", Array.Empty<byte>()) }.Where(v => sql.Contains("@" + v.Item1, StringComparison.Ordinal))]), CancellationToken.None);

    /// <summary>What somebody with the right to change the schema would do first.</summary>
    private static async Task GuardsOffAsync(TestHouse house)
    {
        var database = house.Services.GetRequiredService<Database>();
        string[] all = database.IsSqlite
            ? ["drop trigger reception_message_frozen", "drop trigger reception_message_sealed", "drop trigger reception_message_kept", "drop trigger reception_retirement_frozen", "drop trigger reception_retirement_kept"]
            : ["drop trigger reception_message_append_only on reception_message", "drop trigger reception_retirement_append_only on reception_retirement"];
        foreach (var sql in all)
        {
            await database.WriteAsync((k, t) => k.ExecuteAsync(t, sql, CancellationToken.None), CancellationToken.None);
        }
    }

    private sealed class Citations : IConversationCitations
    {
        public HashSet<ConversationId> Kept { get; } = [];

        public Task<IReadOnlyCollection<ConversationId>> FindCitedAsync(ShopId shop, IReadOnlyCollection<ConversationId> among, CancellationToken ct) =>
            Task.FromResult<IReadOnlyCollection<ConversationId>>([.. among.Where(Kept.Contains)]);
    }
}
