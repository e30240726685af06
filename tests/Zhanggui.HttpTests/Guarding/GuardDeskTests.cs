using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Guard.Ledger;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Guarding;

public sealed class GuardDeskTests
{
    [Theory, BothDatabases]
    public async Task Hint_is_sent_confirm_needs_a_reason_and_block_is_refused_and_all_of_it_is_kept(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var talk = await shop.TalkAsync(agent);

        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您好" });
        (await HitsAsync(shop)).ShouldBe(0);
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "你好" });
        (await HitsAsync(shop, HitEffect.Hinted)).ShouldBe(1);

        var id = Guid.CreateVersion7();
        (await agent.RefusedAsync(talk, "messages", new { id, kind = "text", text = "这个不行" })).ShouldBe("guard.message.reason_missing");
        (await agent.RefusedAsync(talk, "messages", new { id, kind = "text", text = "这个不行", guard = new { reason = " " } })).ShouldBe("guard.message.reason_missing");
        (await agent.RefusedAsync(talk, "messages", new { id, kind = "text", text = "这个不行", guard = new { reason = new string('长', 201) } })).ShouldBe("guard.message.reason_wrong");
        (await HitsAsync(shop, HitEffect.Stopped)).ShouldBe(1);
        await agent.ActAsync(talk, "messages", new { id, kind = "text", text = "这个不行", guard = new { reason = "买家先这么说的" } });
        await agent.ActAsync(talk, "messages", new { id, kind = "text", text = "这个不行" }); // the answer was lost, the same message comes again
        (await HitsAsync(shop, HitEffect.Past)).ShouldBe(1);

        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "你这蠢货", guard = new { reason = "气急了" } })).ShouldBe("guard.message.blocked");
        (await RefusedInWordsAsync(agent, talk, "你这蠢货")).ShouldContain("蠢货");
        (await agent.GetJsonAsync($"/api/reception/conversations/{talk}"))["messages"]!.ToJsonString().ShouldNotContain("蠢货");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "note", text = "对方骂我蠢货" });
        (await shop.Desk.SayAsync(Guid.CreateVersion7(), "你们都是蠢货")).Refusal.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Draft_is_looked_at_without_a_trace_and_what_became_of_it_comes_with_the_message(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var talk = await shop.TalkAsync(agent);

        var look = await shop.CheckAsync(agent, talk, "这个不行");
        (look.Text("verdict"), look.Text("needs"), look.Text("rewrite"), look.Text("book")).ShouldBe(("confirm", "needs-reason", "这个无法帮到您", "guarded"));
        var hit = look["hits"]!.AsArray().ShouldHaveSingleItem()!;
        (hit.Text("rule"), hit.Text("text"), hit.Number("start"), hit.Number("length")).ShouldBe(("cannot", "不行", 2, 2));
        (await shop.CheckAsync(agent, talk, "蠢货")).Text("needs").ShouldBe("shut");
        (await shop.CheckAsync(agent, talk, "您好")).Text("verdict").ShouldBe("pass");
        (await HitsAsync(shop)).ShouldBe(0);

        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "这个无法帮到您", guard = new { drafts = new[] { "这个不行", "您好" } } });
        (await HitsAsync(shop, HitEffect.Taken)).ShouldBe(1);
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "好的，请稍等", guard = new { drafts = new[] { "真不行，蠢货" } } });
        (await HitsAsync(shop, HitEffect.Changed)).ShouldBe(2);
        var given = Guid.CreateVersion7();
        var abandoned = new { id = given, conversation = talk.Value, drafts = new[] { "蠢货", "您好" } };
        (await GuardedShop.PostAsync(agent, "/api/guard/abandoned", abandoned)).Number("kept").ShouldBe(1);
        await GuardedShop.PostAsync(agent, "/api/guard/abandoned", abandoned);
        (await HitsAsync(shop, HitEffect.Abandoned)).ShouldBe(1);

        var elsewhere = await TestShop.OpenAsync(house);
        using var stranger = await elsewhere.SignInAsync(elsewhere.Agent);
        (await stranger.RefusedAsync("/api/guard/check", new { conversation = talk.Value, text = "您好" })).ShouldBe("guard.check.conversation_not_found");
        (await agent.RefusedAsync("/api/guard/check", new { conversation = talk.Value, text = "" })).ShouldBe("guard.check.text_wrong");
    }

    [Theory, BothDatabases]
    public async Task Past_a_block_goes_an_approved_text_with_a_reason_by_a_supervisor_only(DatabaseKind db)
    {
        const string Approved = "加客服微信号领说明书";
        var house = await TestHouse.SharedAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        using var supervisor = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Supervisor);
        await supervisor.PostOkAsync("/api/shop/products", new { shop = shop.Desk.Id.Value, item = "6001", sheet = new { title = "墙布", answers = new[] { new { topic = "说明书", text = Approved } } } });
        var talk = await shop.TalkAsync(agent, "说明书呢", "6001");

        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Approved, guard = new { reason = "买家要" } })).ShouldBe("guard.message.blocked");
        (await shop.CheckAsync(supervisor, talk, Approved)).Text("needs").ShouldBe("needs-reason");
        (await supervisor.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Approved })).ShouldBe("guard.message.reason_missing");
        (await supervisor.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Approved + "哦", guard = new { reason = "买家要" } })).ShouldBe("guard.message.blocked");
        await supervisor.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = Approved, guard = new { reason = "买家要" } });
        (await HitsAsync(shop, HitEffect.Approved)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Without_a_book_in_force_nothing_is_guarded(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var talk = await desk.OpenConversationAsync();
        await agent.ActAsync(talk, "take");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "加我微信吧，你这蠢货" });
        (await GuardedShop.PostAsync(agent, "/api/guard/check", new { conversation = talk.Value, text = "蠢货" })).Text("verdict").ShouldBe("pass");
    }

    [Theory, BothDatabases]
    public async Task Words_go_with_the_buyer_and_unsent_drafts_after_their_time_and_rows_stay(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await GuardedShop.OpenAsync(house);
        using var agent = await shop.Desk.Shop.SignInAsync(shop.Desk.Shop.Agent);
        var buyer = await house.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Desk.Id, "site", Guid.CreateVersion7().ToString(), new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        var talk = await shop.TalkAsync(agent, buyer: buyer.Id.Value);
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "你好" });
        await GuardedShop.PostAsync(agent, "/api/guard/abandoned", new { id = Guid.CreateVersion7(), conversation = talk.Value, drafts = new[] { "蠢货" } });
        (await WordsAsync(shop)).ShouldBe(2);

        // As the job will find it later; the house's own clock stays where it is.
        var job = ActivatorUtilities.CreateInstance<ClearUnsentJob>(house.Services);
        await job.RunOnceAsync(house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromDays(29), CancellationToken.None);
        (await WordsAsync(shop)).ShouldBe(2);
        await job.RunOnceAsync(house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() + Duration.FromDays(31), CancellationToken.None);
        (await WordsAsync(shop)).ShouldBe(1);

        var personal = house.Services.GetServices<IPersonalData>().Single(p => p.Section == "guard");
        var subject = new DataSubject(shop.Desk.Id, buyer.Id, [buyer.Id]);
        (await personal.CountAsync(subject, CancellationToken.None))["guard_hits"].ShouldBe(2);
        await personal.EraseAsync(subject, CancellationToken.None);
        await personal.EraseAsync(subject, CancellationToken.None);
        (await WordsAsync(shop)).ShouldBe(0);
        (await HitsAsync(shop)).ShouldBe(2);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => house.Services.GetRequiredService<Database>().WriteAsync(
            (c, t) => c.ExecuteAsync(t, "update guard_hit set effect = 0 where shop_id = @shop", CancellationToken.None, ("shop", shop.Desk.Id.Value)), CancellationToken.None));
        await Should.ThrowAsync<System.Data.Common.DbException>(() => house.Services.GetRequiredService<Database>().WriteAsync(
            (c, t) => c.ExecuteAsync(t, "delete from guard_hit where shop_id = @shop", CancellationToken.None, ("shop", shop.Desk.Id.Value)), CancellationToken.None));
    }

    private static async Task<long> HitsAsync(GuardedShop shop, HitEffect? effect = null) =>
        await shop.Desk.CountAsync($"select count(*) from guard_hit where shop_id = @shop{(effect is { } e ? $" and effect = {(int)e}" : string.Empty)}", ("shop", shop.Desk.Id.Value)) ?? 0;

    private static async Task<long> WordsAsync(GuardedShop shop) =>
        await shop.Desk.CountAsync("select count(*) from guard_hit where shop_id = @shop and words is not null", ("shop", shop.Desk.Id.Value)) ?? 0;

    private static async Task<string> RefusedInWordsAsync(HttpClient agent, Zhanggui.Reception.Contracts.ConversationId talk, string text)
    {
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(agent, new Uri($"/api/reception/conversations/{talk}/messages", UriKind.Relative), new { id = Guid.CreateVersion7(), kind = "text", text });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
    }
}
