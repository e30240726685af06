using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Rules;

namespace Zhanggui.Pay.Ladder;

/// <summary>Shows the ladder: everybody to those who see pay, and to each person the own place.</summary>
internal static class ReadLadder
{
    internal sealed record StepView(string To, string From, string Name, string? Source, int? CleanMonths, int? MonthsInGrade, string? Assessment, IReadOnlyList<string> Checklist);

    internal sealed record PersonView(string Person, string? Name, LadderState State);

    internal sealed record DecisionView(Guid Id, string Person, string? Name, string From, string To, string Month, string Decision, LocalDate? EffectiveOn, LocalDate? AgainOn, string Reason, string? By, Instant At);

    internal sealed record Answer(string? Month, LocalDate NextFirst, IReadOnlyList<StepView> Steps, IReadOnlyList<PersonView> People, IReadOnlyList<DecisionView> Decisions);

    public static async Task<IResult> HandleAsync(Guid shop, Actor actor, PayAccess access, LadderDesk desk, PersonWords words, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadAllSlips, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var ladder = await desk.ReadAsync(card, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "pay.ladder.read", "shop", card.Id.ToString()), ct);
            return 0;
        }, ct);
        return Results.Json(await AnswerAsync(ladder, ladder.People.Keys, ladder.Decisions, now.InZone(card.TimeZone).Date, words, ct), HouseJson.Options);
    }

    /// <summary>One's own place and what was decided about it.</summary>
    public static async Task<IResult> MineAsync(Guid shop, Actor actor, PayAccess access, LadderDesk desk, PersonWords words, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.ReadSlip, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        var ladder = await desk.ReadAsync(card, ct);
        var me = actor.Person.ToString();
        return Results.Json(await AnswerAsync(ladder, ladder.People.Keys.Where(p => p == me), [.. ladder.Decisions.Where(d => d.Person == actor.Person)], clock.GetCurrentInstant().InZone(card.TimeZone).Date, words, ct), HouseJson.Options);
    }

    private static async Task<Answer> AnswerAsync(ShopLadder ladder, IEnumerable<string> who, IReadOnlyList<Promotion> decisions, LocalDate today, PersonWords words, CancellationToken ct)
    {
        var people = who.Order(StringComparer.Ordinal).ToList();
        var names = await words.OfAsync([.. people, .. decisions.SelectMany(d => new[] { d.Person.ToString(), d.By.ToString() })], ct);
        return new Answer(ladder.Month is { } month ? MonthText.Of(month) : null, Decide.Effective(today),
            [.. ladder.Steps.Select(View)],
            [.. people.Select(p => new PersonView(p, names.Find(p)?.Name, ladder.People[p]))],
            [.. decisions.Select(d => new DecisionView(d.Id, d.Person.ToString(), names.Of(d.Person), d.From, d.To, d.Month, d.Decision, d.EffectiveOn, d.AgainOn, d.Reason, names.Of(d.By), d.At))]);
    }

    private static StepView View(LadderStep step) => new(step.To, step.From, step.Name, step.Source, step.CleanMonths, step.MonthsInGrade, step.Assessment, step.Checklist);
}
