using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Asks for a comparison, cancels one, writes its note.</summary>
internal static class AskWhatIf
{
    private const int MostMonths = 12;
    private const int MostWaiting = 5;
    private const int LongestNote = 4000;

    /// <summary>Books: an id, <c>preset:NAME</c> or <c>in-force</c>. <paramref name="To"/> is the month after the last one.</summary>
    internal sealed record Request(Guid Shop, string? Before, string? After, string? From, string? To);

    internal sealed record NoteRequest(string? Note, bool Shown);

    public static async Task<IResult> HandleAsync(Request request, Actor actor, IShops shops, IReadableBooks books, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(request.Shop), Permissions.ReadAllSlips, ct) is not { } shop)
        {
            return new PayShopNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        if (Months.Read(request.From) is not { } from || Months.Read(request.To) is not { } to || Months.Count(from, to) is < 1 or > MostMonths
            || to.CompareTo(now.InZone(shop.TimeZone).Date.ToYearMonth().PlusMonths(1)) > 0)
        {
            return new WhatIfMonths(MostMonths).ToProblem();
        }

        var before = await BookAsync(request.Before, "before", actor, books, ct);
        var after = await BookAsync(request.After, "after", actor, books, ct);
        if ((before.Refusal ?? after.Refusal) is { } unread)
        {
            return unread.ToProblem();
        }

        var asked = new WhatIfAsked(NewId.Create(clock), shop.Id, actor.Person, now, from, to, before.Value, after.Value);
        var refusal = await database.WriteAsync<Refusal?>(async (c, t) =>
        {
            if (await WhatIfShelf.CountWaitingAsync(c, t, shop.Id, ct) >= MostWaiting)
            {
                return new WhatIfTooMany(MostWaiting);
            }

            await WhatIfShelf.AddAsync(c, t, asked, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, shop.Id, actor.Person, "pay.whatif.asked", "pay.whatif", asked.Id.ToString(),
                After: new { from = request.From, to = request.To, before = asked.Before.Which, after = asked.After.Which }), ct);
            return null;
        }, ct);
        return refusal?.ToProblem() ?? Results.Json(new { asked.Id }, HouseJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<Outcome<TriedBook>> BookAsync(string? which, string field, Actor actor, IReadableBooks books, CancellationToken ct) =>
        string.IsNullOrEmpty(which) || await books.FindAsync(actor, which, ct) is not { } book ? new WhatIfBookAbsent(field)
        : book.Text is null ? new WhatIfBookUnsound(field, book.Title.Zh)
        : new TriedBook(book.Which, book.Version > 0 ? $"{book.Title.Zh} {book.Version}" : book.Title.Zh, book.Text);

    public static async Task<IResult> CancelAsync(Guid id, Actor actor, WhatIfAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ReadAllSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        var now = clock.GetCurrentInstant();
        var stopped = await database.WriteAsync(async (c, t) =>
        {
            var count = await WhatIfShelf.CancelAsync(c, t, id, now, ct);
            if (count > 0)
            {
                await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, found.Shop.Id, actor.Person, "pay.whatif.cancelled", "pay.whatif", id.ToString()), ct);
            }

            return count;
        }, ct);
        return stopped == 0 ? new WhatIfEnded().ToProblem() : Results.NoContent();
    }

    public static async Task<IResult> NoteAsync(Guid id, NoteRequest request, Actor actor, WhatIfAccess access, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ReadAllSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        var note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim();
        if (note?.Length > LongestNote)
        {
            return new WhatIfNoteTooLong(LongestNote).ToProblem();
        }

        var now = clock.GetCurrentInstant();
        await database.WriteAsync(async (c, t) =>
        {
            await WhatIfShelf.NoteAsync(c, t, id, note, request.Shown && note is not null, actor.Person, now, ct);
            await AuditStore.InsertAsync(c, t, NewId.Create(clock), now.ToUnixTimeMilliseconds(), new AuditEntry(actor.Organisation, found.Shop.Id, actor.Person, "pay.whatif.noted", "pay.whatif", id.ToString(),
                Before: new { found.Row.Note, shown = found.Row.NoteShown }, After: new { note, request.Shown }), ct);
            return 0;
        }, ct);
        return Results.NoContent();
    }
}
