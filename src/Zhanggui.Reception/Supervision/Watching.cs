using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Supervision;

/// <summary>
/// Silent watch (旁听): one line of the record when a look begins and one when it ends, both for the team only. The line comes first and the
/// look is kept behind it, so that no look is without its line; the id of the look makes both once.
/// </summary>
internal static class Watching
{
    internal sealed record LookBody(Guid Id);

    /// <summary>Begins a look; the same id again says that the screen still shows it.</summary>
    public static async Task<IResult> WatchAsync(Guid id, LookBody body, Actor actor, ConversationReader reader, ConversationWriter writer, WatchBook book, TimeProvider clock, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var now = clock.GetCurrentInstant();
        var look = await book.FindAsync(body.Id, ct);
        if (Refuse(head, actor, body.Id, look) is { } refusal)
        {
            return Answers.Problem(refusal);
        }

        if (look is not null)
        {
            await book.BeatAsync(look.Id, now, ct);
            return Results.NoContent();
        }

        // Reading began a look already: the screen goes on with it.
        if (await book.OpenOfAsync(head.Id, actor.Person, ct) is { } open)
        {
            await book.BeatAsync(open.Id, now, ct);
            return Results.NoContent();
        }

        return await BeginAsync(body.Id, head, actor, now, writer, book, ct) is { } no ? Answers.Problem(no) : Results.NoContent();
    }

    public static async Task<Refusal?> BeginAsync(Guid id, Conversation head, Actor actor, Instant now, ConversationWriter writer, WatchBook book, CancellationToken ct)
    {
        var result = await writer.ActAsync(new WriteLine("watched", Args(actor.Person.Value, actor.Name, null), Audience.Agents, id) { Conversation = head.Id }, ct);
        if (result.Refusal is { } no)
        {
            return no;
        }

        await book.OpenAsync(new Look(id, head.Shop, head.Id, actor.Person, now, now, null),
            new AuditEntry(actor.Organisation, head.Shop, actor.Person, "reception.conversation.watch", "conversation", head.Id.ToString(), After: new { number = head.Number, of = head.AssigneeName }), ct);
        return null;
    }

    public static async Task<IResult> LeaveAsync(Guid id, LookBody body, Actor actor, ConversationWriter writer, WatchBook book, TimeProvider clock, CancellationToken ct)
    {
        var look = await book.FindAsync(body.Id, ct) ?? await book.OpenOfAsync(new ConversationId(id), actor.Person, ct);
        if (look is null || look.Person != actor.Person || look.Conversation.Value != id)
        {
            return Answers.Problem(new ConversationNotFound());
        }

        await EndAsync(look, actor.Name, clock.GetCurrentInstant(), writer, book, ct);
        return Results.NoContent();
    }

    /// <summary>False when the line could not be stored now: it is tried again.</summary>
    public static async Task<bool> EndAsync(Look look, string name, Instant at, ConversationWriter writer, WatchBook book, CancellationToken ct)
    {
        if (look.LeftAt is not null)
        {
            return true;
        }

        var seconds = (long)Duration.Max(Duration.Zero, at - look.OpenedAt).TotalSeconds;
        var result = await writer.ActAsync(new WriteLine("watch-ended", Args(look.Person.Value, name, seconds), Audience.Agents, EndId(look.Id)) { Conversation = look.Conversation }, ct);
        if (result.Refusal is { Kind: RefusalKind.Unavailable })
        {
            return false;
        }

        // What was cleared or erased meanwhile takes no line; the look ends all the same.
        await book.LeaveAsync(look.Id, at, ct);
        return true;
    }

    internal static Refusal? Refuse(Conversation head, Actor actor, Guid id, Look? known) =>
        id == Guid.Empty ? new MessageMalformed("id")
        : !Party.Of(actor).May(Permissions.WatchConversations, head) ? new ActNotAllowed()
        : known is not null && (known.Person != actor.Person || known.Conversation != head.Id) ? new MessageIdTaken()
        : known?.LeftAt is not null ? new WatchOver()
        : known is null && (head.Assignee is null || head.Assignee == actor.Person || head.State is not (ConversationState.Open or ConversationState.Snoozed)) ? new NothingToWatch()
        : null;

    private static string Args(Guid person, string name, long? seconds) => JsonSerializer.Serialize(new { person, name, seconds }, HouseJson.Options);

    private static Guid EndId(Guid look)
    {
        Span<byte> bytes = stackalloc byte[17];
        look.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[16] = 1;
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}

/// <summary>Ends the looks whose screens have gone without a word: closed windows, lost lines.</summary>
internal sealed class EndLooksJob(WatchBook book, ConversationWriter writer, IPeople people) : IJob
{
    private const int RoundLimit = 200;

    /// <summary>Screens say every 45 seconds that they are there; two missed ones are a lost line.</summary>
    internal static readonly Duration LostAfter = Duration.FromMinutes(2);

    public string Name => "reception.end_looks";

    public Duration Every => Duration.FromSeconds(30);

    public bool RunsEverywhere => false;

    public async Task<int> RunOnceAsync(Instant now, CancellationToken ct)
    {
        var silent = await book.SilentAsync(now - LostAfter, RoundLimit, ct);
        var names = await people.FindManyAsync([.. silent.Select(l => l.Person).Distinct()], ct);
        var ended = 0;
        foreach (var look in silent)
        {
            ended += await Watching.EndAsync(look, names.GetValueOrDefault(look.Person)?.Name ?? string.Empty, look.BeatAt, writer, book, ct) ? 1 : 0;
        }

        return ended;
    }
}
