using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NodaTime;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Privacy;

namespace Zhanggui.Tests.Kernel;

public sealed class HouseJsonTests
{
    private sealed record Sample(ShopId Shop, Instant At, LocalDate Day, DayKind Kind, string Text);

    private enum DayKind
    {
        WorkingDay,
    }

    [Fact]
    public void Values_travel_in_the_forms_of_the_wire()
    {
        var id = Guid.Parse("0199f0aa-0000-7000-8000-000000000001");
        var sample = new Sample(new ShopId(id), Instant.FromUtc(2026, 10, 3, 6, 5, 9).Plus(Duration.FromMilliseconds(120)), new LocalDate(2026, 10, 3), DayKind.WorkingDay, "亲，您好");

        var json = JsonSerializer.Serialize(sample, HouseJson.Options);

        json.ShouldBe($$"""{"shop":"{{id}}","at":"2026-10-03T06:05:09.120Z","day":"2026-10-03","kind":"working-day","text":"亲，您好"}""");
        JsonSerializer.Deserialize<Sample>(json, HouseJson.Options).ShouldBe(sample);
    }

    [Theory]
    [InlineData("\"2026-10-03T14:05:09.120+08:00\"")]
    [InlineData("\"2026-10-03T06:05:09.12Z\"")]
    public void Instants_with_any_offset_are_read(string text) =>
        JsonSerializer.Deserialize<Instant>(text, HouseJson.Options).ToUnixTimeMilliseconds().ShouldBe(1791007509120);

    [Theory]
    [InlineData("\"2026-10-03T14:05:09\"")]
    [InlineData("\"yesterday\"")]
    public void Instants_without_offset_are_refused(string text) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Instant>(text, HouseJson.Options));
}

public sealed class OutcomeTests
{
    private sealed record Late() : Refusal(RefusalKind.Conflict, "test.thing.late", "来晚了。", "Too late.");

    [Fact]
    public void A_refused_outcome_has_no_value()
    {
        Outcome<int> outcome = new Late();

        outcome.IsDone.ShouldBeFalse();
        outcome.Match(_ => "done", r => r.Code).ShouldBe("test.thing.late");
        Should.Throw<InvalidOperationException>(() => outcome.Value);
    }

    [Fact]
    public void A_done_outcome_has_its_value()
    {
        Outcome<int> outcome = 7;

        outcome.IsDone.ShouldBeTrue();
        outcome.Value.ShouldBe(7);
    }

    [Fact]
    public void Every_kind_of_refusal_has_a_status_of_its_own() =>
        Enum.GetValues<RefusalKind>().Select(Problems.StatusOf).Distinct().Count().ShouldBe(Enum.GetValues<RefusalKind>().Length);
}

public sealed class ActorTests
{
    private static readonly ShopId Here = new(Guid.Parse("0199f0aa-0000-7000-8000-000000000001"));
    private static readonly ShopId There = new(Guid.Parse("0199f0aa-0000-7000-8000-000000000002"));
    private static readonly TeamId Team = new(Guid.Parse("0199f0aa-0000-7000-8000-000000000003"));

    private static Actor With(params Grant[] grants) =>
        new(new PersonId(Guid.Empty), "李", Guid.Empty, new OrganisationId(Guid.Empty), "zh-CN", grants) { OrganisationShops = new HashSet<ShopId> { Here, There } };

    private static Grant Give(ShopId? shop, TeamId? team) => new(shop, team, new HashSet<string> { "a.b.c" });

    [Fact]
    public void A_grant_for_one_shop_holds_there_only()
    {
        var actor = With(Give(Here, null));

        actor.Can("a.b.c", Here).ShouldBeTrue();
        actor.Can("a.b.c", There).ShouldBeFalse();
        actor.Can("a.b.d", Here).ShouldBeFalse();
        actor.ShopsFor("a.b.c").ShouldBe([Here]);
    }

    [Fact]
    public void A_grant_for_a_team_does_not_reach_things_of_no_team()
    {
        var actor = With(Give(Here, Team));

        actor.Can("a.b.c", Here, Team).ShouldBeTrue();
        actor.Can("a.b.c", Here).ShouldBeFalse();
    }

    [Fact]
    public void A_grant_for_all_shops_ends_at_the_organisation() =>
        With(Give(null, null)).Can("a.b.c", new ShopId(Guid.Parse("0199f0aa-0000-7000-8000-000000000009"))).ShouldBeFalse();

    [Fact]
    public void A_grant_for_all_shops_names_no_shop()
    {
        var actor = With(Give(null, null), Give(Here, null));

        actor.Can("a.b.c", There, Team).ShouldBeTrue();
        actor.ShopsFor("a.b.c").ShouldBeNull();
        actor.ShopsFor("x.y.z").ShouldBeEmpty();
    }
}

public sealed class SubjectKeyTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void Sealed_bytes_open_again_and_differ_each_time()
    {
        var key = new SubjectKey(Key);
        var plain = Encoding.UTF8.GetBytes("地址：杭州市西湖区");

        var first = key.Seal(plain);

        key.Open(first).ShouldBe(plain);
        first.ShouldNotBe(key.Seal(plain));
        first.Length.ShouldBe(plain.Length + 28);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(28)]
    public void An_altered_byte_is_noticed(int at)
    {
        var key = new SubjectKey(Key);
        var bytes = key.Seal(Encoding.UTF8.GetBytes("abc"));

        bytes[at] ^= 1;

        Should.Throw<System.Security.Cryptography.CryptographicException>(() => key.Open(bytes));
    }

    [Fact]
    public void A_wrapped_key_belongs_to_its_subject()
    {
        var master = new MasterKey(new KernelOptions { MasterKey = Convert.ToBase64String(Key) });
        var subject = Guid.CreateVersion7();
        var wrapped = master.Wrap(Key, subject);

        master.Unwrap(wrapped, subject).ShouldBe(Key);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => master.Unwrap(wrapped, Guid.CreateVersion7()));
        master.Derive("a").ShouldNotBe(master.Derive("b"));
    }
}

public sealed class WriteTurnTests
{
    [Fact]
    public async Task A_write_inside_a_write_is_an_error_and_not_a_standstill()
    {
        await using var database = Open();
        using (await database.EnterWriteAsync(CancellationToken.None))
        {
            await Should.ThrowAsync<InvalidOperationException>(async () => await database.EnterWriteAsync(CancellationToken.None));
        }

        using var again = await database.EnterWriteAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Writers_of_different_flows_take_turns()
    {
        await using var database = Open();
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            using var permit = await database.EnterWriteAsync(CancellationToken.None);
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        })));

        most.ShouldBe(1);
    }

    private static Database Open() => new(DatabaseKind.Sqlite, new SqliteConnectionStringBuilder { DataSource = ":memory:" }.ToString());
}
