using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Schema;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Floor;

public sealed class RatingTests
{
    [Theory, BothDatabases]
    public async Task A_buyer_is_asked_once_after_the_end_and_the_answer_counts_for_whoever_answered_last(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var other = await place.Shop.SignInAsync(place.Shop.Agents[1]);
        using var supervisor = await place.Shop.SignInAsync(place.Shop.Supervisor);
        await visitor.SendAsync("在吗");
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeFalse();

        await other.ActAsync(c, "take");
        await other.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        await other.ActAsync(c, "assign", new { personId = place.Shop.Agent.Id.Value, reason = "交班" });
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "我来接着说" });
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5 })).ShouldBe(HttpStatusCode.Conflict);
        await agent.ActAsync(c, "close", new { outcome = "已解决" });

        var asked = await AskAsync(visitor);
        asked.GetProperty("asks").GetBoolean().ShouldBeTrue();
        asked.GetProperty("words").GetString().ShouldBe("这次服务您满意吗？"); // of rulebooks/new-shop.yaml
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeTrue();
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 9 })).ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 4 })).ShouldBe(HttpStatusCode.OK);
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 4 })).ShouldBe(HttpStatusCode.OK);
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 1 })).ShouldBe(HttpStatusCode.Conflict);
        visitor.Code.ShouldBe("reception.rating.given");
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeFalse();

        // Asked and answered: twice the day on which it began is to be counted anew, whenever that was.
        await AskedForAsync(house, place.Shop, 2);

        // The wanted month is the one in which the buyer was asked, whatever the day of the test.
        var list = await supervisor.GetJsonAsync($"/api/reception/ratings?shop={place.Shop.Id}");
        if (list["rows"]!.AsArray().Count > 0)
        {
            var row = list["rows"]!.AsArray().Single()!;
            (row.Text("name"), row.Number("stars")).ShouldBe((place.Shop.Agent.Name, 4));
            (list.Number("all", "invited"), list.Number("all", "rated"), list.Number("all", "satisfied")).ShouldBe((1, 1, 1));
            (await other.GetJsonAsync($"/api/reception/ratings?shop={place.Shop.Id}"))["rows"]!.AsArray().ShouldBeEmpty();
        }

        var facts = await GatherAsync(house, place.Shop);
        var rating = facts.Ratings.Single();
        (rating.Session, rating.Stars, rating.InvitedAt is not null).ShouldBe((c.ToString(), 4, true));
        facts.Sessions.Single().Id.ShouldBe(c.ToString());
    }

    [Theory, BothDatabases]
    public async Task Nobody_is_asked_about_a_talk_in_which_nobody_answered(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        await visitor.SendAsync("在吗");
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        await agent.ActAsync(c, "take");
        await agent.ActAsync(c, "close", new { outcome = "骚扰或广告" });

        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeFalse();
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5 })).ShouldBe(HttpStatusCode.Conflict);
        using var stranger = new HttpClient { BaseAddress = visitor.Http.BaseAddress };
        using var refused = await stranger.GetAsync(new Uri("/api/visitor/rating", UriKind.Relative));
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task An_agent_asks_once_by_hand_and_what_the_buyer_writes_stands_in_the_record_and_the_list(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var other = await place.Shop.SignInAsync(place.Shop.Agents[1]);
        using var supervisor = await place.Shop.SignInAsync(place.Shop.Supervisor);
        await visitor.SendAsync("在吗");
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        await agent.ActAsync(c, "take");
        (await agent.RefusedAsync(c, "invite-rating")).ShouldBe("reception.rating.too_early");
        await agent.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "在的" });
        (await other.RefusedAsync(c, "invite-rating")).ShouldBe("reception.act.not_allowed");
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeFalse();

        await agent.ActAsync(c, "invite-rating");
        (await agent.RefusedAsync(c, "invite-rating")).ShouldBe("reception.rating.asked");
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeTrue(); // while the talk goes on
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5, comment = new string('好', 501) })).ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5 })).ShouldBe(HttpStatusCode.OK);
        visitor.Answer.GetProperty("mayComment").GetBoolean().ShouldBeTrue();
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5, comment = "  说得很清楚 " })).ShouldBe(HttpStatusCode.OK);
        visitor.Answer.GetProperty("mayComment").GetBoolean().ShouldBeFalse();
        (await visitor.PostAsync("/api/visitor/rating", new { stars = 5, comment = "再说一句" })).ShouldBe(HttpStatusCode.BadRequest);
        await agent.ActAsync(c, "close", new { outcome = "已解决" });
        (await AskAsync(visitor)).GetProperty("asks").GetBoolean().ShouldBeFalse(); // never a second time

        var lines = (await agent.GetJsonAsync($"/api/reception/conversations/{c}/messages?limit=100"))["messages"]!.AsArray().Select(m => m!["body"]?["system"]).Where(s => s is not null).ToList();
        lines.Select(l => l!.Text("code")).Where(code => code.StartsWith("rat", StringComparison.Ordinal)).ShouldBe(["rating-invited", "rated", "rating-comment"]);
        lines.Single(l => l!.Text("code") == "rating-comment")!.Text("args", "text").ShouldBe("说得很清楚");
        var list = await supervisor.GetJsonAsync($"/api/reception/ratings?shop={place.Shop.Id}");
        if (list["rows"]!.AsArray().Count > 0) // not across the end of a month
        {
            var row = list["rows"]!.AsArray().Single()!;
            (row.Number("stars"), row.Text("comment"), row.Text("invitedBy"), row.Text("name")).ShouldBe((5, "说得很清楚", place.Shop.Agent.Name, place.Shop.Agent.Name));
        }
    }

    private static async Task AskedForAsync(TestHouse house, TestShop shop, long times)
    {
        async Task<long?> AskedAsync() => await ReceptionDesk.CountAsync(house, "select coalesce(sum(asked), 0) from metrics_day where shop_id = @shop", ("shop", shop.Id.Value));
        for (var attempt = 0; attempt < 400 && await AskedAsync() < times; attempt++)
        {
            await Task.Delay(50);
        }

        (await AskedAsync() ?? 0).ShouldBeGreaterThanOrEqualTo(times);
    }

    private static Task<JsonElement> AskAsync(TestVisitor visitor) => visitor.Http.GetFromJsonAsync<JsonElement>("/api/visitor/rating");

    private static async Task<FactSet> GatherAsync(TestHouse house, TestShop shop)
    {
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var wanted = new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = now - Duration.FromDays(2), To = now + Duration.FromDays(2), Files = new HashSet<string>(StringComparer.Ordinal) { FactsFiles.Sessions.Name, FactsFiles.Ratings.Name } };
        return await house.Services.GetRequiredService<FactsGatherer>().GatherAsync(wanted, CancellationToken.None);
    }
}
