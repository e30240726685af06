using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outbox;
using Zhanggui.Kernel.Time;

namespace Zhanggui.HttpTests.Kernel;

/// <summary>One commit carries rows, outbox, feed and audit; nothing of it is seen when it fails.</summary>
public sealed class CommitTests
{
    private sealed record Happened(Guid Id) : IEvent
    {
        public static string Name => "test.thing.happened";
    }

    private sealed class SampleDb(RoomDbTools tools) : RoomDb(tools);

    [Theory, BothDatabases]
    public async Task Everything_said_in_a_commit_is_stored_with_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var stream = Guid.CreateVersion7();
        await CommitAsync(house, stream, fail: false);

        (await CountAsync(house, "kernel_feed", "stream", stream)).ShouldBe(2);
        (await CountAsync(house, "kernel_outbox", "shop_id", stream)).ShouldBe(1);
        (await CountAsync(house, "kernel_audit", "shop_id", stream)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_failed_commit_leaves_nothing_behind_and_takes_no_number(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var stream = Guid.CreateVersion7();
        await CommitAsync(house, stream, fail: false);

        await Should.ThrowAsync<InvalidOperationException>(() => CommitAsync(house, stream, fail: true));
        await CommitAsync(house, stream, fail: false);

        var events = await house.Services.GetRequiredService<FeedStore>().ReadAfterAsync(stream, 0, 100, CancellationToken.None);
        events.Select(e => e.Number).ShouldBe([1, 2, 3, 4]);
        (await CountAsync(house, "kernel_outbox", "shop_id", stream)).ShouldBe(2);
        (await CountAsync(house, "kernel_audit", "shop_id", stream)).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task The_audit_refuses_to_be_changed_or_deleted(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var stream = Guid.CreateVersion7();
        await CommitAsync(house, stream, fail: false);
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);

        foreach (var sql in new[] { "update kernel_audit set act = 'x' where shop_id = @s", "update kernel_audit set at = 1 where shop_id = @s", "update kernel_audit set after = 'x' where shop_id = @s", "update kernel_audit set actor_id = null, reason = 'x' where shop_id = @s", "delete from kernel_audit where shop_id = @s" })
        {
            var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync(null, sql, CancellationToken.None, ("s", stream)));
            error.Message.ShouldContain("append-only", customMessage: sql);
        }

        // What was said about a person who is erased may be emptied, and only emptied.
        await connection.ExecuteAsync(null, "update kernel_audit set before = null, after = null where shop_id = @s", CancellationToken.None, ("s", stream));
        (await CountAsync(house, "kernel_audit", "shop_id", stream)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Numbers_have_no_gaps_when_many_commit_at_once(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var stream = Guid.CreateVersion7();
        var live = house.Services.GetRequiredService<FeedHub>().Stream(stream);
        using var told = new SemaphoreSlim(0);
        using var listener = await live.ListenAsync(null, () => told.Release(), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => CommitAsync(house, stream, fail: false))));

        var heard = new List<FeedEvent>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (live.Head < 80)
        {
            await told.WaitAsync(patience.Token);
        }

        live.TryRead(0, heard, 1000).ShouldBeTrue();
        heard.Select(e => e.Number).ShouldBe(Enumerable.Range(1, 80).Select(n => (long)n));
    }

    [Theory, BothDatabases]
    public async Task Trimming_raises_the_floor_and_keeps_the_rest(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var stream = Guid.CreateVersion7();
        var store = house.Services.GetRequiredService<FeedStore>();
        await CommitAsync(house, stream, fail: false);
        var later = TimeProvider.System.GetCurrentInstant() + Duration.FromHours(1);

        (await store.TrimAsync(later, 100, CancellationToken.None)).ShouldBe(2);
        await CommitAsync(house, stream, fail: false);

        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var head = await FeedStore.ReadHeadAsync(connection, null, stream, CancellationToken.None);
        head.Floor.ShouldBe(2);
        head.Last.ShouldBe(4);
        (await store.ReadAfterAsync(stream, head.Floor, 100, CancellationToken.None)).Count.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_handler_that_fails_is_tried_again_and_one_that_succeeded_is_not(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var database = house.Services.GetRequiredService<Database>();
        var calls = new Dictionary<string, int> { ["good"] = 0, ["bad"] = 0 };
        HandlerRegistration Handler(string name, Action<int> run) => new(Happened.Name, name, (_, _, _, _) =>
        {
            run(++calls[name]);
            return Task.CompletedTask;
        });
        var job = new OutboxJob(database,
        [
            Handler("good", _ => { }),
            Handler("bad", n => { if (n == 1) { throw new InvalidOperationException("once"); } }),
        ], house.Services.GetRequiredService<IServiceScopeFactory>(), NullLogger<OutboxJob>.Instance);
        var now = TimeProvider.System.GetCurrentInstant() + Duration.FromMinutes(10);
        await PublishHeldBackAsync(house, now);

        await job.RunOnceAsync(now, CancellationToken.None);
        await job.RunOnceAsync(now, CancellationToken.None);
        calls.ShouldBe(new Dictionary<string, int> { ["good"] = 1, ["bad"] = 1 });

        await job.RunOnceAsync(now + Duration.FromSeconds(3), CancellationToken.None);
        await job.RunOnceAsync(now + Duration.FromSeconds(300), CancellationToken.None);
        calls.ShouldBe(new Dictionary<string, int> { ["good"] = 1, ["bad"] = 2 });
        (await CountAsync(house, "kernel_outbox_effect", "handler", "bad")).ShouldBe(1);
    }

    /// <summary>An event due only at a later time, so that the house's own runner leaves it alone.</summary>
    private static Task PublishHeldBackAsync(TestHouse house, Instant due) =>
        house.Services.GetRequiredService<Database>().WriteAsync((c, t) => c.ExecuteAsync(t,
            "insert into kernel_outbox (id, at, type, body, next_at) values (@id, @at, @type, @body, @at)", CancellationToken.None,
            ("id", Guid.CreateVersion7()), ("at", due.ToUnixTimeMilliseconds()), ("type", Happened.Name), ("body", $$"""{"id":"{{Guid.CreateVersion7()}}"}""")), CancellationToken.None);

    private static async Task CommitAsync(TestHouse house, Guid stream, bool fail)
    {
        await using var db = new SampleDb(house.Services.GetRequiredService<RoomDbTools>());
        await db.InTransactionAsync(() =>
        {
            db.Tell(new FeedEntry(stream, "thing", Guid.CreateVersion7(), 1, stream));
            db.Tell(new FeedEntry(stream, "thing", Guid.CreateVersion7(), 2, stream));
            db.Publish(new Happened(Guid.CreateVersion7()), new ShopId(stream));
            db.Audit(new AuditEntry(null, new ShopId(stream), null, "test.thing.done", "thing", "1", After: new { Amount = 2 }));
            return fail ? throw new InvalidOperationException("the act failed") : Task.FromResult(0);
        }, CancellationToken.None);
    }

    private static async Task<long?> CountAsync(TestHouse house, string table, string column, object value)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        return await connection.ReadLongAsync(null, $"select count(*) from {table} where {column} = @value", CancellationToken.None, ("value", value));
    }
}

public sealed class JobRunnerTests
{
    private sealed class CountingJob(string name, Duration? every = null) : IJob
    {
        public int Rounds { get; private set; }

        public string Name { get; } = name;

        public Duration Every { get; } = every ?? Duration.FromMilliseconds(20);

        public bool RunsEverywhere => false;

        public Task<int> RunOnceAsync(Instant now, CancellationToken ct)
        {
            Rounds++;
            return Task.FromResult(0);
        }
    }

    [Fact]
    public async Task Rare_work_waits_until_the_server_has_come_up()
    {
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        var (often, rare) = (new CountingJob($"test.{Guid.CreateVersion7():n}"), new CountingJob($"test.{Guid.CreateVersion7():n}", Duration.FromMinutes(1)));
        using var runner = new JobRunner([rare, often], house.Services.GetRequiredService<Database>(), TimeProvider.System, NullLogger<JobRunner>.Instance);

        await runner.StartAsync(CancellationToken.None);
        while (often.Rounds < 2)
        {
            await Task.Delay(10);
        }

        rare.Rounds.ShouldBe(0);
        await runner.StopAsync(CancellationToken.None);
    }

    [Theory, BothDatabases]
    public async Task Only_the_holder_of_the_lease_runs_a_shared_job(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var database = house.Services.GetRequiredService<Database>();
        var name = $"test.{Guid.CreateVersion7():n}";
        var (mine, theirs) = (new CountingJob(name), new CountingJob(name));
        using var first = new JobRunner([mine], database, TimeProvider.System, NullLogger<JobRunner>.Instance);
        using var second = new JobRunner([theirs], database, TimeProvider.System, NullLogger<JobRunner>.Instance);

        await first.StartAsync(CancellationToken.None);
        while (mine.Rounds < 3)
        {
            await Task.Delay(10);
        }

        await second.StartAsync(CancellationToken.None);
        var before = mine.Rounds;
        while (mine.Rounds < before + 5)
        {
            await Task.Delay(10);
        }

        await first.StopAsync(CancellationToken.None);
        await second.StopAsync(CancellationToken.None);
        theirs.Rounds.ShouldBe(0);
    }
}
