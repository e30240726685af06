using System.Globalization;
using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Tables;

namespace Zhanggui.Records.Ledger;

/// <summary>The ledger 台账: complaints, reviews, costs, scores, targets, finance items and adjustments, as rows of the facts folder.</summary>
internal static class LedgerActs
{
    private const int Page = 50;
    private const int MostExported = 5000;
    private const int LongestReason = 500;

    internal sealed record Column(string Name, ColumnKind Kind, bool IsRequired, IReadOnlyList<string> Choices, bool IsWritten, bool IsDecision, bool IsPerson);

    internal sealed record Line(string Key, IReadOnlyList<string?> Cells, bool IsOpen, bool IsMine, string? EnteredBy, bool EnteredByMe, Instant ChangedAt);

    internal sealed record PersonName(PersonId Person, string Name, string Number);

    internal sealed record Total(string Person, string? Name, string Amount, int Count);

    internal sealed record Answer(IReadOnlyList<Column> Columns, IReadOnlyList<Line> Rows, string? Next, IReadOnlyDictionary<string, string> Names, IReadOnlyList<PersonName> People, IReadOnlyList<Total> Totals, bool MayEdit, bool MayDecide);

    internal sealed record Version(Instant At, string? By, IReadOnlyList<string?>? Cells, string? Reason);

    internal sealed record SetRequest(Guid Shop, string? Key, IReadOnlyDictionary<string, string?>? Cells, string? Reason);

    internal sealed record KeyRequest(Guid Shop, string Key, string? Reason, bool? Approve);

    internal sealed record Kept(string Key);

    public static async Task<IResult> ListAsync(string tab, Guid shop, string? q, string? month, bool? open, string? after, Actor actor, IShops shops, IPeople people, IStaffHistory staff, LedgerBook book, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { } file || await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadEntry, ct) is not { } card)
        {
            return new LedgerNotFound().ToProblem();
        }

        var everybody = await staff.StaffAsync(card.Organisation, ct);
        var isWanted = Wanted(file, card, everybody, q, month, open == true);
        var (rows, next) = await book.ListAsync(card.Id, file, isWanted, After(after), Page, ct);
        var names = everybody.ToDictionary(s => s.Person.ToString(), s => s.Name, StringComparer.Ordinal);
        var today = card.TimeZone;
        return Results.Json(new Answer(
            ColumnsOf(file),
            [.. rows.Select(r => new Line(r.Key, Shown(file, r.Cells, today), LedgerRules.IsOpen(file, r.Cells), LedgerRules.IsAbout(file, r.Cells, actor.Person), r.EnteredBy is { } by ? names.GetValueOrDefault(by.ToString()) : null, r.EnteredBy == actor.Person, r.ChangedAt))],
            next,
            rows.SelectMany(r => r.Cells).OfType<string>().Distinct(StringComparer.Ordinal).Where(names.ContainsKey).ToDictionary(id => id, id => names[id], StringComparer.Ordinal),
            [.. everybody.Where(s => s.LeavesOn is null).OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => new PersonName(s.Person, s.Name, s.Number))],
            file.Tab == "costs" && !string.IsNullOrEmpty(month) ? await TotalsAsync(book, card, file, isWanted, names, ct) : [],
            actor.Can(Permissions.EditEntry, card.Id), actor.Can(Permissions.DecideEntry, card.Id)), HouseJson.Options);
    }

    public static async Task<IResult> HistoryAsync(string tab, Guid shop, string key, Actor actor, IShops shops, IPeople people, LedgerBook book, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { } file || await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadEntry, ct) is not { } card)
        {
            return new LedgerNotFound().ToProblem();
        }

        var versions = await book.HistoryAsync(card.Id, file, key, ct);
        var names = await people.FindManyAsync([.. versions.Select(v => v.By).OfType<PersonId>().Distinct()], ct);
        return Results.Json(versions.Select(v => new Version(v.At, v.By is { } by ? names.GetValueOrDefault(by)?.Name : null, v.Cells is null ? null : Shown(file, v.Cells, card.TimeZone), v.Reason)).ToList(), HouseJson.Options);
    }

    public static async Task<IResult> SetAsync(string tab, SetRequest request, Actor actor, IShops shops, IPeople people, LedgerBook book, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { } file || await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.EditEntry, ct) is not { } shop)
        {
            return new LedgerNotFound().ToProblem();
        }

        if (request.Reason?.Length > LongestReason)
        {
            return new LedgerReasonWrong(LongestReason).ToProblem();
        }

        var written = request.Cells ?? new Dictionary<string, string?>();
        if (written.GetValueOrDefault("person") is { Length: > 0 } named && (!Guid.TryParse(named, out var id) || await people.FindAsync(PersonId.From(id), ct) is not { } person || person.Organisation != actor.Organisation))
        {
            return new LedgerCellWrong("person", "本店没有这个人", "Nobody here is called so").ToProblem();
        }

        return (await book.SetAsync(shop, file, request.Key, written, actor, actor.Can(Permissions.DecideEntry, shop.Id), Text(request.Reason), ct)).Match(key => Results.Json(new Kept(key), HouseJson.Options), no => no.ToProblem());
    }

    public static async Task<IResult> RemoveAsync(string tab, KeyRequest request, Actor actor, IShops shops, LedgerBook book, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { } file || await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.DecideEntry, ct) is not { } shop)
        {
            return new LedgerNotFound().ToProblem();
        }

        if (Text(request.Reason) is not { Length: <= LongestReason } reason)
        {
            return new LedgerReasonWrong(LongestReason).ToProblem();
        }

        return await book.RemoveAsync(shop, file, request.Key, actor, reason, ct) is { } no ? no.ToProblem() : Results.Json(new Kept(request.Key), HouseJson.Options);
    }

    public static async Task<IResult> ApproveAsync(string tab, KeyRequest request, Actor actor, IShops shops, LedgerBook book, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { Tab: LedgerFiles.Adjustments } file || await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.DecideEntry, ct) is not { } shop)
        {
            return new LedgerNotFound().ToProblem();
        }

        return await book.ApproveAsync(shop, file, request.Key, request.Approve != false, actor, ct) is { } no ? no.ToProblem() : Results.Json(new Kept(request.Key), HouseJson.Options);
    }

    /// <summary>The rows as the facts folder writes them, so that they can be changed in a spreadsheet and imported again.</summary>
    public static async Task<IResult> ExportAsync(string tab, Guid shop, string? q, string? month, bool? open, Actor actor, IShops shops, IStaffHistory staff, LedgerBook book, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (LedgerFiles.Find(tab) is not { } file || await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadEntry, ct) is not { } card)
        {
            return new LedgerNotFound().ToProblem();
        }

        var (rows, _) = await book.ListAsync(card.Id, file, Wanted(file, card, await staff.StaffAsync(card.Organisation, ct), q, month, open == true), null, MostExported, ct);
        await database.WriteAsync(async (c, t) =>
        {
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, card.Id, actor.Person, "records.entry.export", "shop", card.Id.ToString(), After: new { tab, rows = rows.Count }), ct);
            return 0;
        }, ct);
        using var stream = new MemoryStream();
        using (var csv = new CsvWriter(stream))
        {
            csv.Row([.. file.File.ColumnNames]);
            foreach (var row in rows)
            {
                csv.Row([.. Shown(file, row.Cells, card.TimeZone)]);
            }
        }

        return Results.File(stream.ToArray(), "text/csv; charset=utf-8", file.Name);
    }

    private static async Task<IReadOnlyList<Total>> TotalsAsync(LedgerBook book, ShopCard shop, LedgerFile file, Func<LedgerRow, bool> isWanted, IReadOnlyDictionary<string, string> names, CancellationToken ct)
    {
        var (rows, _) = await book.ListAsync(shop.Id, file, isWanted, null, MostExported, ct);
        var (person, amount) = (file.PlaceOf("person"), file.PlaceOf("amount"));
        return [.. rows.GroupBy(r => r.Cells[person] ?? string.Empty, StringComparer.Ordinal)
            .Select(g => (g.Key, Sum: g.Aggregate(Fen.Zero, (sum, r) => Fen.TryParse(r.Cells[amount], out var fen) ? sum + fen : sum), Count: g.Count()))
            .OrderByDescending(g => g.Sum).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new Total(g.Key, names.GetValueOrDefault(g.Key), g.Sum.ToString(), g.Count))];
    }

    private static Func<LedgerRow, bool> Wanted(LedgerFile file, ShopCard shop, IReadOnlyList<StaffEntry> everybody, string? q, string? month, bool open)
    {
        var words = q?.Trim() ?? string.Empty;
        var meant = words.Length == 0 ? [] : everybody.Where(s => s.Name.Contains(words, StringComparison.OrdinalIgnoreCase) || s.Number == words).Select(s => s.Person.ToString()).ToHashSet(StringComparer.Ordinal);
        var (period, at) = (file.PlaceOf("period"), file.PlaceOf("at"));
        return row => (words.Length == 0 || row.Cells.Any(c => c is not null && (c.Contains(words, StringComparison.OrdinalIgnoreCase) || meant.Contains(c))))
            && (string.IsNullOrEmpty(month) || MonthOf(row) == month)
            && (!open || LedgerRules.IsOpen(file, row.Cells));

        string? MonthOf(LedgerRow row) => period >= 0 ? row.Cells[period]
            : row.Cells[at] is { } text && OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } time ? time.Value.ToInstant().InZone(shop.TimeZone).Date.ToString("uuuu-MM", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Instants in the shop's own time, as they are typed.</summary>
    private static IReadOnlyList<string?> Shown(LedgerFile file, string?[] cells, DateTimeZone zone) =>
        [.. cells.Select((cell, i) => cell is not null && file.File.Specs[i].Kind == ColumnKind.Instant && OffsetDateTimePattern.ExtendedIso.Parse(cell) is { Success: true } at
            ? OffsetDateTimePattern.ExtendedIso.Format(at.Value.ToInstant().InZone(zone).ToOffsetDateTime()) : cell)];

    private static IReadOnlyList<Column> ColumnsOf(LedgerFile file) =>
        [.. file.File.Specs.Select(s => new Column(s.Name, s.Kind, s.IsRequired && s.Name != "id", s.Choices, file.Written.Contains(s.Name, StringComparer.Ordinal), file.Decides.Contains(s.Name, StringComparer.Ordinal), s.Name is "person" or "decided_by" or "approved_by"))];

    private static (long, string)? After(string? text) => text?.IndexOf(' ', StringComparison.Ordinal) is { } space and > 0 && long.TryParse(text.AsSpan(0, space), out var at) ? (at, text[(space + 1)..]) : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
