using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Orders;

/// <summary>What an owner does at the import page, as calls.</summary>
public static class OrdersHttp
{
    /// <summary>A Taobao order report in a few columns; the rows as they would stand in the file.</summary>
    public static string Taobao(params string[] rows) =>
        "\"订单编号\",\"买家会员名\",\"买家应付邮费\",\"总金额\",\"买家实际支付金额\",\"订单状态\",\"买家留言\",\"收货人姓名\",\"订单创建时间\",\"订单付款时间 \",\"宝贝标题 \",\"订单备注\",\"退款金额\"\r\n" + string.Concat(rows.Select(r => r + "\r\n"));

    public static string Row(string id, string buyer = "买家甲", string amount = "108.00", string paid = "108.00", string status = "交易成功", string placed = "2026-10-15 10:00:00", string paidAt = "2026-10-15 10:00:35", string note = "", string refunded = "0") =>
        $"=\"{id}\",\"{buyer}\",\"8.00\",\"{amount}\",\"{paid}\",\"{status}\",\"尽快发,谢谢\",\"张三\",\"{placed}\",\"{paidAt}\",\"示例T恤\",\"{note}\",\"{refunded}\"";

    /// <summary>The day by the house's own clock. Everybody of a test's shop began to work on the day of the test: orders are placed on the day after it.</summary>
    public static NodaTime.LocalDate Today(this TestShop shop) => shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InUtc().Date;

    public static byte[] Gbk(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text);
    }

    public static async Task<JsonElement> UploadAsync(this HttpClient http, TestShop shop, byte[] file, string name = "ExportOrderList202611010900.csv", string kind = "")
    {
        using var response = await http.SendUploadAsync(shop, file, name, kind);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<HttpResponseMessage> SendUploadAsync(this HttpClient http, TestShop shop, byte[] file, string name, string kind = "")
    {
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        form.Add(content, "file", name);
        return await http.PostAsync(new Uri($"/api/orders/imports?shop={shop.Id}&kind={kind}", UriKind.Relative), form);
    }

    /// <summary>Starts the import and waits for its end.</summary>
    public static async Task<JsonElement> RunAsync(this HttpClient http, Guid import)
    {
        using var started = await http.PostAsJsonAsync($"/api/orders/imports/{import}/run", new { });
        started.IsSuccessStatusCode.ShouldBeTrue(await started.Content.ReadAsStringAsync());
        return await http.WaitAsync(import);
    }

    public static async Task<JsonElement> WaitAsync(this HttpClient http, Guid import)
    {
        for (var i = 0; i < 600; i++)
        {
            var view = await http.JsonAsync($"/api/orders/imports/{import}");
            if (view.GetProperty("state").GetString() is "done" or "failed" or "cancelled")
            {
                return view;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The import did not end within a minute.");
    }

    /// <summary>Upload, run, and the counts as new/changed/unchanged/refused.</summary>
    public static Task<string> ImportAsync(this HttpClient http, TestShop shop, string text, string name = "orders.csv") => http.ImportAsync(shop, Gbk(text), "taobao-orders", name);

    /// <summary>The same with the format as which the file must be recognised.</summary>
    public static async Task<string> ImportAsync(this HttpClient http, TestShop shop, byte[] file, string format, string name)
    {
        var uploaded = await http.UploadAsync(shop, file, name);
        uploaded.GetProperty("format").GetString().ShouldBe(format);
        var ended = await http.RunAsync(uploaded.GetProperty("id").GetGuid());
        ended.GetProperty("state").GetString().ShouldBe("done", ended.GetRawText());
        var p = ended.GetProperty("progress");
        return $"{p.GetProperty("new")}/{p.GetProperty("changed")}/{p.GetProperty("unchanged")}/{p.GetProperty("refused")}";
    }

    public static async Task<JsonElement> JsonAsync(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
