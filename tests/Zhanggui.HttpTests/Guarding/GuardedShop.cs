using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.HttpTests.Guarding;

/// <summary>A shop whose book in force guards what agents say.</summary>
internal sealed record GuardedShop(ReceptionDesk Desk, string Book)
{
    public const string Rules = """
        guard:
          rules:
            insult:
              name: 骂人
              kind: words
              level: block
              reason: 不能骂顾客。
              words: [蠢货]
            wechat:
              name: 留微信
              kind: contacts
              level: block
              reason: 不能留微信。
              words: [微信号]
            cannot:
              name: 说不行
              kind: words
              level: confirm
              reason: 换一种说法。
              suggest: 这边无法帮到您
              words: [不行]
              rewrite: [不行 => 无法帮到您]
            address:
              name: 称呼
              kind: words
              level: hint
              reason: 请称呼您。
              words: [你]
        """;

    public static async Task<GuardedShop> OpenAsync(TestHouse house, string rules = Rules)
    {
        var desk = await ReceptionDesk.OpenAsync(house);
        return new GuardedShop(desk, await PutInForceAsync(desk.Shop, rules));
    }

    public static async Task<string> PutInForceAsync(TestShop shop, string rules)
    {
        using var owner = await shop.SignInAsync(shop.Owner);
        var draft = await PostAsync(owner, "/api/rules/books", new { text = $"book: guarded\ntitle: 有卫士的制度\nstatus: advised\n{rules}\n" });
        var id = draft.Text("book", "id");
        await PostAsync(owner, $"/api/rules/books/{id}/open", new { revision = 0 });
        var today = shop.House.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        await PostAsync(owner, $"/api/rules/books/{id}/publish", new { revision = 1, effectiveDate = today.ToString("uuuu-MM-dd", null) });
        return id;
    }

    public static async Task<JsonObject> PostAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task<int> StatusAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    public static async Task<int> PostStatusAsync(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return (int)response.StatusCode;
    }

    /// <summary>A conversation about a product that a new buyer has opened and this agent has taken.</summary>
    public async Task<ConversationId> TalkAsync(HttpClient agent, string text = "在吗", string? item = null, Guid? buyer = null)
    {
        var known = buyer ?? Guid.CreateVersion7();
        var arrival = Desk.Arrival(known) with { About = new About("访客甲", Product: item is null ? null : new ProductSeen(item, "墙布", null, null, null)) };
        var said = await ReceptionDesk.Writer(Desk.Shop.House).ActAsync(new Send(Party.OfBuyer(known), SenderKind.Buyer, new Words(Guid.CreateVersion7(), MessageKind.Text, text), arrival), CancellationToken.None);
        said.Refusal.ShouldBeNull();
        await agent.ActAsync(said.Head!.Id, "take");
        return said.Head.Id;
    }

    public Task<JsonObject> CheckAsync(HttpClient agent, ConversationId talk, string text) => PostAsync(agent, "/api/guard/check", new { conversation = talk.Value, text });
}
