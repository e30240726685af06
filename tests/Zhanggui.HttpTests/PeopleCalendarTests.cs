using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests;

/// <summary>The business calendar of a shop: who may set it, what is refused, and what the audit keeps.</summary>
public sealed class PeopleCalendarTests
{
    private static readonly object Hours = new
    {
        week = new[] { new { weekday = 1, from = "09:00", to = "18:00" }, new { weekday = 6, from = "20:00", to = "02:00" } },
        days = new object[] { new { date = "2027-02-06", name = "春节", isClosed = true }, new { date = "2027-02-13", name = "调班", isClosed = false, from = "10:00", to = "16:00" } },
    };

    [Theory, BothDatabases]
    public async Task Opening_hours_are_kept_as_sent_and_the_audit_tells_what_they_were(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);

        (await PatchAsync(owner, shop, Hours)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var line = (await owner.GetFromJsonAsync<JsonElement>("/api/people/shops")).GetProperty("shops").EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == shop.Id.Value);
        var calendar = line.GetProperty("calendar");
        calendar.GetProperty("week").EnumerateArray().Select(h => (h.GetProperty("weekday").GetInt32(), h.GetProperty("from").GetString(), h.GetProperty("to").GetString()))
            .ShouldBe([(1, "09:00", "18:00"), (6, "20:00", "02:00")]);
        calendar.GetProperty("days").EnumerateArray().Select(d => (d.GetProperty("date").GetString(), d.GetProperty("name").GetString(), d.GetProperty("isClosed").GetBoolean()))
            .ShouldBe([("2027-02-06", "春节", true), ("2027-02-13", "调班", false)]);
        var change = (await owner.GetFromJsonAsync<JsonElement>("/api/people/audit?act=people.shop.change&limit=1")).GetProperty("lines")[0];
        change.GetProperty("before").GetProperty("calendar").GetProperty("week").GetArrayLength().ShouldBe(0);
        change.GetProperty("after").GetProperty("calendar").GetProperty("week").GetArrayLength().ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task Hours_that_cannot_be_are_refused_at_the_calendar_and_nothing_changes(DatabaseKind db)
    {
        var shop = await TestShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var owner = await shop.SignInAsync(shop.Owner);
        var none = Array.Empty<object>();
        var closed = new { date = "2027-02-06", name = "春节", isClosed = true };
        foreach (var wrong in new object[]
        {
            new { week = new[] { new { weekday = 8, from = "09:00", to = "18:00" } }, days = none },
            new { week = new[] { new { weekday = 1, from = "25:00", to = "18:00" } }, days = none },
            new { week = none, days = new[] { new { date = "2027-02-06", name = string.Empty, isClosed = true } } },
            new { week = none, days = new[] { new { date = "2027-02-06", name = "开门", isClosed = false } } },
            new { week = none, days = new[] { closed, closed } },
        })
        {
            using var refused = await PatchAsync(owner, shop, wrong);
            (await refused.CodeAsync()).ShouldBe("people.shop.calendar_malformed", JsonSerializer.Serialize(wrong));
        }

        (await owner.GetFromJsonAsync<JsonElement>("/api/people/shops")).GetProperty("shops").EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == shop.Id.Value)
            .GetProperty("calendar").GetProperty("week").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Neither_an_agent_nor_another_organisation_sets_the_hours(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var agent = await shop.SignInAsync(shop.Agent);
        var stranger = await TestShop.OpenAsync(house);
        using var other = await stranger.SignInAsync(stranger.Owner);

        (await PatchAsync(agent, shop, Hours)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PatchAsync(other, shop, Hours)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> PatchAsync(HttpClient http, TestShop shop, object calendar) =>
        http.PatchAsJsonAsync($"/api/people/shops/{shop.Id}", new { calendar });
}
