using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Guarding;
using Zhanggui.Reception.Phrases;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Satisfaction;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Agents;

/// <summary>The agents' acts by HTTP: shape is checked here, meaning by the rule, rights by both.</summary>
internal static class Acts
{
    internal sealed record SendBody(Guid Id, MessageKind Kind, string? Text, Guid? FileId, JsonElement? Card, IReadOnlyList<PersonId>? Mentions, GuardWord? Guard = null);

    internal sealed record AssignBody(PersonId PersonId, string Reason);

    internal sealed record ReasonBody(string Reason);

    internal sealed record CloseBody(string Outcome, string? Note, string? Satisfied = null);

    internal sealed record SnoozeBody(Instant Until, string? Reason);

    internal sealed record TagsBody(IReadOnlyList<string> Tags);

    internal sealed record ReadBody(long Seq);

    internal sealed record DraftBody(string Text, long Version);

    public static void Map(RouteGroupBuilder reception)
    {
        var one = reception.MapGroup("/conversations/{id:guid}");
        one.MapPost("/messages", SendAsync).Requires(Permissions.ReadConversations); // a note needs another right than a message: the rule asks
        one.MapPost("/messages/{seq:long}/recall", (Guid id, long seq, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Recall(Party.Of(actor), seq), ct)).Requires(Permissions.ReadConversations);
        one.MapPost("/assign", AssignAsync).Requires(Permissions.TakeConversations);
        one.MapPost("/release", (Guid id, ReasonBody body, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Release(Party.Of(actor), body.Reason ?? string.Empty), ct)).Requires(Permissions.TakeConversations);
        one.MapPost("/close", CloseAsync).Requires(Permissions.CloseConversations);
        one.MapPost("/reopen", (Guid id, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Reopen(Party.Of(actor)), ct)).Requires(Permissions.TakeConversations);
        one.MapPost("/snooze", (Guid id, SnoozeBody body, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Snooze(Party.Of(actor), body.Until, body.Reason), ct)).Requires(Permissions.SendMessages);
        one.MapPost("/wake", (Guid id, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Wake(Party.Of(actor)), ct)).Requires(Permissions.SendMessages);
        one.MapPost("/tags", (Guid id, TagsBody body, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new Tag(Party.Of(actor), body.Tags ?? []), ct)).Requires(Permissions.ReadConversations);
        one.MapPost("/read", (Guid id, ReadBody body, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new MarkRead(Party.Of(actor), body.Seq), ct)).Requires(Permissions.ReadConversations);
        one.MapPost("/draft", (Guid id, DraftBody body, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new SaveDraft(Party.Of(actor), body.Text ?? string.Empty, body.Version), ct)).Requires(Permissions.ReadConversations);
        one.MapPost("/retry/{seq:long}", (Guid id, long seq, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            ActAsync(writer, id, new MarkDelivery(Party.Of(actor), seq, DeliveryState.Pending), ct)).Requires(Permissions.SendMessages);
    }

    private static async Task<IResult> ActAsync(ConversationWriter writer, Guid id, Command command, CancellationToken ct) =>
        Answers.Act(await writer.ActAsync(command with { Conversation = new ConversationId(id) }, ct));

    /// <summary>Ends it; with a word on how satisfied the buyer is, the record of the case is made at once.</summary>
    private static async Task<IResult> CloseAsync(Guid id, CloseBody body, Actor actor, ConversationWriter writer, TalkRecords records, TimeProvider clock, CancellationToken ct)
    {
        if (body.Satisfied is not null && !TalkRecords.TryRead(body.Satisfied, out _))
        {
            return Answers.Problem(new TalkRecordWrong());
        }

        var result = await writer.ActAsync(new Close(Party.Of(actor), body.Outcome ?? string.Empty, body.Note) { Conversation = new ConversationId(id) }, ct);
        if (body.Satisfied is not null && result is { Refusal: null, Head: { } head })
        {
            await records.KeepAsync(head, new TalkRecords.RecordBody(body.Satisfied, null), actor, clock.GetCurrentInstant(), ct);
        }

        return Answers.Act(result);
    }

    private static async Task<IResult> SendAsync(Guid id, SendBody body, HttpRequest request, Actor actor, ConversationWriter writer, ConversationReader reader, IAttachments attachments, SendGate gate, CancellationToken ct)
    {
        if (request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key && (!Guid.TryParse(key, out var same) || same != body.Id))
        {
            return Answers.Problem(new MessageMalformed("Idempotency-Key"));
        }

        if (body.Kind == MessageKind.Text && PhraseRules.OpenVariable(body.Text ?? string.Empty) is { } open)
        {
            return Answers.Problem(new MessageVariableOpen(open));
        }

        var party = Party.Of(actor);
        byte[]? content = null;
        if (body.FileId is { } file)
        {
            // The file must be of the conversation's shop, which only the head knows.
            content = await reader.FindAsync(new ConversationId(id), ct) is { } head && party.Sees(head)
                ? await attachments.FindBodyAsync(file, head.Shop, party, ct)
                : null;
        }
        else if (body.Card is { } card)
        {
            content = CardBody.Read(card);
        }

        var words = new Words(body.Id, body.Kind, body.Text ?? string.Empty, content, body.Mentions);
        var passage = await gate.AskAsync(party, new ConversationId(id), words, body.Guard, ct);
        return passage.Refusal is { } refusal
            ? Answers.Problem(refusal)
            : await ActAsync(writer, id, new Send(party, SenderKind.Agent, words) { Trace = passage.Trace }, ct);
    }

    private static async Task<IResult> AssignAsync(Guid id, AssignBody body, Actor actor, ConversationWriter writer, ConversationReader reader, IPeople people, IDuty duty, IRoster roster, TimeProvider clock, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        // Whoever gets it must be able to answer.
        if (await people.ActorOfAsync(body.PersonId, ct) is not { } to || !to.Can(Permissions.SendMessages, head.Shop, head.Team))
        {
            return Answers.Problem(new PersonNotFound());
        }

        if (to.Person != actor.Person && await Transfers.IsAwayAsync(head.Shop, to.Person, duty, roster, clock.GetCurrentInstant(), ct))
        {
            return Answers.Problem(new TransferToNobodyThere(to.Name));
        }

        return await ActAsync(writer, id, new Assign(party, to.Person, to.Name, body.Reason ?? string.Empty), ct);
    }
}
