using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Contracts;
using Zhanggui.People.Contracts;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Product lists, stock sheets and delivery sheets, from the file to the product that an agent sees.</summary>
public sealed class GoodsImportTests
{
    private const string Listings = """{"name":"listings","kind":"products","columns":{"item":["id"],"title":["title"],"price":["price"]}}""";

    [Theory, BothDatabases]
    public async Task Product_list_stock_and_delivery_sheets_are_recognised_and_repeat_without_doubling(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        var goods = shop.House.Services.GetRequiredService<IGoods>();
        var list = Gbk("宝贝ID,宝贝标题,一口价,类目,服务标签,商家编码,材质,产地,更新时间\n6001,3D 墙布 壁画,128.00,墙布,包邮 七天无理由,MB01,无纺布,江苏,2026/10/3\n6002,瓷砖背景墙,12.888,瓷砖,,,,,\n6003,,88,,,,,,\n");
        var older = Gbk("宝贝ID,宝贝标题,一口价,更新时间\n6001,旧标题,99.00,2026/9/30\n");
        var stock = Encoding.UTF8.GetBytes("商品ID,库存数量,上架状态\n6001,0,上架\n6003,7,下架\n");
        var delivery = Encoding.UTF8.GetBytes("地区,是否可达,时效,快递公司,加价\n新疆,到,7-9,邮政,20\n浙江省杭州市,到,1,中通,0\n台湾,不到,,,\n");

        (await http.ImportAsync(shop, list, "product-sheet", "商品.csv")).ShouldBe("2/0/0/1");
        (await http.ImportAsync(shop, list, "product-sheet", "商品.csv")).ShouldBe("0/0/2/1");
        (await http.ImportAsync(shop, older, "product-sheet", "旧商品.csv")).ShouldBe("0/0/1/0");
        (await http.ImportAsync(shop, stock, "stock-sheet", "库存.csv")).ShouldBe("2/0/0/0");
        (await http.ImportAsync(shop, delivery, "delivery-sheet", "快递.csv")).ShouldBe("3/0/0/0");
        (await http.ImportAsync(shop, delivery, "delivery-sheet", "快递.csv")).ShouldBe("0/0/3/0");

        var card = (await goods.FindAsync(shop.Id, "6001", CancellationToken.None))!;
        (card.Title, card.Price, card.Code, card.State).ShouldBe(("3D 墙布 壁画", new Fen(12800), "MB01", StockState.SoldOut));
        (card.Flags.FreeShipping, card.Flags.SevenDayReturn, card.Stock!.Quantity).ShouldBe((true, true, 0));
        var page = await http.JsonAsync($"/api/shop/products/6001?shop={shop.Id}");
        (page.GetProperty("sheet").GetProperty("material").GetString(), page.GetProperty("sheet").GetProperty("attributes").GetProperty("产地").GetString()).ShouldBe(("无纺布", "江苏"));
        (await shop.House.Services.GetRequiredService<IDeliveryKnowledge>().FindAsync(shop.Id, "新疆乌鲁木齐市", CancellationToken.None))!.Row!.Surcharge.ShouldBe(new Fen(2000));

        var facts = await GatherAsync(shop);
        facts.Products.Single(p => p.Item == "6001").ShouldSatisfyAllConditions(p => p.Flags.ShouldBe("free-shipping 7-day-return"), p => p.Category.ShouldBe("墙布"));
        facts.Stock.Select(s => (s.Item, s.Quantity, s.Listed)).ShouldBe([("6001", 0, true), ("6003", 7, false)], ignoreOrder: true);
        facts.Delivery.Single(d => d.Region == "台湾").Reached.ShouldBe(false);
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_change_products_may_not_by_a_file(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var role = await owner.PostJsonAsync("/api/people/roles", new { name = $"导入员 {shop.Name}", permissions = new[] { "orders.import.run", "orders.order.read" } });
        await owner.PostJsonAsync($"/api/people/persons/{shop.Agent.Id}/roles", new { roleId = role.GetProperty("id").GetGuid(), shopId = shop.Id.Value });
        using var http = await shop.SignInAsync(shop.Agent);

        var id = (await http.UploadAsync(shop, Encoding.UTF8.GetBytes("item,title,price\n1,茶具,128.00\n"), "products.csv")).GetProperty("id").GetGuid();

        (await http.RefusedAsync($"/api/orders/imports/{id}/run", new { })).ShouldBe("orders.import.needs_goods_right");
        (await shop.House.Services.GetRequiredService<IGoods>().FindAsync(shop.Id, "1", CancellationToken.None)).ShouldBeNull();
    }

    /// <summary>A public catalogue in which a listing stands once for every day it was looked at: the latest day holds, whatever the order of the rows.</summary>
    [Theory, BothDatabases]
    public async Task Cosmetics_listings_become_one_product_each_with_the_latest_day(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var text = await TextAsync("orders/tmall-cosmetics-listings.dev.csv.gz");
        var rows = text.TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(',')).ToList();
        rows.ShouldAllBe(r => r.Length == 7);
        var known = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var changed = 0;
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row[1], out var before))
            {
                known[row[1]] = row;
            }
            else if (Day(row[0]) >= Day(before[0]))
            {
                var after = row.Select((cell, i) => cell.Length == 0 ? before[i] : cell).ToArray();
                changed += Clean(after) != Clean(before) ? 1 : 0;
                known[row[1]] = after;
            }
        }

        var result = await ImportAsync(shop, text, Listings);
        (result.Rows, result.New, result.Changed, result.Unchanged, result.Refused).ShouldBe((21899, 2776, changed, 21899 - 2776 - changed, 0), string.Join(' ', result.Problems.Select(p => p.Zh)));
        (await ImportAsync(shop, text, Listings)).ShouldSatisfyAllConditions(r => r.New.ShouldBe(0), r => r.Changed.ShouldBe(0), r => r.Unchanged.ShouldBe(21899));

        var facts = (await GatherAsync(shop)).Products;
        facts.Count.ShouldBe(2776);
        facts.Sum(p => p.Price!.Value.Value).ShouldBe(known.Values.Sum(r => (long)(decimal.Parse(r[3], CultureInfo.InvariantCulture) * 100)));
        facts.ShouldAllBe(p => known[p.Item][2].Trim() == p.Title);
        var found = await shop.House.Services.GetRequiredService<IGoods>().SearchAsync(shop.Id, "面霜 50g", 100, CancellationToken.None);
        var expected = known.Values.Count(r => r[2].Contains("面霜", StringComparison.Ordinal) && r[2].Contains("50g", StringComparison.OrdinalIgnoreCase));
        found.Count.ShouldBe(Math.Min(100, expected));

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy/M/d", CultureInfo.InvariantCulture);
        static string Clean(string[] cells) => string.Join('|', cells.Select((c, i) => i == 3 ? decimal.Parse(c, CultureInfo.InvariantCulture).ToString("0.00", CultureInfo.InvariantCulture) : c.Trim()));
    }

    /// <summary>Every row of the public catalogue as a product of its own: words find what a walk through all titles finds; how long it takes is told, not judged.</summary>
    [Theory, BothDatabases]
    public async Task Words_find_the_same_titles_as_a_walk_through_all_of_them(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var rows = (await TextAsync("orders/tmall-cosmetics-listings.dev.csv.gz")).TrimStart('\ufeff').Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select((l, i) => (Item: $"L{i:00000}", Title: l.Split(',')[2])).ToList();
        var intake = shop.House.Services.GetRequiredService<IGoodsIntake>();
        foreach (var some in rows.Chunk(4000))
        {
            await intake.TakeProductsAsync(shop.Id, [.. some.Select(r => new ProductRow(r.Item, r.Title, null, null, null, null, null))], null, CancellationToken.None);
        }

        var goods = shop.House.Services.GetRequiredService<IGoods>();
        string[] asked = ["水", "霜", "面霜", "面霜50g", "50g 面霜 补水", "自然堂 男士", "sk", "SK-II 神仙水", "欧莱雅 精华 30ml", "没有这个词", "礼盒", "防晒 spf50", "l", "2016", "洁面 控油 男", "ｂｂ霜"];
        var took = new List<double>();
        foreach (var words in asked.Concat(asked).Concat(asked))
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var found = await goods.SearchAsync(shop.Id, words, 50, CancellationToken.None);
            took.Add(watch.Elapsed.TotalMilliseconds);
            var pieces = Zhanggui.Shop.Goods.TitleSearch.Words(words);
            var expected = rows.Where(r => pieces.All(p => $"{r.Title} {r.Item}".Contains(p, StringComparison.OrdinalIgnoreCase))).Select(r => r.Item).ToHashSet(StringComparer.Ordinal);
            found.Count.ShouldBe(Math.Min(50, expected.Count), words);
            found.ShouldAllBe(c => expected.Contains(c.Item));
        }

        var sorted = took.Skip(asked.Length).Order().ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{db}: {rows.Count} titles, {sorted.Count} searches, median {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms, longest {sorted[^1]:0.0} ms"));
    }

    [Theory, BothDatabases]
    public async Task Next_month_is_forecast_from_what_was_sold_and_every_number_opens_into_its_lines(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var http = await shop.SignInAsync(shop.Supervisor);
        using var agent = await shop.SignInAsync(shop.Agent);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var month = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(zone).Date.ToYearMonth();
        string Day(int back) => $"{month.PlusMonths(-back).OnDayOfMonth(3):uuuu-MM-dd}T10:00:00+08:00";
        var orders = new StringBuilder("order_id,shop,buyer,placed_at,paid_at,status,amount,paid\n");
        var lines = new StringBuilder("order_id,line,item,title,quantity,amount,paid\n");
        foreach (var (back, pieces) in new[] { (3, 10), (2, 20), (1, 30), (0, 500) })
        {
            orders.Append(CultureInfo.InvariantCulture, $"F{back},,买家,{Day(back)},{Day(back)},success,10.00,10.00\n");
            lines.Append(CultureInfo.InvariantCulture, $"F{back},1,9001,山茶油,{pieces},10.00,10.00\n");
        }

        orders.Append(CultureInfo.InvariantCulture, $"FX,,买家,{Day(1)},{Day(1)},closed,10.00,10.00\n");
        lines.Append("FX,1,9001,山茶油,700,10.00,10.00\n");
        await http.ImportAsync(shop, Encoding.UTF8.GetBytes(orders.ToString()), "facts-orders", "orders.csv");
        await http.ImportAsync(shop, Encoding.UTF8.GetBytes(lines.ToString()), "facts-lines", "order_lines.csv");
        await shop.House.Services.GetRequiredService<IGoodsIntake>().TakeProductsAsync(shop.Id, [new("9001", "山茶油 500ml", null, null, null, null, null)], null, CancellationToken.None);
        await http.PostJsonAsync("/api/shop/products/9001/count", new { shop = shop.Id.Value, quantity = 5 });

        var report = await http.JsonAsync($"/api/orders/forecast?shop={shop.Id}");
        var line = report.GetProperty("lines").EnumerateArray().ShouldHaveSingleItem();
        report.GetProperty("month").GetString().ShouldBe($"{month.PlusMonths(1):uuuu-MM}");
        line.GetProperty("sold").EnumerateArray().Select(s => s.GetInt64()).ShouldBe([10, 20, 30]);
        (line.GetProperty("forecast").GetInt64(), line.GetProperty("toBuy").GetInt64(), line.GetProperty("title").GetString()).ShouldBe((23, 18, "山茶油 500ml"));
        (line.GetProperty("off").GetInt64(), line.GetProperty("tried").GetInt64()).ShouldBe((20, 30)); // the third month, forecast from the first alone
        using var owner = await shop.SignInAsync(shop.Owner);
        await owner.PostJsonAsync("/api/shop/forecast-method", new { shop = shop.Id.Value, method = new { weights = new[] { 1 }, seasonLeast = 50, seasonMost = 200, monthsTried = 6 } });
        (await http.JsonAsync($"/api/orders/forecast?shop={shop.Id}")).GetProperty("lines")[0].GetProperty("forecast").GetInt64().ShouldBe(30);
        (await owner.RefusedAsync("/api/shop/forecast-method", new { shop = shop.Id.Value, method = new { weights = new[] { 0 }, seasonLeast = 50, seasonMost = 200, monthsTried = 6 } })).ShouldBe("shop.forecast.method_wrong");
        (await owner.PostJsonAsync("/api/shop/forecast-method", new { shop = shop.Id.Value })).GetProperty("isOwn").GetBoolean().ShouldBeFalse();
        var sold = await http.JsonAsync($"/api/orders/forecast/lines?shop={shop.Id}&item=9001&month={month.PlusMonths(-1):uuuu-MM}");
        sold.GetProperty("lines").EnumerateArray().Select(l => l.GetProperty("orderId").GetString()).ShouldBe(["F1"]);
        (await http.GetAsync($"/api/orders/forecast/export?shop={shop.Id}")).IsSuccessStatusCode.ShouldBeTrue();
        (await agent.GetAsync($"/api/orders/forecast?shop={shop.Id}")).IsSuccessStatusCode.ShouldBeFalse();
        (await http.GetAsync($"/api/shop/products/export?shop={shop.Id}&format=csv")).Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
    }

    private static async Task<FactSet> GatherAsync(TestShop shop)
    {
        var card = (await shop.House.Services.GetRequiredService<IShops>().FindAsync(shop.Id, CancellationToken.None))!;
        var now = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        return await shop.House.Services.GetRequiredService<FactsGatherer>().GatherAsync(new FactsWanted { Organisation = card.Organisation, Shop = shop.Id, From = now - Duration.FromDays(2), To = now + Duration.FromDays(1), Files = new HashSet<string>(["products.csv", "stock.csv", "delivery.csv"], StringComparer.Ordinal) }, CancellationToken.None);
    }

    private static async Task<ImportResult> ImportAsync(TestShop shop, string text, string mapping)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var outcome = await shop.House.Services.GetRequiredService<IImportDesk>().ImportAsync(new BroughtFile(shop.Id, [], mapping, "table.csv"), stream, null, CancellationToken.None);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    private static async Task<string> TextAsync(string name)
    {
        await using var gzip = new GZipStream(File.OpenRead(TestFiles.Find(name)), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return await reader.ReadToEndAsync();
    }
}
