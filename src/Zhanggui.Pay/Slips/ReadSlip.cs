using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Pay.Contracts;
using Zhanggui.Pay.Months;
using Zhanggui.Pay.Objections;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Slips;

/// <summary>One person's slip: every line with its quantity, rate, rule, sentence and facts, what was doubted, and where the person stands.</summary>
internal static class ReadSlip
{
    /// <summary>Facts of a line that come with the slip; the rest is asked for line by line.</summary>
    private const int FactsShown = 20;

    private const int FactsPerPage = 200;

    internal sealed record LineView(
        int Place, string Code, string Name, LineGroup Group, long Amount, string? Quantity, string? Rate, string Rule, string? RuleLink, IReadOnlyList<string> RuleText, IReadOnlyList<string> Facts, int FactCount, string Text,
        string? AboutMonth, string? AboutCode, Guid? Objection);

    internal sealed record PendingView(string Kind, string Subject, string Text);

    internal sealed record Answer(
        string Month, MonthState State, string Person, string Name, string? Number, string? Grade, string Shop, long Total, long? Before, string Digest, bool HasAgreed, bool MayObject, Instant? ObjectionsUntil, LocalDate? PaidOn,
        Guid? BookId, string? BookTitle, int Version, IReadOnlyList<LineView> Lines, IReadOnlyList<PendingView> Pending, IReadOnlyList<ObjectionView> Objections, PersonProgress? Progress);

    internal sealed record FactsAnswer(IReadOnlyList<string> Facts, int Count);

    public static async Task<IResult> HandleAsync(string month, string person, Guid shop, HttpContext http, Actor actor, PayAccess access, BookLines books, PersonWords words, ObjectionBook objections, Database database, TimeProvider clock, CancellationToken ct)
    {
        var found = await FindAsync(month, person, shop, actor, access, database, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var (card, stored, run, head, lines) = found.Value;
        if (!PayAccess.IsOwn(actor, person))
        {
            await MonthAudit.LookAsync(database, actor, card, "pay.slip.read", "slip", $"{MonthText.Of(stored.Month)}/{person}", clock, ct);
        }

        await using var connection = await database.OpenAsync(ct);
        var isZh = Problems.WantsChinese(http);
        var lineWords = await books.OfAsync(card.Organisation, run.Book, ct);
        var doubts = Guid.TryParse(person, out var id) ? await objections.OfPersonAsync(card.Id, new PersonId(id), stored.Month, ct) : [];
        var made = await CorrectionsAsync(connection, card.Id, stored.Month, ct);
        var pending = run.Decisions.Where(d => d.Person == person || (d.Person is null && d.Subject.StartsWith("pay.", StringComparison.Ordinal))).ToList();
        var names = await words.OfAsync([person, .. lines.Select(l => l.Line.Text), .. pending.Select(p => p.Text)], ct);
        var views = lines.Select(l =>
        {
            var name = lineWords.Of(l.Line.Code);
            var correction = l.Line.Code.StartsWith("manual:", StringComparison.Ordinal) && made.TryGetValue(l.Line.Code["manual:".Length..], out var of) ? of : default;
            return new LineView(l.Place, name.Code, isZh ? name.Name.Zh : name.Name.En, name.Group, l.Line.Amount.Value, l.Line.Quantity, l.Line.Rate, l.Line.Rule, lineWords.Link(l.Line.Rule),
                [.. lineWords.Rule(l.Line.Rule).Select(w => isZh ? w.Zh : w.En)], [.. l.Line.Facts.Take(FactsShown)], l.Line.Facts.Count, names.In(l.Line.Text),
                name.AboutMonth ?? correction.Month, name.AboutCode ?? correction.Code, doubts.FirstOrDefault(o => o.Code == l.Line.Code && o.End is null)?.Id);
        }).OrderBy(v => v.Group).ThenBy(v => v.Place).ToList();
        var agreed = await ConsentBook.OfAsync(connection, null, stored, ct);
        var before = (await RunBook.SlipsAsync(connection, null, card.Id, stored.Month, run.Number - 1, ct, person)).SingleOrDefault();
        return Results.Json(new Answer(MonthText.Of(stored.Month), stored.State, person, names.Find(person)?.Name ?? person, names.Find(person)?.Number, head.Grade, card.Name, head.Total.Value, before?.Total.Value, head.Digest,
            agreed.Contains((person, head.Digest)), PayAccess.IsOwn(actor, person) && ObjectionRules.IsOpen(stored, clock.GetCurrentInstant()) is null, stored.ObjectionsUntil, stored.PaidOn,
            lineWords.Book?.Value, lineWords.BookTitle is { } title ? (isZh ? title.Zh : title.En) : null, run.BookName.Version, views, [.. pending.Select(p => new PendingView(p.Kind, p.Subject, names.In(p.Text)))],
            await objections.ViewsAsync(doubts, lineWords, isZh, ct), await RunBook.ProgressAsync(connection, card.Id, stored.Month, run.Number, person, ct)), HouseJson.Options);
    }

    /// <summary>More facts of one line: a commission can rest on thousands of orders.</summary>
    public static async Task<IResult> FactsAsync(string month, string person, int place, Guid shop, int? after, Actor actor, PayAccess access, Database database, CancellationToken ct)
    {
        var found = await FindAsync(month, person, shop, actor, access, database, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        return found.Value.Lines.FirstOrDefault(l => l.Place == place) is { } line
            ? Results.Json(new FactsAnswer([.. line.Line.Facts.Skip(Math.Max(0, after ?? 0)).Take(FactsPerPage)], line.Line.Facts.Count), HouseJson.Options)
            : new SlipNotFound().ToProblem();
    }

    /// <summary>The slip of the run that holds, for whoever may see it; one's own only when the month has been proposed.</summary>
    public static async Task<Outcome<(ShopCard Shop, PayMonth Month, StoredRun Run, SlipHead Head, IReadOnlyList<StoredLine> Lines)>> FindAsync(string month, string person, Guid shop, Actor actor, PayAccess access, Database database, CancellationToken ct)
    {
        if (await access.FindForSlipAsync(actor, shop, person, ct) is not { } card)
        {
            return new SlipNotFound();
        }

        if (MonthText.Read(month) is not { } at)
        {
            return new PayMonthUnknown();
        }

        return await database.ReadAsync<Outcome<(ShopCard, PayMonth, StoredRun, SlipHead, IReadOnlyList<StoredLine>)>>(async (c, t) =>
        {
            if (await MonthBook.FindAsync(c, t, card.Id, at, ct) is not { Run: { } number } stored
                || (stored.State == MonthState.Open && !PayAccess.SeesAll(actor, card))
                || await RunBook.FindAsync(c, t, card.Id, at, number, ct) is not { } run
                || (await RunBook.SlipsAsync(c, t, card.Id, at, number, ct, person)).SingleOrDefault() is not { } head)
            {
                return new SlipNotFound();
            }

            return (card, stored, run, head, await RunBook.LinesAsync(c, t, card.Id, at, number, ct, person));
        }, ct);
    }

    private static async Task<IReadOnlyDictionary<string, (string Month, string Code)>> CorrectionsAsync(System.Data.Common.DbConnection c, ShopId shop, YearMonth month, CancellationToken ct) =>
        (await c.ReadAllAsync(null, "select id, about_month, about_code from pay_correction where shop_id = @shop and month = @month", r => (Id: r.GetGuid(0).ToString(), Month: r.GetString(1), Code: r.GetString(2)), ct,
            ("shop", shop.Value), ("month", MonthText.Of(month)))).ToDictionary(r => r.Id, r => (r.Month, r.Code), StringComparer.Ordinal);
}
