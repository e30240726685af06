using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Presence;
using Zhanggui.Reception.Queue;

namespace Zhanggui.Reception.Waiting;

internal sealed record FloorCheckWrong() : Refusal(RefusalKind.Invalid, "reception.check.wrong", "检查项要在制度的现场检查表里，人要是本店的接待，工位名最多 20 字；说明最多 200 字。", "The rule must be one of the book's floor checks and the person one who serves here; the name of a desk has at most 20 characters, a note 200.", "rule");

/// <summary>
/// The floor checklist of the book (DISC-08): a supervisor ticks per day and person, desk, or for the floor as a whole, whether a rule was kept, with a
/// note. It is a record with name and time and nothing follows from it by itself. Everybody reads what was written of them, of the desks and of the floor.
/// </summary>
internal static class FloorChecks
{
    /// <summary>The floor as a whole.</summary>
    public const string Whole = "floor";

    /// <summary>Before the name of a desk, as a subject.</summary>
    public const string Desk = "desk:";
    private const int LongestNote = 200;
    private const int LongestDesk = 20;
    private const int MostDesks = 500;

    /// <summary>A desk is offered again for so many days after it was last checked.</summary>
    private const int DeskDays = 92;
    private const int Most = 20_000;

    internal sealed record Line(string Subject, string Rule, bool IsKept, string? Note, string ByName, Instant At);

    internal sealed record Person(PersonId Id, string Name, bool IsThere);

    internal sealed record Answer(LocalDate Day, IReadOnlyList<string> Rules, IReadOnlyList<Person> People, IReadOnlyList<string> Desks, IReadOnlyList<Line> Lines, bool MayWrite);

    internal sealed record WriteBody(ShopId Shop, string Day, string? Subject, string? Rule, bool? IsKept, string? Note);

    public static async Task<IResult> ReadAsync(Guid shop, string? day, Actor actor, IShops shops, IPeople people, Board board, ShopRules rules, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, new ShopId(shop), Permissions.ReadConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var on = LocalDatePattern.Iso.Parse(day ?? string.Empty) is { Success: true } named ? named.Value : now.InZone(card.TimeZone).Date;
        var mayWrite = actor.Can(Permissions.ReadAllConversations, card.Id);
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.ReadAllAsync(null, "select subject, rule, is_kept, note, by_id, at from reception_floor_check where shop_id = @shop and day = @day order by at limit @most",
            r => (Subject: r.GetString(0), Rule: r.GetString(1), IsKept: r.GetInt32(2) == 1, Note: r.IsDBNull(3) ? null : r.GetString(3), By: new PersonId(r.GetGuid(4)), At: Instant.FromUnixTimeMilliseconds(r.GetInt64(5))), ct,
            ("shop", shop), ("day", LocalDatePattern.Iso.Format(on)), ("most", Most));
        var seen = rows.Where(r => mayWrite || r.Subject == Whole || IsDesk(r.Subject) || r.Subject == actor.Person.ToString()).ToList();
        var staff = (await board.OfAsync(card.Id)).Where(s => mayWrite || s.Person == actor.Person).ToList();
        var desks = await connection.ReadAllAsync(null, "select distinct subject from reception_floor_check where shop_id = @shop and day > @since and day <= @day and subject like @desk order by subject limit @most", r => r.GetString(0)[Desk.Length..], ct,
            ("shop", shop), ("since", LocalDatePattern.Iso.Format(on.PlusDays(-DeskDays))), ("day", LocalDatePattern.Iso.Format(on)), ("desk", $"{Desk}%"), ("most", MostDesks));
        var names = await people.FindManyAsync([.. seen.Select(r => r.By).Distinct().Take(1000)], ct);
        // A rule that the book has dropped since keeps its line of that day.
        var asked = (await rules.FloorAsync(card.Id, now, ct)).FloorChecks;
        return Results.Json(new Answer(on, [.. asked.Union(seen.Select(r => r.Rule), StringComparer.Ordinal)],
            [.. staff.Select(s => new Person(s.Person, s.Name, s.Duty != Shifts.Contracts.DutyState.Off))], desks,
            [.. seen.Select(r => new Line(r.Subject, r.Rule, r.IsKept, r.Note, names.GetValueOrDefault(r.By)?.Name ?? string.Empty, r.At))], mayWrite), HouseJson.Options);
    }

    /// <summary>Kept, not kept, or taken back (null); the last word of the day stands and every one is in the audit.</summary>
    public static async Task<IResult> WriteAsync(WriteBody body, Actor actor, IShops shops, Board board, ShopRules rules, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, body.Shop, Permissions.ReadAllConversations, ct) is not { } card)
        {
            return new ShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var asked = (await rules.FloorAsync(card.Id, now, ct)).FloorChecks;
        var subject = body.Subject is { } given && IsDesk(given) ? $"{Desk}{given[Desk.Length..].Trim()}" : body.Subject ?? Whole;
        var isKnown = subject == Whole || (IsDesk(subject) ? subject.Length > Desk.Length && subject.Length <= Desk.Length + LongestDesk : (await board.OfAsync(card.Id)).Any(s => s.Person.ToString() == subject));
        if (LocalDatePattern.Iso.Parse(body.Day ?? string.Empty) is not { Success: true, Value: var day } || day > now.InZone(card.TimeZone).Date || body.Rule is not { } rule || !asked.Contains(rule, StringComparer.Ordinal) || !isKnown || body.Note?.Trim().Length > LongestNote)
        {
            return new FloorCheckWrong().ToProblem();
        }

        var note = string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim();
        (string, object?)[] key = [("shop", card.Id.Value), ("day", LocalDatePattern.Iso.Format(day)), ("subject", subject), ("rule", rule)];
        await database.WriteAsync(async (c, t) =>
        {
            if (body.IsKept is { } isKept)
            {
                await c.ExecuteAsync(t,
                    "insert into reception_floor_check (shop_id, day, subject, rule, is_kept, note, by_id, at) values (@shop, @day, @subject, @rule, @kept, @note, @by, @at) " +
                    "on conflict (shop_id, day, subject, rule) do update set is_kept = excluded.is_kept, note = excluded.note, by_id = excluded.by_id, at = excluded.at", ct,
                    [.. key, ("kept", isKept ? 1 : 0), ("note", note), ("by", actor.Person.Value), ("at", now.ToUnixTimeMilliseconds())]);
            }
            else
            {
                await c.ExecuteAsync(t, "delete from reception_floor_check where shop_id = @shop and day = @day and subject = @subject and rule = @rule", ct, key);
            }

            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "reception.check.write", subject == Whole || IsDesk(subject) ? "shop" : "person", subject == Whole || IsDesk(subject) ? card.Id.ToString() : subject,
                After: new { day = LocalDatePattern.Iso.Format(day), desk = IsDesk(subject) ? subject[Desk.Length..] : null, rule, kept = body.IsKept }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }

    private static bool IsDesk(string subject) => subject.StartsWith(Desk, StringComparison.Ordinal);
}
