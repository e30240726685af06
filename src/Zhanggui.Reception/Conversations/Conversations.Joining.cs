using Zhanggui.Kernel.Ids;
using NodaTime;
using Zhanggui.Reception.Contracts;

namespace Zhanggui.Reception.Conversations;

/// <summary>A second person beside the owner: comes in with a line of the record, answers, and goes again. The owner stays the owner.</summary>
internal static partial class Conversations
{
    private const int MostGuests = 20;

    /// <summary>Somebody else has it, and this person has not come in beside them.</summary>
    public static bool IsOfAnother(Conversation head, Party by) => head.State != ConversationState.Closed && IsBesideOwner(head, by);

    private static bool IsBesideOwner(Conversation head, Party by) =>
        by is { Kind: PartyKind.Agent, Person: { } person } && head.Assignee is { } owner && owner != person && head.Routing?.Joined?.Any(g => g.Person == person) != true;

    private static Decision JoinNow(Conversation head, Join join, Instant now)
    {
        if (!join.By.May(Permissions.AssignConversations, head) || !join.By.May(Permissions.SendMessages, head) || join.By.Person is null)
        {
            return Decision.No(new ActNotAllowed());
        }

        if (head.State == ConversationState.Closed)
        {
            return Decision.No(new ConversationClosed());
        }

        if (head.Assignee is null)
        {
            return Decision.No(new ConversationUnassigned());
        }

        if (!IsBesideOwner(head, join.By))
        {
            return Decision.Same(head);
        }

        var draftsman = new Draftsman(head, now);
        JoinInto(draftsman, join.By);
        return draftsman.Done();
    }

    private static void JoinInto(Draftsman draftsman, Party by)
    {
        var routing = draftsman.Head.Routing ?? RoutingState.None;
        draftsman.Head = draftsman.Head with { Routing = routing with { Joined = [.. (routing.Joined ?? []).TakeLast(MostGuests - 1), new Guest(by.Person!.Value, by.Name ?? string.Empty)] } };
        draftsman.Line("joined", Args(new { person = by.Person, name = by.Name }), Audience.Agents);
        draftsman.TellHead();
    }

    private static Decision PartNow(Conversation head, Part part, Instant now)
    {
        if (part.By.Person is not { } person || head.Routing?.Joined?.Any(g => g.Person == person) != true)
        {
            return Decision.Same(head);
        }

        var draftsman = new Draftsman(head with { Routing = head.Routing with { Joined = Without(head.Routing.Joined, person) } }, now);
        draftsman.Line("parted", Args(new { person, name = part.By.Name }), Audience.Agents);
        draftsman.TellHead();
        return draftsman.Done();
    }

    private static IReadOnlyList<Guest>? Without(IReadOnlyList<Guest>? guests, PersonId person) =>
        guests?.Where(g => g.Person != person).ToList() is { Count: > 0 } left ? left : null;
}
