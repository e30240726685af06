using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Channels;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Agents;

/// <summary>One press gives a conversation to a group of the book (CHAT-19), and can be taken back for a moment.</summary>
internal static class HandOvers
{
    internal sealed record HandOverBody(string? To);

    public static void Map(RouteGroupBuilder reception)
    {
        var one = reception.MapGroup("/conversations/{id:guid}");
        one.MapPost("/hand-over", HandleAsync).Requires(Permissions.TakeConversations);
        one.MapPost("/hand-over/undo", async (Guid id, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            Answers.Act(await writer.ActAsync(new UndoHandOver(Party.Of(actor)) { Conversation = new ConversationId(id) }, ct))).Requires(Permissions.TakeConversations);
    }

    private static async Task<IResult> HandleAsync(Guid id, HandOverBody body, Actor actor, ConversationReader reader, ConversationWriter writer, ShopRules rules, FloorReader floor, TimeProvider clock, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var now = clock.GetCurrentInstant();
        var rule = await rules.RoutingAsync(head.Shop, now, ct);
        if (rule.HandOvers.FirstOrDefault(h => h.Key == body.To) is not { } to || rule.Groups.FirstOrDefault(g => g.Key == to.Group) is not { } group)
        {
            return Answers.Problem(new HandOverUnknown());
        }

        var members = (await floor.AgentsAsync(head.Shop, rule, now, ct)).Candidates.Where(c => c.Groups.Contains(group.Key)).ToList();
        if (members.Count == 0)
        {
            return Answers.Problem(new HandOverNobody(group.Name));
        }

        if (!ChannelKinds.IsPlatform(head.ChannelKind))
        {
            return Answers.Act(await writer.ActAsync(new HandOverTo(party, to, group.Name, members.Exists(m => m.IsOnDuty)) { Conversation = head.Id }, ct));
        }

        // A platform's talk has no queue here: it goes to whoever of the group has the fewest.
        return members.Where(m => m.IsReady && m.Person != head.Assignee).OrderBy(m => m.Load).ThenBy(m => m.IdleSince).ThenBy(m => m.Person.Value).FirstOrDefault() is { } next
            ? Answers.Act(await writer.ActAsync(new Assign(party, next.Person, next.Name, to.Reason) { Conversation = head.Id }, ct))
            : Answers.Problem(new HandOverNobodyThere(group.Name));
    }
}
