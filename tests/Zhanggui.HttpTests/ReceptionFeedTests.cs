using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Feed;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;

namespace Zhanggui.HttpTests;

public sealed class ReceptionFeedTests
{
    [Theory, BothDatabases]
    public async Task Socket_acknowledges_what_is_stored_and_tells_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var c = await desk.OpenConversationAsync();
        await using var socket = await TestSocket.OpenAsync(house, await desk.Shop.CookieAsync(desk.Shop.Agent), desk.Id);
        await socket.HearAsync("ready");
        var id = Guid.CreateVersion7();

        await socket.SayAsync(new { t = "send", id, c = c.Value, kind = "text", text = "您好 <b>\"😀\"" });
        var ack = await socket.HearAsync("ack");
        await socket.SayAsync(new { t = "send", id, c = c.Value, kind = "text", text = "再发一次" });
        var again = await socket.HearAsync("ack");
        await socket.SayAsync(new { t = "send", id = Guid.CreateVersion7(), c = Guid.CreateVersion7(), kind = "text", text = "没有这个" });
        var refused = await socket.HearAsync("refused");
        await socket.SayAsync(new { t = "ping" });
        await socket.HearAsync("pong");

        ack.Text("c").ShouldBe(c.ToString());
        again.Number("seq").ShouldBe(ack.Number("seq"));
        refused.Text("code").ShouldBe("reception.conversation.not_found");
        await socket.ReachAsync(e => e.Text("k") == "message" && e.Text("message", "id") == id.ToString());
        socket.Events.Last(e => e.Text("k") == "message" && e.Text("message", "id") == id.ToString()).Text("message", "text").ShouldBe("您好 <b>\"😀\"");
    }

    [Theory, BothDatabases]
    public async Task Malformed_frames_are_refused_and_harm_nobody(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        await using var socket = await TestSocket.OpenAsync(house, await desk.Shop.CookieAsync(desk.Shop.Agent), desk.Id);
        await socket.HearAsync("ready");

        foreach (var frame in new object[] { 1, "x", new { }, new { t = 5 }, new { t = "send" }, new { t = "send", id = "x", c = "y" }, new { t = "send", id = Guid.CreateVersion7(), c = Guid.CreateVersion7(), kind = "system" }, new { t = "read", c = 7 }, new { t = "nonsense" } })
        {
            await socket.SayAsync(frame);
            (await socket.HearAsync("refused")).Text("code").ShouldBe("reception.message.malformed");
        }

        await socket.SayAsync(new { t = "ping" });
        await socket.HearAsync("pong");
    }

    [Theory, BothDatabases]
    public async Task Resuming_from_any_number_gives_exactly_what_was_missed(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var cookie = await desk.Shop.CookieAsync(desk.Shop.Supervisor);
        await using var watching = await TestSocket.OpenAsync(house, cookie, desk.Id);
        var ready = await watching.HearAsync("ready");
        var buyer = Guid.CreateVersion7();
        for (var i = 0; i < 20; i++)
        {
            await desk.SayAsync(buyer, $"{i}");
        }

        await watching.ReachAsync(e => e.Text("k") == "message" && e.Text("message", "text") == "19");
        var all = watching.Events.Select(e => e.Number("n")).ToList();
        foreach (var after in new[] { 0, 1, all[3], all[10], all[^2] })
        {
            await using var back = await TestSocket.OpenAsync(house, cookie, desk.Id, after, ready.Text("epoch"));
            await back.ReachAsync(e => e.Number("n") >= all[^1]);
            back.Events.Select(e => e.Number("n")).Where(n => n <= all[^1]).ShouldBe(all.Where(n => n > after));
        }

        await using var future = await TestSocket.OpenAsync(house, cookie, desk.Id, 1_000_000, ready.Text("epoch"));
        await future.HearAsync("reload");
        await using var restored = await TestSocket.OpenAsync(house, cookie, desk.Id, 1, Guid.CreateVersion7().ToString());
        await restored.HearAsync("reload");
    }

    [Theory, BothDatabases]
    public async Task A_client_ahead_of_what_this_process_has_told_is_waited_for(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        var cookie = await desk.Shop.CookieAsync(desk.Shop.Agent);
        await using var socket = await TestSocket.OpenAsync(house, cookie, desk.Id);
        var ready = await socket.HearAsync("ready");
        // What another process commits stands in the database, and in its snapshots, before this one hears of it.
        var store = house.Services.GetRequiredService<FeedStore>();
        var told = await house.Services.GetRequiredService<Database>().WriteAsync(
            (connection, transaction) => store.AppendAsync(connection, transaction, desk.Id.Value, [new FeedEntry(desk.Id.Value, "test", Guid.CreateVersion7(), 0, Guid.CreateVersion7())], CancellationToken.None), CancellationToken.None);

        await using var ahead = await TestSocket.OpenAsync(house, cookie, desk.Id, told[^1].Number, ready.Text("epoch"));

        (await ahead.HearAsync("ready")).Number("n").ShouldBe(told[^1].Number);
    }

    [Theory, BothDatabases]
    public async Task Old_snapshot_and_its_events_make_the_fresh_snapshot_for_every_act(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        using var supervisor = await desk.Shop.SignInAsync(desk.Shop.Supervisor);
        var cookie = await desk.Shop.CookieAsync(desk.Shop.Supervisor);
        // Somebody is there, so that routing adds nothing of its own while we compare.
        await house.Services.GetRequiredService<Zhanggui.Shifts.Contracts.IDuty>().SetAsync(desk.Id, desk.Shop.Supervisor.Id, Zhanggui.Shifts.Contracts.DutyState.Busy, null, null, CancellationToken.None);
        var acts = new RandomActs(desk, seed: 7);
        await acts.RunAsync(15);
        var snapshot = await supervisor.GetJsonAsync($"/api/reception/snapshot?shop={desk.Id}&scope=all");
        var me = snapshot.Text("me", "id");
        var before = View.Of(snapshot);

        await acts.RunAsync(120);
        var fresh = await supervisor.GetJsonAsync($"/api/reception/snapshot?shop={desk.Id}&scope=all");
        await using var socket = await TestSocket.OpenAsync(house, cookie, desk.Id, snapshot.Number("n"), snapshot.Text("epoch"));
        while (socket.To < fresh.Number("n"))
        {
            await socket.HearAsync("events");
        }

        foreach (var e in socket.Events.Where(e => e.Number("n") <= fresh.Number("n")))
        {
            before.Apply(e, me);
            before.Apply(e, me); // twice is harmless
        }

        // What came back was not in the snapshot: a client asks how far it had read it.
        foreach (var id in before.HeardMidway)
        {
            before.Mark(id, (await supervisor.GetJsonAsync($"/api/reception/conversations/{id}"))["read"]);
        }

        var now = View.Of(fresh);
        (string.Join('\n', before.Lines().Except(now.Lines(), StringComparer.Ordinal)), string.Join('\n', now.Lines().Except(before.Lines(), StringComparer.Ordinal))).ShouldBe((string.Empty, string.Empty));
    }

    [Theory, BothDatabases]
    public async Task Nothing_inner_ever_reaches_a_visitors_projection(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var desk = await ReceptionDesk.OpenAsync(house);
        await new RandomActs(desk, seed: 11).RunAsync(150);

        // Once as the database gives them, once as the writer hands them over: both ways a visitor can hear.
        var feed = house.Services.GetRequiredService<FeedStore>();
        var events = await feed.ReadAfterAsync(desk.Id.Value, 0, 10_000, CancellationToken.None);
        await house.Services.GetRequiredService<ConversationReader>().FillAsync(events, CancellationToken.None);

        events.Count(e => e.Kind == "message").ShouldBeGreaterThan(50);
        foreach (var e in events)
        {
            var json = Encoding.UTF8.GetString(((Changed)e.Payload!).ForVisitor(e, 3));
            foreach (var secret in new[] { RandomActs.Secret, "reason", "tags", "outcome", "mentions", "draft", "personId", "buyerCount", "note", "whisper", "joined", "waitingSince", "\"number\"" })
            {
                json.ShouldNotContain(secret, Case.Sensitive, e.Kind);
            }

            foreach (var person in desk.Shop.Agents.Append(desk.Shop.Supervisor))
            {
                json.ShouldNotContain(person.Id.ToString());
            }
        }
    }

    [Fact]
    public async Task An_agent_at_one_process_hears_what_a_buyer_says_at_another()
    {
        await using var one = await TestHouse.OpenAsync(DatabaseKind.Postgres);
        await using var two = await TestHouse.StartAsync(one.DataDir, one.Postgres);
        var desk = await ReceptionDesk.OpenAsync(one);
        await using var socket = await TestSocket.OpenAsync(two, await desk.Shop.CookieAsync(desk.Shop.Supervisor), desk.Id);
        await socket.HearAsync("ready");

        await desk.SayAsync(Guid.CreateVersion7(), "从另一台", via: one);

        await socket.ReachAsync(e => e.Text("k") == "message" && e.Text("message", "text") == "从另一台");
    }

    /// <summary>The client's own state as the wire document describes it.</summary>
    private sealed class View
    {
        private readonly SortedDictionary<string, (JsonObject Head, long Seq, long Count, string Draft)> conversations = new(StringComparer.Ordinal);

        public HashSet<string> HeardMidway { get; } = new(StringComparer.Ordinal);

        public static View Of(JsonObject snapshot)
        {
            var view = new View();
            foreach (var c in snapshot["conversations"]!.AsArray())
            {
                view.conversations[c!.Text("head", "id")] = (c!["head"]!.DeepClone().AsObject(), c.Number("read", "seq"), c.Number("read", "buyerCount"), c["draft"]?["text"]?.GetValue<string>() ?? string.Empty);
            }

            return view;
        }

        public void Apply(JsonObject e, string me)
        {
            var id = e["c"]?.GetValue<string>() ?? e.Text("head", "id");
            var known = conversations.GetValueOrDefault(id);
            switch (e.Text("k"))
            {
                case "message" or "message-changed" or "conversation":
                    known.Head = e["head"]!.DeepClone().AsObject();
                    known.Draft = e["message"]?["person"]?["id"]?.GetValue<string>() == me && e.Text("message", "kind") != "note" ? string.Empty : known.Draft ?? string.Empty;
                    break;
                case "read" when known.Head is not null:
                    known.Head["buyerReadSeq"] = e.Number("buyerReadSeq");
                    known.Head["agentReadSeq"] = e.Number("agentReadSeq");
                    if (e.Text("person") == me)
                    {
                        (known.Seq, known.Count) = (e.Number("seq"), e.Number("buyerCount"));
                    }

                    break;
                case "draft" when known.Head is not null:
                    known.Draft = e.Text("text");
                    break;
                default:
                    return;
            }

            if (known.Head is null)
            {
                return;
            }

            if (!conversations.ContainsKey(id) && known.Head.Number("buyerCount") > 1)
            {
                HeardMidway.Add(id);
            }

            conversations[id] = known;
        }

        public void Mark(string id, JsonNode? read)
        {
            var known = conversations[id];
            if (read?.Number("seq") is { } seq && seq > known.Seq)
            {
                conversations[id] = known with { Seq = seq, Count = read.Number("buyerCount") };
            }
        }

        /// <summary>What a snapshot would list: what is closed is kept and not shown.</summary>
        public IReadOnlyList<string> Lines() =>
            [.. conversations.Where(c => c.Value.Head.Text("state") != "closed").Select(c => $"{c.Value.Seq}/{c.Value.Count} '{c.Value.Draft}' {c.Value.Head.ToJsonString()}")];
    }
}

/// <summary>All kinds of acts in random order by several people, straight into the writer.</summary>
internal sealed class RandomActs(ReceptionDesk desk, int seed)
{
    /// <summary>Stands in every word that no buyer may ever see.</summary>
    public const string Secret = "机密内容";

    private readonly Random random = new(seed);
    private readonly List<Guid> buyers = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];
    private readonly Dictionary<Guid, Conversation> heads = [];
    private IReadOnlyList<Party>? people;
    private long version;

    public async Task RunAsync(int count)
    {
        var directory = desk.Shop.House.Services.GetRequiredService<Zhanggui.People.Contracts.IPeople>();
        if (people is null)
        {
            var found = new List<Party>();
            foreach (var person in new[] { desk.Shop.Supervisor, desk.Shop.Agent, desk.Shop.Agents[1] })
            {
                found.Add(Party.Of((await directory.ActorOfAsync(person.Id, CancellationToken.None))!));
            }

            people = found;
        }

        for (var i = 0; i < count; i++)
        {
            var result = await ReceptionDesk.Writer(desk.Shop.House).ActAsync(Next(), CancellationToken.None);
            if (result.Head is { } head)
            {
                heads[head.Buyer] = head;
            }
        }
    }

    private Command Next()
    {
        var buyer = buyers[random.Next(buyers.Count)];
        var by = people![random.Next(people.Count)];
        if (!heads.TryGetValue(buyer, out var head) || random.Next(4) == 0)
        {
            return new Send(Party.OfBuyer(buyer), SenderKind.Buyer, new Words(Guid.CreateVersion7(), MessageKind.Text, $"买家{random.Next(1000)}"), desk.Arrival(buyer));
        }

        var seq = random.NextInt64(1, head.LastSeq + 1);
        var id = Guid.CreateVersion7();
        Command command = random.Next(18) switch
        {
            0 or 1 => new Send(by, SenderKind.Agent, new Words(id, MessageKind.Text, "客服答复")),
            2 or 3 => new Send(by, SenderKind.Agent, new Words(id, MessageKind.Note, Secret, null, [people[0].Person!.Value])),
            4 => new Recall(by, seq),
            5 => new Take(by, Secret),
            6 => new Assign(by, people[1].Person!.Value, people[1].Name!, Secret),
            7 => new Release(by, Secret),
            8 => new Close(by, Secret, Secret),
            9 => new Reopen(by),
            10 => new Snooze(by, NodaTime.Instant.FromUtc(2099, 1, 1, 0, 0), Secret),
            11 => new Tag(by, [Secret, $"{random.Next(5)}"]),
            12 => random.Next(2) == 0 ? new MarkRead(by, seq) : new MarkRead(Party.OfBuyer(buyer), seq),
            13 => random.Next(3) == 0 ? new Part(by) : new Join(by),
            14 => new WriteLine(random.Next(2) == 0 ? "watched" : "watch-ended", $"{{\"person\":\"{Secret}\",\"name\":\"{Secret}\"}}", Audience.Agents, id),
            15 => new Send(by, SenderKind.Agent, new Words(id, MessageKind.Note, Secret, System.Text.Encoding.UTF8.GetBytes($"{{\"whisper\":{{\"name\":\"{Secret}\"}}}}"), [people[1].Person!.Value])),
            _ => random.Next(2) == 0 ? new SaveDraft(by, Secret, ++version) : new Wake(by),
        };
        return command with { Conversation = head.Id };
    }
}
