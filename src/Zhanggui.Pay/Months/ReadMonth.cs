using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Slips;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>A month as whoever settles it sees it: everybody's totals by component, what changed since the last run, what it still waits for.</summary>
internal static class ReadMonth
{
    internal sealed record StepView(string What, Instant At, string? By);

    internal sealed record RunView(int Number, Guid? BookId, string? BookTitle, string Book, int Version, string FactsDigest, Instant AsOf, long Total, int Slips);

    internal sealed record ColumnView(string Code, string Name, LineGroup Group);

    internal sealed record PersonView(string Person, string Name, string? Number, string? Grade, long Total, long? Before, bool IsChanged, bool HasAgreed, IReadOnlyDictionary<string, long> Amounts);

    internal sealed record WaitView(string Kind, long Count, IReadOnlyList<SubjectView> Subjects);

    internal sealed record SubjectView(string Subject, string? Person, string? Name, string Text);

    internal sealed record AsideView(string Kind, string Subject, string Reason);

    internal sealed record Answer(
        string Month, MonthState State, bool IsComputing, string? Stage, string? Problem, Instant? ObjectionsUntil, LocalDate? PaidOn, IReadOnlyList<StepView> Steps, RunView? Run,
        IReadOnlyList<ColumnView> Columns, IReadOnlyList<PersonView> People, IReadOnlyList<WaitView> Waits, IReadOnlyList<SubjectView> Notes, IReadOnlyList<AsideView> Aside, int Agreed, LocalDate Today);

    public static async Task<IResult> HandleAsync(string month, Guid shop, HttpContext http, Actor actor, PayAccess access, MonthWaits waits, BookLines books, PersonWords words, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await access.FindMonthAsync(actor, shop, month, Permissions.ReadAllSlips, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, at) = found.Value;
        await using var connection = await database.OpenAsync(ct);
        if (await MonthBook.FindAsync(connection, null, card.Id, at, ct) is not { } stored)
        {
            return new PayMonthNotFound().ToProblem();
        }

        await MonthAudit.LookAsync(database, actor, card, "pay.month.read", "month", MonthText.Of(at), clock, ct);
        var run = stored.Run is { } number ? await RunBook.FindAsync(connection, null, card.Id, at, number, ct) : null;
        IReadOnlyList<MonthWait> open = stored.IsClosed ? [] : [.. await waits.OthersAsync(actor.Organisation, card.Id, at, run, ct), .. await MonthWaits.OwnAsync(connection, null, card.Id, at, run, ct)];
        var missing = open.Where(w => !w.IsNote).ToList();
        var notes = open.Where(w => w.IsNote).SelectMany(w => w.Subjects).Concat((run?.Decisions ?? []).Where(d => !MonthWaits.Waits(d)).Select(d => new WaitSubject(d.Subject, d.Person, d.Text))).ToList();
        var slips = run is null ? [] : await RunBook.SlipsAsync(connection, null, card.Id, at, run.Number, ct);
        var names = await words.OfAsync([.. slips.Select(s => s.Person), .. missing.SelectMany(w => w.Subjects).SelectMany(s => new[] { s.Person, s.Text }), .. notes.SelectMany(n => new[] { n.Person, n.Text }), .. StepsOf(stored).Select(s => s.Step.By.ToString())], ct);
        var isZh = Problems.WantsChinese(http);
        var lineWords = run is null ? null : await books.OfAsync(actor.Organisation, run.Book, ct);
        var lines = run is null ? [] : await RunBook.LinesAsync(connection, null, card.Id, at, run.Number, ct, withFacts: false);
        var agreed = await ConsentBook.OfAsync(connection, null, stored, ct);
        var old = run is null ? [] : (await RunBook.SlipsAsync(connection, null, card.Id, at, run.Number - 1, ct)).ToDictionary(s => s.Person, StringComparer.Ordinal);
        var byPerson = lines.ToLookup(l => l.Person, l => l.Line, StringComparer.Ordinal);
        var people = slips.Select(s => new PersonView(s.Person, names.Find(s.Person)?.Name ?? s.Person, names.Find(s.Person)?.Number, s.Grade, s.Total.Value, old.TryGetValue(s.Person, out var was) ? was.Total.Value : null,
            old.Count > 0 && was?.Digest != s.Digest, agreed.Contains((s.Person, s.Digest)), byPerson[s.Person].GroupBy(l => l.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount.Value), StringComparer.Ordinal))).ToList();
        var columns = lines.Select(l => l.Line.Code).Distinct(StringComparer.Ordinal).Select(c => lineWords!.Of(c)).OrderBy(n => n.Group).ThenBy(n => n.Code, StringComparer.Ordinal)
            .Select(n => new ColumnView(n.Code, isZh ? n.Name.Zh : n.Name.En, n.Group)).ToList();
        return Results.Json(new Answer(MonthText.Of(at), stored.State, stored.IsComputing, stored.Stage, Said(stored.Problem, isZh), stored.ObjectionsUntil, stored.PaidOn,
            [.. StepsOf(stored).Select(s => new StepView(s.What, s.Step.At, names.Of(s.Step.By)))],
            run is null ? null : new RunView(run.Number, lineWords!.Book?.Value, lineWords.BookTitle is { } title ? (isZh ? title.Zh : title.En) : null, run.BookName.Book, run.BookName.Version, run.FactsDigest, run.AsOf, run.Total.Value, run.Slips),
            columns, people,
            [.. missing.Select(w => new WaitView(w.Kind, w.Count, [.. w.Subjects.Select(s => new SubjectView(s.Subject, s.Person, names.Find(s.Person)?.Name, names.In(s.Text)))]))],
            [.. notes.Select(d => new SubjectView(d.Subject, d.Person, names.Find(d.Person)?.Name, names.In(d.Text)))],
            [.. (await MonthWaits.AsideAsync(connection, null, card.Id, at, ct)).Select(a => new AsideView(a.Key.Kind, a.Key.Subject, a.Value)).OrderBy(a => a.Kind, StringComparer.Ordinal).ThenBy(a => a.Subject, StringComparer.Ordinal).Take(500)],
            people.Count(p => p.HasAgreed), clock.GetCurrentInstant().InZone(card.TimeZone).Date), HouseJson.Options);
    }

    public static string? Said(string? problem, bool isZh) => problem is null ? null : JsonSerializer.Deserialize<Words>(problem, HouseJson.Options) is { } said ? (isZh ? said.Zh : said.En) : null;

    private static IEnumerable<(string What, Step Step)> StepsOf(PayMonth month) =>
        from step in new[] { ("proposed", month.Proposed), ("agreed", month.Agreed), ("closed", month.Closed), ("paid", month.Paid) }
        where step.Item2 is not null
        select (step.Item1, step.Item2);
}
