using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Orders.Contracts;

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
