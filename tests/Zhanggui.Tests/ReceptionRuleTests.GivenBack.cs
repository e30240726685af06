using NodaTime;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;

namespace Zhanggui.Tests;

/// <summary>Nobody off duty keeps a buyer whom they were only given: two processes deal, and one may not have heard yet that somebody left.</summary>
public sealed partial class ReceptionRuleTests
{
    [Fact]
    public void What_was_given_after_somebody_left_goes_back_also_when_a_leader_answered_in_it()
    {
        var given = Act(Write(null, "在吗").Head!, new Assign(Party.House, Wang.Person!.Value, "王", "轮到") { Routed = new Routed(Why.Of(Why.Alone, "王"), null) }, at: Noon + Duration.FromSeconds(1)).Head!;
        var answered = Act(given, new Send(Lead, SenderKind.Agent, Text("请稍等")), at: Noon + Duration.FromSeconds(2)).Head!;

        var back = Act(answered, new GiveBack(Wang.Person.Value, null, Noon), at: Noon + Duration.FromSeconds(3)).Head!;

        (back.State, back.Assignee).ShouldBe((ConversationState.Waiting, null));
    }

    [Fact]
    public void What_they_answered_themselves_after_leaving_stays_theirs()
    {
        var given = Act(Write(null, "在吗").Head!, new Assign(Party.House, Wang.Person!.Value, "王", "轮到") { Routed = new Routed(Why.Of(Why.Alone, "王"), null) }, at: Noon + Duration.FromSeconds(1)).Head!;
        var answered = Act(given, new Send(Wang, SenderKind.Agent, Text("我在")), at: Noon + Duration.FromSeconds(2)).Head!;

        Act(answered, new GiveBack(Wang.Person.Value, null, Noon), at: Noon + Duration.FromSeconds(3)).IsUnchanged.ShouldBeTrue();
    }
}
