using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.HttpTests;

public sealed class ReceptionQueueTests
{
    [Theory, BothDatabases]
    public async Task Waiting_visitor_is_told_its_place_and_moves_up_when_somebody_before_it_leaves(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var first = await place.VisitAsync();
        using var second = await place.VisitAsync();
        (await first.SendAsync("我先来")).ShouldBe(HttpStatusCode.OK);
        var ahead = new ConversationId(first.Answer.GetProperty("c").GetGuid());
        (await second.SendAsync("我后来")).ShouldBe(HttpStatusCode.OK);
        await RouteAsync(house, place);
        using var socket = await second.ConnectAsync();

        // What is told after the queue was looked at carries the place; so does a fresh session.
        (await second.SendAsync("还在吗")).ShouldBe(HttpStatusCode.OK);
        var heads = new List<JsonElement>();
        while (!heads.Exists(h => h.GetProperty("lastText").GetString() == "还在吗"))
        {
            heads.AddRange((await socket.HearAsync("events")).GetProperty("events").EnumerateArray().Where(e => e.TryGetProperty("head", out _)).Select(e => e.GetProperty("head")));
        }

        heads[^1].GetProperty("queuePosition").GetInt32().ShouldBe(2);
        (await second.OpenSessionAsync(token: second.Token)).ShouldBe(HttpStatusCode.OK);
        second.Session.GetProperty("conversation").GetProperty("queuePosition").GetInt32().ShouldBe(2);

        (await ReceptionDesk.Writer(house).ActAsync(new Close(Party.House, "完成") { Conversation = ahead }, CancellationToken.None)).Refusal.ShouldBeNull();
        var told = 0;
        while (told != 1)
        {
            var pong = await socket.HearAsync("pong"); // nobody pinged: the house says it
            told = pong.TryGetProperty("queuePosition", out var now) ? now.GetInt32() : 0;
        }
    }

    private static Task RouteAsync(TestHouse house, VisitedShop place) =>
        house.Services.GetRequiredService<QueueRouter>().RunOnceAsync(place.Shop.Id, TimeProvider.System.GetCurrentInstant(), CancellationToken.None);
}
