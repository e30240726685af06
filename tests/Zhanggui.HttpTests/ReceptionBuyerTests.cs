using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Buyers;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Reading;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests;

public sealed class ReceptionBuyerTests
{
    [Theory, BothDatabases]
    public async Task Erased_buyer_leaves_a_whole_record_without_words(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyer = Guid.CreateVersion7();
        var c = await desk.OpenConversationAsync("我的电话是13800000000", buyer);
        var data = house.Services.GetServices<IPersonalData>().Single(d => d.Section == "conversations");
        var subject = new DataSubject(desk.Id, new BuyerId(buyer), [new BuyerId(buyer)]);
        (await ExportAsync(data, subject)).ShouldContain("13800000000");

        var database = house.Services.GetRequiredService<Database>();
        await database.WriteAsync((connection, t) => SubjectKeys.DestroyAsync(connection, t, buyer, desk.Id, desk.Shop.Owner.Id, "本人要求", TimeProvider.System.GetCurrentInstant(), CancellationToken.None), CancellationToken.None);
        await data.EraseAsync(subject, CancellationToken.None);

        (await ExportAsync(data, subject)).ShouldNotContain("13800000000");
        var head = await house.Services.GetRequiredService<ConversationReader>().FindAsync(c, CancellationToken.None);
        head!.LastText.ShouldBeEmpty();
        head.About.BuyerName.ShouldNotContain("访客甲");
        (await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(desk.Id, CancellationToken.None)).ShouldBeEmpty();
        (await desk.SayAsync(buyer, "还在吗")).Refusal!.Code.ShouldBe("reception.buyer.erased");

        // A key that is gone without a record is another matter.
        await database.WriteAsync((connection, t) => connection.ExecuteAsync(t, "update kernel_subject_key set destroyed_at = null where subject_id = @s", CancellationToken.None, ("s", buyer)), CancellationToken.None);
        (await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(desk.Id, CancellationToken.None)).Single().Code.ShouldBe("reception.record.key_missing");
    }

    [Theory, BothDatabases]
    public async Task Joined_records_share_their_conversations_and_the_words_stay_readable(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyers = house.Services.GetRequiredService<IBuyers>();
        var visitor = await buyers.FindOrCreateAsync(desk.Id, "web", $"v-{Guid.CreateVersion7()}", new BuyerProfile(null, BuyerIdentity.Anonymous), CancellationToken.None);
        var known = await buyers.FindOrCreateAsync(desk.Id, "web", $"k-{Guid.CreateVersion7()}", new BuyerProfile("小红", BuyerIdentity.Signed), CancellationToken.None);
        var first = await desk.OpenConversationAsync("登录前", visitor.Id.Value);
        var second = await desk.OpenConversationAsync("另一台电脑", known.Id.Value);
        using var scope = house.Services.GetRequiredService<IServiceScopeFactory>().CreateScope();
        var follow = scope.ServiceProvider.GetRequiredService<FollowBuyers>();
        var delivery = new Delivery(Guid.CreateVersion7(), TimeProvider.System.GetCurrentInstant());

        await follow.HandleAsync(new BuyersJoined(desk.Id, visitor.Id, known.Id), delivery, CancellationToken.None);
        await follow.HandleAsync(new BuyersJoined(desk.Id, visitor.Id, known.Id), delivery, CancellationToken.None); // at least once

        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var history = await agent.GetJsonAsync($"/api/reception/buyers/{known.Id}/history?shop={desk.Id}");
        history["conversations"]!.AsArray().Select(h => h!.Text("id")).Order(StringComparer.Ordinal).ShouldBe(new[] { first.ToString(), second.ToString() }.Order(StringComparer.Ordinal));
        (await agent.GetJsonAsync($"/api/reception/conversations/{first}"))["messages"]![0]!.Text("text").ShouldBe("登录前");
        (await desk.SayAsync(known.Id.Value, "接着说")).Head!.Id.ShouldBe(second);
        (await agent.GetJsonAsync($"/api/reception/conversations/{first}")).Text("head", "buyer", "name").ShouldBe("小红");
    }

    [Theory, BothDatabases]
    public async Task Files_go_out_with_the_export_and_away_with_the_erasure(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var place = await Visitors.VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync(place.Identity("f-1", DateTimeOffset.UtcNow, "小红"));
        var picture = Visitors.VisitorFileTests.Png(8, 8, 70_000);
        (await visitor.UploadAsync(picture, "户型.png")).ShouldBe(System.Net.HttpStatusCode.OK);
        var file = visitor.Answer.GetProperty("file").GetProperty("id").GetGuid();
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = string.Empty, fileId = file })).ShouldBe(System.Net.HttpStatusCode.OK);
        using var owner = await place.Shop.SignInAsync(place.Shop.Owner);
        var c = new ConversationId(visitor.Answer.GetProperty("c").GetGuid());
        var buyer = (await owner.GetJsonAsync($"/api/reception/conversations/{c}"))["head"]!.Text("buyer", "id");
        var number = (await owner.GetJsonAsync($"/api/shop/buyers/{buyer}")).Number("number");

        using var export = await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer}/export", new { reason = "本人要求" });
        var listed = JsonDocument.Parse(await export.Content.ReadAsStringAsync()).RootElement.GetProperty("rooms").GetProperty("files").EnumerateArray().Single();
        (listed.GetProperty("name").GetString(), listed.GetProperty("byBuyer").GetBoolean()).ShouldBe(("户型.png", true));
        listed.GetProperty("content").GetBytesFromBase64().ShouldBe(picture);
        (await owner.GetJsonAsync($"/api/shop/buyers/{buyer}/erasure"))["rooms"]!["files"]!.Number("files").ShouldBe(1);
        (await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer}/erase", new { reason = "本人要求", number })).EnsureSuccessStatusCode();

        for (var i = 0; i < 200 && await ReceptionDesk.CountAsync(house, "select count(*) from reception_file where id = @f", ("f", file)) > 0; i++)
        {
            await Task.Delay(100);
        }

        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_file where id = @f", ("f", file))).ShouldBe(0);
        (await ReceptionDesk.CountAsync(house, "select count(*) from reception_file_chunk where file_id = @f", ("f", file))).ShouldBe(0);
        Directory.Exists(Path.Combine(house.DataDir, "files")).ShouldBe(db == DatabaseKind.Sqlite);
        (db == DatabaseKind.Sqlite ? Directory.GetFiles(Path.Combine(house.DataDir, "files"), "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
        (await owner.GetAsync(new Uri($"/api/reception/files/{file}", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(place.Shop.Id, CancellationToken.None)).ShouldBeEmpty(); // the proof that it was sent stays
    }

    [Fact]
    public async Task Erasing_at_one_process_makes_the_other_forget_what_it_could_read()
    {
        await using var one = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        await using var two = await TestHouse.StartAsync(one.DataDir, one.Postgres);
        var desk = await ReceptionDesk.OpenAsync(one);
        var buyer = await one.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", "e-1", new BuyerProfile("小红", BuyerIdentity.Signed), CancellationToken.None);
        var c = await desk.OpenConversationAsync("住在幸福路", buyer.Id.Value);
        var reader = two.Services.GetRequiredService<ConversationReader>();
        (await reader.FindAsync(c, CancellationToken.None))!.LastText.ShouldBe("住在幸福路"); // the other process holds the key now
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);

        using var erased = await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer.Id}/erase", new { reason = "本人要求", number = buyer.Number });

        erased.EnsureSuccessStatusCode();
        (await one.Services.GetRequiredService<ConversationReader>().FindAsync(c, CancellationToken.None))!.LastText.ShouldBeEmpty();
        for (var patience = 0; patience < 300 && (await reader.FindAsync(c, CancellationToken.None))!.LastText.Length > 0; patience++)
        {
            await Task.Delay(100);
        }

        (await reader.FindAsync(c, CancellationToken.None))!.LastText.ShouldBeEmpty();
        (await desk.SayAsync(buyer.Id.Value, "还在吗", via: two)).Refusal!.Code.ShouldBe("reception.buyer.erased");
    }

    private static async Task<string> ExportAsync(IPersonalData data, DataSubject subject)
    {
        using var memory = new MemoryStream();
        await using (var json = new Utf8JsonWriter(memory))
        {
            await data.ExportAsync(subject, json, CancellationToken.None);
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
