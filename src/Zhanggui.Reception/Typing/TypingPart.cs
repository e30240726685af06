using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Phrases;
using Zhanggui.Reception.Queue;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Reception.Typing;

internal sealed record TypingRunNotFound() : Refusal(RefusalKind.NotFound, "reception.typing.not_found", "没有这次练习。", "There is no such practice.");

internal sealed record TypingWordsMissing() : Refusal(RefusalKind.Conflict, "reception.typing.no_words", "还没有可以练的文字：先写几条本店的快捷短语，或批准口径的答法。", "There is nothing to type yet: write phrases of the shop or approve answers of policies first.");

internal sealed record TypingWrong() : Refusal(RefusalKind.Invalid, "reception.typing.wrong", $"打的字最多 {TypingRules.MostTyped} 个，用时在一秒到三十分钟之间。", $"At most {TypingRules.MostTyped} characters, and between a second and thirty minutes.", "took");

/// <summary>Practice of typing with the shop's own words. One's own results are one's own; others' are read with a right of their own.</summary>
internal static class TypingPart
{
    /// <summary>Long enough for a minute or two.</summary>
    private const int UsualAim = 160;
    private const int LongestWords = 300;
    private const int ShownRuns = 30;
    private const int BoardDays = 92;
    private const int MostCounted = 100_000;
    private static readonly Duration Shortest = Duration.FromSeconds(1);
    private static readonly Duration Longest = Duration.FromMinutes(30);

    internal sealed record BeginBody(ShopId Shop);

    internal sealed record EndBody(string? Typed, long Took, int Corrections, int Pasted);

    internal sealed record Begun(Guid Id, string Text, int Characters);

    internal sealed record RunView(Guid Id, LocalDate Day, Instant At, long Took, long Speed, int Right, int Errors, int Corrections, int Pasted, bool Counts);

    internal sealed record Own(PersonId Person, string Name, long? Standard, long? Least, IReadOnlyList<TypingDay> Days, IReadOnlyList<RunView> Runs, bool MaySeeOthers);

    internal sealed record PersonLine(PersonId Id, string Name, TypingDay? Last, long? Best, int Days, bool IsBelow);

    internal sealed record Everybody(long? Standard, IReadOnlyList<PersonLine> People);

    public static void AddTyping(this IServiceCollection services)
    {
        services.AddSingleton<TypingBook>();
        services.AddSingleton<IPersonalRecord, PersonalTyping>();
        services.AddEventHandler<PersonErased, TypingBook>();
    }

    public static void MapTyping(this IEndpointRouteBuilder routes)
    {
        var typing = routes.MapGroup("/api/reception/typing").WithTags("Reception");
        typing.MapGet(string.Empty, OwnAsync).Requires(Permissions.SendMessages);
        typing.MapPost("/runs", BeginAsync).Requires(Permissions.SendMessages);
        typing.MapPost("/runs/{id:guid}/end", EndAsync).Requires(Permissions.SendMessages);
        typing.MapGet("/people", EverybodyAsync).Requires(Permissions.ReadTyping);
        typing.MapGet("/people/{person:guid}", PersonAsync).Requires(Permissions.ReadTyping);
    }

    private static async Task<IResult> OwnAsync(Guid shop, Actor actor, IShops shops, IPeople people, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct) =>
        await shops.FindForAsync(actor, new ShopId(shop), Permissions.SendMessages, ct) is { } card
            ? Results.Json(await OfAsync(card, actor.Person, actor, people, book, rules, clock, ct), HouseJson.Options)
            : new ShopNotFound().ToProblem();

    private static async Task<IResult> PersonAsync(Guid person, Guid shop, Actor actor, IShops shops, IPeople people, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadTyping, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        return (await people.WithPermissionAsync(card.Id, Permissions.SendMessages, null, ct)).Any(p => p.Id.Value == person)
            ? Results.Json(await OfAsync(card, new PersonId(person), actor, people, book, rules, clock, ct), HouseJson.Options)
            : new PersonNotFound().ToProblem();
    }

    private static async Task<IResult> BeginAsync(BeginBody body, Actor actor, IShops shops, PhraseBook phrases, IPolicies policies, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, body.Shop, Permissions.SendMessages, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var today = now.InZone(card.TimeZone).Date;
        var words = (await phrases.ListAsync(card.Id, actor.Person, ct)).Where(p => p.Fields.Level == PhraseLevel.Shop && !PhraseRules.IsExpired(p.Fields, today)).Select(p => p.Fields.Text)
            .Concat((await policies.AllInForceAsync(card.Id, now, ct)).SelectMany(p => p.Answers.Where(a => a.Promotion is null).Select(a => a.Answer)))
            .Where(w => w.Length is > 0 and <= LongestWords && !w.Contains('{', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var least = (await rules.FloorAsync(card.Id, now, ct)).TypingLeast;
        var turn = (await book.OfAsync(card.Id, actor.Person, ct)).Count;
        if (TypingRules.Compose(words, turn, (int)Math.Max(UsualAim, least ?? 0)) is not { } text)
        {
            return new TypingWordsMissing().ToProblem();
        }

        var run = new BegunRun(NewId.Create(clock), card.Id, actor.Person, text, null);
        await book.BeginAsync(run, now, ct);
        return Results.Json(new Begun(run.Id, text, TypingRules.Counted(text).Length), HouseJson.Options);
    }

    private static async Task<IResult> EndAsync(Guid id, EndBody body, Actor actor, IShops shops, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await book.FindAsync(id, ct) is not { } begun || begun.Person != actor.Person || await shops.FindForAsync(actor, begun.Shop, Permissions.SendMessages, ct) is not { } card)
        {
            return new TypingRunNotFound().ToProblem();
        }

        if (begun.Ended is { } known)
        {
            return Results.Json(View(known), HouseJson.Options);
        }

        var took = Duration.FromMilliseconds(Math.Clamp(body.Took, 0, (long)Longest.TotalMilliseconds + 1));
        if (body.Typed is not { } typed || typed.Length > TypingRules.MostTyped || took < Shortest || took > Longest || body.Corrections is < 0 or > MostCounted || body.Pasted is < 0 or > MostCounted)
        {
            return new TypingWrong().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var result = TypingRules.Judge(begun.Shown, typed, body.Pasted);
        var least = (await rules.FloorAsync(card.Id, now, ct)).TypingLeast ?? 1;
        var run = new TypingRun(id, now.InZone(card.TimeZone).Date, now, took, result.Right, result.Errors, body.Corrections, body.Pasted, result.Right >= least);
        await book.EndAsync(run, ct);
        return Results.Json(View((await book.FindAsync(id, ct))?.Ended ?? run), HouseJson.Options);
    }

    private static async Task<IResult> EverybodyAsync(Guid shop, Actor actor, IShops shops, IPeople people, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadTyping, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var standard = (await rules.FloorAsync(card.Id, now, ct)).TypingStandard;
        var runs = await book.OfShopAsync(card.Id, now - Duration.FromDays(BoardDays), ct);
        var lines = (await people.WithPermissionAsync(card.Id, Permissions.SendMessages, null, ct)).Select(p =>
        {
            var days = TypingRules.Days(runs[p.Id]);
            return new PersonLine(p.Id, p.Name, days.Count > 0 ? days[0] : null, days.Count > 0 ? days.Max(d => d.Speed) : null, days.Count, TypingRules.IsBelow(days.Count > 0 ? days[0] : null, standard));
        });
        return Results.Json(new Everybody(standard, [.. lines.OrderByDescending(l => l.IsBelow).ThenBy(l => l.Last?.Speed ?? long.MaxValue).ThenBy(l => l.Name, StringComparer.Ordinal)]), HouseJson.Options);
    }

    private static async Task<Own> OfAsync(ShopCard card, PersonId person, Actor actor, IPeople people, TypingBook book, ShopRules rules, TimeProvider clock, CancellationToken ct)
    {
        var floor = await rules.FloorAsync(card.Id, clock.GetCurrentInstant(), ct);
        var runs = await book.OfAsync(card.Id, person, ct);
        return new Own(person, (await people.FindAsync(person, ct))?.Name ?? string.Empty, floor.TypingStandard, floor.TypingLeast, TypingRules.Days(runs), [.. runs.Take(ShownRuns).Select(View)], actor.Can(Permissions.ReadTyping, card.Id));
    }

    private static RunView View(TypingRun run) => new(run.Id, run.Day, run.StartedAt, (long)run.Took.TotalMilliseconds, run.Speed, run.Right, run.Errors, run.Corrections, run.Pasted, run.Counts);
}
