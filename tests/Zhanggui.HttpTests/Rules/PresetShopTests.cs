using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Zhanggui.HttpTests.Visitors;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Rules;

/// <summary>A shop opens with a preset and receives a buyer.</summary>
public sealed class PresetShopTests
{
    private static readonly string[] Presets = ["new-shop", "childrens-wear-shop", "mural-shop", "tea-oil-shop", "hotline-400", "call-centre-24h", "property-desk", "hospital-desk"];

    [Theory, BothDatabases]
    public async Task Each_preset_holds_in_a_shop_that_receives_a_buyer(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        foreach (var preset in Presets)
        {
            var place = await VisitedShop.OpenAsync(house);
            await PutInForceAsync(place.Shop, preset);
            using var visitor = await place.VisitAsync();
            (await visitor.SendAsync("我要投诉，一直没人管")).ShouldBe(HttpStatusCode.OK, preset);
            var c = visitor.Answer.GetProperty("c").GetGuid();

            using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
            using var taken = await agent.PostAsJsonAsync($"/api/reception/conversations/{c}/messages", new { id = Guid.CreateVersion7(), kind = "text", text = "您好，我来处理" });
            taken.IsSuccessStatusCode.ShouldBeTrue(preset + await taken.Content.ReadAsStringAsync());

            (await visitor.MessagesAsync()).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString()).ShouldContain("您好，我来处理");
        }
    }

    private static async Task PutInForceAsync(TestShop shop, string preset)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        var shelf = JsonNode.Parse(await owner.GetStringAsync(new Uri($"/api/rules/presets/{preset}", UriKind.Relative)))!;
        var text = WithoutPay(shelf["text"]!.GetValue<string>());
        using var draft = await owner.PostAsJsonAsync("/api/rules/books", new { text });
        var book = await draft.Content.ReadFromJsonAsync<JsonElement>();
        var id = book.GetProperty("book").GetProperty("id").GetString();
        using var opened = await owner.PostAsJsonAsync($"/api/rules/books/{id}/open", new { revision = 0 });
        opened.IsSuccessStatusCode.ShouldBeTrue(preset + await opened.Content.ReadAsStringAsync());
        foreach (var path in book.GetProperty("doubts").EnumerateArray().Select(d => d.GetProperty("path").GetString()))
        {
            using var signed = await owner.PostAsJsonAsync($"/api/rules/books/{id}/sign", new { path, reason = "照原文演示" });
            signed.IsSuccessStatusCode.ShouldBeTrue(preset + await signed.Content.ReadAsStringAsync());
        }

        var today = TimeProvider.System.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        using var published = await owner.PostAsJsonAsync($"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today.ToString("uuuu-MM-dd", null) });
        published.IsSuccessStatusCode.ShouldBeTrue(preset + await published.Content.ReadAsStringAsync());
    }

    /// <summary>Pay changes only from a month that has not begun; the rest of a book may start today.</summary>
    private static string WithoutPay(string text)
    {
        var start = text.IndexOf("\npay:", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var rest = text[(start + 1)..].Split('\n').Skip(1).SkipWhile(l => l.Length == 0 || char.IsWhiteSpace(l[0]) || l[0] == '#');
        return text[..(start + 1)] + string.Join('\n', rest);
    }
}
