using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Conversations;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;
using Zhanggui.Shifts.Contracts;

namespace Zhanggui.Reception.Agents;

/// <summary>Transfers to a team, and what becomes of a transfer to oneself.</summary>
internal static class Transfers
{
    private static readonly Duration Moment = Duration.FromMilliseconds(1);

    internal sealed record PassBody(TeamId TeamId, string? Reason);

    internal sealed record ReturnBody(string? Reason);

    public static void Map(RouteGroupBuilder reception)
    {
        var one = reception.MapGroup("/conversations/{id:guid}");
        one.MapPost("/pass", PassAsync).Requires(Permissions.TakeConversations);
        one.MapPost("/accept", async (Guid id, Actor actor, ConversationWriter writer, CancellationToken ct) =>
            Answers.Act(await writer.ActAsync(new AcceptTransfer(Party.Of(actor)) { Conversation = new ConversationId(id) }, ct))).Requires(Permissions.TakeConversations);
        one.MapPost("/return", ReturnAsync).Requires(Permissions.TakeConversations);
        reception.MapGet("/teams", TeamsAsync).Requires(Permissions.ReadConversations);
    }

    /// <summary>The sender, if a conversation can go back to them now.</summary>
    public static async Task<(PersonId Person, string Name)?> SenderAsync(Conversation head, IDuty duty, CancellationToken ct) =>
        head.Routing?.Offer is { From: { } from, FromName: { } name } && (await duty.GetAsync(head.Shop, from, ct)).State is DutyState.Ready or DutyState.Busy ? (from, name) : null;

    /// <summary>Off duty or on signed leave: no buyer is handed to them. Whoever never used the states of duty did not go off either.</summary>
    public static async Task<bool> IsAwayAsync(ShopId shop, PersonId person, IDuty duty, IRoster roster, Instant now, CancellationToken ct) =>
        await duty.GetAsync(shop, person, ct) is { State: DutyState.Off, Since: var since } && since > Instant.FromUnixTimeMilliseconds(0)
        || (await roster.LeaveAsync(shop, new Interval(now, now + Moment), ct)).Any(l => l.Person == person && l.SignedBy is not null);

    private static async Task<IResult> PassAsync(Guid id, PassBody body, Actor actor, ConversationReader reader, ConversationWriter writer, IShops shops, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        return (await shops.TeamsAsync(head.Shop, ct)).FirstOrDefault(t => t.Id == body.TeamId && !t.IsClosed) is { } team
            ? Answers.Act(await writer.ActAsync(new PassToTeam(party, team.Id, team.Name, body.Reason ?? string.Empty) { Conversation = head.Id }, ct))
            : Answers.Problem(new TeamNotFound());
    }

    private static async Task<IResult> ReturnAsync(Guid id, ReturnBody body, Actor actor, ConversationReader reader, ConversationWriter writer, IDuty duty, CancellationToken ct)
    {
        var party = Party.Of(actor);
        if (await reader.FindAsync(new ConversationId(id), ct) is not { } head || !party.Sees(head))
        {
            return Answers.Problem(new ConversationNotFound());
        }

        var sender = await SenderAsync(head, duty, ct);
        return Answers.Act(await writer.ActAsync(new ReturnTransfer(party, body.Reason ?? string.Empty, sender?.Person, sender?.Name) { Conversation = head.Id }, ct));
    }

    private static async Task<IResult> TeamsAsync(Guid shop, Actor actor, IShops shops, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is null)
        {
            return Answers.Problem(new ShopNotFound());
        }

        var teams = (await shops.TeamsAsync(new ShopId(shop), ct)).Where(t => !t.IsClosed).ToList();
        return TypedResults.Json(teams.Select(t => new { t.Id, t.Name }), Kernel.Http.HouseJson.Options);
    }
}
