using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Zhanggui.HttpTests.Orders;

/// <summary>What agents and leaders do about the credit of an order, as calls.</summary>
public static class CreditHttp
{
    public static async Task<Guid> ClaimAsync(this HttpClient http, TestShop shop, string order, string kind, string reason, string[]? messages = null, string? account = null) =>
        (await http.PostAsync("/api/orders/claims", new { shop = shop.Id.Value, order, kind, reason, messages, buyerAccount = account })).GetProperty("id").GetGuid();

    public static Task<JsonElement> PageAsync(this HttpClient http, TestShop shop, string order) => http.JsonAsync($"/api/orders/orders/one/{order}?shop={shop.Id}");

    public static async Task<JsonElement> PostAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        return response.StatusCode;
    }

    /// <summary>The code of the "no".</summary>
    public static async Task<string?> RefusedAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeFalse($"{path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString();
    }

    /// <summary>Asks again until there is an answer.</summary>
    public static async Task<T> WaitAsync<T>(Func<Task<T?>> ask)
        where T : struct
    {
        for (var i = 0; i < 900; i++)
        {
            if (await ask() is { } found)
            {
                return found;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("What was waited for did not come.");
    }
}
