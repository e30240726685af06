using System.Net.Http.Json;
using System.Text.Json;

namespace Zhanggui.HttpTests;

/// <summary>Short forms for "this must work" and "this must be refused as".</summary>
internal static class PeopleHttp
{
    public static async Task<JsonElement> PostJsonAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task PostOkAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The code of the refusal, or the status when it was none.</summary>
    public static async Task<string> RefusedAsync(this HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        return await response.CodeAsync();
    }

    public static async Task<string> CodeAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return text.StartsWith('{') && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("code", out var code)
            ? code.GetString()!
            : $"{(int)response.StatusCode} {text}";
    }
}
