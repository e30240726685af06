using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.HttpTests;

public sealed class ReceptionWriterTests
{
    [Theory, BothDatabases]
    public async Task Buyers_words_stay_in_one_conversation_and_are_numbered_without_gaps(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var buyer = Guid.CreateVersion7();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => desk.SayAsync(buyer, $"第{i}句")));

        results.ShouldAllBe(r => r.Refusal == null);
        results.Select(r => r.Head!.Id).Distinct().Count().ShouldBe(1);
        results.Select(r => r.Message!.Seq).Distinct().Count().ShouldBe(50);
        (await desk.ShouldBeWithoutGapsAsync(results[0].Head!.Id)).ShouldBeGreaterThanOrEqualTo(50);
        results.Select(r => r.Number).Distinct().Count().ShouldBe(50);
    }

    [Theory, BothDatabases]
    public async Task A_hundred_sends_of_the_same_id_at_once_make_one_row(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var (buyer, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => desk.SayAsync(buyer, "一次", id))));

        results.Select(r => (r.Head!.Id, r.Message!.Seq)).Distinct().ShouldHaveSingleItem();
        results.Count(r => !r.IsRepeat).ShouldBe(1);
        (await desk.CountAsync("select count(*) from reception_message where channel_id = @c and sender = 0", ("c", desk.Channel.Value))).ShouldBe(1);
        (await desk.SayAsync(buyer, "很久以后", id)).Message!.Text.ShouldBe("一次"); // the stored result, not the new words
    }

    [Theory, BothDatabases]
    public async Task An_id_that_another_sender_used_is_refused(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var id = Guid.CreateVersion7();
        await desk.SayAsync(Guid.CreateVersion7(), "我的", id);

        (await desk.SayAsync(Guid.CreateVersion7(), "不是你的", id)).Refusal!.Code.ShouldBe("reception.message.id_taken");
    }

    [Theory, BothDatabases]
    public async Task Two_hundred_buyers_open_two_hundred_conversations_at_once(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var buyers = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();

        var results = await Task.WhenAll(buyers.SelectMany(b => Enumerable.Range(0, 3).Select(i => desk.SayAsync(b, $"{i}"))));

        results.Select(r => r.Head!.Id).Distinct().Count().ShouldBe(200);
        (await desk.CountAsync("select count(distinct number) from reception_conversation where shop_id = @s", ("s", desk.Id.Value))).ShouldBe(200);
        (await desk.CountAsync("select max(number) from reception_conversation where shop_id = @s", ("s", desk.Id.Value))).ShouldBe(200);
    }

    [Theory, BothDatabases]
    public async Task Feed_numbers_have_no_gaps_and_name_every_message_once(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(b => Enumerable.Range(0, 5).Select(_ => (b, Guid.CreateVersion7()))).GroupBy(x => x.b)
            .Select(g => Task.Run(async () =>
            {
                var buyer = Guid.CreateVersion7();
                foreach (var (_, id) in g)
                {
                    await desk.SayAsync(buyer, "话", id);
                }
            })));

        var events = await desk.Shop.House.Services.GetRequiredService<FeedStore>().ReadAfterAsync(desk.Id.Value, 0, 10_000, CancellationToken.None);
        events.Select(e => e.Number).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.Where(e => e.Kind == "message").Select(e => (e.Entity, e.Detail)).Distinct().Count().ShouldBeGreaterThanOrEqualTo(100);
    }

    [Theory, BothDatabases]
    public async Task The_record_refuses_to_be_changed_or_deleted(DatabaseKind db)
    {
        var desk = await ReceptionDesk.OpenAsync(await TestHouse.SharedAsync(db));
        var c = await desk.OpenConversationAsync();
        await using var connection = await desk.Shop.House.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);

        string[] attempts =
        [
            "update reception_message set sender = 1 where conversation_id = @c", "update reception_message set at = at + 1 where conversation_id = @c",
            "update reception_message set sealed = hash where conversation_id = @c", "update reception_message set seq = seq + 1 where conversation_id = @c",
            "delete from reception_message where conversation_id = @c",
        ];
        foreach (var sql in attempts)
        {
            var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => connection.ExecuteAsync(null, sql, CancellationToken.None, ("c", c.Value)));
            error.Message.ShouldContain("append-only", customMessage: sql);
        }
    }

    [Theory, BothDatabases]
    public async Task Verification_finds_altered_missing_and_cut_off_rows(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var check = house.Services.GetRequiredService<IRecordCheck>();
        var buyers = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        var ids = new List<ConversationId>();
        foreach (var buyer in buyers)
        {
            ids.Add(await desk.OpenConversationAsync(buyer: buyer));
            await desk.SayAsync(buyer, "二");
            await desk.SayAsync(buyer, "三");
        }

        (await check.VerifyAsync(desk.Id, CancellationToken.None)).ShouldBeEmpty();

        await using (var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            // Whoever owns the database can switch the guards off; the chain still tells.
            await connection.ExecuteAsync(null, db == DatabaseKind.Sqlite
                ? "drop trigger reception_message_frozen; drop trigger reception_message_kept;"
                : "alter table reception_message disable trigger reception_message_append_only", CancellationToken.None);
            await connection.ExecuteAsync(null, "update reception_message set at = at + 1 where conversation_id = @c and seq = 2", CancellationToken.None, ("c", ids[1].Value));
            await connection.ExecuteAsync(null, "delete from reception_message where conversation_id = @c and seq = 2", CancellationToken.None, ("c", ids[2].Value));
            await connection.ExecuteAsync(null, "delete from reception_message where conversation_id = @c and seq = 3", CancellationToken.None, ("c", ids[3].Value));
        }

        (await check.VerifyAsync(ids[0], CancellationToken.None)).ShouldBeEmpty();
        (await check.VerifyAsync(ids[1], CancellationToken.None)).Single().Code.ShouldBe("reception.record.altered");
        (await check.VerifyAsync(ids[2], CancellationToken.None)).Single().Code.ShouldBe("reception.record.missing");
        (await check.VerifyAsync(ids[3], CancellationToken.None)).Single().Code.ShouldBe("reception.record.missing");
        (await check.VerifyAsync(desk.Id, CancellationToken.None)).Count.ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task What_the_store_does_not_take_is_not_acknowledged_and_later_sends_go_through(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var (buyer, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var before = await desk.SayAsync(buyer, "之前");
        await BreakAsync(house, db);

        (await desk.SayAsync(buyer, "存不下", id)).Refusal!.Code.ShouldBe("reception.store.unavailable");
        (await desk.SayAsync(Guid.CreateVersion7(), "新买家")).Refusal!.Code.ShouldBe("reception.store.unavailable");

        await MendAsync(house, db);
        var again = await desk.SayAsync(buyer, "存不下", id);
        again.Refusal.ShouldBeNull();
        again.Head!.Id.ShouldBe(before.Head!.Id);
        await desk.ShouldBeWithoutGapsAsync(again.Head.Id);
        (await house.Services.GetRequiredService<IRecordCheck>().VerifyAsync(desk.Id, CancellationToken.None)).ShouldBeEmpty();
        again.IsRepeat.ShouldBeFalse();
    }

    [Fact]
    public async Task Database_that_goes_away_and_comes_back_is_taken_up_again()
    {
        await using var house = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        var desk = await ReceptionDesk.OpenAsync(house);
        var buyer = Guid.CreateVersion7();
        var talk = (await desk.SayAsync(buyer, "一")).Head!.Id;
        var name = new NpgsqlConnectionStringBuilder(house.Postgres).Database!;
        await ServerAsync($"alter database {name} allow_connections false", $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

        (await desk.SayAsync(buyer, "二")).Refusal!.Code.ShouldBe("reception.store.unavailable");

        await ServerAsync($"alter database {name} allow_connections true");
        (await desk.SayAsync(buyer, "三")).Message!.Text.ShouldBe("三");
        (await desk.CountAsync("select count(*) from reception_message where conversation_id = @c and sender = 0", ("c", talk.Value))).ShouldBe(2);
        await desk.ShouldBeWithoutGapsAsync(talk);
    }

    [Theory, BothDatabases]
    public async Task Stopping_the_server_commits_what_was_handed_in(DatabaseKind db)
    {
        var house = await TestHouse.OpenAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var sends = Enumerable.Range(0, 200).Select(i => desk.SayAsync(Guid.CreateVersion7(), $"{i}")).ToList();

        await house.App.StopAsync();
        var results = await Task.WhenAll(sends);

        var kept = results.Count(r => r.Refusal is null);
        await using var again = await TestHouse.StartAsync(house.DataDir, house.Postgres);
        (await ReceptionDesk.CountAsync(again, "select count(*) from reception_message where channel_id = @c and sender = 0", ("c", desk.Channel.Value))).ShouldBe(kept);
        kept.ShouldBe(200);
    }

    [Fact]
    public async Task Two_processes_on_one_database_serve_the_same_shop()
    {
        await using var one = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        await using var two = await TestHouse.StartAsync(one.DataDir, one.Postgres);
        var desk = await ReceptionDesk.OpenAsync(one);
        var buyers = Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToList();
        var heard = new List<FeedEvent>();
        using var told = new SemaphoreSlim(0);
        using var listener = await two.Services.GetRequiredService<FeedHub>().Stream(desk.Id.Value).ListenAsync(null, () => told.Release(), CancellationToken.None);

        // Everybody writes over both at once, the same ids too.
        var ids = buyers.ToDictionary(b => b, _ => Enumerable.Range(0, 10).Select(_ => Guid.CreateVersion7()).ToList());
        var results = await Task.WhenAll(buyers.SelectMany(b => ids[b].SelectMany(id => new[] { desk.SayAsync(b, "话", id, one), desk.SayAsync(b, "话", id, two) })));

        results.ShouldAllBe(r => r.Refusal == null);
        (await desk.CountAsync("select count(*) from reception_message where channel_id = @c and sender = 0", ("c", desk.Channel.Value))).ShouldBe(100);
        (await desk.CountAsync("select count(*) from reception_conversation where shop_id = @s", ("s", desk.Id.Value))).ShouldBe(10);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (heard.Count(e => e.Kind == "message") < 100)
        {
            await told.WaitAsync(patience.Token);
            listener.TryTake(heard, 10_000).ShouldBeTrue();
        }

        heard.Select(e => e.Number).ShouldBe(Enumerable.Range(1, heard.Count).Select(i => (long)i));
        (await two.Services.GetRequiredService<IRecordCheck>().VerifyAsync(desk.Id, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_process_remembers_never_decides_after_another_has_changed_it()
    {
        await using var one = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        await using var two = await TestHouse.StartAsync(one.DataDir, one.Postgres);
        var desk = await ReceptionDesk.OpenAsync(one);
        var owner = Party.Of((await one.Services.GetRequiredService<Zhanggui.People.Contracts.IPeople>().ActorOfAsync(desk.Shop.Owner.Id, CancellationToken.None))!);
        var buyer = Guid.CreateVersion7();
        var talk = (await desk.SayAsync(buyer, "一", via: one)).Head!.Id;
        (await desk.SayAsync(buyer, "二", via: one)).Refusal.ShouldBeNull();

        // What the memory of the first would refuse (it is open there) is asked of the database.
        (await ReceptionDesk.Writer(two).ActAsync(new Close(Party.House, "完成") { Conversation = talk }, CancellationToken.None)).Refusal.ShouldBeNull();
        var reopened = await ReceptionDesk.Writer(one).ActAsync(new Reopen(owner) { Conversation = talk }, CancellationToken.None);
        reopened.Refusal.ShouldBeNull();
        reopened.Head!.Reopened.ShouldBe(1);

        // What it would allow (open still) is compared at the commit.
        (await desk.SayAsync(buyer, "三", via: one)).Refusal.ShouldBeNull();
        (await ReceptionDesk.Writer(two).ActAsync(new Close(Party.House, "完成") { Conversation = talk }, CancellationToken.None)).Refusal.ShouldBeNull();
        (await desk.SayAsync(buyer, "四", via: one)).Head!.Reopened.ShouldBe(2);
        (await desk.SayAsync(buyer, "五", via: one)).Refusal.ShouldBeNull();
        (await ReceptionDesk.Writer(two).ActAsync(new Tag(owner, ["急"]) { Conversation = talk }, CancellationToken.None)).Refusal.ShouldBeNull();
        (await desk.SayAsync(buyer, "六", via: one)).Head!.Tags.ShouldBe(["急"]);
        (await two.Services.GetRequiredService<IRecordCheck>().VerifyAsync(desk.Id, CancellationToken.None)).ShouldBeEmpty();
    }

    private static async Task BreakAsync(TestHouse house, DatabaseKind db)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(null, db == DatabaseKind.Sqlite
            ? "create trigger full_disk before insert on reception_message begin select raise(abort, 'database or disk is full'); end"
            : "create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$; create trigger full_disk before insert on reception_message for each row execute function full_disk()", CancellationToken.None);
    }

    private static async Task MendAsync(TestHouse house, DatabaseKind db)
    {
        await using var connection = await house.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(null, db == DatabaseKind.Sqlite ? "drop trigger full_disk" : "drop trigger full_disk on reception_message", CancellationToken.None);
    }

    private static async Task ServerAsync(params string[] commands)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("ZHANGGUI_TEST_POSTGRES"));
        await connection.OpenAsync();
        foreach (var text in commands)
        {
            await using var command = new NpgsqlCommand(text, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
