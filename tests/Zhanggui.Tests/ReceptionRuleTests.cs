using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;
using ReceptionKnown = Zhanggui.Reception.Conversations.Known;
using Rule = Zhanggui.Reception.Conversations.Conversations;

namespace Zhanggui.Tests;

public sealed partial class ReceptionRuleTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 4, 0);
    private static readonly Limits Limits = new(Duration.FromMinutes(2), Duration.FromHours(24), 500, 5);
    private static readonly ShopId Shop = new(Guid.CreateVersion7());
    private static readonly ChannelId Channel = new(Guid.CreateVersion7());
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly string[] AgentRights =
    [
        Permissions.ReadConversations, Permissions.SendMessages, Permissions.WriteNotes, Permissions.TakeConversations, Permissions.CloseConversations,
    ];

    private static readonly Party Li = Agent("李", AgentRights);
    private static readonly Party Wang = Agent("王", AgentRights);
    private static readonly Party Lead = Agent("组长", [.. AgentRights, Permissions.AssignConversations, Permissions.RecallAny]);

    [Fact]
    public void First_word_of_a_buyer_opens_a_conversation_that_waits()
    {
        var decision = Write(null, "在吗");

        decision.Opens.ShouldBeTrue();
        decision.Head!.State.ShouldBe(ConversationState.Waiting);
        decision.Head.QueuedAt.ShouldBe(Noon);
        decision.Head.WaitingSince.ShouldBe(Noon);
        decision.Messages.Single().Seq.ShouldBe(1);
        decision.Head.BuyerCount.ShouldBe(1);
    }

    [Fact]
    public void House_speaks_behind_the_first_words_only_and_that_is_no_answer()
    {
        var limits = Limits with { Opening = new Opening("会保存", "您好") };
        var first = Rule.Decide(null, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("在吗"), Arrival()), ReceptionKnown.None, limits, Guid.CreateVersion7(), Noon);

        first.Messages.Select(m => (m.Kind, m.Sender)).ShouldBe([(MessageKind.Text, SenderKind.Buyer), (MessageKind.System, SenderKind.System), (MessageKind.Text, SenderKind.AutoReply)]);
        first.Head!.WaitingSince.ShouldBe(Noon);
        var next = Rule.Decide(first.Head, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("喂"), Arrival()), ReceptionKnown.None, limits, Guid.CreateVersion7(), Noon);
        next.Messages.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(30, true, false, true)]
    [InlineData(29, true, false, false)] // not yet silent long enough
    [InlineData(300, false, false, false)] // the buyer waits: never
    [InlineData(300, true, true, false)] // put aside until later
    public void House_ends_what_is_silent_on_both_sides(int minutes, bool isAnswered, bool isSnoozed, bool ends)
    {
        var head = Opened(Li);
        head = isAnswered ? Act(head, new Send(Li, SenderKind.Agent, Text("有的"))).Head! : Act(head, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("喂"), Arrival())).Head!;
        head = isSnoozed ? Act(head, new Snooze(Li, Noon + Duration.FromDays(1))).Head! : head;

        var decision = Rule.Decide(head, new EndSilent(head.LastAt + Duration.FromMinutes(minutes - 30)), ReceptionKnown.None, Limits, Guid.Empty, Noon + Duration.FromHours(9));

        (decision.Head!.State == ConversationState.Closed).ShouldBe(ends);
        decision.Head.Outcome.ShouldBe(ends ? Rule.SilentOutcome : null);
    }

    [Fact]
    public void Off_hours_reply_comes_again_when_a_talk_is_reopened_and_only_then()
    {
        var limits = Limits with { Opening = new Opening("会保存", "下班了"), OffHours = "下班了" };
        var closed = Act(Opened(Li), new Close(Li, "已解决")).Head!;

        var back = Rule.Decide(closed, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("又来了"), Arrival()), ReceptionKnown.None, limits, Guid.CreateVersion7(), Noon);
        back.Messages.Count(m => m.Sender == SenderKind.AutoReply).ShouldBe(1);
        back.Messages.ShouldNotContain(m => m.Text == "会保存");
        var more = Rule.Decide(back.Head, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("喂"), Arrival()), ReceptionKnown.None, limits, Guid.CreateVersion7(), Noon);
        more.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public void A_contact_written_down_ends_the_wait_and_leaves_the_owner()
    {
        var waiting = Write(null, "在吗").Head!;
        var taken = Act(waiting, new Take(Li)).Head!;
        var contact = new Contact(false, Noon, null, string.Empty, [new ContactLine(Guid.CreateVersion7(), true, "电话里又问了一遍")], null);

        var written = Rule.Decide(taken, Record(Wang, contact), ReceptionKnown.None, Limits, Guid.CreateVersion7(), Noon).Head!;
        written.Assignee.ShouldBe(Li.Person);
        written.WaitingSince.ShouldBeNull();
        written.LastText.ShouldBe("电话里又问了一遍");
        var fresh = Rule.Decide(null, Record(Wang, contact with { Outcome = "已解决" }), ReceptionKnown.None, Limits, Guid.CreateVersion7(), Noon);
        (fresh.Opens, fresh.Head!.State, fresh.Head.Assignee, fresh.Head.QueuedAt).ShouldBe((true, ConversationState.Closed, Wang.Person, null));
        Rule.Decide(null, Record(Agent("外人", []), contact), ReceptionKnown.None, Limits, Guid.CreateVersion7(), Noon).Refusal!.Code.ShouldBe("reception.conversation.not_found");
    }

    private static Send Record(Party by, Contact contact) =>
        new(by, SenderKind.Agent, new Words(Guid.CreateVersion7(), MessageKind.System, string.Empty), Arrival()) { Contact = contact };

    [Fact]
    public void Reply_to_a_wait_that_has_ended_is_not_sent()
    {
        var waiting = Write(null, "在吗").Head!;
        var reply = new AutoReply("久等了", Noon, Guid.CreateVersion7());

        var sent = Act(waiting, reply);
        sent.Messages.Single().Sender.ShouldBe(SenderKind.AutoReply);
        sent.Head!.WaitingSince.ShouldBe(Noon);
        sent.Head.LastText.ShouldBe("在吗"); // the list goes on showing what the buyer asked
        Act(waiting with { WaitingSince = null }, reply).IsUnchanged.ShouldBeTrue();
        Act(waiting with { WaitingSince = Noon + Duration.FromMinutes(1) }, reply).IsUnchanged.ShouldBeTrue();
    }

    [Fact]
    public void Read_marks_are_shown_to_the_buyer_only_where_the_book_says_so()
    {
        var open = Opened(Li);
        var read = new MarkRead(Li, 1);

        Rule.Decide(open, read, ReceptionKnown.None, Limits, default, Noon).Head!.AgentReadSeq.ShouldBe(1);
        var hidden = Rule.Decide(open, read, ReceptionKnown.None, Limits with { ShowsReadMarks = false }, default, Noon);
        hidden.Head!.AgentReadSeq.ShouldBe(0);
        hidden.Read!.Seq.ShouldBe(1);
        hidden.Told.ShouldNotContain(t => t.Kind == FeedKinds.ReadByAgent);
    }

    [Fact]
    public void A_buyer_cannot_open_a_conversation_for_another_buyer()
    {
        var send = new Send(Party.OfBuyer(Guid.CreateVersion7()), SenderKind.Buyer, Text("x"), Arrival());

        Rule.Decide(null, send, ReceptionKnown.None, Limits, Guid.CreateVersion7(), Noon).Refusal!.Code.ShouldBe("reception.conversation.not_found");
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(24 * 60, true)] // exactly at the edge still continues
    [InlineData((24 * 60) + 1, false)]
    public void Buyer_who_comes_back_in_time_reopens_and_later_begins_anew(int minutesAfterClosing, bool isSame)
    {
        var closed = Act(Opened(Li), new Close(Li, "成交")).Head!;

        var decision = Write(closed, "还在吗", Noon + Duration.FromMinutes(minutesAfterClosing));

        decision.Opens.ShouldBe(!isSame);
        decision.Head!.State.ShouldBe(ConversationState.Waiting);
        (decision.Head.Id == closed.Id).ShouldBe(isSame);
        decision.Head.Reopened.ShouldBe(isSame ? 1 : 0);
        decision.Head.LastAgent.ShouldBe(isSame ? Li.Person : null); // routing prefers them
    }

    [Fact]
    public void Snoozed_wakes_by_the_buyers_word_and_by_the_clock_only_when_due()
    {
        var snoozed = Act(Opened(Li), new Snooze(Li, Noon + Duration.FromHours(1))).Head!;
        snoozed.State.ShouldBe(ConversationState.Snoozed);

        Write(snoozed, "好了吗").Head!.State.ShouldBe(ConversationState.Open);
        Act(snoozed, new Wake(Party.House)).Refusal!.Code.ShouldBe("reception.conversation.not_snoozed");
        Act(snoozed, new Wake(Party.House), at: Noon + Duration.FromHours(1)).Head!.State.ShouldBe(ConversationState.Open);
    }

    [Fact]
    public void Answer_ends_the_wait_and_a_note_or_a_robot_does_not()
    {
        var open = Opened(Li);
        open.WaitingSince.ShouldNotBeNull();

        Act(open, new Send(Li, SenderKind.Agent, Text("内部", MessageKind.Note))).Head!.WaitingSince.ShouldNotBeNull();
        Act(open, new Send(Party.House, SenderKind.AutoReply, Text("稍等"))).Head!.WaitingSince.ShouldNotBeNull();
        Act(open, new Send(Li, SenderKind.Agent, Text("在的"))).Head!.WaitingSince.ShouldBeNull();
    }

    [Fact]
    public void Agent_who_answers_a_waiting_conversation_has_it()
    {
        var decision = Act(Write(null, "在吗").Head!, new Send(Li, SenderKind.Agent, Text("在的")));

        decision.Head!.Assignee.ShouldBe(Li.Person);
        decision.Head.State.ShouldBe(ConversationState.Open);
        decision.Messages.Select(m => m.Audience).ShouldBe([Audience.Agents, Audience.Everybody]); // the line first, then the words
    }

    [Fact]
    public void Only_the_assignee_or_a_leader_answers()
    {
        var open = Opened(Li);

        Act(open, new Send(Wang, SenderKind.Agent, Text("我来"))).Refusal!.Code.ShouldBe("reception.conversation.of_another");
        Act(open, new Send(Lead, SenderKind.Agent, Text("我来"))).Refusal.ShouldBeNull();
        Act(open, new Take(Wang)).Refusal!.Code.ShouldBe("reception.conversation.of_another");
        Act(open, new Take(Lead)).Refusal!.Code.ShouldBe("reception.reason.missing"); // from somebody else only with a reason
        Act(open, new Take(Lead, "买家点名")).Head!.Assignee.ShouldBe(Lead.Person);
    }

    [Fact]
    public void Whoever_comes_in_beside_the_owner_is_named_in_the_record_and_the_owner_stays()
    {
        var open = Opened(Li);
        Act(open, new Join(Wang)).Refusal!.Code.ShouldBe("reception.act.not_allowed");
        Act(Write(null, "在吗").Head!, new Join(Lead)).Refusal!.Code.ShouldBe("reception.conversation.unassigned");

        var joined = Act(open, new Join(Lead));
        joined.Head!.Assignee.ShouldBe(Li.Person);
        joined.Head.Routing!.Joined!.Select(g => g.Name).ShouldBe(["组长"]);
        joined.Messages.Single().Audience.ShouldBe(Audience.Agents);
        Act(joined.Head, new Join(Lead)).IsUnchanged.ShouldBeTrue();

        Act(joined.Head, new Send(Lead, SenderKind.Agent, Text("我补充一句"))).Messages.Count.ShouldBe(1);
        Act(open, new Send(Lead, SenderKind.Agent, Text("我补充一句"))).Messages.Select(m => m.Kind).ShouldBe([MessageKind.System, MessageKind.Text]); // announced by itself
        Act(open, new Send(Lead, SenderKind.Agent, Text("备注", MessageKind.Note))).Messages.Count.ShouldBe(1);

        Act(joined.Head, new Part(Lead)).Head!.Routing!.Joined.ShouldBeNull();
        Act(open, new Part(Lead)).IsUnchanged.ShouldBeTrue();
        Act(joined.Head, new Take(Lead, "买家点名")).Head!.Routing!.Joined.ShouldBeNull(); // an owner is no guest
        Act(joined.Head, new Close(Li, "成交")).Head!.Routing!.Joined.ShouldBeNull();
    }

    [Fact]
    public void Who_may_not_see_a_conversation_learns_nothing_of_it()
    {
        var stranger = Agent("外人", AgentRights, new ShopId(Guid.CreateVersion7()));
        Command[] all =
        [
            new Send(stranger, SenderKind.Agent, Text("x")), new Recall(stranger, 1), new Take(stranger), new Assign(stranger, Li.Person!.Value, "李", "r"), new Release(stranger, "r"),
            new Close(stranger, "o"), new Reopen(stranger), new Snooze(stranger, Noon + Duration.FromHours(1)), new Wake(stranger), new Tag(stranger, ["a"]), new MarkRead(stranger, 1),
            new SaveDraft(stranger, "x", 1), new MarkDelivery(stranger, 1, DeliveryState.Pending), new MarkRead(Party.OfBuyer(Guid.CreateVersion7()), 1),
        ];

        foreach (var command in all)
        {
            Act(Opened(Li), command).Refusal!.Code.ShouldBe("reception.conversation.not_found", command.GetType().Name);
        }
    }

    [Fact]
    public void Invariants_hold_after_any_sequence_of_acts()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var now = Noon;
            Conversation? head = null;
            var all = new List<Message>();
            for (var step = 0; step < 60; step++)
            {
                now += Duration.FromSeconds(random.Next(-30, 3600));
                var before = head;
                var decision = Any(random, head, all, now);
                if (decision.Refusal is not null)
                {
                    continue;
                }

                head = decision.Head!;
                if (decision.Opens)
                {
                    all.Clear();
                }

                all.AddRange(decision.Messages);
                Check(head, all, decision.Opens ? null : before, seed);
            }
        }
    }

    private static void Check(Conversation head, List<Message> all, Conversation? before, int seed)
    {
        var why = $"seed {seed}";
        all.Select((m, i) => m.Seq == i + 1).All(x => x).ShouldBeTrue(why); // plain booleans: this runs thousands of times
        all.Zip(all.Skip(1)).All(p => p.First.At <= p.Second.At).ShouldBeTrue(why);
        head.LastSeq.ShouldBe(all.Count, why);
        head.BuyerCount.ShouldBe(all.Count(m => m.Sender == SenderKind.Buyer), why);
        head.VisibleSeq.ShouldBe(all.Where(m => m.Audience == Audience.Everybody).Select(m => m.Seq).DefaultIfEmpty().Max(), why);
        (head.State switch
        {
            ConversationState.Waiting => head.Assignee is null && head.QueuedAt is not null,
            ConversationState.Open => head.Assignee is not null && head.QueuedAt is null,
            ConversationState.Snoozed => head.Assignee is not null && head.SnoozedUntil is not null,
            _ => head is { ClosedAt: not null, Outcome: not null, QueuedAt: null },
        }).ShouldBeTrue($"{why}: {head}");
        if (before is not null)
        {
            head.AgentReadSeq.ShouldBeGreaterThanOrEqualTo(before.AgentReadSeq, why);
            head.BuyerReadSeq.ShouldBeGreaterThanOrEqualTo(before.BuyerReadSeq, why);
        }
    }

    private static Decision Any(Random random, Conversation? head, List<Message> all, Instant now)
    {
        Party[] people = [Li, Wang, Lead];
        var by = people[random.Next(3)];
        var seq = random.Next(0, all.Count + 2);
        Command command = random.Next(14) switch
        {
            0 or 1 or 2 => new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("买家"), Arrival()),
            3 or 4 => new Send(by, SenderKind.Agent, Text("客服")),
            5 => new Send(by, SenderKind.Agent, Text("备注", MessageKind.Note)),
            6 => new Recall(by, seq),
            7 => random.Next(3) == 0 ? new Join(by) : random.Next(3) == 0 ? new Part(by) : new Take(by, "接手"),
            8 => new Assign(random.Next(2) == 0 ? Party.House : by, people[random.Next(3)].Person!.Value, "某", "因为"),
            9 => new Release(by, "因为"),
            10 => new Close(by, "成交"),
            11 => new Reopen(by),
            12 => random.Next(2) == 0 ? new Snooze(by, now + Duration.FromHours(1)) : new Wake(random.Next(2) == 0 ? Party.House : by),
            _ => random.Next(2) == 0 ? new MarkRead(by, seq) : new MarkRead(Party.OfBuyer(Buyer), seq),
        };
        return Rule.Decide(head, command, new ReceptionKnown(all.Find(m => m.Seq == seq)), Limits, Guid.CreateVersion7(), now);
    }

    private static Decision Write(Conversation? head, string text, Instant? at = null) =>
        Rule.Decide(head, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text(text), Arrival()), ReceptionKnown.None, Limits, Guid.CreateVersion7(), at ?? Noon);

    private static Decision Act(Conversation head, Command command, ReceptionKnown? facts = null, Instant? at = null) =>
        Rule.Decide(head, command, facts ?? ReceptionKnown.None, Limits, Guid.Empty, at ?? Noon);

    private static Conversation Opened(Party by) => Act(Write(null, "在吗").Head!, new Take(by)).Head!;

    private static (Conversation Head, Message Message) Answered()
    {
        var decision = Act(Opened(Li), new Send(Li, SenderKind.Agent, Text("在的")));
        return (decision.Head!, decision.Messages[^1]);
    }

    private static Words Text(string text, MessageKind kind = MessageKind.Text) => new(Guid.CreateVersion7(), kind, text);

    private static Arrival Arrival() => new(Shop, Channel, "web", "网站", Buyer, BuyerIdentity.Anonymous, new About("访客1"));

    private static Party Agent(string name, string[] rights, ShopId? shop = null) => Party.Of(new Actor(
        new PersonId(Guid.CreateVersion7()), name, Guid.Empty, new OrganisationId(Guid.CreateVersion7()), "zh-CN", [new Grant(shop ?? Shop, null, rights.ToHashSet(StringComparer.Ordinal))]));
}
