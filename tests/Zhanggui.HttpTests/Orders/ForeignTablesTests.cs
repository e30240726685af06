using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.HttpTests.Orders;

/// <summary>Tables of shops abroad by a mapping: what comes out equals an addition that knows nothing of the house.</summary>
public sealed class ForeignTablesTests
{
    private const string Uci = """{"name":"uci","kind":"items","zone":"Europe/London","columns":{"orderId":["InvoiceNo"],"item":["StockCode"],"title":["Description"],"quantity":["Quantity"],"price":["UnitPrice"]}}""";
    private const string OlistOrders = """{"name":"olist","kind":"orders","zone":"America/Sao_Paulo","columns":{"orderId":["order_id"],"buyer":["customer_id"],"status":["order_status"],"placedAt":["order_purchase_timestamp"],"paidAt":["order_approved_at"],"shippedAt":["order_delivered_carrier_date"],"signedAt":["order_delivered_customer_date"]}}""";
    private const string OlistItems = """{"name":"olist-items","kind":"items","columns":{"orderId":["order_id"],"line":["order_item_id"],"item":["product_id"],"title":["product_id"],"price":["price"],"amount":["price"]}}""";

    [Theory, BothDatabases]
    public async Task Uci_retail_month_adds_up(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var text = await TextAsync("orders/uci-online-retail/2010-12.csv.gz");
        var rows = Rows(text);
        var good = rows.Where(r => IsCount(r[3]) && IsMoney(r[5])).ToList();

        var result = await ImportAsync(shop, text, Uci);

        (result.Rows, result.New, result.Refused).ShouldBe((rows.Count, good.Count, rows.Count - good.Count), string.Join(' ', result.Problems.Select(p => p.Zh)));
        result.KeptColumns.ShouldBe(["InvoiceDate", "CustomerID", "Country"]);
        var value = await SumAsync(shop, "cast(sum(quantity * price) as bigint)");
        value.ShouldBe(good.Sum(r => long.Parse(r[3], CultureInfo.InvariantCulture) * (long)(decimal.Parse(r[5], CultureInfo.InvariantCulture) * 100)));
        (await ImportAsync(shop, text, Uci)).ShouldSatisfyAllConditions(r => r.New.ShouldBe(0), r => r.Changed.ShouldBe(0), r => r.Unchanged.ShouldBe(good.Count));
    }

    [Theory, BothDatabases]
    public async Task Olist_orders_and_items_add_up(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var (orders, items) = (await TextAsync("orders/olist/orders.dev.csv.gz"), await TextAsync("orders/olist/order_items.dev.csv.gz"));
        var (orderRows, itemRows) = (Rows(orders), Rows(items));
        var early = orderRows.Count(r => r[4].Length > 0 && string.CompareOrdinal(r[4], r[3]) < 0);

        var result = await ImportAsync(shop, orders, OlistOrders);
        (result.Rows, result.New, result.Refused).ShouldBe((orderRows.Count, orderRows.Count - early, early), string.Join(' ', result.Problems.Select(p => p.Zh)));
        result.KeptColumns.ShouldBe(["order_estimated_delivery_date"]);
        (await ImportAsync(shop, orders, OlistOrders)).Unchanged.ShouldBe(orderRows.Count - early);

        var lines = await ImportAsync(shop, items, OlistItems);
        (lines.New, lines.Refused).ShouldBe((itemRows.Count, 0), string.Join(' ', lines.Problems.Select(p => p.Zh)));
        (await SumAsync(shop, "cast(sum(amount) as bigint)")).ShouldBe((long)(itemRows.Sum(r => decimal.Parse(r[5], CultureInfo.InvariantCulture)) * 100));
    }

    /// <summary>A catalogue of categories and measures only: every row is a product without a title, what has no column of ours stays as attributes.</summary>
    [Theory, BothDatabases]
    public async Task Olist_products_become_one_product_each(DatabaseKind db)
    {
        const string Mapping = """{"name":"olist-products","kind":"products","columns":{"item":["product_id"],"category":["product_category_name"]}}""";
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var text = await TextAsync("orders/olist/products.dev.csv.gz");
        var rows = Rows(text);

        var result = await ImportAsync(shop, text, Mapping);

        (result.Rows, result.New, result.Changed, result.Refused).ShouldBe((rows.Count, rows.Select(r => r[0]).Distinct().Count(), 0, 0), string.Join(' ', result.Problems.Select(p => p.Zh)));
        (await ImportAsync(shop, text, Mapping)).Unchanged.ShouldBe(rows.Count);
        var first = rows.First(r => r[1].Length > 0);
        (await shop.House.Services.GetRequiredService<IGoods>().FindAsync(shop.Id, first[0], CancellationToken.None))!.Category.ShouldBe(first[1]);
        TestContext.Current.TestOutputHelper!.WriteLine($"olist: {rows.Count} rows, {result.New} products, {rows.Count(r => r[1].Length == 0)} without a category");
    }

    /// <summary>Sales as a catalogue: every item once, with the title and the price of its last sale.</summary>
    [Theory, BothDatabases]
    public async Task Uci_sales_become_one_product_per_item(DatabaseKind db)
    {
        const string Mapping = """{"name":"uci-products","kind":"products","columns":{"item":["StockCode"],"title":["Description"],"price":["UnitPrice"]}}""";
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        var rows = Rows(await TextAsync("orders/uci-online-retail/2010-12.csv.gz")).Where(r => IsMoney(r[5])).ToList();
        var text = "StockCode,Description,UnitPrice,update_time\n" + string.Concat(rows.Select(r => $"{r[1]},\"{r[2].Replace("\"", "\"\"", StringComparison.Ordinal)}\",{r[5]},{r[4]}\n"));

        var result = await ImportAsync(shop, text, Mapping);

        var items = rows.Select(r => r[1].Trim()).Distinct(StringComparer.Ordinal).ToList();
        (result.New, result.Refused).ShouldBe((items.Count, 0), string.Join(' ', result.Problems.Select(p => p.Zh)));
        (await ImportAsync(shop, text, Mapping)).New.ShouldBe(0);
        var last = rows.Last(r => r[1] == "85123A");
        (await shop.House.Services.GetRequiredService<IGoods>().FindAsync(shop.Id, "85123A", CancellationToken.None))!.Price!.Value.Value.ShouldBe((long)(decimal.Parse(last[5], CultureInfo.InvariantCulture) * 100));
        TestContext.Current.TestOutputHelper!.WriteLine($"uci: {rows.Count} rows, {items.Count} items, {result.Changed} changes, {items.Count(i => rows.Where(r => r[1].Trim() == i).All(r => r[2].Trim().Length == 0))} without a title");
    }

    private static async Task<ImportResult> ImportAsync(TestShop shop, string text, string mapping)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var outcome = await shop.House.Services.GetRequiredService<IImportDesk>().ImportAsync(new BroughtFile(shop.Id, [], mapping, "table.csv"), stream, null, CancellationToken.None);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    private static async Task<long> SumAsync(TestShop shop, string what)
    {
        await using var connection = await shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return (await connection.ReadLongAsync(null, $"select {what} from orders_line where shop_id = @shop", CancellationToken.None, ("shop", shop.Id.Value)))!.Value;
    }

    private static bool IsCount(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= 0;

    private static bool IsMoney(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n >= 0 && decimal.Round(n, 2) == n;

    private static async Task<string> TextAsync(string name)
    {
        await using var gzip = new GZipStream(File.OpenRead(TestFiles.Find(name)), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The plainest possible reading: a cell in quotes may hold commas, none holds a line end.</summary>
    private static List<string[]> Rows(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => Cells(l.TrimEnd('\r')))];

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var (cell, isQuoted) = (new System.Text.StringBuilder(), false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
