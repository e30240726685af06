using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Companion;

/// <summary>Lines pasted out of a platform's chat window.</summary>
public sealed class PasteTests
{
    private const string Talk = "山月旗舰店:小林 2026-11-20 10:00:58\n您好，在的\ntb_小雨 2026-11-20 10:01:22\n这款有发票吗\n还有别的颜色吗\n已读\ntb_小雨 2026-11-20 10:01:40\n谢谢";

    [Theory, BothDatabases]
    public async Task Copied_talk_is_kept_with_its_sides_its_times_and_who_pasted_it(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);

        var pasted = await shop.PasteAsync(agent, Talk);

        (pasted.Text("buyer"), pasted.Number("stored"), pasted.Number("repeated")).ShouldBe(("tb_小雨", 3, 0));
        var head = pasted["head"]!;
        (head.Text("channelKind"), head.Text("state"), head.Text("assignee", "name"), head.Text("buyer", "name")).ShouldBe(("tmall", "open", shop.Shop.Agent.Name, "tb_小雨"));
        head["waitingSince"].ShouldBeNull();
        var said = await CompanionShop.SaidAsync(agent, CompanionShop.TalkOf(pasted));
        said.Select(m => (m!.Text("sender"), m!.Text("text"), m!.Text("person", "name"), m!["body"]!["pasted"]!.Text("stated"))).ShouldBe(
        [
            ("agent", "您好，在的", shop.Shop.Agent.Name, "2026-11-20T02:00:58.000Z"),
            ("buyer", "这款有发票吗\n还有别的颜色吗", shop.Shop.Agent.Name, "2026-11-20T02:01:22.000Z"),
            ("buyer", "谢谢", shop.Shop.Agent.Name, "2026-11-20T02:01:40.000Z"),
        ]);
        said.ShouldAllBe(m => m!["delivery"] == null);
        (await shop.Shop.House.Services.GetRequiredService<IRecordCheck>().VerifyAsync(shop.Shop.Id, CancellationToken.None)).ShouldBeEmpty();

        var found = await GuardingFind(agent, shop, "tb_小雨");
        found["head"]!.Text("id").ShouldBe(head.Text("id"));
        (await GuardingFind(agent, shop, "tb_别人"))["head"].ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task Same_paste_and_one_that_overlaps_it_double_nothing(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        await shop.PasteAsync(agent, Talk);

        var again = await shop.PasteAsync(agent, Talk);
        (again.Number("stored"), again.Number("repeated")).ShouldBe((0, 3));
        var more = await shop.PasteAsync(agent, Talk[Talk.IndexOf("tb_小雨", StringComparison.Ordinal)..] + "\ntb_小雨 2026-11-20 10:02:05\n在吗\ntb_小雨 2026-11-20 10:02:05\n在吗", "tb_小雨");
        (more.Number("stored"), more.Number("repeated")).ShouldBe((2, 2));

        // Without a time the same words are the same line until they were answered.
        var first = await shop.PasteAsync(agent, "在吗", "无时间的买家");
        first.Number("stored").ShouldBe(1);
        (await shop.PasteAsync(agent, "在吗", "无时间的买家")).Number("repeated").ShouldBe(1);
        await CompanionShop.AnswerAsync(agent, CompanionShop.TalkOf(first), "在的，请讲");
        (await shop.PasteAsync(agent, "在吗", "无时间的买家")).Number("stored").ShouldBe(1);
        (await shop.PasteAsync(agent, "在吗", "无时间的买家", again: Guid.CreateVersion7())).Number("stored").ShouldBe(1);
        await agent.ActAsync(CompanionShop.TalkOf(first), "close", new { outcome = "已解决" });
        var back = await shop.PasteAsync(agent, "在吗", "无时间的买家");
        (back.Number("stored"), back["head"]!.Text("state")).ShouldBe((1, "open"));
    }

    [Theory, BothDatabases]
    public async Task What_is_unclear_is_asked_and_nothing_is_stored_before(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        const string Two = "jd_a 2026-11-20 10:01:22\n有货吗\n客服小林 2026-11-20 10:01:40\n有的";

        var asked = (await shop.PasteAsync(agent, Two))["ask"]!;
        asked["buyer"].ShouldBeNull();
        asked["lines"]!.AsArray().Select(l => (l!.Text("name"), l!.Text("side"))).ShouldBe([("jd_a", "unclear"), ("客服小林", "unclear")]);
        (await ReceptionDesk.CountAsync(shop.Shop.House, "select count(*) from reception_conversation where shop_id = @s", ("s", shop.Shop.Id.Value))).ShouldBe(0);

        (await shop.PasteAsync(agent, Two, own: ["客服小林"])).Text("buyer").ShouldBe("jd_a");
        var other = (await shop.PasteAsync(agent, "jd_b 2026-11-20 11:00:00\n在吗", "jd_a"))["ask"]!;
        other.Text("stranger").ShouldBe("jd_b"); // one of us, or another buyer?
        (await shop.PasteAsync(agent, "jd_b 2026-11-20 11:00:00\n在吗", "jd_a", own: ["客服小林"])).Text("buyer").ShouldBe("jd_b");
        (await shop.PasteAsync(agent, "还在吗\njd_a 2026-11-20 12:00:00\n在吗", "jd_a"))["ask"]!["lines"]![0]!.Text("side").ShouldBe("unclear");
        (await shop.PasteAsync(agent, "还在吗\njd_a 2026-11-20 12:00:00\n在吗", "jd_a", loose: "skip")).Number("stored").ShouldBe(1);
        (await shop.PasteAsync(agent, "jd_c 2026-11-20 13:00:00\n在吗", names: new { jd_c = "buyer" })).Text("buyer").ShouldBe("jd_c");
        (await shop.PasteAsync(agent, "在吗"))["ask"].ShouldNotBeNull(); // whose words are they?
    }

    [Theory, BothDatabases]
    public async Task Pasted_talk_never_waits_never_queues_and_has_no_time_in_figures(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await CompanionShop.OpenAsync(house);
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var supervisor = await shop.Shop.SignInAsync(shop.Shop.Supervisor);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(agent, "怎么还不发货", "急急急"));

        (await agent.RefusedAsync(talk, "release", new { reason = "下班" })).ShouldBe("reception.conversation.no_queue");
        (await agent.RefusedAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "今天发" })).ShouldBe("reception.conversation.on_platform");
        await agent.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "note", text = "催过仓库" });
        (await supervisor.GetJsonAsync($"/api/reception/floor?shop={shop.Shop.Id}"))["waiting"]!.AsArray().ShouldBeEmpty();

        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var facts = await house.Services.GetRequiredService<Zhanggui.Facts.Gathering.FactsGatherer>().GatherAsync(
            new Zhanggui.Facts.Gathering.FactsWanted { Organisation = shop.Shop.Organisation, Shop = shop.Shop.Id, From = now - Duration.FromHours(1), To = now + Duration.FromHours(1) }, CancellationToken.None);
        facts.Messages.ShouldHaveSingleItem().SentAt.ShouldBeNull();
        facts.Sessions.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Colleague_has_the_buyer_only_after_saying_so(DatabaseKind db)
    {
        var shop = await CompanionShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var first = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var second = await shop.Shop.SignInAsync(shop.Shop.Agents[1]);
        var talk = CompanionShop.TalkOf(await shop.PasteAsync(first, "在吗", "老客户"));

        (await CompanionShop.NoAsync(second, "/api/companion/paste", shop.Body("换个颜色", "老客户"))).Code.ShouldBe("reception.conversation.of_another");
        var taken = await shop.PasteAsync(second, "换个颜色", "老客户", takeOver: true);
        (taken["head"]!.Text("id"), taken["head"]!.Text("assignee", "name")).ShouldBe((talk.ToString(), shop.Shop.Agents[1].Name));
        (await shop.PasteAsync(second, "在吗", "老客户")).Number("repeated").ShouldBe(1); // a colleague's paste is known as well
    }

    [Theory, BothDatabases]
    public async Task Hostile_pastes_are_refused_by_field_and_leave_nothing(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await CompanionShop.OpenAsync(house);
        var other = await CompanionShop.OpenAsync(house);
        using var agent = await shop.Shop.SignInAsync(shop.Shop.Agent);
        using var stranger = await other.Shop.SignInAsync(other.Shop.Agent);
        const string Paste = "/api/companion/paste";

        (await CompanionShop.NoAsync(agent, Paste, shop.Body(new string('长', 50_001), "甲"))).Code.ShouldBe("reception.paste.too_long");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body(string.Concat(Enumerable.Repeat("甲 2026-11-20 10:00:00\n在\n", 201)), "甲"))).Code.ShouldBe("reception.paste.too_many_lines");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body(new string('长', 5001), "甲"))).Code.ShouldBe("reception.message.too_long");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body("在吗", "甲\u0000乙"))).Code.ShouldBe("reception.paste.invalid");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body("在吗", "甲\u202E乙"))).Code.ShouldBe("reception.paste.invalid");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body(" \n\t", "甲"))).Code.ShouldBe("reception.paste.invalid");
        (await CompanionShop.NoAsync(agent, Paste, shop.Body("\u0001\u0002", "甲"))).Code.ShouldBe("reception.paste.invalid");
        (await CompanionShop.NoAsync(agent, Paste, new { shop = shop.Shop.Id.Value, channel = other.Account, buyer = "甲", text = "在吗" })).Code.ShouldBe("reception.channel.not_found");
        (await CompanionShop.NoAsync(stranger, Paste, shop.Body("在吗", "甲"))).Code.ShouldEndWith("shop.not_found");
        (await CompanionShop.NoAsync(agent, "/api/companion/accounts", new { shop = shop.Shop.Id.Value, kind = "web" })).Code.ShouldBe("reception.channel.invalid");
        using (var big = await agent.PostAsJsonAsync(new Uri(Paste, UriKind.Relative), shop.Body(new string('a', 1 << 20), "甲")))
        {
            big.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }

        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_conversation where shop_id = @s", ("s", shop.Shop.Id.Value))).ShouldBe(0);
        var kept = await shop.PasteAsync(agent, "甲 2099-01-01 10:00:00\r\n<b>在\u0007吗</b>", names: new { 甲 = "buyer" });
        var line = (await CompanionShop.SaidAsync(agent, CompanionShop.TalkOf(kept)))[0]!;
        line.Text("text").ShouldBe("<b>在吗</b>");
        line["body"]!["pasted"]!["stated"].ShouldBeNull(); // a time to come is none
    }

    private static Task<System.Text.Json.Nodes.JsonObject> GuardingFind(HttpClient agent, CompanionShop shop, string buyer) =>
        Guarding.GuardedShop.PostAsync(agent, "/api/companion/find", new { shop = shop.Shop.Id.Value, channel = shop.Account, buyer });
}
