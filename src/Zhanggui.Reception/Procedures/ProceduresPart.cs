using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Procedures;

internal sealed record ProcedureNotFound() : Refusal(RefusalKind.NotFound, "reception.procedure.not_found", "制度里没有这个流程，或流程没有这一步。", "The rule book has no such procedure, or it has no such step.");

/// <summary>Procedures of the book beside a conversation: opened by topic or by hand, ticked step by step with name and time, read by whoever reads the conversation.</summary>
internal static class ProceduresPart
{
    private const int TopicLength = 40;

    internal sealed record OpenBody(string? Topic);

    internal sealed record TickBody(bool? IsDone);

    internal sealed record StepView(string Do, string? Say, string? By, Instant? At);

    internal sealed record ProcedureView(string Key, string Title, string? Topic, string? OpenedBy, Instant OpenedAt, IReadOnlyList<StepView> Steps, bool IsDone);

    public static void AddProcedures(this IServiceCollection services) => services.AddSingleton<ProcedureBook>();

    public static void MapProcedures(this IEndpointRouteBuilder routes)
    {
        var reception = routes.MapGroup("/api/reception").WithTags("Reception");
        reception.MapGet("/conversations/{id:guid}/procedures", ReadAsync).Requires(Permissions.ReadConversations);
        reception.MapPut("/conversations/{id:guid}/procedures/{key}", OpenAsync).Requires(Permissions.WriteNotes);
        reception.MapPut("/conversations/{id:guid}/procedures/{key}/steps/{step:int}", TickAsync).Requires(Permissions.WriteNotes);
        reception.MapGet("/procedures", ListProcedures.HandleAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> ReadAsync(Guid id, Actor actor, ConversationReader reader, ProcedureBook book, IPeople people, CancellationToken ct) =>
        await reader.FindAsync(new ConversationId(id), ct) is { } head && Party.Of(actor).Sees(head)
            ? Results.Json(await ViewsAsync(head.Id, book, people, ct), HouseJson.Options)
            : Answers.Problem(new ConversationNotFound());

    /// <summary>Opening twice changes nothing; what stands open keeps the steps it was opened with.</summary>
    private static async Task<IResult> OpenAsync(Guid id, string key, OpenBody body, Actor actor, ConversationReader reader, ProcedureBook book, ShopRules rules, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await WritableAsync(id, actor, reader, ct) is not { } head)
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var topic = string.IsNullOrWhiteSpace(body.Topic) ? null : body.Topic.Trim()[..Math.Min(TopicLength, body.Topic.Trim().Length)];
        return await EnsureAsync(head, key, topic, actor, book, rules, clock.GetCurrentInstant(), ct) is null
            ? Answers.Problem(new ProcedureNotFound())
            : Results.Json(await ViewsAsync(head.Id, book, people, ct), HouseJson.Options);
    }

    private static async Task<IResult> TickAsync(Guid id, string key, int step, TickBody body, Actor actor, ConversationReader reader, ConversationWriter writer, ProcedureBook book, ShopRules rules, IPeople people, TimeProvider clock, CancellationToken ct)
    {
        if (await WritableAsync(id, actor, reader, ct) is not { } head)
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var now = clock.GetCurrentInstant();
        if (await EnsureAsync(head, key, null, actor, book, rules, now, ct) is not { } opened || step < 0 || step >= opened.Steps.Count)
        {
            return Answers.Problem(new ProcedureNotFound());
        }

        if (body.IsDone == false)
        {
            await book.UntickAsync(head.Id, key, step, ct);
        }
        else
        {
            await book.TickAsync(head.Id, key, new Tick(step, actor.Person, now), ct);
            await TellDoneAsync(head.Id, key, actor, book, writer, people, ct);
        }

        return Results.Json(await ViewsAsync(head.Id, book, people, ct), HouseJson.Options);
    }

    /// <summary>The record says once that a procedure was gone through to its end.</summary>
    private static async Task TellDoneAsync(ConversationId conversation, string key, Actor actor, ProcedureBook book, ConversationWriter writer, IPeople people, CancellationToken ct)
    {
        if ((await book.OfAsync(conversation, ct)).FirstOrDefault(p => p.Key == key) is { IsDone: true } done)
        {
            var args = JsonSerializer.Serialize(new { title = done.Title, steps = done.Steps.Count, by = (await people.FindAsync(actor.Person, ct))?.Name }, HouseJson.Options);
            await writer.ActAsync(new WriteLine("procedure", args, Audience.Agents, LineId(conversation, key)) { Conversation = conversation }, ct);
        }
    }

    private static async Task<OpenedProcedure?> EnsureAsync(Conversation head, string key, string? topic, Actor actor, ProcedureBook book, ShopRules rules, Instant now, CancellationToken ct)
    {
        if ((await book.OfAsync(head.Id, ct)).FirstOrDefault(p => p.Key == key) is { } open)
        {
            return open;
        }

        if ((await rules.FloorAsync(head.Shop, now, ct)).Procedures.FirstOrDefault(p => p.Key == key) is not { } procedure)
        {
            return null;
        }

        var opened = new OpenedProcedure(head.Id, head.Shop, key, procedure.Title, procedure.Steps, topic, actor.Person, now);
        await book.OpenAsync(opened, ct);
        return opened;
    }

    private static async Task<Conversation?> WritableAsync(Guid id, Actor actor, ConversationReader reader, CancellationToken ct) =>
        await reader.FindAsync(new ConversationId(id), ct) is { IsRetired: false } head && Party.Of(actor).Sees(head) && Party.Of(actor).May(Permissions.WriteNotes, head) ? head : null;

    private static async Task<IReadOnlyList<ProcedureView>> ViewsAsync(ConversationId conversation, ProcedureBook book, IPeople people, CancellationToken ct)
    {
        var opened = await book.OfAsync(conversation, ct);
        var names = await people.FindManyAsync([.. opened.SelectMany(o => o.Ticks.Select(t => t.By).Append(o.OpenedBy)).Distinct()], ct);
        return [.. opened.Select(o => new ProcedureView(o.Key, o.Title, o.Topic, names.GetValueOrDefault(o.OpenedBy)?.Name, o.OpenedAt, [.. o.Steps.Select((s, i) => Step(s, o.Ticks.FirstOrDefault(t => t.Step == i)))], o.IsDone))];

        StepView Step(ProcedureStep step, Tick? tick) => new(step.Do, step.Say, tick is null ? null : names.GetValueOrDefault(tick.By)?.Name, tick?.At);
    }

    private static Guid LineId(ConversationId conversation, string key)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"procedure {conversation.Value:n} {key}"), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
