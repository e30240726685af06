using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Supervision;

/// <summary>
/// Whoever may read everybody's conversations and reads a running one of somebody else is a silent watcher, over whichever door: the line of the
/// record comes before the words are handed out. The look ends when its reader has been silent, or when the screen that follows it says so.
/// </summary>
internal sealed class Glances(ConversationWriter writer, WatchBook book, TimeProvider clock)
{
    /// <summary>Null when the words may be handed out.</summary>
    public async Task<Refusal?> NoteAsync(Conversation head, Actor actor, CancellationToken ct)
    {
        if (!IsWatching(head, actor))
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        if (await book.OpenOfAsync(head.Id, actor.Person, ct) is { } open)
        {
            await book.BeatAsync(open.Id, now, ct);
            return null;
        }

        return await Watching.BeginAsync(NewId.Create(clock), head, actor, now, writer, book, ct);
    }

    internal static bool IsWatching(Conversation head, Actor actor) =>
        head is { State: ConversationState.Open or ConversationState.Snoozed, Assignee: { } owner } && owner != actor.Person
        && Party.Of(actor).May(Permissions.ReadAllConversations, head)
        && head.Routing?.Joined?.Any(g => g.Person == actor.Person) != true;
}
