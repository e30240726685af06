using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>One mistake with its evidence, what speaks for the person, and everything that was done to it.</summary>
internal static class ShowIncident
{
    internal sealed record Act(Instant At, string? By, string What, string? Said, string? Reason);

    internal sealed record Answer(IncidentLine Incident, IncidentKind? Kind, JsonElement? Evidence, Exemption? Exemption, IReadOnlyList<Act> Acts, bool MayDecide);

    public static async Task<IResult> HandleAsync(Guid id, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(id, actor, shops, book, ct) is not var (incident, shop))
        {
            return new IncidentNotFound().ToProblem();
        }

        if (incident.Person == actor.Person && incident.SeenAt is null)
        {
            await database.WriteAsync((c, t) => c.ExecuteAsync(t, "update pay_incident set seen_at = @now where id = @id and seen_at is null", ct, ("now", clock.GetCurrentInstant().ToUnixTimeMilliseconds()), ("id", id)), ct);
        }

        return await AnswerAsync(incident, shop, actor, people, book, exemptions, ct);
    }

    /// <summary>The mistake, if it is the actor's own or the actor may see everybody's.</summary>
    public static async Task<(Incident Incident, ShopCard Shop)?> FindAsync(Guid id, Actor actor, IShops shops, IncidentBook book, CancellationToken ct) =>
        await book.FindAsync(id, ct) is { } incident && await shops.FindForAsync(actor, incident.Shop, Permissions.ReadIncident, ct) is { } shop
        && (incident.Person == actor.Person || actor.Can(Permissions.ReadAllIncidents, shop.Id)) ? (incident, shop) : null;

    public static async Task<IResult> AnswerAsync(Incident incident, ShopCard shop, Actor actor, IPeople people, IncidentBook book, Exemptions exemptions, CancellationToken ct)
    {
        var rules = await exemptions.RulesAsync(shop, incident.At, ct);
        var kinds = IncidentKind.Named(rules);
        var acts = await book.ActsAsync(incident.Id, ct);
        var names = await people.FindManyAsync([.. acts.Select(a => a.By).OfType<PersonId>().Distinct().Take(1000)], ct);
        return Results.Json(new Answer(
            (await ListIncidents.LinesAsync([incident], kinds, shop, actor, people, book, ct))[0],
            kinds.FirstOrDefault(k => k.Kind == incident.Kind),
            incident.Evidence,
            await exemptions.OfAsync(shop, incident, rules, ct),
            [.. acts.Select(a => new Act(a.At, a.By is { } by ? names.GetValueOrDefault(by)?.Name : null, a.Act, a.Said, a.Reason))],
            actor.Can(Permissions.DecideIncident, shop.Id) && incident.Person != actor.Person), HouseJson.Options);
    }
}
