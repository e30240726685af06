using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Incidents;

/// <summary>Entered by hand, confirmed, lowered, dropped, commented on: each by a named person, with a reason, in the audit.</summary>
internal static class DecideIncident
{
    private const int MostAtOnce = 200;
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>The time is a local one of the shop; money is yuan as text.</summary>
    internal sealed record EnterRequest(Guid Shop, PersonId Person, string? At, string? Kind, string? OrderId, string? Stage, decimal? Value, string? Loss, string? Note);

    internal sealed record DecideRequest(bool Confirm, string? Stage, decimal? Value, string? Loss, string? Reason, string? ExemptionRefused);

    internal sealed record DropRequest(IReadOnlyList<Guid>? Ids, string? Reason);

    internal sealed record CommentRequest(string? Text);

    internal sealed record Dropped(int Count, int Left);

    public static async Task<IResult> EnterAsync(EnterRequest request, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EnterIncident, ct) is not { } shop)
        {
            return new IncidentNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        if (request.At is null || Local.Parse(request.At) is not { Success: true } local || local.Value.InZoneLeniently(shop.TimeZone).ToInstant() is var at && at > now)
        {
            return new IncidentTimeWrong().ToProblem();
        }

        if (await people.FindAsync(request.Person, ct) is not { } person || person.Organisation != actor.Organisation)
        {
            return new IncidentPersonUnknown().ToProblem();
        }

        if (!TryLoss(request.Loss, out var loss))
        {
            return new IncidentValueWrong("loss").ToProblem();
        }

        var kind = IncidentKind.Of(await exemptions.RulesAsync(shop, at, ct)).FirstOrDefault(k => k.Kind == request.Kind);
        var said = new IncidentWords(Text(request.Stage), request.Value, loss);
        if (IncidentRules.Enter(kind, said, request.Note) is { } no)
        {
            return no.ToProblem();
        }

        var id = NewId.Create(clock);
        var fresh = new Incident(id, shop.Id, id.ToString(), request.Person, at, IncidentBook.MonthOf(at, shop.TimeZone), kind!.Kind, Text(request.OrderId), said.Stage, said.Value, said.Loss, Text(request.Note),
            IncidentState.Proposed, IncidentSource.Hand, null, null, null, actor.Person, now, null, null, null, null, null, null, null, 1);
        await database.WriteAsync(async (c, t) =>
        {
            await book.AddAsync(c, t, fresh, "entered", ct);
            await AuditAsync(c, t, actor, fresh, "pay.incident.enter", null, new { fresh.Kind, fresh.OrderId, fresh.Value, fresh.Loss }, null, clock, ct);
            return 0;
        }, ct);
        return await ShowIncident.AnswerAsync(fresh, shop, actor, people, book, exemptions, ct);
    }

    public static async Task<IResult> DecideAsync(Guid id, DecideRequest request, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await ShowIncident.FindAsync(id, actor, shops, book, ct) is not var (found, shop) || !actor.Can(Permissions.DecideIncident, shop.Id))
        {
            return new IncidentNotFound().ToProblem();
        }

        if (!TryLoss(request.Loss, out var loss))
        {
            return new IncidentValueWrong("loss").ToProblem();
        }

        var kind = IncidentKind.Named(await exemptions.RulesAsync(shop, found.At, ct)).FirstOrDefault(k => k.Kind == found.Kind);
        var refused = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            var incident = (await IncidentBook.LockAsync(c, t, id, ct))!;
            var said = new IncidentWords(Text(request.Stage) ?? incident.Stage, request.Value ?? incident.Value, loss ?? incident.Loss);
            if ((request.Confirm ? IncidentRules.Confirm(incident, actor.Person, kind, said, request.Reason, request.ExemptionRefused) : IncidentRules.Decide(incident, actor.Person, request.Reason)) is { } no)
            {
                return no;
            }

            var isLowered = request.Confirm && (said.Value != incident.Value || said.Loss != incident.Loss || said.Stage != incident.Stage);
            var decided = !request.Confirm ? incident with { State = IncidentState.Dropped } : incident with { State = IncidentState.Confirmed, Stage = said.Stage, Value = said.Value, Loss = said.Loss, ExemptionRefused = Text(request.ExemptionRefused) };
            await EndAsync(c, t, book, actor, incident, decided, !request.Confirm ? "dropped" : isLowered ? "lowered" : "confirmed", request.Reason!, clock, ct);
            return null;
        }, ct);
        return refused is not null ? refused.ToProblem() : await ShowIncident.AnswerAsync((await book.FindAsync(id, ct))!, shop, actor, people, book, exemptions, ct);
    }

    /// <summary>Drops several with one reason; one's own and those that somebody decided meanwhile are left.</summary>
    public static async Task<IResult> DropAsync(DropRequest request, Actor actor, IShops shops, IncidentBook book, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (request.Ids is not { Count: > 0 and <= MostAtOnce } ids)
        {
            return new IncidentsChosenWrong(MostAtOnce).ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > IncidentRules.LongestReason)
        {
            return new IncidentReasonWrong(IncidentRules.LongestReason).ToProblem();
        }

        var count = 0;
        foreach (var id in ids.Distinct())
        {
            if (await ShowIncident.FindAsync(id, actor, shops, book, ct) is not var (_, shop) || !actor.Can(Permissions.DecideIncident, shop.Id))
            {
                return new IncidentNotFound().ToProblem();
            }
        }

        foreach (var id in ids.Distinct())
        {
            count += await database.WriteAsync(async (c, t) =>
            {
                var incident = (await IncidentBook.LockAsync(c, t, id, ct))!;
                if (incident.State != IncidentState.Proposed || IncidentRules.Decide(incident, actor.Person, request.Reason) is not null)
                {
                    return 0;
                }

                await EndAsync(c, t, book, actor, incident, incident with { State = IncidentState.Dropped }, "dropped", request.Reason, clock, ct);
                return 1;
            }, ct);
        }

        return Results.Json(new Dropped(count, ids.Distinct().Count() - count), HouseJson.Options);
    }

    public static async Task<IResult> CommentAsync(Guid id, CommentRequest request, Actor actor, IShops shops, IPeople people, IncidentBook book, Exemptions exemptions, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await ShowIncident.FindAsync(id, actor, shops, book, ct) is not var (found, shop))
        {
            return new IncidentNotFound().ToProblem();
        }

        if (IncidentRules.Comment(found, actor.Person, request.Text) is { } no)
        {
            return no.ToProblem();
        }

        await database.WriteAsync(async (c, t) =>
        {
            var incident = (await IncidentBook.LockAsync(c, t, id, ct))!;
            await book.ChangeAsync(c, t, incident with { Comment = request.Text!.Trim(), CommentedAt = clock.GetCurrentInstant() }, actor.Person, "commented", request.Text.Trim(), null, ct);
            return 0;
        }, ct);
        return await ShowIncident.AnswerAsync((await book.FindAsync(id, ct))!, shop, actor, people, book, exemptions, ct);
    }

    private static async Task EndAsync(System.Data.Common.DbConnection c, System.Data.Common.DbTransaction t, IncidentBook book, Actor actor, Incident before, Incident after, string act, string reason, TimeProvider clock, CancellationToken ct)
    {
        // The person is told again of every decision.
        var decided = after with { DecidedBy = actor.Person.ToString(), DecidedAt = clock.GetCurrentInstant(), Reason = reason.Trim(), SeenAt = null };
        var said = act == "lowered" ? $"{before.Stage} {before.Value} {Yuan(before.Loss)} → {after.Stage} {after.Value} {Yuan(after.Loss)}" : null;
        await book.ChangeAsync(c, t, decided, actor.Person, act, said, reason.Trim(), ct);
        await AuditAsync(c, t, actor, decided, $"pay.incident.{act}", new { before.State, before.Stage, before.Value, before.Loss }, new { decided.State, decided.Stage, decided.Value, decided.Loss, decided.ExemptionRefused }, reason.Trim(), clock, ct);
    }

    private static Task AuditAsync(System.Data.Common.DbConnection c, System.Data.Common.DbTransaction t, Actor actor, Incident incident, string act, object? before, object? after, string? reason, TimeProvider clock, CancellationToken ct) =>
        AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, incident.Shop, actor.Person, act, "incident", incident.Id.ToString(), before, after, reason), ct);

    private static bool TryLoss(string? text, out long? loss)
    {
        loss = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var isRead = Fen.TryParse(text.Trim(), out var fen);
        loss = isRead ? fen.Value : null;
        return isRead;
    }

    private static string? Yuan(long? fen) => fen is { } f ? new Fen(f).ToString() : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
