using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Host.Demo;
using Zhanggui.Host.Doctor;
using Zhanggui.Kernel.Checks;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Host;

/// <summary>The demo shop is one that somebody could believe, is made once, and never in a house that has an owner.</summary>
public sealed class DemoTests
{
    [Theory, BothDatabases]
    public async Task The_demo_shop_has_people_and_talks_as_a_shop_has_them_and_is_made_once(DatabaseKind db)
    {
        await using var house = await DemoAsync(db);
        var counts = await CountsAsync(house);

        using var http = new HttpClient { BaseAddress = new Uri(house.Url) };
        await http.PostOkAsync("/api/people/session", new { account = "zhanggui", password = DemoShop.Password });
        (await http.GetStringAsync("/api/people/session")).ShouldContain(DemoShop.ShopName);
        var now = house.Services.GetRequiredService<TimeProvider>().GetCurrentInstant().ToUnixTimeMilliseconds();
        await using (var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            async Task<long> NumberAsync(string sql) => await connection.ReadLongAsync(null, sql, CancellationToken.None) ?? 0;
            (await NumberAsync("select count(*) from people_person")).ShouldBe(DemoShop.People.Count);
            (await NumberAsync("select count(*) from reception_conversation")).ShouldBeGreaterThan(30);
            (await NumberAsync("select count(distinct state) from reception_conversation")).ShouldBeGreaterThanOrEqualTo(3); // some wait, some are served, most are done
            (await NumberAsync("select count(*) from reception_message")).ShouldBeGreaterThan(200);
            (await NumberAsync($"select count(*) from reception_message where at > {now}")).ShouldBe(0); // nobody has written in the future
            (await NumberAsync($"select count(*) from reception_message where at > {now - (24L * 3600 * 1000)}")).ShouldBeGreaterThan(5); // and there is something of today
            (await NumberAsync($"select count(*) from reception_message where at < {now - (24L * 3600 * 1000)}")).ShouldBeGreaterThan(5); // and of the days before
            (await NumberAsync("select count(*) from shop_buyer")).ShouldBeGreaterThan(30);
            // Whatever the hour: somebody is rostered and there, leave is signed, one handover ended and one is open.
            (await NumberAsync("select count(*) from shifts_roster")).ShouldBeGreaterThan(70);
            (await NumberAsync("select count(*) from shifts_duty where state = 'Busy'")).ShouldBeGreaterThan(0);
            (await NumberAsync("select count(*) from shifts_duty_span")).ShouldBeGreaterThan(70);
            (await NumberAsync("select count(*) from shifts_leave where state = 'Signed'")).ShouldBe(1);
            (await NumberAsync("select count(*) from shifts_handover where state = 'Done'")).ShouldBe(1);
            (await NumberAsync("select count(*) from shifts_handover where state = 'Offered'")).ShouldBe(1);
            (await NumberAsync("select count(*) from reception_share")).ShouldBe(2);
        }

        (await SowAsync(house)).ShouldBeTrue(); // a second start finds its demo shop
        (await CountsAsync(house)).ShouldBe(counts);
        var report = await house.Services.GetRequiredService<HouseDoctor>().RunAsync(CancellationToken.None);
        report.Checks.SelectMany(c => c.Findings).Where(f => f.Level == FindingLevel.Error).ShouldBeEmpty(); // hash chains and all
    }

    [Fact]
    public async Task A_house_that_has_an_owner_never_becomes_the_demo_shop()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Sqlite);
        await TestShop.OpenAsync(house);
        var counts = await CountsAsync(house);

        (await SowAsync(house)).ShouldBeFalse();

        (await CountsAsync(house)).ShouldBe(counts);
    }

    [Fact]
    public async Task Two_demo_shops_are_alike()
    {
        await using var one = await DemoAsync(DatabaseKind.Sqlite);
        await using var two = await DemoAsync(DatabaseKind.Sqlite);

        (await CountsAsync(two)).ShouldBe(await CountsAsync(one));
    }

    /// <summary>Sown before the house opens, as <c>serve --demo</c> does it: its jobs would end a silent talk between two of its lines.</summary>
    private static Task<TestHouse> DemoAsync(DatabaseKind db) => TestHouse.OpenAsync(db, prepare: async services => (await SowAsync(services)).ShouldBeTrue());

    private static Task<bool> SowAsync(TestHouse house) => SowAsync(house.Services);

    private static async Task<bool> SowAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<DemoSeeder>(scope.ServiceProvider).SowAsync(CancellationToken.None);
    }

    private static async Task<string> CountsAsync(TestHouse house)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var counts = new List<string>();
        foreach (var table in new[] { "people_person", "people_shop", "people_membership", "shop_buyer", "reception_conversation", "reception_message where sender in (0, 1)", "reception_channel", "shifts_roster", "shifts_leave", "shifts_handover" })
        {
            counts.Add($"{table} {await connection.ReadLongAsync(null, $"select count(*) from {table}", CancellationToken.None)}");
        }

        return string.Join(", ", counts);
    }
}
