using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.HttpTests;

/// <summary>What the preset of the rule book makes the house say by itself.</summary>
public sealed class ReceptionReplyTests
{
    [Theory, BothDatabases]
    public async Task New_conversation_gets_the_notice_and_the_first_reply_once_and_the_wait_goes_on(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db, b => b.Configuration["Reception:AutomaticReplies"] = "true");
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        var id = Guid.CreateVersion7();

        (await visitor.SendAsync("在吗", id)).ShouldBe(HttpStatusCode.OK);
        visitor.Answer.GetProperty("seq").GetInt64().ShouldBe(1);
        var c = visitor.Answer.GetProperty("c").GetGuid();
        (await visitor.SendAsync("在吗", id)).ShouldBe(HttpStatusCode.OK); // sent again: answered, not repeated
        visitor.Answer.GetProperty("seq").GetInt64().ShouldBe(1);
        (await visitor.SendAsync("想买裙子")).ShouldBe(HttpStatusCode.OK);

        var said = (await visitor.MessagesAsync()).GetProperty("messages").EnumerateArray().ToList();
        var replies = said.Where(m => m.GetProperty("sender").GetString() == "auto-reply").ToList();
        replies.Single().GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
        var notice = said.Single(m => m.GetProperty("kind").GetString() == "system" && m.GetProperty("body").GetProperty("system").GetProperty("code").GetString() == "recorded");
        notice.GetProperty("text").GetString()!.ShouldContain("保存");
        said.FindIndex(m => m.GetProperty("text").GetString() == "在吗").ShouldBe(0);
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        var head = (await agent.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!;
        head["waitingSince"].ShouldNotBeNull();
        head.Number("buyerCount").ShouldBe(2);
        head.Text("state").ShouldBe("waiting");
    }

    [Theory, BothDatabases]
    public async Task Whoever_waits_long_is_told_once_per_wait_and_not_after_an_answer(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db, b => b.Configuration["Reception:AutomaticReplies"] = "true");
        var place = await VisitedShop.OpenAsync(house);
        using var waiting = await place.VisitAsync();
        using var served = await place.VisitAsync();
        (await waiting.SendAsync("在吗")).ShouldBe(HttpStatusCode.OK);
        (await served.SendAsync("在吗")).ShouldBe(HttpStatusCode.OK);
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        await agent.ActAsync(new ConversationId(served.Answer.GetProperty("c").GetGuid()), "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        var job = house.Services.GetServices<IJob>().OfType<BusyReplyJob>().Single();
        var later = TimeProvider.System.GetCurrentInstant() + Duration.FromMinutes(2);
        var before = await RepliesAsync(waiting);
        var beforeServed = await RepliesAsync(served);

        await job.RunOnceAsync(later, CancellationToken.None);
        await job.RunOnceAsync(later, CancellationToken.None);
        // Another process, or this one after a restart, remembers nothing.
        await ActivatorUtilities.CreateInstance<BusyReplyJob>(house.Services).RunOnceAsync(later, CancellationToken.None);

        (await RepliesAsync(waiting)).ShouldBe(before + 1);
        (await RepliesAsync(served)).ShouldBe(beforeServed);
    }

    private static async Task<int> RepliesAsync(TestVisitor visitor) =>
        (await visitor.MessagesAsync()).GetProperty("messages").EnumerateArray().Count(m => m.GetProperty("sender").GetString() == "auto-reply");
}
