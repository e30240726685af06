using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Satisfaction;

/// <summary>
/// Whoever serves a conversation asks the buyer how it is, while it goes on: at most once, as the house asks at the end. A line of the record
/// says so to both sides; the widget shows the question when it hears the line.
/// </summary>
internal static class InviteRating
{
    public static async Task<IResult> HandleAsync(Guid id, Actor actor, ConversationReader reader, ConversationWriter writer, RatingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        if (head.Assignee != actor.Person && head.Routing?.Joined?.Any(g => g.Person == actor.Person) != true)
        {
            return Answers.Problem(new ActNotAllowed());
        }

        var now = clock.GetCurrentInstant();
        var person = await book.LastHumanAsync(head.Id, ct);
        if (RatingRules.MayInviteByHand(head, person is not null, await book.FindAsync(head.Id, ct), await rules.FloorAsync(head.Shop, now, ct)) is { } no)
        {
            return Answers.Problem(no);
        }

        var audit = new AuditEntry(actor.Organisation, head.Shop, actor.Person, "reception.rating.invite", "conversation", head.Id.ToString(), After: new { number = head.Number });
        if (!await book.InviteByHandAsync(head, person!.Value, now, actor.Person, audit, ct))
        {
            return Answers.Problem(new RatingAsked());
        }

        return Answers.Act(await writer.ActAsync(new WriteLine("rating-invited", JsonSerializer.Serialize(new { name = actor.Name }, HouseJson.Options), Audience.Everybody, RatingComments.LineId(head.Id, "invited")) { Conversation = head.Id }, ct));
    }
}
