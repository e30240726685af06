using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Shop;

public sealed class GoodsTests
{
    [Theory, BothDatabases]
    public async Task Product_is_made_found_edited_taken_back_and_archived_and_every_step_stays(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var keeper = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var sheet = new { title = "3D 墙布 电视背景墙 无缝壁画", price = 12800, category = "墙布", code = "MB-01", material = "无纺布", answers = new[] { new { topic = "环保吗", text = "E0 级，有检测报告。" } } };
        var body = new { shop = shop.Id.Value, item = "6001", sheet };

        var made = Node(await keeper.PostJsonAsync("/api/shop/products", body));
        (made.Text("sheet", "material"), made.Number("version")).ShouldBe(("无纺布", 1));
        (await keeper.RefusedAsync("/api/shop/products", body)).ShouldBe("shop.product.item_known");
        (await agent.RefusedAsync("/api/shop/products", body)).ShouldBe("people.permission.missing");

        (await ItemsAsync(agent, shop, "壁画 3d")).ShouldBe(["6001"]);
        (await ItemsAsync(agent, shop, "墙")).ShouldBe(["6001"]);
        (await ItemsAsync(agent, shop, "mb")).ShouldBe(["6001"]);
        (await ItemsAsync(agent, shop, "壁画 瓷砖")).ShouldBeEmpty();

        var edit = new { shop = shop.Id.Value, version = 1, sheet = new { sheet.title, price = 9900, sheet.category, sheet.code, sheet.material, sheet.answers } };
        Node(await keeper.PostJsonAsync("/api/shop/products/6001/edit", edit)).Number("sheet", "price").ShouldBe(9900);
        (await keeper.RefusedAsync("/api/shop/products/6001/edit", edit)).ShouldBe("shop.product.changed_meanwhile");
        (await keeper.RefusedAsync("/api/shop/products/6001/edit", new { shop = shop.Id.Value, version = 2, sheet = new { title = " " } })).ShouldBe("shop.product.title_wrong");
        var change = (await HistoryAsync(agent, shop, "6001"))[0]!;
        (change.Text("by"), change.Text("act"), change["mayUndo"]!.GetValue<bool>()).ShouldBe((shop.Supervisor.Name, "edited", false));
        (change["fields"]![0]!.Text("field"), change["fields"]![0]!.Number("before"), change["fields"]![0]!.Number("after")).ShouldBe(("price", 12800, 9900));

        var undo = $"/api/shop/products/6001/changes/{change.Text("id")}/undo";
        Node(await keeper.PostJsonAsync(undo, new { shop = shop.Id.Value })).Number("sheet", "price").ShouldBe(12800);
        (await keeper.RefusedAsync(undo, new { shop = shop.Id.Value })).ShouldBe("shop.product.cannot_undo");

        await keeper.PostJsonAsync("/api/shop/products/6001/archive", new { shop = shop.Id.Value });
        (await ItemsAsync(agent, shop, "壁画")).ShouldBeEmpty();
        (await house.Services.GetRequiredService<IGoods>().FindAsync(shop.Id, "6001", CancellationToken.None))!.IsArchived.ShouldBeTrue();
        await keeper.PostJsonAsync("/api/shop/products/6001/restore", new { shop = shop.Id.Value });
        (await HistoryAsync(agent, shop, "6001")).Select(c => c!.Text("act")).ShouldBe(["restored", "archived", "undone", "edited", "made"]);
        (await house.Services.GetRequiredService<IGoods>().FindAsync(shop.Id, "MB-01", CancellationToken.None))!.Price.ShouldBe(new Fen(12800));
    }

    [Theory, BothDatabases]
    public async Task Files_are_taken_without_doubling_and_listing_without_stock_is_shown(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var agent = await shop.SignInAsync(shop.Agent);
        using var keeper = await shop.SignInAsync(shop.Supervisor);
        var intake = house.Services.GetRequiredService<IGoodsIntake>();
        var at = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant() - Duration.FromHours(2);
        ProductRow[] rows = [new("a", "山茶油 500ml", new Fen(8800), "包邮", "食用油", null, null), new("b", "山茶油 礼盒", new Fen(26800), null, "食用油", null, null), new("b", "山茶油 礼盒装", null, null, null, null, null)];
        StockRow[] stock = [new("a", at, 0, true), new("b", at, 12, false), new("c", at, 3, true)];

        (await intake.TakeStockAsync(shop.Id, stock, null, CancellationToken.None)).ShouldBe(new GoodsCounts(3, 0, 0));
        (await intake.TakeProductsAsync(shop.Id, rows, shop.Supervisor.Id, CancellationToken.None)).ShouldBe(new GoodsCounts(2, 1, 0));
        (await intake.TakeProductsAsync(shop.Id, [rows[0], rows[2]], null, CancellationToken.None)).ShouldBe(new GoodsCounts(0, 0, 2));
        (await intake.TakeStockAsync(shop.Id, stock, null, CancellationToken.None)).ShouldBe(new GoodsCounts(0, 0, 3));

        (await ItemsAsync(agent, shop, state: "sold-out")).ShouldBe(["a"]);
        (await ItemsAsync(agent, shop, state: "unlisted")).ShouldBe(["b"]);
        var counts = await agent.GetJsonAsync($"/api/shop/product-counts?shop={shop.Id}");
        (counts.Number("all"), counts.Number("soldOut"), counts.Number("unlisted")).ShouldBe((2, 1, 1));
        (await agent.RefusedAsync("/api/shop/products/a/count", new { shop = shop.Id.Value, quantity = 5 })).ShouldBe("shop.goods.shop_not_found");
        Node(await keeper.PostJsonAsync("/api/shop/products/a/count", new { shop = shop.Id.Value, quantity = 5 })).Text("state").ShouldBe("ok");
        (await keeper.RefusedAsync("/api/shop/products/a/count", new { shop = shop.Id.Value })).ShouldBe("shop.stock.quantity_wrong");
        (await intake.TakeStockAsync(shop.Id, [new("a", at - Duration.FromDays(1), 0, true)], null, CancellationToken.None)).New.ShouldBe(1);
        var card = (await house.Services.GetRequiredService<IGoods>().FindManyAsync(shop.Id, ["a", "x"], CancellationToken.None))["a"];
        (card.Stock!.Quantity, card.State, card.Flags.FreeShipping).ShouldBe((5, StockState.Ok, true));

        await keeper.PostJsonAsync("/api/shop/categories", new { shop = shop.Id.Value, name = "食用油", sevenDayReturn = false, note = "食品不支持" });
        (await house.Services.GetRequiredService<IGoods>().SearchAsync(shop.Id, "礼盒", 5, CancellationToken.None)).ShouldHaveSingleItem().Flags.SevenDayReturn.ShouldBe(false);
        var category = (await agent.GetJsonAsync($"/api/shop/categories?shop={shop.Id}"))["categories"]!.AsArray().ShouldHaveSingleItem()!;
        (category.Text("name"), category.Number("products"), category["sevenDayReturn"]!.GetValue<bool>()).ShouldBe(("食用油", 2, false));
    }

    [Theory, BothDatabases]
    public async Task Ways_to_regions_are_filled_from_a_sheet_and_found_by_the_smallest(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var agent = await shop.SignInAsync(shop.Agent);
        using var keeper = await shop.SignInAsync(shop.Supervisor);
        object[] rows =
        [
            new { region = "浙江", isReached = true, days = "2-3", courier = "中通" },
            new { region = "浙江省杭州市", isReached = true, days = "1", courier = "中通" },
            new { region = "西藏", isReached = true, days = "7-10", courier = "邮政", surcharge = 2000 },
            new { region = "台湾", isReached = false },
            new { region = "", isReached = true },
        ];
        (await agent.RefusedAsync("/api/shop/delivery", new { shop = shop.Id.Value, rows })).ShouldBe("people.permission.missing");
        var taken = Node(await keeper.PostJsonAsync("/api/shop/delivery", new { shop = shop.Id.Value, rows }));
        (taken.Number("new"), taken["refused"]!.AsArray().Select(r => r!.Number("line")).Single()).ShouldBe((4, 5));
        Node(await keeper.PostJsonAsync("/api/shop/delivery", new { shop = shop.Id.Value, rows = rows[..4] })).Number("unchanged").ShouldBe(4);

        (await FindAsync(agent, shop, "浙江省杭州市余杭区文一西路")).Text("row", "days").ShouldBe("1");
        (await FindAsync(agent, shop, "浙江 宁波")).Text("row", "days").ShouldBe("2-3");
        (await FindAsync(agent, shop, "拉萨"))["row"].ShouldBeNull();
        (await house.Services.GetRequiredService<IDeliveryKnowledge>().FindAsync(shop.Id, "西藏自治区拉萨市", CancellationToken.None))!.Row!.Surcharge.ShouldBe(new Fen(2000));

        var line = (await agent.GetJsonAsync($"/api/shop/delivery?shop={shop.Id}&q={Uri.EscapeDataString("西藏")}"))["regions"]!.AsArray().ShouldHaveSingleItem()!;
        var edit = new { shop = shop.Id.Value, version = line.Number("version"), row = new { region = "西藏自治区", isReached = true, days = "8-12" } };
        await keeper.PostJsonAsync("/api/shop/delivery/edit", edit);
        (await keeper.RefusedAsync("/api/shop/delivery/edit", edit)).ShouldBe("shop.product.changed_meanwhile");
        (await FindAsync(agent, shop, "西藏"))["row"]!["surcharge"].ShouldBeNull();
        await keeper.PostOkAsync("/api/shop/delivery/remove", new { shop = shop.Id.Value, keys = new[] { "台湾", "西藏" } });
        (await agent.GetJsonAsync($"/api/shop/delivery?shop={shop.Id}"))["regions"]!.AsArray().Select(r => r!.Text("key")).ShouldBe(["浙江", "浙江/杭州"], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task Products_of_another_shop_look_like_none(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (shop, other) = (await TestShop.OpenAsync(house), await TestShop.OpenAsync(house));
        using var keeper = await shop.SignInAsync(shop.Supervisor);
        using var stranger = await other.SignInAsync(other.Owner);
        await keeper.PostJsonAsync("/api/shop/products", new { shop = shop.Id.Value, item = "1", sheet = new { title = "壁画" } });

        (await stranger.GetAsync($"/api/shop/products?shop={shop.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/shop/products/1?shop={shop.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/shop/products/1?shop={other.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/shop/delivery/find?shop={shop.Id}&region=a")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.RefusedAsync("/api/shop/products/1/archive", new { shop = shop.Id.Value })).ShouldBe("shop.goods.shop_not_found");
    }

    private static JsonNode Node(System.Text.Json.JsonElement json) => JsonNode.Parse(json.GetRawText())!;

    private static async Task<IReadOnlyList<string?>> ItemsAsync(HttpClient http, TestShop shop, string q = "", string state = "") =>
        [.. (await http.GetJsonAsync($"/api/shop/products?shop={shop.Id}&q={Uri.EscapeDataString(q)}&state={state}"))["products"]!.AsArray().Select(p => p!.Text("item"))];

    private static async Task<JsonArray> HistoryAsync(HttpClient http, TestShop shop, string item) => (await http.GetJsonAsync($"/api/shop/products/{item}/history?shop={shop.Id}"))["changes"]!.AsArray();

    private static async Task<JsonNode> FindAsync(HttpClient http, TestShop shop, string region) => await http.GetJsonAsync($"/api/shop/delivery/find?shop={shop.Id}&region={Uri.EscapeDataString(region)}");
}
