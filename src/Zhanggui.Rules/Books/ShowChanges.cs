using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Rules.Contracts;
using Zhanggui.Rules.Document;
using Zhanggui.Rules.Presets;
using Zhanggui.Rules.Store;

namespace Zhanggui.Rules.Books;

/// <summary>For whoever a book is shown to: what a published book changed, and what it says at one place.</summary>
internal static class ShowChanges
{
    internal sealed record ChangesAnswer(BookName Against, bool IsFirst, IReadOnlyList<BookDifference> Differences);

    internal sealed record ClauseAnswer(Guid Book, int Version, Words Title, string Path, IReadOnlyList<BookSentence> Sentences);

    public static void Map(RouteGroupBuilder rules)
    {
        rules.MapGet("/books/{id:guid}/changes", ChangesAsync).Requires(RulesPermissions.ReadBook);
        rules.MapGet("/books/{id:guid}/clause", ClauseAsync).Requires(RulesPermissions.ReadBook);
    }

    /// <summary>Against the book that it took the place of; against the preset <c>new-shop</c> where it is the first one.</summary>
    private static async Task<IResult> ChangesAsync(Guid id, string? section, Actor actor, BookAccess access, BookReader reader, RuleSections sections, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        if (row.State != StoredState.Published)
        {
            return new BookNotPublished().ToProblem();
        }

        var zone = await access.ZoneAsync(actor.Organisation, ct);
        var others = (await access.PublishedAsync(actor.Organisation, ct)).Where(b => b.Id != row.Id && (b.EffectiveDate < row.EffectiveDate || (b.EffectiveDate == row.EffectiveDate && b.Version < row.Version)));
        var before = BookLife.InForceAt(others, b => (b.EffectiveDate!.Value, b.PublishedAt!.Value, b.Version), zone, BookLife.InForceFrom(row.EffectiveDate!.Value, row.PublishedAt!.Value, zone));
        var body = before is null ? reader.ReadPreset(PresetShelf.Fallback)!.Effective! : reader.ReadStored(before.EffectiveText!);
        var differences = Comparison.Compare(body, reader.ReadStored(row.EffectiveText!), sections).Where(d => section is null || d.Section == section);
        return Results.Json(new ChangesAnswer(before is null ? new BookName(PresetShelf.Fallback, 0, string.Empty) : new BookName(before.Name, before.Version, before.Digest!), before is null, [.. differences]), HouseJson.Options);
    }

    /// <summary><c>?path=pay.components.commission</c>: the sentences at the place and below it.</summary>
    private static async Task<IResult> ClauseAsync(Guid id, string path, Actor actor, BookAccess access, IBookDesk desk, CancellationToken ct)
    {
        var found = await access.LoadAsync(actor, id, ct);
        if (!found.IsDone)
        {
            return found.Refusal!.ToProblem();
        }

        var row = found.Value;
        var text = row.EffectiveText ?? row.Text;
        if (desk.Check(text, null).Problems.FirstOrDefault(p => p.Severity == Severity.Error) is { } error)
        {
            return new BookHasErrors(error.Line, error.Reason.Zh, error.Reason.En).ToProblem();
        }

        return desk.Sentences(text, null, path) is { Count: > 0 } sentences
            ? Results.Json(new ClauseAnswer(id, row.Version, new Words(row.Title, row.TitleEn.Length > 0 ? row.TitleEn : row.Title), path, sentences), HouseJson.Options)
            : new ClauseNotFound(path).ToProblem();
    }
}
