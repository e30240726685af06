using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Channels.Webhook;

namespace Zhanggui.HttpTests.Channels;

/// <summary>Whoever knows the address of a callback and nothing else, or holds a secret and means ill.</summary>
public sealed class CallbackHostileTests
{
    [Theory, BothDatabases]
    public async Task A_call_that_is_not_signed_rightly_and_freshly_stores_nothing(DatabaseKind db)
    {
        var (house, bridge, shop) = await OpenAsync(db);
        await using var _ = house;
        await using var __ = bridge;
        var web = await VisitedShop.OpenAsync(house);
        var said = TestBridge.Said("m-1", "在吗");

        foreach (var (status, body) in new[]
        {
            await bridge.CallAsync(house, said, secret: "zgs_wrong"),
            await bridge.CallAsync(house, said, at: DateTimeOffset.UtcNow.AddMinutes(-6)),
            await bridge.CallAsync(house, said, at: DateTimeOffset.UtcNow.AddMinutes(6)),
            await bridge.CallAsync(house, said, key: "unknown"),
            await bridge.CallAsync(house, said, key: web.Channel.PublicKey, secret: web.Channel.Secret), // the widget's secret speaks for no bridge
        })
        {
            status.ShouldBe(HttpStatusCode.Unauthorized);
            body.GetProperty("code").GetString().ShouldBe("reception.callback.unsigned");
        }

        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_message where channel_id = @c", ("c", bridge.Channel))).ShouldBe(0);
        (await bridge.CallAsync(house, said)).Status.ShouldBe(HttpStatusCode.OK);
        using var owner = await shop.SignInAsync(shop.Owner);
        (await owner.PostAsJsonAsync($"/api/reception/channels/{bridge.Channel}/edit", new { name = "停用", isEnabled = false })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bridge.CallAsync(house, TestBridge.Said("m-2", "还在吗"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Malformed_and_oversized_calls_are_answered_by_name(DatabaseKind db)
    {
        var (house, bridge, _) = await OpenAsync(db);
        await using var _h = house;
        await using var _b = bridge;
        var buyer = new { id = "b" };
        foreach (var (body, field) in new (object, string)[]
        {
            (new { type = "other" }, "type"),
            (new { type = "message", id = "1", buyer, kind = "note", text = "x" }, "kind"),
            (new { type = "message", id = "1", kind = "text", text = "x" }, "buyer.id"),
            (new { type = "message", id = string.Empty, buyer, kind = "text", text = "x" }, "id"),
            (new { type = "message", id = new string('9', 201), buyer, kind = "text", text = "x" }, "id"),
            (new { type = "message", id = "1", buyer = new { id = new string('b', 201) }, kind = "text", text = "x" }, "buyer.id"),
            (new { type = "message", id = "1", buyer, kind = "text", text = " " }, "text"),
            (new { type = "message", id = "1", buyer, kind = "text", text = new string('长', 4001) }, "text"),
            (new { type = "message", id = "1", buyer, kind = "image", text = string.Empty }, "file"),
            (new { type = "message", id = "1", buyer, kind = "image", file = new { name = "a.png", content = "no base64!" } }, "file.content"),
            (new { type = "message", id = "1", buyer, kind = "image", file = new { name = "a.png", content = Convert.ToBase64String(Encoding.UTF8.GetBytes("<html><script>alert(1)</script>")) } }, "file"),
            (new { type = "message", id = "1", buyer, kind = "card", card = new { kind = "product", id = "1", title = "x", url = "javascript:alert(1)" } }, "card"),
            (Encoding.UTF8.GetBytes("[]"), "type"),
            (new byte[] { 0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d }, "utf-8"),
        })
        {
            var (status, answer) = await bridge.CallAsync(house, body);
            status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
            answer.GetProperty("field").GetString().ShouldBe(field, answer.GetRawText());
        }

        (await bridge.CallAsync(house, Encoding.UTF8.GetBytes("""{"type":"message","text":"\ud800"}"""))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await bridge.CallAsync(house, new byte[70_000])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_message where channel_id = @c", ("c", bridge.Channel))).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_picture_comes_with_its_message_and_a_repeat_keeps_the_first(DatabaseKind db)
    {
        var (house, bridge, shop) = await OpenAsync(db);
        await using var _h = house;
        await using var _b = bridge;
        var body = new { type = "message", id = "p-1", buyer = new { id = "b" }, kind = "image", text = string.Empty, file = new { name = "鞋.png", content = Convert.ToBase64String(VisitorFileTests.Png(4, 4, 400)) } };

        var first = await bridge.CallAsync(house, body);
        first.Status.ShouldBe(HttpStatusCode.OK, first.Body.GetRawText());
        (await bridge.CallAsync(house, body)).Body.GetProperty("repeat").GetBoolean().ShouldBeTrue();

        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_file where shop_id = @s", ("s", shop.Id.Value))).ShouldBe(1);
        using var agent = await shop.SignInAsync(shop.Agent);
        var message = (await agent.GetJsonAsync($"/api/reception/conversations/{first.Body.GetProperty("c").GetGuid()}"))["messages"]!.AsArray().Single(m => m!.Text("kind") == "image")!;
        var file = await agent.GetAsync(new Uri($"/api/reception/files/{message.Text("body", "file", "id")}", UriKind.Relative));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
    }

    [Theory, BothDatabases]
    public async Task A_flood_of_calls_is_refused(DatabaseKind db)
    {
        var (house, bridge, _) = await OpenAsync(db, ("CallbacksAtOnce", "3"), ("CallbacksPerMinute", "1"));
        await using var _h = house;
        await using var _b = bridge;

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add((await bridge.CallAsync(house, TestBridge.Said($"m-{i}", "在吗"), secret: "zgs_wrong")).Status);
        }

        answers.ShouldBe([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests]);
    }

    [Theory, BothDatabases]
    public async Task An_address_inside_the_network_can_neither_be_set_nor_called(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        foreach (var url in new[]
        {
            "http://example.cn/hook", "https://127.0.0.1/hook", "https://localhost/hook", "https://10.1.2.3/", "https://[::1]/", "https://[::ffff:192.168.1.1]/", "https://169.254.169.254/latest/meta-data",
            "https://2130706433/", "https://user:pass@example.cn/", "ftp://example.cn/", "file:///etc/passwd", "https://intranet/", "not an address",
        })
        {
            using var response = await owner.PostAsJsonAsync($"/api/reception/channels?shop={shop.Id}", new { kind = "wechat", name = "x", settings = new { outboundUrl = url } });
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, url);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString().ShouldBe("settings.outboundUrl", url);
        }

        // A name that leads inside, set by whatever way: the call itself is refused, not only the form.
        await using var bridge = await TestBridge.OpenAsync();
        using var calls = new BridgeCall(new ChannelsOptions());
        var error = await Should.ThrowAsync<HttpRequestException>(() => calls.PostAsync(new Uri(bridge.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)), [1], [2], SystemClock.Instance.GetCurrentInstant(), CancellationToken.None));
        error.InnerException.ShouldBeOfType<PrivateAddressException>();
        bridge.Heard.ShouldBeEmpty();
    }

    private static async Task<(TestHouse House, TestBridge Bridge, TestShop Shop)> OpenAsync(DatabaseKind db, params (string Key, string Value)[] settings)
    {
        var house = await TestHouse.OpenAsync(db, b =>
        {
            b.Configuration["Channels:AllowPrivateAddresses"] = "true";
            b.Configuration["Channels:CallbackBytes"] = "65536";
            foreach (var (key, value) in settings)
            {
                b.Configuration[$"Channels:{key}"] = value;
            }
        });
        var bridge = await TestBridge.OpenAsync();
        var shop = await TestShop.OpenAsync(house);
        await bridge.ConnectAsync(shop);
        return (house, bridge, shop);
    }
}
