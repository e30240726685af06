using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.People.Contracts;
using Zhanggui.Records.Contracts;

namespace Zhanggui.Pay.Ladder;

/// <summary>A named person decides about a climb, and enters an assessment that was passed. The program only proposes.</summary>
internal static class Decide
{
    private const int LongestReason = 500;
    private const string Promoted = "promoted";
    private const string Refused = "refused";
    private const string Postponed = "postponed";

    internal sealed record Request(Guid Shop, string? Person, string? Decision, string? Reason, LocalDate? AgainOn);

    internal sealed record AssessmentRequest(Guid Shop, string? Person, string? Kind, decimal? Value);

    /// <summary>From the first of the next month, never back.</summary>
    public static LocalDate Effective(LocalDate today) => today.PlusMonths(1).With(DateAdjusters.StartOfMonth);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, PayAccess access, LadderDesk desk, IGradeBook grades, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecidePromotion, ct) is not { } shop)
        {
            return new PayShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(shop.TimeZone).Date;
        if (request.Decision is not (Promoted or Refused or Postponed) || (request.Decision == Postponed && !(request.AgainOn > today)))
        {
            return new PromotionUnknownDecision().ToProblem();
        }

        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length > LongestReason)
        {
            return new PromotionReasonMissing(LongestReason).ToProblem();
        }

        var ladder = await desk.ReadAsync(shop, ct);
        if (request.Person is null || !Guid.TryParse(request.Person, out var id) || ladder.Month is not { } month || !ladder.People.TryGetValue(request.Person, out var state) || state.Next is not { } next || state.Grade is not { } grade)
        {
            return new LadderUnknownPerson().ToProblem();
        }

        var person = new PersonId(id);
        if (person == actor.Person)
        {
            return new PromotionOwn().ToProblem();
        }

        var on = request.Decision == Promoted ? Effective(today) : (LocalDate?)null;
        if (on is { } day)
        {
            if (!state.IsReady)
            {
                return NotReady(state).ToProblem();
            }

            if ((await grades.RaiseAsync(actor.Organisation, person, grade, next, day, actor.Person, request.Reason.Trim(), ct)).Refusal is { } no)
            {
                return no.ToProblem();
            }
        }

        var decision = new Promotion(NewId.Create(clock), person, grade, next, MonthText.Of(month), request.Decision, on, request.Decision == Postponed ? request.AgainOn : null, request.Reason.Trim(), actor.Person, now);
        await database.WriteAsync(async (c, t) =>
        {
            await PromotionBook.AddAsync(c, t, shop.Id, decision, state, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, $"pay.promotion.{request.Decision}", "person", person.ToString(),
                After: new { from = grade, to = next, effectiveOn = on, againOn = decision.AgainOn, reason = decision.Reason }), ct);
            return 0;
        }, ct);
        return Results.Json(new { decision.Id, EffectiveOn = on }, HouseJson.Options, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>A score of this month for an assessment of the book, entered by hand until there are exams.</summary>
    public static async Task<IResult> AssessAsync(AssessmentRequest request, Actor actor, PayAccess access, LadderDesk desk, IRecordStore records, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.DecidePromotion, ct) is not { } shop)
        {
            return new PayShopNotFound().ToProblem();
        }

        if (request.Value is not (>= 0 and <= 1000))
        {
            return new AssessmentValue().ToProblem();
        }

        var ladder = await desk.ReadAsync(shop, ct);
        if (ladder.Steps.All(s => s.Assessment != request.Kind))
        {
            return new AssessmentUnknown().ToProblem();
        }

        if (request.Person is null || !ladder.People.ContainsKey(request.Person))
        {
            return new LadderUnknownPerson().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var score = new ScoreFact { Period = MonthText.Of(now.InZone(shop.TimeZone).Date.ToYearMonth()), Person = request.Person, Kind = request.Kind!, Value = request.Value };
        await records.StoreAsync(shop.Id, FactsFiles.Scores, [score], null, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, "pay.assessment.entered", "person", request.Person, After: new { score.Period, score.Kind, score.Value }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }

    private static PromotionNotReady NotReady(LadderState state)
    {
        var missing = state.Conditions.Where(c => !c.IsMet).ToList();
        return new PromotionNotReady(
            string.Join("、", missing.Select(c => c.Kind switch { "clean-months" => $"连续无失误 {c.Had}/{c.Needed} 个月", "months-in-grade" => $"在级 {c.Had}/{c.Needed} 个月", _ => $"考核「{c.Name}」" })),
            string.Join(", ", missing.Select(c => c.Kind switch { "clean-months" => $"{c.Had} of {c.Needed} months without a mistake", "months-in-grade" => $"{c.Had} of {c.Needed} months in the grade", _ => $"the assessment {c.Name}" })));
    }
}
