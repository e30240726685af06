using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests;

public sealed class PeopleJobTests
{
    [Theory, BothDatabases]
    public async Task After_the_last_day_rights_and_sessions_end_once(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var agent = await shop.SignInAsync(shop.Agent);
        var zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
        var lastDay = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().InZone(zone).Date.PlusDays(2);
        await owner.PostOkAsync($"/api/people/persons/{shop.Agent.Id}/leave", new { lastDay = lastDay.ToString("uuuu-MM-dd", null) });
        var midnight = lastDay.PlusDays(1).AtStartOfDayInZone(zone).ToInstant();

        (await RunAsync(house, "people.leave", midnight - Duration.FromMilliseconds(1))).ShouldBe(0); // still the last day, in the shop's own zone
        (await CountAsync(house, "select count(*) from people_membership where person_id = @id and to_at is null", shop.Agent.Id.Value)).ShouldBe(1);
        (await agent.GetAsync("/api/people/me/sessions")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await RunAsync(house, "people.leave", midnight)).ShouldBe(1);
        (await RunAsync(house, "people.leave", midnight + Duration.FromMinutes(1))).ShouldBe(0); // twice is harmless

        (await CountAsync(house, "select count(*) from people_membership where person_id = @id and to_at is null", shop.Agent.Id.Value)).ShouldBe(0);
        (await CountAsync(house, "select count(*) from people_session where person_id = @id and ended_at is null", shop.Agent.Id.Value)).ShouldBe(0);
        (await CountAsync(house, "select count(*) from people_session where person_id = @id and ended_because = 'left'", shop.Agent.Id.Value)).ShouldBe(1);
        (await CountAsync(house, "select count(*) from people_session where person_id = @id and ended_at is null", shop.Owner.Id.Value)).ShouldBe(1);
        (await CountAsync(house, "select count(*) from kernel_audit where act = 'people.person.left' and subject_id = @text", shop.Agent.Id.ToString())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_sweep_forgets_what_is_old_and_nothing_else(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var shop = await TestShop.OpenAsync(house);
        using var owner = await shop.SignInAsync(shop.Owner);
        using var wrong = shop.Stranger();
        (await wrong.RefusedAsync("/api/people/session", new { account = shop.Agent.Account, password = "not it at all" })).ShouldStartWith("people.");
        var attempts = await CountAsync(house, "select count(*) from people_attempt");
        attempts.ShouldBeGreaterThan(0);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var expires = Instant.FromUnixTimeMilliseconds(await CountAsync(house, "select max(expires_at) from people_session"));

        await RunAsync(house, "people.sweep", now + Duration.FromHours(47));
        (await CountAsync(house, "select count(*) from people_attempt")).ShouldBe(attempts);
        await RunAsync(house, "people.sweep", now + Duration.FromDays(3));
        (await CountAsync(house, "select count(*) from people_attempt")).ShouldBe(0);

        await RunAsync(house, "people.sweep", expires + Duration.FromDays(180));
        (await CountAsync(house, "select count(*) from people_session")).ShouldBe(1);
        await RunAsync(house, "people.sweep", expires + Duration.FromDays(180) + Duration.FromMilliseconds(1));
        (await CountAsync(house, "select count(*) from people_session")).ShouldBe(0);
    }

    private static Task<int> RunAsync(TestHouse house, string job, Instant now) =>
        house.Services.GetServices<IJob>().Single(j => j.Name == job).RunOnceAsync(now, CancellationToken.None);

    private static async Task<long> CountAsync(TestHouse house, string sql, object? id = null)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadLongAsync(null, sql, CancellationToken.None, id is string ? ("text", id) : ("id", id)) ?? 0;
    }
}
