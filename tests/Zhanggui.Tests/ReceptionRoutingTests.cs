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

    [Fact]
    public void Buyer_goes_back_to_whoever_served_them_last_even_if_busier()
    {
        var last = Agent("老张", load: 9);

        Routing.Choose(Waiting(last.Person), [Agent("小李", load: 0), last], Noon)!.Person.ShouldBe(last.Person);
    }

    [Theory]
    [InlineData(DutyState.Busy)]
    [InlineData(DutyState.Away)]
    [InlineData(DutyState.OnHold)]
    [InlineData(DutyState.Off)]
    public void Who_is_not_ready_gets_nobody(DutyState duty)
    {
        var away = Agent("老张", load: 0, duty: duty);

        Routing.Choose(Waiting(away.Person), [away], Noon).ShouldBeNull();
        Routing.IsOffline([away]).ShouldBe(duty == DutyState.Off);
    }

    [Fact]
    public void Full_agents_get_nobody_and_the_buyer_waits() =>
        Routing.Choose(Waiting(null), [Agent("老张", load: 5, capacity: 5)], Noon).ShouldBeNull();

    [Fact]
    public void Least_loaded_first_and_longest_idle_on_ties()
    {
        var rested = Agent("小李", load: 1, idleMinutes: 30);
        Candidate[] agents = [Agent("老张", load: 2, idleMinutes: 90), Agent("小王", load: 1, idleMinutes: 10), rested];

        foreach (var order in new[] { agents, [.. agents.Reverse()] })
        {
            var choice = Routing.Choose(Waiting(null), order, Noon)!;
            choice.Person.ShouldBe(rested.Person);
            choice.Reason.ShouldContain("小李");
        }
    }

    private static Candidate Agent(string name, int load, int capacity = 60, DutyState duty = DutyState.Ready, int idleMinutes = 0) =>
        new(new PersonId(Guid.CreateVersion7()), name, duty, load, capacity, Noon - Duration.FromMinutes(idleMinutes));

    private static Conversation Waiting(PersonId? last) => new()
    {
        Id = new ConversationId(Guid.CreateVersion7()),
        Shop = new ShopId(Guid.CreateVersion7()),
        Channel = new ChannelId(Guid.CreateVersion7()),
        ChannelKind = "web",
        ChannelName = "网站",
        Buyer = Guid.CreateVersion7(),
        Subject = Guid.CreateVersion7(),
        About = new About("访客"),
        LastAgent = last,
    };
}
