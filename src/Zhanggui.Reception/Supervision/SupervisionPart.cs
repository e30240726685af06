using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Jobs;
using Zhanggui.Kernel.Time;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Supervision;

/// <summary>What a supervisor does in somebody's conversation: watch, whisper, join, take over. Each stands in the record and in the audit, none reaches the buyer.</summary>
internal static class SupervisionPart
{
    internal sealed record TakeBody(string? Reason);

    internal sealed record WhisperBody(Guid Id, string? Text);

    public static void AddSupervision(this IServiceCollection services)
    {
        services.AddSingleton<WatchBook>();
        services.AddSingleton<Glances>();
        services.AddSingleton<Sightings>();
        services.AddSingleton<EndLooksJob>();
        services.AddSingleton<IJob>(s => s.GetRequiredService<EndLooksJob>());
    }

    public static void MapSupervision(this RouteGroupBuilder reception)
    {
        var one = reception.MapGroup("/conversations/{id:guid}");
        one.MapPost("/take", TakeAsync).Requires(Permissions.TakeConversations);
        one.MapPost("/watch", Watching.WatchAsync).Requires(Permissions.WatchConversations);
        one.MapPost("/watch/leave", Watching.LeaveAsync).Requires(Permissions.WatchConversations);
        one.MapPost("/whisper", WhisperAsync).Requires(Permissions.WatchConversations);
        one.MapPost("/join", JoinAsync).Requires(Permissions.AssignConversations);
        one.MapPost("/part", async (Guid id, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            Answers.Act(await writer.ActAsync(new Part(Party.Of(actor)) { Conversation = new ConversationId(id) }, ct))).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> TakeAsync(Guid id, TakeBody? body, Actor actor, ConversationReader reader, ConversationWriter writer, Database database, TimeProvider clock, CancellationToken ct)
    {
        var before = await reader.FindAsync(new ConversationId(id), ct);
        var result = await writer.ActAsync(new Take(Party.Of(actor), body?.Reason ?? string.Empty) { Conversation = new ConversationId(id) }, ct);
        if (result is { Refusal: null, Head: { } head } && before?.Assignee is { } owner && owner != actor.Person)
        {
            await AuditAsync(database, clock, NewId.Create(clock), head, actor, "take-over", new { number = head.Number, from = before.AssigneeName }, body?.Reason?.Trim(), ct);
        }

        return Answers.Act(result);
    }

    private static async Task<IResult> JoinAsync(Guid id, Actor actor, ConversationReader reader, ConversationWriter writer, Database database, TimeProvider clock, CancellationToken ct)
    {
        var before = await reader.FindAsync(new ConversationId(id), ct);
        var result = await writer.ActAsync(new Join(Party.Of(actor)) { Conversation = new ConversationId(id) }, ct);
        if (result is { Refusal: null, Head: { } head } && before?.Routing?.Joined?.Any(g => g.Person == actor.Person) != true)
        {
            await AuditAsync(database, clock, NewId.Create(clock), head, actor, "join", new { number = head.Number, of = head.AssigneeName }, null, ct);
        }

        return Answers.Act(result);
    }

    /// <summary>An inner line for the owner, marked as whispered (悄悄提示).</summary>
    private static async Task<IResult> WhisperAsync(Guid id, WhisperBody body, Actor actor, ConversationReader reader, ConversationWriter writer, Database database, TimeProvider clock, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        if (!party.May(Permissions.WatchConversations, head))
        {
            return Answers.Problem(new ActNotAllowed());
        }

        if (head.Assignee is not { } owner || owner == actor.Person || head.State == ConversationState.Closed)
        {
            return Answers.Problem(new NobodyToWhisperTo());
        }

        var mark = JsonSerializer.SerializeToUtf8Bytes(new { whisper = new { to = owner, name = head.AssigneeName } }, HouseJson.Options);
        var words = new Words(body.Id, MessageKind.Note, body.Text?.Trim() ?? string.Empty, mark, [owner]);
        var result = await writer.ActAsync(new Send(party, SenderKind.Agent, words) { Conversation = head.Id }, ct);
        if (result.Refusal is null)
        {
            await AuditAsync(database, clock, body.Id, head, actor, "whisper", new { number = head.Number, to = head.AssigneeName }, null, ct);
        }

        return Answers.Act(result);
    }

    /// <summary>One row per id, however often the act is repeated. Never the words.</summary>
    private static Task AuditAsync(Database database, TimeProvider clock, Guid id, Conversation head, Actor actor, string act, object after, string? reason, CancellationToken ct) => database.WriteAsync(async (c, t) =>
    {
        if (await c.ReadLongAsync(t, "select count(*) from kernel_audit where id = @id", ct, ("id", id)) is null or 0)
        {
            await AuditStore.InsertAsync(c, t, id, clock.GetCurrentInstant().ToUnixTimeMilliseconds(),
                new AuditEntry(actor.Organisation, head.Shop, actor.Person, $"reception.conversation.{act}", "conversation", head.Id.ToString(), After: after, Reason: reason), ct);
        }

        return 0;
    }, ct);
}
