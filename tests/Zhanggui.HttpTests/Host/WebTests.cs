using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Zhanggui.Host;
using Zhanggui.Host.Web;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Settings;

namespace Zhanggui.HttpTests.Host;

public sealed class WebTests
{
    [Theory, BothDatabases]
    public async Task Readiness_asks_the_database(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        using var http = new HttpClient();

        (await http.GetStringAsync(new Uri(house.Url + "/health/ready"))).ShouldBe("ready");
    }

    [Fact]
    public async Task Every_answer_carries_the_safe_headers()
    {
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(house.Url + "/api/reception/nothing"));

        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_refused_with_its_field()
    {
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        using var http = new HttpClient();
        using var body = new StringContent("{\"account\":7}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, house.Url + "/api/people/session") { Content = body };
        request.Headers.Add("Origin", house.Url);
        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("field").GetString().ShouldBe("account");
        problem.GetProperty("code").GetString().ShouldBe("house.request.unreadable");
    }

    [Fact]
    public void What_the_database_cannot_do_now_is_told_without_its_words()
    {
        ErrorAnswers.Classify(new SqliteException("secret", 13)).Status.ShouldBe(StatusCodes.Status507InsufficientStorage);
        ErrorAnswers.Classify(new Npgsql.NpgsqlException("secret")).Status.ShouldBe(StatusCodes.Status503ServiceUnavailable);
        var fault = ErrorAnswers.Classify(new InvalidOperationException("secret"));
        fault.Status.ShouldBe(StatusCodes.Status500InternalServerError);
        fault.Refusal.En.ShouldNotContain("secret");
    }

    [Fact]
    public void An_ipv6_customer_is_one_address()
    {
        Limits.KeyOf(IPAddress.Parse("2001:db8:1:2:3::4")).ShouldBe(Limits.KeyOf(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Limits.KeyOf(IPAddress.Parse("::ffff:10.0.0.1")).ShouldBe("10.0.0.1");
    }

    [Theory]
    [InlineData("Host:Requestspersecnd", "5", "Host:Requestspersecnd")]
    [InlineData("Host:RequestsPerSecond", "-1", "RequestsPerSecond")]
    [InlineData("Kernel:FeedRetentionHours", "0", "FeedRetentionHours")]
    [InlineData("Kernel:Colour", "red", "Kernel:Colour")]
    public void A_setting_that_does_not_exist_or_fit_is_refused_by_name(string key, string value, string named)
    {
        var configuration = new ConfigurationManager { [key] = value };

        Should.Throw<SettingsException>(() =>
        {
            HouseConfiguration.ReadHost(configuration);
            HouseConfiguration.ReadKernel(configuration);
        }).Message.ShouldContain(named);
    }
}
