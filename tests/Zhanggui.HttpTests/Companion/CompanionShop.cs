using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Zhanggui.HttpTests.Guarding;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.HttpTests.Companion;

/// <summary>A guarded shop with an account on Tmall, beside which its agents write.</summary>
internal sealed record CompanionShop(GuardedShop Guarded, Guid Account)
{
    public TestShop Shop => Guarded.Desk.Shop;

    public static async Task<CompanionShop> OpenAsync(TestHouse house)
    {
        var guarded = await GuardedShop.OpenAsync(house);
        using var agent = await guarded.Desk.Shop.SignInAsync(guarded.Desk.Shop.Agent);
        return new CompanionShop(guarded, await AddAsync(agent, guarded.Desk.Shop, "tmall"));
    }

    public static async Task<Guid> AddAsync(HttpClient agent, TestShop shop, string kind) =>
        Guid.Parse((await GuardedShop.PostAsync(agent, "/api/companion/accounts", new { shop = shop.Id.Value, kind })).Text("id"));

    public object Body(string text, string? buyer = null, object? names = null, string? loose = null, string[]? own = null, bool takeOver = false, Guid? again = null) =>
        new { shop = Shop.Id.Value, channel = Account, buyer, text, names, loose, own, takeOver, again };

    public Task<JsonObject> PasteAsync(HttpClient agent, string text, string? buyer = null, object? names = null, string? loose = null, string[]? own = null, bool takeOver = false, Guid? again = null) =>
        GuardedShop.PostAsync(agent, "/api/companion/paste", Body(text, buyer, names, loose, own, takeOver, again));

    public static ConversationId TalkOf(JsonObject pasted) => new(Guid.Parse(pasted["head"]!.Text("id")));

    public static async Task<JsonArray> SaidAsync(HttpClient agent, ConversationId talk) => (await agent.GetJsonAsync($"/api/reception/conversations/{talk}"))["messages"]!.AsArray();

    public static Task<JsonObject> AnswerAsync(HttpClient agent, ConversationId talk, string text, Guid? id = null, object? guard = null) =>
        GuardedShop.PostAsync(agent, "/api/companion/answers", new { id = id ?? Guid.CreateVersion7(), conversation = talk.Value, text, guard });

    public static async Task<(string Code, string? Field)> NoAsync(HttpClient agent, string path, object body)
    {
        using var response = await agent.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        response.IsSuccessStatusCode.ShouldBeFalse();
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return (problem["code"]?.GetValue<string>() ?? string.Empty, problem["errors"]?[0]?["field"]?.GetValue<string>() ?? problem["field"]?.GetValue<string>());
    }
}
