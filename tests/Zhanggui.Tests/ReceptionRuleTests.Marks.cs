using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Shop.Contracts;
using ReceptionKnown = Zhanggui.Reception.Conversations.Known;
using Rule = Zhanggui.Reception.Conversations.Conversations;

namespace Zhanggui.Tests;

/// <summary>Recalls, previews, read marks, drafts and what may be said at all.</summary>
public sealed partial class ReceptionRuleTests
{
    [Theory]
    [InlineData(120, null)]
    [InlineData(121, "reception.recall.too_late")]
    public void Author_recalls_within_the_window(int seconds, string? refused)
    {
        var (head, message) = Answered();

        var decision = Act(head, new Recall(Li, message.Seq), new ReceptionKnown(message), message.At + Duration.FromSeconds(seconds));

        decision.Refusal?.Code.ShouldBe(refused);
        (decision.Recall is not null).ShouldBe(refused is null);
    }

    [Fact]
    public void Recall_belongs_to_the_author_or_to_whoever_may_recall_any()
    {
        var (head, message) = Answered();

        Act(head, new Recall(Wang, message.Seq), new ReceptionKnown(message)).Refusal!.Code.ShouldBe("reception.message.not_yours");
        Act(head, new Recall(Party.OfBuyer(Buyer), message.Seq), new ReceptionKnown(message)).Refusal!.Code.ShouldBe("reception.message.not_yours");
        var byLead = Act(head, new Recall(Lead, message.Seq), new ReceptionKnown(message), Noon + Duration.FromDays(3));
        byLead.Recall.ShouldNotBeNull();
        byLead.Head!.LastText.ShouldBeEmpty(); // the preview forgets it too
        Act(byLead.Head, new Recall(Lead, message.Seq), new ReceptionKnown(message with { RecalledAt = Noon })).IsUnchanged.ShouldBeTrue();

        var behind = Act(head, new Send(Party.House, SenderKind.AutoReply, Text("稍等"))).Head!;
        Act(behind, new Recall(Lead, message.Seq), new ReceptionKnown(message)).Head!.LastText.ShouldBeEmpty();
    }

    [Fact]
    public void Preview_never_shows_a_note()
    {
        var decision = Act(Opened(Li), new Send(Li, SenderKind.Agent, Text("不要告诉买家", MessageKind.Note)));

        decision.Head!.LastText.ShouldBe("在吗");
        decision.Head.VisibleSeq.ShouldBe(1);
        decision.Head.LastSeq.ShouldBe(3);
    }

    [Fact]
    public void Clock_set_back_does_not_date_a_message_before_the_one_before_it()
    {
        var open = Opened(Li);

        var later = Write(open, "一", Noon - Duration.FromHours(1));

        later.Messages.Single().At.ShouldBe(open.RecordAt);
        later.Head!.RecordAt.ShouldBe(open.RecordAt);
    }

    [Fact]
    public void Read_marks_only_grow_and_only_the_assignee_s_show_to_the_buyer()
    {
        var open = Opened(Li);

        var read = Act(open, new MarkRead(Li, 99));
        read.Read.ShouldBe(new ReadMark(Li.Person!.Value, open.LastSeq, 1));
        read.Head!.AgentReadSeq.ShouldBe(open.LastSeq);
        Act(read.Head, new MarkRead(Li, 1), new ReceptionKnown(Read: read.Read)).IsUnchanged.ShouldBeTrue();
        Act(open, new MarkRead(Lead, 99)).Head!.AgentReadSeq.ShouldBe(0); // whoever looks on leaves no trace
    }

    [Fact]
    public void Draft_of_an_older_device_does_not_overwrite_a_newer_one()
    {
        var stored = new ReceptionKnown(Draft: new Draft(Li.Person!.Value, "新", 5));

        Act(Opened(Li), new SaveDraft(Li, "旧", 5), stored).Refusal!.Code.ShouldBe("reception.draft.outdated");
        Act(Opened(Li), new SaveDraft(Li, "新", 5), stored).IsUnchanged.ShouldBeTrue();
        Act(Opened(Li), new SaveDraft(Li, "更新", 6), stored).Draft!.Text.ShouldBe("更新");
    }

    [Fact]
    public void Routing_never_takes_a_conversation_from_a_person()
    {
        var open = Opened(Li);

        Act(open, new Assign(Party.House, Wang.Person!.Value, "王", "最空闲")).Refusal!.Code.ShouldBe("reception.conversation.not_waiting");
    }

    [Theory]
    [InlineData("text", "", "reception.message.empty")]
    [InlineData("text", "   ", "reception.message.empty")]
    [InlineData("image", "", "reception.message.empty")] // an image without its file
    [InlineData("system", "x", "reception.message.kind")]
    public void Words_without_sense_are_refused(string kind, string text, string code) =>
        Act(Opened(Li), new Send(Li, SenderKind.Agent, Text(text, Enum.Parse<MessageKind>(kind, ignoreCase: true)))).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Buyers_write_no_notes_and_nothing_too_long()
    {
        Rule.Decide(null, new Send(Party.OfBuyer(Buyer), SenderKind.Buyer, Text("x", MessageKind.Note), Arrival()), ReceptionKnown.None, Limits, Guid.CreateVersion7(), Noon)
            .Refusal!.Code.ShouldBe("reception.message.kind");
        Write(null, new string('长', 501)).Refusal!.Code.ShouldBe("reception.message.too_long");
    }

    [Fact]
    public void Preview_never_cuts_a_character_in_two()
    {
        var text = new string('x', 99) + "😀尾";

        Rule.Preview(text).ShouldBe(new string('x', 99));
    }

    /// <summary>Whatever happens in whatever order: numbers without gaps, instants that never fall, an owner or a place in the queue.</summary>
}
