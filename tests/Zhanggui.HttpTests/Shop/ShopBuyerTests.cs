using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Privacy;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class ShopBuyerTests
{
    private const string Tel = "13812341234";
    private const string Address = "浙江省杭州市余杭区文一西路969号";

    [Theory, BothDatabases]
    public async Task Contact_data_are_masked_until_shown_for_a_reason_that_the_audit_keeps(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);

        var page = await JsonAsync(http, $"/api/shop/buyers/{buyer}");
        page.GetProperty("tel").GetProperty("shown").GetString().ShouldBe("138****1234");
        page.GetProperty("name").GetProperty("shown").GetString().ShouldBe("张**");
        page.GetProperty("address").GetProperty("shown").GetString().ShouldBe("浙江省杭州市余杭区****");
        page.GetRawText().ShouldNotContain(Tel);
        page.GetRawText().ShouldNotContain("969");

        (await PostAsync(http, $"/api/shop/buyers/{buyer}/unmask", new { field = "tel" })).Code.ShouldBe("shop.buyer.reason_missing");
        var shown = await PostAsync(http, $"/api/shop/buyers/{buyer}/unmask", new { field = "tel", reason = "快递联系不上" });
        shown.Body.GetProperty("value").GetString().ShouldBe(Tel);

        var audit = await AuditAsync(shop, buyer, "people.privacy.unmask");
        audit.ShouldBe(["快递联系不上"]);
    }

    [Theory, BothDatabases]
    public async Task Agent_without_the_right_cannot_show_export_or_erase(DatabaseKind db)
    {
        var (shop, _, buyer) = await OpenWithBuyerAsync(db);
        using var agent = await shop.SignInAsync(shop.Agent);

        (await agent.GetAsync(Uri($"/api/shop/buyers/{buyer}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var act in new[] { "export", "erase" })
        {
            (await PostAsync(agent, $"/api/shop/buyers/{buyer}/{act}", new { reason = "好奇而已", number = 1 })).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Theory, BothDatabases]
    public async Task Another_organisation_finds_nothing(DatabaseKind db)
    {
        var (shop, _, buyer) = await OpenWithBuyerAsync(db);
        var other = await TestShop.OpenAsync(shop.House);
        using var stranger = await other.SignInAsync(other.Owner);

        (await stranger.GetAsync(Uri($"/api/shop/buyers/{buyer}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync(Uri($"/api/shop/buyers?shop={shop.Id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(stranger, $"/api/shop/buyers/{buyer}/unmask", new { field = "tel", reason = "试一试" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task Patients_need_a_right_of_their_own(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);
        using var agent = await shop.SignInAsync(shop.Agent);
        var database = shop.House.Services.GetRequiredService<Database>();
        await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update people_shop set kind = 'hospital' where id = @id", CancellationToken.None, ("id", shop.Id.Value)), CancellationToken.None);
        (shop.House.Services.GetRequiredService<Zhanggui.People.Contracts.IShops>() as Zhanggui.People.Reading.ShopReader)!.Forget();

        (await agent.GetAsync(Uri($"/api/shop/buyers/{buyer}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await agent.GetAsync(Uri($"/api/shop/buyers?shop={shop.Id}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(Uri($"/api/shop/buyers/{buyer}"))).StatusCode.ShouldBe(HttpStatusCode.OK); // the owner has the right
    }

    [Theory, BothDatabases]
    public async Task Buyers_are_found_by_name_pieces_numbers_and_telephone(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        for (var i = 0; i < 5; i++)
        {
            await buyers.FindOrCreateAsync(shop.Id, "site", $"other-{i}", new BuyerProfile($"路人{i}", BuyerIdentity.Signed), CancellationToken.None);
        }

        foreach (var query in new[] { "小雨", "雨", "张小明", Tel, "+86 138 1234 1234", "1234" })
        {
            var found = (await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&q={System.Uri.EscapeDataString(query)}")).GetProperty("buyers");
            found.EnumerateArray().Select(b => b.GetProperty("id").GetGuid()).ShouldBe([buyer], query);
        }

        (await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&q=1")).GetProperty("buyers").EnumerateArray().Select(b => b.GetProperty("number").GetInt64()).ShouldContain(1);
        (await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&q=9999")).GetProperty("buyers").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Pages_follow_each_other_without_loss_or_repetition(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Owner);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        for (var i = 0; i < 7; i++)
        {
            await buyers.FindOrCreateAsync(shop.Id, "widget", $"b{i}", new BuyerProfile(null, BuyerIdentity.Anonymous), CancellationToken.None);
        }

        var seen = new List<long>();
        string? next = null;
        do
        {
            var page = await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&limit=3&before={next}");
            seen.AddRange(page.GetProperty("buyers").EnumerateArray().Select(b => b.GetProperty("number").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.ShouldBe([7, 6, 5, 4, 3, 2, 1]);
    }

    [Theory, BothDatabases]
    public async Task Second_of_two_who_edit_at_once_is_told(DatabaseKind db)
    {
        var (_, http, buyer) = await OpenWithBuyerAsync(db);
        var version = (await JsonAsync(http, $"/api/shop/buyers/{buyer}")).GetProperty("version").GetInt64();

        (await PostAsync(http, $"/api/shop/buyers/{buyer}/edit", new { version, note = "先到" })).Status.ShouldBe(HttpStatusCode.OK);
        var second = await PostAsync(http, $"/api/shop/buyers/{buyer}/edit", new { version, note = "后到" });

        second.Code.ShouldBe("shop.buyer.changed_meanwhile");
        (await JsonAsync(http, $"/api/shop/buyers/{buyer}")).GetProperty("note").GetString().ShouldBe("先到");
    }

    [Theory, BothDatabases]
    public async Task Export_holds_everything_in_the_clear_and_is_audited(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);

        var export = await PostAsync(http, $"/api/shop/buyers/{buyer}/export", new { reason = "客户本人要求" });

        export.Status.ShouldBe(HttpStatusCode.OK);
        var text = export.Body.GetProperty("rooms").GetProperty("shop").GetRawText();
        foreach (var held in new[] { Tel, Address, "小雨", "member-1", "爱喝茶" })
        {
            text.ShouldContain(held);
        }

        (await AuditAsync(shop, buyer, "people.privacy.export")).ShouldBe(["客户本人要求"]);
    }

    [Theory, BothDatabases]
    public async Task Erasing_destroys_the_keys_of_the_buyer_and_of_what_was_joined_into_it(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);
        var services = shop.House.Services;
        var buyers = services.GetRequiredService<IBuyers>();
        var visitor = await buyers.FindOrCreateAsync(shop.Id, "widget", "browser-1", new BuyerProfile("匿名的名字", BuyerIdentity.Anonymous), CancellationToken.None);
        await buyers.ClaimIdentityAsync(visitor.Id, "site", "member-1", new BuyerProfile(null, BuyerIdentity.Signed), CancellationToken.None);
        var keys = services.GetRequiredService<SubjectKeys>();
        (await keys.FindAsync(visitor.Id.Value, CancellationToken.None)).ShouldNotBeNull();

        (await PostAsync(http, $"/api/shop/buyers/{buyer}/erase", new { reason = "客户本人要求", number = 99 })).Code.ShouldBe("shop.buyer.confirmation_wrong");
        (await JsonAsync(http, $"/api/shop/buyers/{buyer}/erasure")).GetProperty("rooms").GetProperty("shop").GetProperty("records").GetInt64().ShouldBe(2);
        (await PostAsync(http, $"/api/shop/buyers/{buyer}/erase", new { reason = "客户本人要求", number = 1 })).Status.ShouldBe(HttpStatusCode.OK);

        foreach (var id in new[] { buyer, visitor.Id.Value })
        {
            (await keys.FindAsync(id, CancellationToken.None)).ShouldBeNull();
            (await keys.FindOrCreateAsync(id, shop.Id, CancellationToken.None)).ShouldBeNull();
        }

        var page = (await JsonAsync(http, $"/api/shop/buyers/{buyer}")).GetRawText();
        page.ShouldNotContain("小雨");
        (await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&q=1234")).GetProperty("buyers").GetArrayLength().ShouldBe(0);
        (await buyers.FindOrCreateAsync(shop.Id, "site", "member-1", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None)).Id.Value.ShouldNotBe(buyer);
        (await PostAsync(http, $"/api/shop/buyers/{buyer}/erase", new { reason = "客户本人要求", number = 1 })).Code.ShouldBe("shop.buyer.already_erased");
        (await AuditAsync(shop, buyer, "people.privacy.erase")).ShouldBe(["客户本人要求"]);
    }

    [Theory, BothDatabases]
    public async Task Joined_records_can_be_split_again_with_what_was_theirs(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        var other = await buyers.FindOrCreateAsync(shop.Id, "site", "member-2", new BuyerProfile("另一个号", BuyerIdentity.Signed), CancellationToken.None);

        (await PostAsync(http, $"/api/shop/buyers/{buyer}/join", new { other = other.Id.Value, reason = "同一个人两个号" })).Status.ShouldBe(HttpStatusCode.OK);
        (await buyers.FindAsync(other.Id, CancellationToken.None))!.Id.Value.ShouldBe(buyer);
        (await PostAsync(http, $"/api/shop/buyers/{buyer}/split", new { restored = other.Id.Value, reason = "弄错了" })).Status.ShouldBe(HttpStatusCode.OK);

        (await buyers.FindAsync(other.Id, CancellationToken.None))!.Name.ShouldBe("另一个号");
        (await buyers.FindOrCreateAsync(shop.Id, "site", "member-2", new BuyerProfile(null, BuyerIdentity.Signed), CancellationToken.None)).Id.ShouldBe(other.Id);
        (await PostAsync(http, $"/api/shop/buyers/{buyer}/split", new { restored = other.Id.Value, reason = "再拆一次" })).Code.ShouldBe("shop.buyer.not_joined");
    }

    [Theory, BothDatabases]
    public async Task The_page_tells_who_joined_and_who_split_when_and_why(DatabaseKind db)
    {
        var (shop, http, buyer) = await OpenWithBuyerAsync(db);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        var other = await buyers.FindOrCreateAsync(shop.Id, "site", "member-3", new BuyerProfile("又一个号", BuyerIdentity.Signed), CancellationToken.None);
        await PostAsync(http, $"/api/shop/buyers/{buyer}/join", new { other = other.Id.Value, reason = "同一个人两个号" });

        var joined = (await JsonAsync(http, $"/api/shop/buyers/{buyer}")).GetProperty("joins").EnumerateArray().Single();
        joined.GetProperty("other").GetGuid().ShouldBe(other.Id.Value);
        joined.GetProperty("number").GetInt64().ShouldBePositive();
        (joined.GetProperty("isInto").GetBoolean(), joined.GetProperty("maySplit").GetBoolean()).ShouldBe((true, true));
        (joined.GetProperty("reason").GetString(), joined.GetProperty("by").GetString()).ShouldBe(("同一个人两个号", shop.Owner.Name));

        await PostAsync(http, $"/api/shop/buyers/{buyer}/split", new { restored = other.Id.Value, reason = "弄错了" });
        foreach (var (page, isInto) in new[] { (buyer, true), (other.Id.Value, false) })
        {
            var undone = (await JsonAsync(http, $"/api/shop/buyers/{page}")).GetProperty("joins").EnumerateArray().Single();
            (undone.GetProperty("isInto").GetBoolean(), undone.GetProperty("maySplit").GetBoolean()).ShouldBe((isInto, false));
            (undone.GetProperty("undoneBecause").GetString(), undone.GetProperty("undoneBy").GetString()).ShouldBe(("弄错了", shop.Owner.Name));
        }
    }

    [Theory, BothDatabases]
    public async Task Contact_data_are_masked_for_good_when_the_shops_period_is_over(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db); // its job is run at a later time
        var (shop, http, buyer) = await OpenWithBuyerAsync(house);
        (await PostAsync(http, "/api/shop/retention", new { shop = shop.Id.Value, contactDays = 30, chatMonths = 24, orderMonths = 12, wageMonths = 24 })).Code.ShouldBe("shop.retention.out_of_range");
        (await PostAsync(http, "/api/shop/retention", new { shop = shop.Id.Value, contactDays = 30, chatMonths = 24, orderMonths = 36, wageMonths = 24 })).Status.ShouldBe(HttpStatusCode.OK);
        var job = shop.House.Services.GetServices<IJob>().Single(j => j.Name == "shop.mask_contact");
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();

        await job.RunOnceAsync(now + Duration.FromDays(29), CancellationToken.None);
        (await PostAsync(http, $"/api/shop/buyers/{buyer}/unmask", new { field = "tel", reason = "还没到期" })).Body.GetProperty("value").GetString().ShouldBe(Tel);
        await job.RunOnceAsync(now + Duration.FromDays(31), CancellationToken.None);
        await job.RunOnceAsync(now + Duration.FromDays(31), CancellationToken.None);

        (await PostAsync(http, $"/api/shop/buyers/{buyer}/unmask", new { field = "tel", reason = "已经到期" })).Body.GetProperty("value").GetString().ShouldBe("138****1234");
        var page = await JsonAsync(http, $"/api/shop/buyers/{buyer}");
        page.GetProperty("nick").GetString().ShouldBe("小雨");
        page.GetProperty("maskedAt").ValueKind.ShouldBe(JsonValueKind.String);
        (await JsonAsync(http, $"/api/shop/buyers?shop={shop.Id}&q={Tel}")).GetProperty("buyers").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Nothing_personal_lies_open_in_the_rooms_tables(DatabaseKind db)
    {
        var (shop, _, _) = await OpenWithBuyerAsync(db);
        var database = shop.House.Services.GetRequiredService<Database>();
        await using var connection = await database.OpenAsync(CancellationToken.None);

        foreach (var table in new[] { "shop_buyer", "shop_buyer_identity", "shop_buyer_token", "kernel_outbox", "kernel_audit" })
        {
            var rows = await connection.ReadAllAsync(null, $"select * from {table} where shop_id = @shop", r =>
                string.Join('|', Enumerable.Range(0, r.FieldCount).Select(i => r.GetValue(i) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : r.GetValue(i).ToString())), CancellationToken.None, ("shop", shop.Id.Value));
            rows.ShouldNotBeEmpty(table);
            foreach (var secret in new[] { Tel, "小雨", "张小明", "余杭", "member-1", "爱喝茶" })
            {
                rows.ShouldAllBe(r => !r.Contains(secret, StringComparison.Ordinal), table);
            }
        }
    }

    private static async Task<(TestShop Shop, HttpClient Http, Guid Buyer)> OpenWithBuyerAsync(DatabaseKind db) => await OpenWithBuyerAsync(await TestHouse.SharedAsync(db));

    private static async Task<(TestShop Shop, HttpClient Http, Guid Buyer)> OpenWithBuyerAsync(TestHouse house)
    {
        var shop = await TestShop.OpenAsync(house);
        var buyers = shop.House.Services.GetRequiredService<IBuyers>();
        var buyer = await buyers.FindOrCreateAsync(shop.Id, "site", "member-1", new BuyerProfile("小雨", BuyerIdentity.Signed), CancellationToken.None);
        var http = await shop.SignInAsync(shop.Owner);
        var version = (await JsonAsync(http, $"/api/shop/buyers/{buyer.Id}")).GetProperty("version").GetInt64();
        var edited = await PostAsync(http, $"/api/shop/buyers/{buyer.Id}/edit", new { version, name = "张小明", tel = Tel, address = Address, fields = new Dictionary<string, string> { ["爱好"] = "爱喝茶" } });
        edited.Status.ShouldBe(HttpStatusCode.OK, edited.Body.GetRawText());
        return (shop, http, buyer.Id.Value);
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(TestShop shop, Guid buyer, string act)
    {
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadAllAsync(null, "select reason from kernel_audit where subject_kind = 'buyer' and subject_id = @id and act = @act", r => r.GetString(0), CancellationToken.None,
            ("id", buyer.ToString()), ("act", act));
    }

    private static Uri Uri(string path) => new(path, UriKind.Relative);

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(Uri(path));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task<(HttpStatusCode Status, string? Code, JsonElement Body)> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        return (response.StatusCode, json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var code) ? code.GetString() : null, json);
    }
}
