using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.HttpTests.Floor;

/// <summary>One press from before the sale to after it (CHAT-19), by what new-shop says.</summary>
public sealed class HandOverTests
{
    [Theory, BothDatabases]
    public async Task One_press_gives_the_buyer_to_after_sales_and_is_taken_back_within_a_moment(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var (before, after) = (desk.Shop.Agent, desk.Shop.Agents[2]);
        using var agent = await desk.Shop.SignInAsync(before);
        using var other = await desk.Shop.SignInAsync(after);
        await DutyAsync(desk, before, DutyState.Ready);
        var talk = await desk.OpenConversationAsync("什么时候发货");
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == before.Id);

        (await agent.RefusedAsync(talk, "hand-over", new { to = "nowhere" })).ShouldBe("reception.hand_over.unknown");
        (await agent.RefusedAsync(talk, "hand-over", new { to = "after_sales" })).ShouldBe("reception.hand_over.nobody"); // nobody belongs to the group yet
        await PutIntoGroupAsync(desk, after);
        await DutyAsync(desk, after, DutyState.Ready);

        await agent.ActAsync(talk, "hand-over", new { to = "after_sales" });
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == after.Id);
        (await other.RefusedAsync(talk, "hand-over/undo")).ShouldBe("reception.hand_over.none");
        await agent.ActAsync(talk, "hand-over/undo");
        (await HeadAsync(desk, talk)).Assignee.ShouldBe(before.Id);
        (await agent.RefusedAsync(talk, "hand-over/undo")).ShouldBe("reception.hand_over.none");

        await agent.ActAsync(talk, "hand-over", new { to = "after_sales" });
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == after.Id);
        await other.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "我来处理" });
        (await agent.RefusedAsync(talk, "hand-over/undo")).ShouldBe("reception.hand_over.none"); // the buyer has an answer
        var lines = await LinesAsync(other, talk);
        lines.Where(l => l!.Text("code") is "handed-over" or "hand-over-undone").Select(l => l!.Text("code")).ShouldBe(["handed-over", "hand-over-undone", "handed-over"]);
        lines.First(l => l!.Text("code") == "handed-over")!.Text("args", "reason").ShouldBe("售后问题，交给售后处理"); // of rulebooks/new-shop.yaml
    }

    [Theory, BothDatabases]
    public async Task Where_nobody_of_after_sales_is_there_it_waits_for_them_and_the_buyer_is_told_after_the_moment(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        var (before, after) = (desk.Shop.Agent, desk.Shop.Agents[2]);
        using var agent = await desk.Shop.SignInAsync(before);
        await PutIntoGroupAsync(desk, after);
        await DutyAsync(desk, before, DutyState.Ready);
        await DutyAsync(desk, desk.Shop.Agents[1], DutyState.Ready); // a second one before the sale, who must not get it
        var talk = await desk.OpenConversationAsync("衣服破了");
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee is not null);
        if ((await HeadAsync(desk, talk)).Assignee != before.Id)
        {
            using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
            await supervisor.ActAsync(talk, "assign", new { personId = before.Id.Value, reason = "给他" });
        }

        await agent.ActAsync(talk, "hand-over", new { to = "after_sales" });
        await house.Services.GetRequiredService<QueueRouter>().RunOnceAsync(desk.Id, clock.GetCurrentInstant(), CancellationToken.None);
        var head = await HeadAsync(desk, talk);
        (head.State, head.Routing!.Why!.Code, head.Routing.Why.Args.ContainsKey("absent")).ShouldBe((ConversationState.Waiting, Why.HandedOver, true));
        (await ToldAsync(desk, talk)).ShouldBe(0); // it may still be taken back

        clock.Move(TimeSpan.FromSeconds(21));
        await UntilAsync(desk, async () => await ToldAsync(desk, talk) > 0);
        await house.Services.GetRequiredService<AbsentJob>().RunOnceAsync(clock.GetCurrentInstant(), CancellationToken.None);
        (await ToldAsync(desk, talk)).ShouldBe(1);
        (await agent.RefusedAsync(talk, "hand-over/undo")).ShouldBe("reception.hand_over.too_late");

        await DutyAsync(desk, after, DutyState.Ready);
        await UntilAsync(desk, async () => (await HeadAsync(desk, talk)).Assignee == after.Id);
    }

    [Theory, BothDatabases]
    public async Task The_screen_is_told_which_hand_overs_the_book_has(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);

        var snapshot = await agent.GetJsonAsync($"/api/reception/snapshot?shop={desk.Id}");
        snapshot["settings"]!["handOvers"]!.AsArray().Select(h => (h!.Text("key"), h!.Text("name"))).ShouldBe([("after_sales", "转售后")]);

        var renamed = await ReceptionDesk.OpenAsync(desk.Shop.House);
        const string Book = "book: renamed\ntitle: 改名\nextends: new-shop\nrouting:\n  hand_overs:\n    after_sales:\n      name: 交给售后组\n";
        await renamed.Shop.House.Services.GetRequiredService<IBookSeed>().SowAsync(renamed.Shop.Organisation, renamed.Shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        using var other = await renamed.Shop.SignInAsync(renamed.Shop.Agent);
        (await other.GetJsonAsync($"/api/reception/snapshot?shop={renamed.Id}"))["settings"]!["handOvers"]!.AsArray().Select(h => h!.Text("name")).ShouldBe(["交给售后组"]);
    }

    private static async Task PutIntoGroupAsync(ReceptionDesk desk, TestPerson person)
    {
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        using var set = await supervisor.PutAsJsonAsync(new Uri($"/api/reception/routing/shares/{person.Id}", UriKind.Relative), new { shop = desk.Id.Value, weight = 100, groups = new[] { "after_sales" }, reason = "售后" });
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>How often the buyer was told what the book says.</summary>
    private static async Task<int> ToldAsync(ReceptionDesk desk, ConversationId talk)
    {
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        return (await supervisor.GetJsonAsync($"/api/reception/conversations/{talk}/messages?limit=100"))["messages"]!.AsArray().Count(m => m!.Text("sender") == "auto-reply" && m!.Text("text").Contains("现在售后不在班", StringComparison.Ordinal));
    }

    private static async Task<List<JsonNode?>> LinesAsync(HttpClient http, ConversationId talk) =>
        [.. (await http.GetJsonAsync($"/api/reception/conversations/{talk}/messages?limit=100"))["messages"]!.AsArray().Select(m => m!["body"]?["system"]).Where(s => s is not null)];

    private static Task DutyAsync(ReceptionDesk desk, TestPerson person, DutyState state) =>
        desk.Shop.House.Services.GetRequiredService<IDuty>().SetAsync(desk.Id, person.Id, state, null, person.Id, CancellationToken.None);

    private static async Task<Conversation> HeadAsync(ReceptionDesk desk, ConversationId talk) => (await desk.Shop.House.Services.GetRequiredService<ConversationReader>().FindAsync(talk, CancellationToken.None))!;

    private static async Task UntilAsync(ReceptionDesk desk, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await isSo())
        {
            patience.IsCancellationRequested.ShouldBeFalse("It never came.");
            desk.Shop.House.Services.GetRequiredService<QueueRouter>().Ask(desk.Id);
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
