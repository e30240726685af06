using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Promises.Book;
using Zhanggui.Rules.Contracts;
using Zhanggui.Shifts.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Promises;

/// <summary>From the message in which it was said to the buyer's page on which it stands as kept; time is moved, nobody waits for it.</summary>
public sealed class PromiseWholePathTests
{
    private const string Book = "book: path\ntitle: 承诺全程\nextends: new-shop\nduty:\n  handover:\n    preparation: []\n";
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Theory, BothDatabases]
    public async Task Promise_said_at_ten_to_six_is_handed_over_by_two_signatures_reminded_of_kept_and_seen_on_the_buyers_page(DatabaseKind db)
    {
        var clock = new MovedClock();
        await using var house = await TestHouse.OpenAsync(db, b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var desk = await ReceptionDesk.OpenAsync(house);
        var (shop, leaver, receiver) = (desk.Shop, desk.Shop.Agents[0], desk.Shop.Agents[1]);
        await house.Services.GetRequiredService<IBookSeed>().SowAsync(shop.Organisation, shop.Owner.Id, Book, new LocalDate(2020, 1, 1), CancellationToken.None);
        var day = Now(house).InZone(Zone).Date.PlusDays(1);
        MoveTo(day, new LocalTime(17, 50));
        var duty = house.Services.GetRequiredService<IDuty>();
        foreach (var person in new[] { leaver, receiver })
        {
            await duty.SetAsync(desk.Id, person.Id, DutyState.Busy, null, null, CancellationToken.None);
        }

        // Said in a conversation and recorded from the message.
        using var first = await shop.SignInAsync(leaver);
        var buyer = (await house.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(shop.Id, "web", "whole-path", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None)).Id.Value;
        var talk = await desk.OpenConversationAsync("蓝色的还有吗", buyer);
        await first.ActAsync(talk, "take");
        await first.ActAsync(talk, "messages", new { id = Guid.CreateVersion7(), text = "明天上午10点前给您回复" });
        var seq = (await first.GetJsonAsync($"/api/reception/conversations/{talk}"))["messages"]!.AsArray().Last(m => m!.Text("sender") == "agent")!.Number("seq");
        var due = (await first.GetJsonAsync($"/api/promises/times?shop={desk.Id}&text={Uri.EscapeDataString("明天上午10点前给您回复")}")).Text("best", "due");
        due.ShouldBe(InstantJson.Format(Zone.AtStrictly(day.PlusDays(1) + new LocalTime(10, 0)).ToInstant()));
        var id = Guid.CreateVersion7();
        await PostAsync(first, "/api/promises", new { id, shop = desk.Id.Value, what = "查蓝色库存后回复", due, conversation = talk.Value, seq });

        // At six the owner goes home: the promise stands in the handover, two sign, it is the receiver's.
        MoveTo(day, new LocalTime(18, 0));
        var handover = (await PostAsync(first, "/api/shifts/handovers/mine/sign", new { shop = desk.Id.Value, receiver = receiver.Id.Value, summary = "蓝色的明早先查" })).Text("id");
        using var next = await shop.SignInAsync(receiver);
        (await next.GetJsonAsync($"/api/shifts/handovers/waiting?shop={desk.Id}"))["toMe"]!.AsArray().ShouldHaveSingleItem()!.Text("id").ShouldBe(handover);
        (await next.GetJsonAsync($"/api/shifts/handovers/{handover}"))["lines"]!.AsArray().Single(l => l!.Text("kind") == "promise")!.Text("title").ShouldBe("查蓝色库存后回复");
        (await MineAsync(next, desk)).ShouldBeEmpty(); // one signature is none
        await PostAsync(next, $"/api/shifts/handovers/{handover}/receive", new { });
        await UntilAsync(async () => (await MineAsync(next, desk)).Contains(id.ToString()));
        (await MineAsync(first, desk)).ShouldBeEmpty();
        await duty.SetAsync(desk.Id, leaver.Id, DutyState.Off, null, null, CancellationToken.None);

        // The next morning: on the receiver's list of the day, said before it is due, when it is and after.
        var job = house.Services.GetServices<IJob>().OfType<PromiseClock>().Single();
        MoveTo(day.PlusDays(1), new LocalTime(9, 30));
        using var morning = await shop.SignInAsync(receiver);
        using var leader = await shop.SignInAsync(shop.Supervisor);
        (await morning.GetJsonAsync($"/api/shop/day?shop={desk.Id}"))["matters"]!.AsArray().ShouldContain(m => m!.Text("kind") == "promise" && m!.Text("ref") == id.ToString() && m!.Text("rank") == "today");
        await job.RunOnceAsync(Now(house), CancellationToken.None);
        (await NoticesAsync(morning, desk)).ShouldBeEmpty();
        foreach (var (time, stage, toLeader) in new[] { (new LocalTime(9, 51), "before", 0), (new LocalTime(10, 1), "due", 0), (new LocalTime(10, 31), "escalated", 1) })
        {
            MoveTo(day.PlusDays(1), time);
            await job.RunOnceAsync(Now(house), CancellationToken.None);
            await job.RunOnceAsync(Now(house), CancellationToken.None);
            (await NoticesAsync(morning, desk)).ShouldBe([(id.ToString(), stage)]);
            (await NoticesAsync(leader, desk)).Count.ShouldBe(toLeader);
        }

        // Kept with what shows it; the buyer's page has it, and the way back to the words.
        await PostAsync(morning, $"/api/promises/{id}/keep", new { evidence = "已回复：蓝色有 12 件" });
        (await NoticesAsync(morning, desk)).ShouldBeEmpty();
        (await NoticesAsync(leader, desk)).ShouldBeEmpty();
        (await morning.GetJsonAsync($"/api/promises/{id}"))["acts"]!.AsArray().Select(a => a!.Text("what")).ShouldBe(["made", "handed", "escalated", "kept"]);
        var entry = (await morning.GetJsonAsync($"/api/shop/buyers/{buyer}/timeline?kind=promise"))["entries"]!.AsArray().ShouldHaveSingleItem()!;
        (entry.Text("state"), entry.Text("text"), entry.Text("conversation"), entry.Number("seq")).ShouldBe(("kept", "查蓝色库存后回复", talk.ToString(), seq));

        void MoveTo(LocalDate date, LocalTime time) => clock.Move((Zone.AtStrictly(date + time).ToInstant() - Now(house)).ToTimeSpan());
    }

    private static async Task<IReadOnlyList<string>> MineAsync(HttpClient http, ReceptionDesk desk) => [.. (await http.GetJsonAsync($"/api/promises?shop={desk.Id}"))["promises"]!.AsArray().Select(p => p!.Text("id"))];

    private static async Task<IReadOnlyList<(string, string)>> NoticesAsync(HttpClient http, ReceptionDesk desk) =>
        [.. (await http.GetJsonAsync($"/api/promises/notices?shop={desk.Id}"))["notices"]!.AsArray().Select(n => (n!.Text("id"), n!.Text("stage")))];

    private static Instant Now(TestHouse house) => house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

    /// <summary>What other rooms do with a handover happens a moment later.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(50, end.Token);
        }
    }

    private static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
