using Microsoft.AspNetCore.Http;
using NodaTime;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Audit;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Import.Facts;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import;

/// <summary>Lists imports, shows one, starts and stops it.</summary>
internal static class ManageImports
{
    private const int Most = 100;

    internal sealed record MappingRequest(string Kind, string? Platform, string? Zone, IReadOnlyDictionary<string, IReadOnlyList<string>> Columns, string? SaveAs);

    public static async Task<IResult> ListAsync(Guid shop, Actor actor, OrderAccess access, ImportBook imports, IPeople people, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, shop, Permissions.RunImport, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        var found = await imports.ListAsync(card.Id, Most, ct);
        var names = await people.FindManyAsync([.. found.Select(i => i.UploadedBy).OfType<PersonId>().Distinct()], ct);
        return Results.Json(new { imports = found.Select(i => ImportView.Of(i, i.UploadedBy is { } by ? names.GetValueOrDefault(by)?.Name : null)) }, HouseJson.Options);
    }

    public static async Task<IResult> ReadAsync(Guid id, Actor actor, OrderAccess access, UploadImport upload, IPeople people, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        var by = import.UploadedBy is { } person ? (await people.FindAsync(person, ct))?.Name : null;
        return Results.Json(await upload.ViewAsync(import, by, ct), HouseJson.Options);
    }

    /// <summary>Says by hand what the columns are: field → headers of the file. With a name the mapping is kept for the shop's next files.</summary>
    public static async Task<IResult> MapAsync(Guid id, MappingRequest request, Actor actor, OrderAccess access, ImportBook imports, MappingBook mappings, UploadImport upload, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        if (Spec(request) is var made && made.Refusal is { } wrong)
        {
            return wrong.ToProblem();
        }

        var preview = (await upload.ViewAsync(import, null, ct)).Preview;
        if (preview is null)
        {
            return new ImportFileGone().ToProblem();
        }

        var recognised = Recognition.Apply(made.Value, [.. preview.Columns.Select(c => c.Header)]);
        var mapping = import.Mapping?.Kind == recognised.Mapping.Kind && import.Mapping.Given is { } given ? recognised.Mapping with { Given = given } : recognised.Mapping;
        if (await imports.SetMappingAsync(id, mapping, import.HeaderLine, ct) == 0)
        {
            return new ImportStateWrong(import.State).ToProblem();
        }

        if (request.SaveAs is { Length: > 0 })
        {
            await mappings.SaveAsync(NewId.Create(clock), import.Shop, made.Value, actor.Person, clock.GetCurrentInstant(), ct);
        }

        return await ReadAgainAsync(id, imports, upload, actor, ct);
    }

    public static async Task<IResult> RunAsync(Guid id, Actor actor, OrderAccess access, ImportBook imports, UploadImport upload, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        if ((Refuse(import) ?? MayNot(actor, import)) is { } no)
        {
            return no.ToProblem();
        }

        var queued = await database.WriteAsync(async (c, t) =>
        {
            var changed = await imports.QueueAsync(id, c, t, ct);
            if (changed > 0)
            {
                await AuditStore.InsertAsync(c, t, NewId.Create(clock), clock.GetCurrentInstant().ToUnixTimeMilliseconds(),
                    new AuditEntry(actor.Organisation, import.Shop, actor.Person, "orders.import.run", "import", id.ToString(), After: new { import.FileName, import.File.Digest, kind = import.Mapping!.Kind }), ct);
            }

            return changed;
        }, ct);
        return queued == 0 ? new ImportStateWrong(import.State).ToProblem() : await ReadAgainAsync(id, imports, upload, actor, ct);
    }

    public static Task<IResult> CancelAsync(Guid id, Actor actor, OrderAccess access, ImportBook imports, UploadImport upload, TimeProvider clock, CancellationToken ct) =>
        StopAsync(id, imports.CancelAsync, actor, access, imports, upload, clock, ct);

    public static Task<IResult> PauseAsync(Guid id, Actor actor, OrderAccess access, ImportBook imports, UploadImport upload, TimeProvider clock, CancellationToken ct) =>
        StopAsync(id, imports.PauseAsync, actor, access, imports, upload, clock, ct);

    private static async Task<IResult> StopAsync(Guid id, Func<Guid, Instant, CancellationToken, Task<int>> stop, Actor actor, OrderAccess access, ImportBook imports, UploadImport upload, TimeProvider clock, CancellationToken ct)
    {
        if (await access.FindImportAsync(actor, id, ct) is not { } import)
        {
            return new ImportNotFound().ToProblem();
        }

        return await stop(id, clock.GetCurrentInstant(), ct) == 0 ? new ImportStateWrong(import.State).ToProblem() : await ReadAgainAsync(id, imports, upload, actor, ct);
    }

    /// <summary>What another room owns: who may not change it there may not by a file.</summary>
    internal static Refusal? MayNot(Actor actor, ImportRecord import)
    {
        bool May(string permission) => actor.Can(permission, import.Shop);
        return import.Mapping?.Kind switch
        {
            FactKinds.People or FactKinds.Accounts when !(May("people.person.edit") && May("people.role.edit")) => new ImportNeedsRight(),
            FactKinds.Products when !May("shop.product.edit") => new ImportNeedsGoodsRight(),
            FactKinds.Stock when !May("shop.stock.edit") && !May("shop.product.edit") => new ImportNeedsGoodsRight(),
            FactKinds.Promotions when !May("shop.promotion.edit") => new ImportNeedsOfferRight(),
            FactKinds.Policies when !May("shop.policy.edit") => new ImportNeedsOfferRight(),
            FactKinds.Delivery when !May("shop.delivery.edit") => new ImportNeedsGoodsRight(),
            _ => null,
        };
    }

    /// <summary>Why the import cannot start; null when it can.</summary>
    internal static Refusal? Refuse(ImportRecord import)
    {
        if (import.IsFileRemoved)
        {
            return new ImportFileGone();
        }

        if (import.Mapping is not { } mapping)
        {
            return new ImportNotUnderstood();
        }

        var missing = ExportFormats.Known.Kinds[mapping.Kind].Required.FirstOrDefault(f => !mapping.Has(f));
        return missing is null ? null : TellDay.MayBeTold(mapping.Kind, missing) ? new ImportDayMissing() : new ImportColumnMissing(ExportFormats.Known.NameOf(mapping.Kind, missing).Zh, ExportFormats.Known.NameOf(mapping.Kind, missing).En);
    }

    private static Outcome<FormatSpec> Spec(MappingRequest request)
    {
        if (!ExportFormats.Known.Kinds.TryGetValue(request.Kind, out var kind))
        {
            return new ImportKindUnknown(request.Kind.Length > 40 ? request.Kind[..40] : request.Kind);
        }

        if (request.SaveAs is { Length: > 60 })
        {
            return new MappingNameWrong();
        }

        var columns = request.Columns.Where(c => kind.Fields.Contains(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var zone = NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(request.Zone ?? string.Empty)?.Id ?? "Asia/Shanghai";
        return Recognition.SpecOf(request.SaveAs is { Length: > 0 } name ? name.Trim() : "own", request.Kind, request.Platform is { Length: > 0 and <= 40 } platform ? platform : "other", zone, columns);
    }

    private static async Task<IResult> ReadAgainAsync(Guid id, ImportBook imports, UploadImport upload, Actor actor, CancellationToken ct) =>
        Results.Json(await upload.ViewAsync((await imports.FindAsync(id, ct))!, actor.Name, ct), HouseJson.Options);
}
