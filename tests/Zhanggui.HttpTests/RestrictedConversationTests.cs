using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Queue;

namespace Zhanggui.HttpTests;

/// <summary>Patients and residents have their own access right (SEC-09): without it nothing of a conversation is seen, heard or found.</summary>
public sealed class RestrictedConversationTests
{
    [Theory, BothDatabases]
    public async Task Without_the_right_a_patients_conversation_looks_absent_everywhere(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        await MakeHospitalAsync(place.Shop);
        using var visitor = await place.VisitAsync(place.Identity("p-1", DateTimeOffset.UtcNow, "病人甲"));
        (await visitor.UploadAsync(VisitorFileTests.Png(4, 4), "片子.png")).ShouldBe(HttpStatusCode.OK);
        var file = visitor.Answer.GetProperty("file").GetProperty("id").GetGuid();
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = string.Empty, fileId = file })).ShouldBe(HttpStatusCode.OK);
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        using var trusted = await place.Shop.SignInAsync(place.Shop.Owner);
        var buyer = (await trusted.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!.Text("buyer", "id");
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        var shop = place.Shop.Id;

        foreach (var path in new[]
        {
            $"/api/reception/snapshot?shop={shop}&scope=all", $"/api/reception/conversations?shop={shop}", $"/api/reception/conversations?shop={shop}&q={Uri.EscapeDataString("病人甲")}", $"/api/reception/conversations?shop={shop}&q=1", $"/api/reception/search?shop={shop}&q=a",
            $"/api/reception/conversations/{c}", $"/api/reception/conversations/{c}/messages", $"/api/reception/buyers/{buyer}/history?shop={shop}", $"/api/reception/files/{file}",
        })
        {
            (await agent.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await trusted.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }

        foreach (var (act, body) in new (string, object)[]
        {
            ("take", new { }), ("messages", new { id = Guid.CreateVersion7(), kind = "text", text = "x" }), ("messages", new { id = Guid.CreateVersion7(), kind = "note", text = "x" }), ("read", new { seq = 1 }),
            ("draft", new { text = "x", version = 1 }), ("tags", new { tags = new[] { "x" } }), ("close", new { outcome = "x" }), ("assign", new { personId = place.Shop.Agent.Id.Value, reason = "x" }),
        })
        {
            (await agent.RefusedAsync(c, act, body)).ShouldBe("reception.conversation.not_found", act);
        }

        using var upload = await agent.PostAsync(new Uri($"/api/reception/files?c={c}", UriKind.Relative), new MultipartFormDataContent());
        upload.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var contact = await agent.PostAsJsonAsync($"/api/reception/contacts?shop={shop}", new { id = Guid.CreateVersion7(), kind = "visit", direction = "in", summary = "x" });
        contact.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", await place.Shop.CookieAsync(place.Shop.Agent));
        await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"{house.Url.Replace("http", "ws", StringComparison.Ordinal)}/api/reception/socket?shop={shop}"), CancellationToken.None));
        // Nor is it given to somebody who could not read it.
        (await trusted.RefusedAsync(c, "assign", new { personId = place.Shop.Agent.Id.Value, reason = "转接" })).ShouldBe("reception.person.not_found");
        (await house.Services.GetRequiredService<IPeople>().WithPermissionAsync(shop, Permissions.SendMessages, null, CancellationToken.None)).Select(p => p.Id).ShouldBe([place.Shop.Owner.Id]);
    }

    [Theory, BothDatabases]
    public async Task With_the_right_the_desk_works_as_any_other(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        await MakeHospitalAsync(place.Shop);
        await house.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update people_membership set preset = 'guide' where person_id = @p", CancellationToken.None, ("p", place.Shop.Agent.Id.Value)), CancellationToken.None);
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("挂号在哪里")).ShouldBe(HttpStatusCode.OK);
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        using var guide = await place.Shop.SignInAsync(place.Shop.Agent);
        await using var socket = await TestSocket.OpenAsync(house, await place.Shop.CookieAsync(place.Shop.Agent), place.Shop.Id);
        await socket.HearAsync("ready");

        await guide.ActAsync(c, "messages", new { id = Guid.CreateVersion7(), kind = "text", text = "一楼大厅" });

        await socket.ReachAsync(e => e.Text("k") == "message" && e["message"]!.Text("text") == "一楼大厅");
    }

    private static async Task MakeHospitalAsync(TestShop shop)
    {
        await shop.House.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t, "update people_shop set kind = 'hospital' where id = @id", CancellationToken.None, ("id", shop.Id.Value)), CancellationToken.None);
        (shop.House.Services.GetRequiredService<IShops>() as Zhanggui.People.Reading.ShopReader)!.Forget();
    }
}
