using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Import.Files;

namespace Zhanggui.Orders.Import;

/// <summary>Takes a file in and says what was understood of it; nothing is imported yet.</summary>
internal sealed class UploadImport(UploadShelf shelf, Previewer previewer, MappingBook mappings, ImportBook imports, TimeProvider clock)
{
    public static async Task<IResult> HandleAsync(Guid shop, string? kind, HttpContext http, Actor actor, OrderAccess access, UploadImport upload, OrdersOptions options, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.RunImport, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (kind is { Length: > 0 } && !ExportFormats.Known.Kinds.ContainsKey(kind))
        {
            return new ImportKindUnknown(kind.Length > 40 ? kind[..40] : kind).ToProblem();
        }

        var taken = await UploadForm.TakeAsync(http, options, (name, stream) => upload.AddAsync(card.Id, kind is { Length: > 0 } ? kind : null, name, stream, actor.Person, ct), ct);
        return taken.Refusal is { } no ? no.ToProblem() : Results.Json(await upload.ViewAsync(taken.Value, actor.Name, ct), HouseJson.Options);
    }

    private async Task<Outcome<ImportRecord>> AddAsync(ShopId shop, string? kind, string name, Stream content, PersonId by, CancellationToken ct)
    {
        var added = await AddAsync(shop, await mappings.SpecsAsync(shop, ct), kind, name, content, by, ct);
        return added.Refusal is { } no ? no : added.Value.Import;
    }

    /// <summary>
    /// Stores the file and recognises it among the formats it may have. A table that nobody recognised stays, without a mapping, until
    /// somebody says what its columns are; what is no table at all is refused and removed.
    /// </summary>
    public async Task<Outcome<(ImportRecord Import, Recognised? Known)>> AddAsync(ShopId shop, IReadOnlyList<FormatSpec> specs, string? kind, string name, Stream content, PersonId? by, CancellationToken ct)
    {
        var id = NewId.Create(clock);
        var shelved = await shelf.AddAsync(id, shop, content, ct);
        if (shelved.Refusal is { } no)
        {
            return no;
        }

        var head = await previewer.RecogniseAsync(shelved.Value, name, shop, specs, kind, ct);
        if (head.Refusal is { } refused)
        {
            shelf.Remove(shelved.Value);
            return refused;
        }

        var import = new ImportRecord(id, shop, ImportStates.Uploaded, name, shelved.Value, head.Value.Recognised?.Mapping, head.Value.Line, head.Value.SheetName,
            new ImportProgress(null, 0, 0, 0, 0, 0, 0), null, null, clock.GetCurrentInstant(), by, null, null, IsFileRemoved: false);
        await imports.AddAsync(import, ct);
        return (import, head.Value.Recognised);
    }

    /// <summary>Rows of an earlier import, mended: the same columns, so the same mapping.</summary>
    public async Task<Outcome<ImportRecord>> AddMendedAsync(ImportRecord of, Stream content, PersonId by, CancellationToken ct)
    {
        var id = NewId.Create(clock);
        var shelved = await shelf.AddAsync(id, of.Shop, content, ct);
        if (shelved.Refusal is { } no)
        {
            return no;
        }

        var import = new ImportRecord(id, of.Shop, ImportStates.Uploaded, $"改好-{Path.GetFileNameWithoutExtension(of.FileName)}.csv", shelved.Value, of.Mapping, 1, null,
            new ImportProgress(null, 0, 0, 0, 0, 0, 0), null, null, clock.GetCurrentInstant(), by, null, null, IsFileRemoved: false);
        await imports.AddAsync(import, ct);
        return import;
    }

    /// <summary>Takes an import back that never began.</summary>
    public async Task RemoveAsync(ImportRecord import, CancellationToken ct)
    {
        shelf.Remove(import.File);
        await imports.RemoveAsync(import.Id, ct);
    }

    public async Task<ImportView> ViewAsync(ImportRecord import, string? by, CancellationToken ct) => ImportView.Of(
        import, by, await imports.FindTwinAsync(import.Shop, import.File.Digest, import.Id, ct),
        import.State == ImportStates.Uploaded ? await imports.FindMovingTwinAsync(import.Shop, import.File.Digest, import.Id, ct) : null,
        import.IsFileRemoved || import.State is ImportStates.Queued or ImportStates.Running or ImportStates.Done ? null : await previewer.ShowAsync(import, await mappings.SpecsAsync(import.Shop, ct), ct));
}
