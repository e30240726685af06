using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;

namespace Zhanggui.HttpTests;

/// <summary>Somebody in a test's shop.</summary>
public sealed record TestPerson(PersonId Id, string Name, string Account);

/// <summary>
/// An organisation of the test's own with one shop, an owner, a supervisor and three agents. Nothing in it is shared
/// with other tests, so they can run side by side on one server.
/// </summary>
public sealed class TestShop
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse battery";

    private TestShop(TestHouse house, SeededOrganisation sown, string name, Func<string, string> account)
    {
        House = house;
        Organisation = sown.Id;
        Id = sown.Shops["shop"];
        Name = name;
        Owner = Make("owner", "王掌柜");
        Supervisor = Make("supervisor", "李主管");
        Agents = [Make("agent1", "张小美"), Make("agent2", "陈小明"), Make("agent3", "刘小雨")];

        TestPerson Make(string key, string person) => new(sown.People[key], person, account(key));
    }

    public TestHouse House { get; }

    public OrganisationId Organisation { get; }

    public ShopId Id { get; }

    public string Name { get; }

    public TestPerson Owner { get; }

    public TestPerson Supervisor { get; }

    public IReadOnlyList<TestPerson> Agents { get; }

    /// <summary>The first of three pre-sales agents.</summary>
    public TestPerson Agent => Agents[0];

    /// <summary>Makes a new organisation with its shop and people; they have all seen the first sign-in notice.</summary>
    public static async Task<TestShop> OpenAsync(TestHouse house, bool hasSeenNotice = true, LocalDate? joinedOn = null)
    {
        var tag = Guid.CreateVersion7().ToString("n")[^10..];
        var name = $"测试店 {tag}";
        string Account(string key) => $"{key}-{tag}";
        PersonSeed Person(string key, string person, string preset, string? shop) =>
            new(key, person, Account(key), Password, [new RoleSeed(preset, shop)], HasSeenNotice: hasSeenNotice, JoinedOn: joinedOn);
        var sown = await house.Services.GetRequiredService<IPeopleSeed>().SowAsync(
            new OrganisationSeed($"测试公司 {tag}", [new ShopSeed("shop", name)],
            [
                Person("owner", "王掌柜", "owner", null),
                Person("supervisor", "李主管", "supervisor", "shop"),
                Person("agent1", "张小美", "pre-sales", "shop"),
                Person("agent2", "陈小明", "pre-sales", "shop"),
                Person("agent3", "刘小雨", "after-sales", "shop"),
            ]), CancellationToken.None);
        return new TestShop(house, sown, name, Account);
    }

    /// <summary>A client that carries this person's session cookie and keeps cookies like a browser.</summary>
    public async Task<HttpClient> SignInAsync(TestPerson person)
    {
        var http = Stranger();
        for (var left = 5; ; left--)
        {
            using var response = await http.PostAsJsonAsync("/api/people/session", new { account = person.Account, password = Password });
            if (response.IsSuccessStatusCode)
            {
                return http;
            }

            // All tests sign in from one address; the house asks them to wait a second.
            if (left == 0 || response.StatusCode != System.Net.HttpStatusCode.TooManyRequests)
            {
                throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
            }

            await Task.Delay(1100);
        }
    }

    /// <summary>The session cookie as a header value, for sockets.</summary>
    public async Task<string> CookieAsync(TestPerson person)
    {
        using var http = Stranger();
        using var response = await http.PostAsJsonAsync("/api/people/session", new { account = person.Account, password = Password });
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("zg_session=", StringComparison.Ordinal)).Split(';')[0];
    }

    /// <summary>A client without a session.</summary>
    public HttpClient Stranger() =>
        new(new SocketsHttpHandler { UseCookies = true, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { BaseAddress = new Uri(House.Url) };
}
