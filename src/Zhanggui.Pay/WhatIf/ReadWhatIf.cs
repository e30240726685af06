using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.People.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.WhatIf;

/// <summary>Shows comparisons: the list, one added up, its rows, its bytes, and the notes beside a book.</summary>
internal static class ReadWhatIf
{
    private const int Most = 50;
    private const int PageSize = 200;

    internal sealed record WhatIfView(
        Guid Id, string From, string To, string BeforeWhich, string BeforeTitle, string AfterWhich, string AfterTitle, string State, string? Stage, int Done, int Total, Instant AskedAt, string AskedBy,
        Instant? EndedAt, string? ProblemZh, string? ProblemEn, string? FactsDigest, string? Note, string? NoteBy, Instant? NoteAt, bool NoteShown, JsonElement? Summary);

    internal sealed record RowView(string Person, string Month, string Component, long Before, long After, long Difference);

    internal sealed record RowsAnswer(IReadOnlyList<RowView> Rows, int Total);

    internal sealed record NoteView(Guid Id, string From, string To, string Note, string By, Instant At);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, IShops shops, WhatIfShelf shelf, IPeople people, CancellationToken ct)
    {
        if (await shops.FindForAsync(actor, ShopId.From(shop), Permissions.ReadAllSlips, ct) is not { } card)
        {
            return new PayShopNotFound().ToProblem();
        }

        var rows = await shelf.ListAsync(card.Id, Most, ct);
        var names = await NamesAsync(rows, people, ct);
        return Results.Json(new { Comparisons = rows.Select(r => View(r, names, null)) }, HouseJson.Options);
    }

    public static async Task<IResult> OneAsync(Guid id, Actor actor, WhatIfAccess access, IPeople people, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ReadAllSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        if (found.Row.Summary is { } summary)
        {
            await access.SayAsync(actor, found.Shop.Id, id, "pay.whatif.read", ct);
            return Results.Json(View(found.Row, await NamesAsync([found.Row], people, ct), JsonSerializer.Deserialize<JsonElement>(summary)), HouseJson.Options);
        }

        return Results.Json(View(found.Row, await NamesAsync([found.Row], people, ct), null), HouseJson.Options);
    }

    /// <summary>The rows behind a number: of a person, a month, a component, or of several of them.</summary>
    public static async Task<IResult> RowsAsync(Guid id, string? person, string? month, string? component, int? skip, Actor actor, WhatIfAccess access, WhatIfShelf shelf, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ReadAllSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        if (await shelf.ResultAsync(id, ct) is not { } result)
        {
            return new WhatIfNotDone().ToProblem();
        }

        await access.SayAsync(actor, found.Shop.Id, id, "pay.whatif.read", ct);
        using var read = JsonDocument.Parse(result);
        var rows = WhatIfRows.Of(read).Where(r => (person is null || r.Person == person) && (month is null || r.Month == month) && (component is null || r.Component == component)).ToList();
        return Results.Json(new RowsAnswer([.. rows.Skip(Math.Max(0, skip ?? 0)).Take(PageSize)], rows.Count), HouseJson.Options);
    }

    /// <summary>The bytes of <c>zhanggui whatif --json</c>.</summary>
    public static async Task<IResult> FileAsync(Guid id, Actor actor, WhatIfAccess access, WhatIfShelf shelf, CancellationToken ct)
    {
        if (await access.FindAsync(actor, id, Permissions.ExportSlips, ct) is not { } found)
        {
            return new WhatIfNotFound().ToProblem();
        }

        if (await shelf.ResultAsync(id, ct) is not { } result)
        {
            return new WhatIfNotDone().ToProblem();
        }

        await access.SayAsync(actor, found.Shop.Id, id, "pay.whatif.exported", ct);
        return Results.File(Encoding.UTF8.GetBytes(result), "application/json", $"whatif-{found.Row.From}-{found.Row.To}.json");
    }

    /// <summary>One of the two texts as it was tried: with it and the facts anybody gets the same bytes.</summary>
    public static async Task<IResult> BookAsync(Guid id, string which, Actor actor, WhatIfAccess access, WhatIfShelf shelf, CancellationToken ct) =>
        await access.FindAsync(actor, id, Permissions.ReadAllSlips, ct) is not null && await shelf.BookTextAsync(id, which == "after", ct) is { } text
            ? Results.File(Encoding.UTF8.GetBytes(text), "application/yaml; charset=utf-8", which == "after" ? "after.yaml" : "before.yaml")
            : new WhatIfNotFound().ToProblem();

    /// <summary>What the owner says beside a book about what it would have changed: for everybody who may read the book, without anybody's pay.</summary>
    public static async Task<IResult> NotesAsync(Guid book, Actor actor, IReadableBooks books, WhatIfShelf shelf, IPeople people, CancellationToken ct)
    {
        if (await books.FindAsync(actor, book.ToString(), ct) is not { } found)
        {
            return new WhatIfBookAbsent("book").ToProblem();
        }

        var rows = await shelf.NotesOfAsync(found.Which, Most, ct);
        var names = await NamesAsync(rows, people, ct);
        return Results.Json(new { Notes = rows.Select(r => new NoteView(r.Id, r.From, r.To, r.Note!, names(r.NoteBy) ?? string.Empty, r.NoteAt!.Value)) }, HouseJson.Options);
    }

    private static WhatIfView View(WhatIfRow r, Func<PersonId?, string?> names, JsonElement? summary) => new(
        r.Id, r.From, r.To, r.BeforeWhich, r.BeforeTitle, r.AfterWhich, r.AfterTitle, r.State, r.Stage, r.Done, r.Total, r.At, names(r.By) ?? string.Empty, r.EndedAt, r.ProblemZh, r.ProblemEn, r.FactsDigest,
        r.Note, names(r.NoteBy), r.NoteAt, r.NoteShown, summary);

    private static async Task<Func<PersonId?, string?>> NamesAsync(IReadOnlyList<WhatIfRow> rows, IPeople people, CancellationToken ct)
    {
        var cards = await people.FindManyAsync([.. rows.SelectMany(r => r.NoteBy is { } by ? new[] { r.By, by } : [r.By]).Distinct()], ct);
        return id => id is { } known ? cards.GetValueOrDefault(known)?.Name : null;
    }
}
