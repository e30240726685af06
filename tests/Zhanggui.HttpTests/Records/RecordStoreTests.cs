using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Records.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Records;

public sealed class RecordStoreTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 10, 15, 4, 0);

    [Theory, BothDatabases]
    public async Task Rows_are_new_once_changed_with_history_and_otherwise_left_alone(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        ReviewFact Review(string order, string? cause) => new() { OrderId = order, At = Noon, Rating = "bad", Cause = cause };

        (await store.StoreAsync(shop.Id, FactsFiles.Reviews, [Review("R1", null), Review("R2", "goods")], null, default)).ShouldBe(new StoredCounts(2, 0, 0));
        (await store.StoreAsync(shop.Id, FactsFiles.Reviews, [Review("R1", "agent"), Review("R2", "goods"), Review("R2", "goods")], null, default)).ShouldBe(new StoredCounts(0, 1, 2));

        var facts = await GatherAsync(shop);
        facts.Reviews.OrderBy(r => r.OrderId, StringComparer.Ordinal).Select(r => (r.OrderId, r.Cause, r.At)).ShouldBe([("R1", "agent", Noon), ("R2", "goods", Noon)]);
        (await store.CountAsync(shop.Id, default))["reviews.csv"].ShouldBe(2);
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(default);
        (await connection.ReadLongAsync(null, "select count(*) from records_row_version where shop_id = @shop", default, ("shop", shop.Id.Value))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Facts_come_back_as_they_were_given_and_only_those_asked_for(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        var said = new[] { Message("m1", "买家甲", SenderKind.Buyer, Noon, "在吗"), Message("m2", "买家甲", SenderKind.Agent, Noon + Duration.FromMilliseconds(1500), "在的"), Message("m3", "买家乙", SenderKind.Buyer, null, "没有时间的话") };
        await store.StoreAsync(shop.Id, FactsFiles.Messages, [.. said.Select(m => m with { Shop = shop.Id.ToString() })], null, default);
        await store.StoreAsync(shop.Id, FactsFiles.Presence, [new PresenceFact { Account = "旺旺", From = Noon, To = Noon + Duration.FromHours(1), State = PresenceState.Away }], null, default);
        await store.StoreAsync(shop.Id, FactsFiles.Scores, [new ScoreFact { Period = "2026-10", Person = "p", Kind = "team_score", Value = 87.5m }], null, default);

        var facts = await GatherAsync(shop);
        facts.Messages.OrderBy(m => m.Id, StringComparer.Ordinal).ShouldBe(said.Select(m => m with { Shop = shop.Id.ToString() }));
        facts.Presence.Single().State.ShouldBe(PresenceState.Away);
        facts.Scores.Single().Value.ShouldBe(87.5m);
        facts.Missing.ShouldContain("incidents.csv");

        (await GatherAsync(shop, w => w with { Buyers = ["买家乙"] })).Messages.Select(m => m.Id).ShouldBe(["m3"]);
        (await GatherAsync(shop, w => w with { WithText = false })).Messages.ShouldAllBe(m => m.Text == null);
        var later = await GatherAsync(shop, w => w with { From = Noon + Duration.FromDays(10), To = Noon + Duration.FromDays(11) });
        later.Messages.Select(m => m.Id).ShouldBe(["m3"]);
        later.Presence.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Erased_buyer_leaves_no_words_and_does_not_come_back(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        MessageFact[] said = [Message("m1", "买家甲", SenderKind.Buyer, Noon, "我的电话 13900000000"), Message("m2", "买家乙", SenderKind.Buyer, Noon, "您好")];
        await store.StoreAsync(shop.Id, FactsFiles.Messages, said, null, default);
        await store.StoreAsync(shop.Id, FactsFiles.Complaints, [new ComplaintFact { Id = "c1", At = Noon, Buyer = "买家甲", Cause = "慢" }], null, default);

        await store.EraseAsync(shop.Id, "买家甲", shop.Owner.Id, "买家要求", default);
        await store.StoreAsync(shop.Id, FactsFiles.Messages, said, null, default);

        var facts = await GatherAsync(shop);
        facts.Messages.Single(m => m.Id == "m1").Text.ShouldBeNull();
        facts.Messages.Single(m => m.Id == "m2").Text.ShouldBe("您好");
        facts.Complaints.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Buyer_is_exported_and_erased_by_the_mark_of_a_proven_name(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var store = shop.House.Services.GetRequiredService<IRecordStore>();
        await store.StoreAsync(shop.Id, FactsFiles.Messages, [Message("m1", "买家甲", SenderKind.Buyer, Noon, "住在三楼"), Message("m2", "买家乙", SenderKind.Buyer, Noon, "您好")], null, default);
        await store.StoreAsync(shop.Id, FactsFiles.Complaints, [new ComplaintFact { Id = "c1", At = Noon, Buyer = "买家甲", Cause = "慢" }], null, default);
        var personal = shop.House.Services.GetServices<IPersonalData>().Single(p => p.Section == "records");
        var subject = new DataSubject(shop.Id, new BuyerId(Guid.NewGuid()), [], [DataSubject.MarkOf(shop.Id, "买家甲")]);

        (await personal.CountAsync(subject, default))["imported"].ShouldBe(2);
        using var written = new MemoryStream();
        await using (var json = new System.Text.Json.Utf8JsonWriter(written))
        {
            await personal.ExportAsync(subject, json, default);
        }

        var told = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(written.ToArray());
        told.GetArrayLength().ShouldBe(2);
        told[0].GetProperty("text").GetString().ShouldBe("住在三楼");

        await personal.EraseAsync(subject, default);
        await personal.EraseAsync(subject, default);
        var facts = await GatherAsync(shop);
        facts.Messages.OrderBy(m => m.Id, StringComparer.Ordinal).Select(m => m.Text).ShouldBe([null, "您好"]);
        facts.Complaints.ShouldBeEmpty();
    }

    private static MessageFact Message(string id, string buyer, SenderKind sender, Instant? at, string text) => new() { Id = id, Shop = "店", Buyer = buyer, Account = "旺旺", Sender = sender, SentAt = at, Text = text };

    private static Task<FactSet> GatherAsync(TestShop shop, Func<FactsWanted, FactsWanted>? adjust = null)
    {
        var wanted = new FactsWanted { Organisation = shop.Organisation, Shop = shop.Id, From = Noon - Duration.FromDays(1), To = Noon + Duration.FromDays(1) };
        return shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(adjust?.Invoke(wanted) ?? wanted, default);
    }
}
