using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Agents;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Queue;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Help;

/// <summary>Ask a leader or a senior colleague from within a conversation; the answer comes back there (GUARD-30).</summary>
internal static class HelpPart
{
    internal sealed record AskBody(Guid Id, PersonId? To, string? Text);

    internal sealed record AnswerBody(Guid Id, string? Text);

    internal sealed record CallView(Guid Id, ConversationId Conversation, string BuyerName, PersonId By, string? ByName, PersonId? To, string? ToName, Instant At, string Question, string? Answer, string? AnsweredBy, Instant? AnsweredAt, bool IsMine, bool MayAnswer, bool IsLate, string? Kind);

    public static void AddHelp(this IServiceCollection services) =>
        services.AddSingleton<HelpCalls>().AddEventHandler<SoothedAgain, EscalateSoothing>();

    public static void MapHelp(this IEndpointRouteBuilder routes)
    {
        var reception = routes.MapGroup("/api/reception").WithTags("Reception");
        reception.MapPost("/conversations/{id:guid}/help", AskAsync).Requires(Permissions.WriteNotes);
        reception.MapGet("/help", ListAsync).Requires(Permissions.ReadConversations);
        reception.MapPost("/help/{id:guid}/answer", AnswerAsync).Requires(Permissions.WriteNotes);
        reception.MapPost("/help/{id:guid}/seen", SeenAsync).Requires(Permissions.ReadConversations);
    }

    private static async Task<IResult> AskAsync(Guid id, AskBody body, Actor actor, ConversationWriter writer, ConversationReader reader, IPeople people, HelpCalls calls, TimeProvider clock, CancellationToken ct)
    {
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        if (string.IsNullOrWhiteSpace(body.Text))
        {
            return Answers.Problem(new HelpWordsMissing());
        }

        if (body.To is { } to && (to == actor.Person || await people.ActorOfAsync(to, ct) is not { } other || !Party.Of(other).Sees(head)))
        {
            return Answers.Problem(new PersonNotFound());
        }

        var note = new Words(body.Id, MessageKind.Note, body.Text.Trim(), null, body.To is { } asked ? [asked] : []);
        var result = await writer.ActAsync(new Send(Party.Of(actor), SenderKind.Agent, note) { Conversation = head.Id }, ct);
        if (result is { Refusal: null, Message: { } message })
        {
            await calls.AskAsync(new HelpCall(body.Id, head.Shop, head.Id, actor.Person, body.To, clock.GetCurrentInstant(), message.Seq, null, null, null, null), ct);
        }

        return Answers.Act(result);
    }

    private static async Task<IResult> AnswerAsync(Guid id, AnswerBody body, Actor actor, ConversationWriter writer, ConversationReader reader, HelpCalls calls, TimeProvider clock, CancellationToken ct)
    {
        if (await calls.FindAsync(id, ct) is not { } call || !HelpRules.MayAnswer(call, actor) || await reader.FindAsync(call.Conversation, ct) is not { } head || !Party.Of(actor).Sees(head))
        {
            return Answers.Problem(new HelpNotFound());
        }

        if (string.IsNullOrWhiteSpace(body.Text))
        {
            return Answers.Problem(new HelpWordsMissing());
        }

        var note = new Words(body.Id, MessageKind.Note, body.Text.Trim(), null, [call.By]);
        var result = await writer.ActAsync(new Send(Party.Of(actor), SenderKind.Agent, note) { Conversation = head.Id }, ct);
        if (result is { Refusal: null, Message: { } message })
        {
            await calls.AnswerAsync(id, actor.Person, message.Seq, clock.GetCurrentInstant(), ct);
        }

        return Answers.Act(result);
    }

    private static async Task<IResult> SeenAsync(Guid id, Actor actor, HelpCalls calls, TimeProvider clock, CancellationToken ct)
    {
        if (await calls.FindAsync(id, ct) is not { } call || call.By != actor.Person)
        {
            return Answers.Problem(new HelpNotFound());
        }

        await calls.SeenAsync(id, actor.Person, clock.GetCurrentInstant(), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, IPeople people, HelpCalls calls, Database database, ConversationReader reader, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return Answers.Problem(new ShopNotFound());
        }

        var now = clock.GetCurrentInstant();
        var after = (await rules.FloorAsync(card.Id, now, ct)).HelpAfter;
        var mine = (await calls.OpenAsync(card.Id, ct)).Where(c => c.By == actor.Person || HelpRules.MayAnswer(c, actor)).Concat(await calls.AnsweredAsync(card.Id, actor.Person, ct)).ToList();
        var names = await people.FindManyAsync([.. mine.SelectMany(c => new PersonId?[] { c.By, c.To, c.AnsweredBy }).OfType<PersonId>().Distinct()], ct);
        var views = new List<CallView>(mine.Count);
        await using var connection = await database.OpenAsync(ct);
        foreach (var call in mine)
        {
            if (await reader.FindAsync(call.Conversation, ct) is not { } head || !Party.Of(actor).Sees(head) || HelpRules.IsOver(call, head))
            {
                continue;
            }

            views.Add(new CallView(call.Id, call.Conversation, head.About.BuyerName, call.By, NameOf(call.By), call.To, NameOf(call.To), call.At,
                await WordsAsync(head, call.Seq) ?? string.Empty, call.AnswerSeq is { } seq ? await WordsAsync(head, seq) : null, NameOf(call.AnsweredBy), call.AnsweredAt,
                call.By == actor.Person, call.AnsweredAt is null && HelpRules.MayAnswer(call, actor), HelpRules.IsLate(call, after, now), call.Kind));
        }

        return Results.Json(views, HouseJson.Options);

        string? NameOf(PersonId? person) => person is { } one ? names.GetValueOrDefault(one)?.Name : null;

        async Task<string?> WordsAsync(Conversation head, long seq) =>
            (await reader.MessagesAsync(connection, null, head, seq - 1, seq + 1, 1, newestFirst: false, Audience.Agents, ct)).Select(m => m.Text).FirstOrDefault();
    }
}
