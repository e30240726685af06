using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Visitors;

/// <summary>Named in docs/security.md: every one guards a surface that strangers can touch.</summary>
public sealed class VisitorHostileTests
{
    [Theory, BothDatabases]
    public async Task A_forged_identity_is_refused_by_name(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();

        (await visitor.OpenSessionAsync(new { id = "u-9", at = DateTimeOffset.UtcNow.ToUnixTimeSeconds(), sign = new string('a', 64) })).ShouldBe(HttpStatusCode.BadRequest);
        (visitor.Code, visitor.Field).ShouldBe(("reception.visitor.identity_invalid", "identity.sign"));
    }

    [Theory, BothDatabases]
    public async Task An_old_identity_is_refused_when_it_is_replayed(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();

        (await visitor.OpenSessionAsync(place.Identity("u-9", DateTimeOffset.UtcNow.AddMinutes(-11)))).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Code.ShouldBe("reception.visitor.identity_expired");
        (await visitor.OpenSessionAsync(place.Identity("u-9", DateTimeOffset.UtcNow.AddMinutes(5)))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task A_signature_of_another_shop_proves_nothing_here(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (here, there) = (await VisitedShop.OpenAsync(house), await VisitedShop.OpenAsync(house));
        using var visitor = await here.VisitAsync();

        (await visitor.OpenSessionAsync(there.Identity("u-9", DateTimeOffset.UtcNow))).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task A_changed_token_opens_nothing(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        var token = visitor.Token;
        foreach (var forged in new[] { token[..^2] + (token[^2] == 'A' ? "BA" : "AA"), (token[0] == 'A' ? "B" : "A") + token[1..], "x", string.Empty, new string('A', 5000), token + "A" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/visitor/messages");
            request.Headers.TryAddWithoutValidation("Authorization", $"Visitor {forged}");
            using var response = await visitor.Http.SendAsync(request);
            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Theory, BothDatabases]
    public async Task Another_visitors_conversation_and_file_look_absent(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var victim = await place.VisitAsync();
        using var thief = await place.VisitAsync();
        (await victim.SendAsync("我的地址是")).ShouldBe(HttpStatusCode.OK);
        var conversation = victim.Answer.GetProperty("c").GetGuid();
        (await victim.UploadAsync(VisitorFileTests.Png(4, 4), "a.png")).ShouldBe(HttpStatusCode.OK);
        var file = victim.Answer.GetProperty("file").GetProperty("id").GetString()!;

        (await thief.Http.GetAsync(new Uri($"/api/visitor/messages?c={conversation}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await thief.Http.GetAsync(new Uri(thief.FileAddress(file), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await thief.Http.GetAsync(new Uri($"/api/visitor/files/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await thief.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = "", fileId = file })).ShouldBe(HttpStatusCode.NotFound);
        (await victim.Http.GetAsync(new Uri(victim.FileAddress(file), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Another_visitors_message_id_gives_away_nothing(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var victim = await place.VisitAsync();
        using var thief = await place.VisitAsync();
        var id = Guid.CreateVersion7();
        (await victim.SendAsync("秘密", id)).ShouldBe(HttpStatusCode.OK);

        (await thief.SendAsync("秘密", id)).ShouldBe(HttpStatusCode.Conflict);
        thief.Answer.GetRawText().ShouldNotContain("\"seq\"");
    }

    [Theory, BothDatabases]
    public async Task Five_megabytes_of_text_are_refused_before_they_are_read(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();

        (await visitor.PostRawAsync("/api/visitor/messages", Encoding.UTF8.GetBytes($"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"text\",\"text\":\"{new string('大', 1_700_000)}\"}}"))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await visitor.SendAsync(new string('长', 4001))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (visitor.Code, visitor.Field).ShouldBe(("reception.visitor.text_too_long", "text"));
        (await visitor.SendAsync(new string('长', 4000))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_frame_beyond_the_limit_ends_the_connection(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var socket = await visitor.ConnectAsync();

        await socket.SayAsync(new { t = "send", id = Guid.CreateVersion7(), kind = "text", text = new string('x', 300_000) });

        await socket.HearToEndAsync();
        (await visitor.MessagesAsyncOrNone()).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Malformed_words_are_answered_by_name(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        byte[][] bodies =
        [
            [0x7B, 0x22, 0x69, 0xFF, 0xFE, 0x22, 0x7D], // no UTF-8
            "{\"id\":"u8.ToArray(),
            "[]"u8.ToArray(),
            "{}"u8.ToArray(),
            Encoding.UTF8.GetBytes($"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"text\",\"text\":\"\\ud800\"}}"), // half a character
            Encoding.UTF8.GetBytes($"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"note\",\"text\":\"x\"}}"),
            Encoding.UTF8.GetBytes($"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"system\",\"text\":\"x\"}}"),
            Encoding.UTF8.GetBytes($"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"card\",\"text\":\"x\",\"card\":{{\"kind\":\"product\",\"id\":\"1\",\"title\":\"t\",\"url\":\"javascript:alert(1)\"}}}}"),
            Encoding.UTF8.GetBytes(new string('[', 5000)),
        ];
        foreach (var body in bodies)
        {
            (await visitor.PostRawAsync("/api/visitor/messages", body)).ShouldBe(HttpStatusCode.BadRequest, Encoding.UTF8.GetString(body));
            visitor.Field.ShouldNotBeNull();
        }
    }

    [Theory, BothDatabases]
    public async Task Nonsense_over_the_socket_is_answered_and_then_cut_off(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var socket = await visitor.ConnectAsync();
        for (var i = 0; i < 4; i++)
        {
            await socket.SayRawAsync(Encoding.UTF8.GetBytes(i % 2 == 0 ? "no json" : "{\"t\":\"drop-table\"}"));
        }

        var said = await socket.HearToEndAsync();
        said.Count(f => f.GetProperty("t").GetString() == "refused").ShouldBe(4);
        said[^1].GetProperty("why").GetString().ShouldBe("malformed");
    }

    [Theory, BothDatabases]
    public async Task Bytes_that_are_no_text_end_the_connection_and_nobody_elses(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var other = await visitor.ConnectAsync();
        using var socket = await visitor.ConnectAsync();

        await socket.SayRawAsync([0xFF, 0xFE, 0xFD]);
        await socket.HearToEndAsync();

        await other.SayAsync(new { t = "ping" });
        (await other.HearAsync("pong")).GetProperty("t").GetString().ShouldBe("pong");
    }

    [Theory, BothDatabases]
    public async Task A_socket_with_a_forged_token_hears_nothing(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        using var socket = await visitor.ConnectAsync(hello: false);

        await socket.SayAsync(new { t = "read", seq = 1 });
        (await socket.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("reception.visitor.hello_missing");
        await socket.SayAsync(new { t = "hello", token = "AAAA" });
        (await socket.HearAsync("refused")).GetProperty("code").GetString().ShouldBe("reception.visitor.token_unknown");
    }

    [Theory, BothDatabases]
    public async Task Script_comes_back_as_the_text_it_is(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";

        (await visitor.SendAsync(Script)).ShouldBe(HttpStatusCode.OK);

        using var response = await visitor.Http.GetAsync(new Uri("/api/visitor/messages", UriKind.Relative));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.GetValues("X-Content-Type-Options").ShouldContain("nosniff");
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages").EnumerateArray().Last(m => m.GetProperty("sender").GetString() == "buyer").GetProperty("text").GetString().ShouldBe(Script);
    }

    [Theory, BothDatabases]
    public async Task A_site_that_is_not_admitted_may_not_carry_the_widget(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        using var edited = await owner.PostAsJsonAsync($"/api/reception/channels/{place.Channel.Id}/edit", new { name = "客服", settings = new { origins = new[] { "https://shop.example" } }, isEnabled = true });
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<(HttpStatusCode, bool)> AskAsync(string? origin)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{place.Shop.House.Url}/api/visitor/config?key={place.Channel.PublicKey}");
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var response = await http.SendAsync(request);
            return (response.StatusCode, response.Headers.Contains("Access-Control-Allow-Origin"));
        }

        (await AskAsync("https://shop.example")).ShouldBe((HttpStatusCode.OK, true));
        (await AskAsync("https://evil.example")).ShouldBe((HttpStatusCode.Forbidden, false));
        (await AskAsync("null")).ShouldBe((HttpStatusCode.Forbidden, false));
    }

    [Fact]
    public async Task A_flood_is_refused_and_does_not_touch_others()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Configuration["Visitors:MessagesAtOnce"] = "5";
            b.Configuration["Visitors:MessagesPerMinute"] = "1";
        });
        var place = await VisitedShop.OpenAsync(house);
        using var flood = await place.VisitAsync();
        using var other = await place.VisitAsync();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await flood.SendAsync($"{i}"));
        }

        answers.Count(a => a == HttpStatusCode.OK).ShouldBe(5);
        answers.Count(a => a == HttpStatusCode.TooManyRequests).ShouldBe(15);
        flood.Code.ShouldBe("reception.visitor.too_many");
        (await other.SendAsync("我还能说话")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sessions_and_connections_of_one_address_are_limited()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b =>
        {
            b.Configuration["Visitors:SessionsAtOnce"] = "3";
            b.Configuration["Visitors:SessionsPerMinute"] = "1";
            b.Configuration["Visitors:ConnectionsPerAddress"] = "2";
        });
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        using var first = await visitor.ConnectAsync();
        using var second = await visitor.ConnectAsync();
        await Should.ThrowAsync<System.Net.WebSockets.WebSocketException>(() => visitor.ConnectAsync());
        (await visitor.OpenSessionAsync()).ShouldBe(HttpStatusCode.OK);
        (await visitor.OpenSessionAsync()).ShouldBe(HttpStatusCode.OK);
        (await visitor.OpenSessionAsync()).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Who_connects_and_says_nothing_is_sent_away()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite, b => b.Configuration["Visitors:HelloSeconds"] = "1");
        var place = await VisitedShop.OpenAsync(house);
        using var socket = await TestSocket.OpenAsync(place.Shop.House.Url);

        var said = await socket.HearToEndAsync();
        said[^1].GetProperty("why").GetString().ShouldBe("no-hello");
    }
}

internal static class TestVisitorMessages
{
    /// <summary>How many messages there are; none without a conversation.</summary>
    public static async Task<int> MessagesAsyncOrNone(this TestVisitor visitor)
    {
        using var response = await visitor.Http.GetAsync(new Uri("/api/visitor/messages", UriKind.Relative));
        return response.StatusCode == HttpStatusCode.NotFound ? 0 : (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messages").GetArrayLength();
    }
}
