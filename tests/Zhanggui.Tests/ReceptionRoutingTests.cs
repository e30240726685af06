using NodaTime;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Tests;

public sealed class ReceptionRoutingTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 2, 4, 0);

    private static readonly RoutingRules Rule = new()
    {
        LastAgentWithin = Duration.FromDays(7),
        Order = RoutingOrder.Load,
        BusyCapacity = null,
        Groups = [],
        AnswerWithin = null,
        TransferWithin = null,
        BacklogFirst = null,
        BacklogSpread = null,
        Leaving = Leaving.HandOver,
        MainPercent = null,
    };

    private static readonly RoutingGroup AfterSales = new("after", "售后", [], [], [], [], [], Duration.FromSeconds(30), []);

    [Theory]
    [InlineData("Do you ship to Canada?", "en")]
    [InlineData("C'est combien s'il vous", "en")] // letters do not tell more
    [InlineData("hello", null)]
    [InlineData("iPhone 15", null)]
    [InlineData("iPhone 15 Pro Max 有货吗", null)]
    [InlineData("什么时候发货", null)]
    [InlineData("いつ届きますか", "ja")]
    [InlineData("배송 언제 와요", "ko")]
    [InlineData("Когда отправите", "ru")]
    [InlineData("ส่งเมื่อไหร่", "th")]
    [InlineData("متى الشحن", "ar")]
    [InlineData("", null)]
    public void A_language_is_told_by_the_letters(string text, string? language) => BuyerLanguages.Of(text).ShouldBe(language);

    [Fact]
    public void A_group_that_names_skills_is_served_by_who_has_one_and_beside_teams_both_are_asked_for()
    {
        var group = AfterSales with { Skills = ["英语", "日语"] };

        Grouping.IsMember(AfterSales, ["售前"], ["英语"]).ShouldBeFalse(); // neither team nor skill is named: by hand only
        Grouping.IsMember(group, [], ["粤语"]).ShouldBeFalse();
        Grouping.IsMember(group, [], ["粤语", "日语"]).ShouldBeTrue();
        Grouping.IsMember(group with { Teams = ["外贸组"] }, ["外贸组"], []).ShouldBeFalse();
        Grouping.IsMember(group with { Teams = ["外贸组"] }, ["外贸组"], ["英语"]).ShouldBeTrue();
        Grouping.SkillFor(group with { Skills = ["English"] }, ["english"]).ShouldBe("English"); // as the book writes it
    }

    [Fact]
    public void The_reason_names_the_skill_that_the_group_asks_for()
    {
        var group = AfterSales with { Skills = ["英语"] };
        var able = Agent("小英", load: 0) with { Groups = ["after"], Skills = ["粤语", "英语"] };

        One(Waiting(null) with { Group = "after" }, [able, Agent("通用", load: 0)], Rule with { Groups = [group] })!.Why.Zh.ShouldBe("售后（会英语）：小英是当前唯一可接待的客服");
        One(Waiting(null) with { Group = "after" }, [able with { Skills = [] }], Rule with { Groups = [group] })!.Why.Zh.ShouldBe("售后：小英是当前唯一可接待的客服"); // put there by hand
    }

    [Fact]
    public void Buyer_goes_back_to_whoever_served_them_last_even_if_busier()
    {
        var last = Agent("老张", load: 9);

        var choice = One(Waiting(last.Person, servedDaysAgo: 7), [Agent("小李", load: 0), last])!;

        choice.Person.ShouldBe(last.Person);
        choice.Why.Code.ShouldBe(Why.Known);
        choice.Why.Zh.ShouldBe("老张上次接待过这位买家");
    }

    [Fact]
    public void After_more_days_than_the_book_says_anybody_may_have_them()
    {
        var last = Agent("老张", load: 9);
        var idle = Agent("小李", load: 0);

        One(Waiting(last.Person, servedDaysAgo: 8), [idle, last])!.Person.ShouldBe(idle.Person);
        One(Waiting(last.Person, servedDaysAgo: 0), [idle, last], Rule with { LastAgentWithin = null })!.Person.ShouldBe(idle.Person);
    }

    [Theory]
    [InlineData(DutyState.Busy)]
    [InlineData(DutyState.Away)]
    [InlineData(DutyState.OnHold)]
    [InlineData(DutyState.Off)]
    public void Who_is_not_ready_gets_nobody(DutyState duty)
    {
        var away = Agent("老张", load: 0, duty: duty);

        One(Waiting(away.Person), [away]).ShouldBeNull();
        Routing.IsOffline([away]).ShouldBe(duty == DutyState.Off);
    }

    [Fact]
    public void Who_is_on_leave_gets_nobody_though_the_state_says_ready()
    {
        var onLeave = Agent("老张", load: 0) with { IsOnLeave = true };

        One(Waiting(onLeave.Person), [onLeave]).ShouldBeNull();
        Routing.IsOffline([onLeave]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2, 3, true)]
    [InlineData(3, 3, false)]
    public void Busy_agent_takes_only_their_own_buyers_back_and_only_up_to_the_book(int load, int most, bool gets)
    {
        var busy = Agent("老张", load, duty: DutyState.Busy);
        var rule = Rule with { BusyCapacity = most };

        (One(Waiting(busy.Person), [busy], rule) is not null).ShouldBe(gets);
        One(Waiting(null), [busy], rule).ShouldBeNull();
    }

    [Fact]
    public void Night_visitor_does_not_go_to_the_agent_who_left()
    {
        var left = Agent("老张", load: 0, duty: DutyState.Off);
        var night = Agent("夜班小王", load: 5);

        One(Waiting(left.Person), [left, night])!.Person.ShouldBe(night.Person);
        One(Waiting(left.Person), [left]).ShouldBeNull();
    }

    [Fact]
    public void Full_agents_get_nobody_and_the_buyer_waits() =>
        One(Waiting(null), [Agent("老张", load: 5, capacity: 5)]).ShouldBeNull();

    [Fact]
    public void Least_loaded_first_and_longest_idle_on_ties()
    {
        var rested = Agent("小李", load: 1, idleMinutes: 30);
        Candidate[] agents = [Agent("老张", load: 2, idleMinutes: 90), Agent("小王", load: 1, idleMinutes: 10), rested];

        foreach (var order in new[] { agents, [.. agents.Reverse()] })
        {
            var choice = One(Waiting(null), order)!;
            choice.Person.ShouldBe(rested.Person);
            choice.Why.Code.ShouldBe(Why.Idle);
        }
    }

    [Fact]
    public void Load_counts_in_proportion_to_the_weight()
    {
        var strong = Agent("老张", load: 3) with { Weight = 200 };

        One(Waiting(null), [strong, Agent("小李", load: 2)])!.Person.ShouldBe(strong.Person);
    }

    [Fact]
    public void Weight_zero_gets_only_buyers_who_come_back()
    {
        var trainee = Agent("学员", load: 0) with { Weight = 0 };

        One(Waiting(null), [trainee]).ShouldBeNull();
        One(Waiting(trainee.Person), [trainee])!.Person.ShouldBe(trainee.Person);
    }

    [Theory]
    [InlineData(29, null)]
    [InlineData(30, "通用")]
    public void Group_overflows_after_its_time_and_not_before(int seconds, string? taker)
    {
        var rule = Rule with { Groups = [AfterSales] };
        var member = Agent("售后", load: 5, capacity: 5) with { Groups = ["after"], IsGeneral = false };
        Candidate[] agents = [member, Agent("通用", load: 0)];

        var choice = One(Waiting(null, seconds) with { Group = "after" }, agents, rule);

        choice?.Name.ShouldBe(taker);
        choice?.Why.Zh.ShouldStartWith("售后30秒没人能接，转全体：");
        (choice is null).ShouldBe(taker is null);
    }

    [Fact]
    public void What_overflowed_returns_to_its_group_as_soon_as_a_member_is_free()
    {
        var rule = Rule with { Groups = [AfterSales] };
        var member = Agent("售后", load: 4, capacity: 5) with { Groups = ["after"], IsGeneral = false };

        var choice = One(Waiting(null, 600) with { Group = "after" }, [member, Agent("通用", load: 0)], rule)!;

        choice.Name.ShouldBe("售后");
        choice.Group.ShouldBe("after");
        choice.Why.Zh.ShouldBe("售后：售后是当前唯一可接待的客服");
    }

    [Fact]
    public void Group_of_which_nobody_is_on_duty_overflows_at_once()
    {
        var rule = Rule with { Groups = [AfterSales with { OverflowAfter = null }] };
        var off = Agent("售后", load: 0, duty: DutyState.Off) with { Groups = ["after"] };

        One(Waiting(null) with { Group = "after" }, [off, Agent("通用", load: 0)], rule)!.Name.ShouldBe("通用");
    }

    [Fact]
    public void Overflow_goes_to_the_named_groups_in_their_order()
    {
        RoutingGroup first = AfterSales with { Key = "first", Name = "一线" }, second = AfterSales with { Key = "second", Name = "二线" };
        var rule = Rule with { Groups = [AfterSales with { OverflowTo = ["first", "second"] }, first, second] };
        Candidate[] agents =
        [
            Agent("售后", load: 1, capacity: 1) with { Groups = ["after"], IsGeneral = false },
            Agent("一线", load: 1, capacity: 1) with { Groups = ["first"], IsGeneral = false },
            Agent("二线", load: 0) with { Groups = ["second"], IsGeneral = false },
            Agent("通用", load: 0),
        ];

        One(Waiting(null, 31) with { Group = "after" }, agents, rule)!.Why.Zh.ShouldBe("售后31秒没人能接，转二线：二线是当前唯一可接待的客服");
        One(Waiting(null, 31) with { Group = "after" }, [.. agents.Where(a => a.Name != "二线")], rule).ShouldBeNull(); // everybody is not named
    }

    [Fact]
    public void Nobody_waits_beside_an_idle_agent_because_everybody_was_put_into_groups() =>
        One(Waiting(null), [Agent("售后", load: 0) with { Groups = ["after"], IsGeneral = false }], Rule with { Groups = [AfterSales] }).ShouldNotBeNull();

    [Fact]
    public void Who_let_it_pass_is_asked_again_only_when_nobody_else_is_left()
    {
        Candidate slow = Agent("老张", load: 0), other = Agent("小李", load: 9);
        var waiting = Waiting(slow.Person) with { PassedBy = [slow.Person] };

        One(waiting, [slow, other])!.Person.ShouldBe(other.Person);
        One(waiting, [slow])!.Person.ShouldBe(slow.Person);
    }

    [Fact]
    public void First_of_the_morning_gets_a_part_of_what_gathered_overnight_and_all_that_is_new()
    {
        var rule = Rule with { BacklogFirst = 3, BacklogSpread = Duration.FromMinutes(10) };
        var first = Agent("早班", load: 0, capacity: 30) with { Since = Noon - Duration.FromMinutes(1) };
        var night = Enumerable.Range(0, 20).Select(i => Waiting(null, 3600 + i)).ToList();

        Routing.Choose(night, [first], rule, Noon).Count(c => c is not null).ShouldBe(3);
        Routing.Choose([.. night, Waiting(null, 5)], [first with { Load = 3 }], rule, Noon).Count(c => c is not null).ShouldBe(1);
        Routing.Choose(night, [first, Agent("第二位", load: 0) with { Since = Noon }], rule, Noon).Count(c => c is not null).ShouldBe(6);
        Routing.Choose(night, [first with { Load = 3 }], rule, Noon + Duration.FromMinutes(9)).Count(c => c is not null).ShouldBe(20);
    }

    [Fact]
    public void Main_account_counts_as_the_book_says()
    {
        var rule = Rule with { Order = RoutingOrder.Share, MainPercent = 300 };
        var holder = Agent("主号", load: 0, capacity: 1000) with { HoldsMainAccount = true };

        var given = Deal(400, [holder, Agent("小李", load: 0, capacity: 1000)], rule);

        given[holder.Person].ShouldBe(300);
    }

    // Properties, over random floors and queues.

    [Fact]
    public void Only_who_is_ready_and_not_on_leave_and_below_capacity_ever_gets_a_buyer()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var (waiting, agents, rule) = Any(seed);
            var given = new Dictionary<PersonId, int>();
            foreach (var (choice, conversation) in Routing.Choose(waiting, agents, rule, Noon).Zip(waiting).Where(c => c.First is not null))
            {
                var who = agents.Single(a => a.Person == choice!.Person);
                var isBack = choice!.Why.Code == Why.Known;
                who.IsOnLeave.ShouldBeFalse($"seed {seed}");
                (who.Duty == DutyState.Ready || (who.Duty == DutyState.Busy && isBack)).ShouldBeTrue($"seed {seed}");
                (isBack || who.Weight > 0).ShouldBeTrue($"seed {seed}");
                given[who.Person] = given.GetValueOrDefault(who.Person) + 1;
                (who.Load + given[who.Person]).ShouldBeLessThanOrEqualTo(who.Capacity, $"seed {seed}");
                isBack.ShouldBe(isBack && conversation.LastAgent == who.Person);
            }
        }
    }

    [Fact]
    public void Order_of_agents_and_conversations_changes_nothing()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var (waiting, agents, rule) = Any(seed);
            var random = new Random(seed);
            var asGiven = Answers(waiting, agents, rule);

            Answers(waiting, agents, rule).ShouldBe(asGiven, $"seed {seed}");
            Answers([.. waiting.OrderBy(_ => random.Next())], [.. agents.OrderBy(_ => random.Next())], rule).ShouldBe(asGiven, $"seed {seed}");
        }
    }

    [Fact]
    public void No_general_buyer_waits_beside_an_idle_agent()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var (waiting, agents, rule) = Any(seed);
            rule = rule with { BacklogFirst = null };
            var choices = Routing.Choose(waiting, agents, rule, Noon);
            var given = choices.OfType<Choice>().GroupBy(c => c.Person).ToDictionary(g => g.Key, g => g.Count());
            var idle = agents.Any(a => a.IsReady && a.Weight > 0 && a.IsGeneral && a.Load + given.GetValueOrDefault(a.Person) < a.Capacity);
            if (idle)
            {
                waiting.Where((w, i) => choices[i] is null && w.Group is null).ShouldBeEmpty($"seed {seed}");
            }
        }
    }

    [Fact]
    public void Shares_converge_to_the_weights()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var agents = Enumerable.Range(0, 2 + random.Next(8)).Select(i => Agent($"客服{i}", load: 0, capacity: 100_000) with { Weight = 20 + random.Next(300) }).ToList();
            var total = agents.Sum(a => a.Weight);

            var given = Deal(5000, agents, Rule with { Order = RoutingOrder.Share });

            foreach (var agent in agents)
            {
                Math.Abs(given.GetValueOrDefault(agent.Person) - (5000.0 * agent.Weight / total)).ShouldBeLessThan(3, $"seed {seed}, {agent.Name}");
            }
        }
    }

    [Fact]
    public void Who_comes_on_later_starts_beside_the_others_and_does_not_catch_up()
    {
        var rule = Rule with { Order = RoutingOrder.Share };
        var early = Agent("早班", load: 0, capacity: 100_000) with { Turn = Turns.Cost(100) * 50, Started = Turns.Cost(100) * 49, TurnAt = Noon };
        var late = Agent("晚来", load: 0, capacity: 100_000) with { Since = Noon + Duration.FromMinutes(1) };

        var given = Deal(100, [early, late], rule);

        // One for beginning where the turn of the others began, one for the odd end; catching up would be fifty.
        Math.Abs(given[early.Person] - given[late.Person]).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory] // E-39: 100 to 200 buyers for one agent in a day
    [InlineData(100)]
    [InlineData(200)]
    public void One_agent_is_dealt_a_whole_peak_day(int buyers)
    {
        var alone = Agent("老张", load: 0);

        Deal(buyers, [alone], Rule with { Order = RoutingOrder.Share })[alone.Person].ShouldBe(buyers);
    }

    [Fact]
    public void What_was_handed_over_waits_for_its_group_alone()
    {
        var rule = Rule with { Groups = [AfterSales] };
        var (member, general) = (Agent("售后", load: 0) with { Groups = ["after"], IsGeneral = false }, Agent("通用", load: 0));
        var waiting = Waiting(null, seconds: 600) with { Group = "after", IsHandedOver = true };

        One(waiting, [general, member], rule)!.Person.ShouldBe(member.Person);
        One(waiting, [general], rule).ShouldBeNull(); // nobody of the group is there
        One(waiting, [general, member with { Duty = DutyState.Busy }], rule).ShouldBeNull(); // there, and full: no overflow
        One(waiting with { IsHandedOver = false }, [general], rule)!.Person.ShouldBe(general.Person); // its time alone is over
    }

    private static Choice? One(InQueue waiting, IReadOnlyCollection<Candidate> agents, RoutingRules? rule = null) => Routing.Choose([waiting], agents, rule ?? Rule, Noon)[0];

    private static List<string> Answers(IReadOnlyList<InQueue> waiting, IReadOnlyList<Candidate> agents, RoutingRules rule) =>
        [.. Routing.Choose(waiting, agents, rule, Noon).Zip(waiting).OrderBy(p => p.Second.Id.Value).Select(p => $"{p.Second.Id}: {p.First?.Person} {p.First?.Why.Zh}")];

    /// <summary>One buyer after the other, as they come in; what is given moves the turn as the database does.</summary>
    private static Dictionary<PersonId, int> Deal(int count, IReadOnlyList<Candidate> agents, RoutingRules rule)
    {
        var given = new Dictionary<PersonId, int>();
        var now = agents.ToList();
        for (var i = 0; i < count; i++)
        {
            var who = now.FindIndex(a => a.Person == Routing.Choose([Waiting(null)], now, rule, Noon)[0]!.Person);
            var virtualNow = now.Max(a => a.Started);
            var from = now[who].Since > now[who].TurnAt ? Math.Max(now[who].Turn, virtualNow) : now[who].Turn;
            now[who] = now[who] with { Turn = from + Turns.Cost(Turns.Weight(now[who], rule.MainPercent)), Started = from, TurnAt = Instant.Max(Noon, now[who].Since), IdleSince = Noon + Duration.FromSeconds(i) };
            given[now[who].Person] = given.GetValueOrDefault(now[who].Person) + 1;
        }

        return given;
    }

    private static (List<InQueue> Waiting, List<Candidate> Agents, RoutingRules Rule) Any(int seed)
    {
        var random = new Random(seed);
        var duties = Enum.GetValues<DutyState>();
        string[] groups = ["after", "vip"];
        var agents = Enumerable.Range(0, random.Next(1, 12)).Select(i => Agent($"客服{i}", random.Next(0, 5), random.Next(1, 8), random.Next(3) == 0 ? duties[random.Next(duties.Length)] : DutyState.Ready, random.Next(100)) with
        {
            IsOnLeave = random.Next(6) == 0,
            Weight = random.Next(8) == 0 ? 0 : 50 * random.Next(1, 5),
            Groups = [.. groups.Where(_ => random.Next(3) == 0)],
            IsGeneral = random.Next(4) > 0,
            Turn = random.Next(5) * Turns.Cost(100),
            Since = Noon - Duration.FromMinutes(random.Next(30)),
        }).ToList();
        var waiting = Enumerable.Range(0, random.Next(40)).Select(i => Waiting(random.Next(3) == 0 ? agents[random.Next(agents.Count)].Person : null, random.Next(4000), random.Next(9)) with
        {
            Number = i,
            Group = random.Next(3) == 0 ? groups[random.Next(2)] : null,
            PassedBy = random.Next(4) == 0 ? [agents[random.Next(agents.Count)].Person] : [],
        }).ToList();
        return (waiting, agents, Rule with
        {
            Order = random.Next(2) == 0 ? RoutingOrder.Share : RoutingOrder.Load,
            BusyCapacity = random.Next(2) == 0 ? null : 4,
            Groups = [AfterSales, AfterSales with { Key = "vip", Name = "贵宾", OverflowTo = ["after"], OverflowAfter = null }],
            BacklogFirst = random.Next(2) == 0 ? null : 2,
            BacklogSpread = Duration.FromMinutes(20),
        });
    }

    private static Candidate Agent(string name, int load, int capacity = 60, DutyState duty = DutyState.Ready, int idleMinutes = 0) =>
        new(new PersonId(Guid.CreateVersion7()), name, duty, load, capacity, Noon - Duration.FromMinutes(idleMinutes)) { Since = Noon - Duration.FromHours(8) };

    private static InQueue Waiting(PersonId? last, int seconds = 0, int servedDaysAgo = 1) =>
        new(new ConversationId(Guid.CreateVersion7()), 1, Noon - Duration.FromSeconds(seconds)) { LastAgent = last, LastServedAt = Noon - Duration.FromDays(servedDaysAgo) };
}
