using Microsoft.AspNetCore.Http;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Import.Watched;

/// <summary>A shop's watched folder on the import page: whether it is watched, where files are put, what waits there and what became of the last ones.</summary>
internal static class WatchSettings
{
    private const int MostFiles = 20;
    private const int MostWaiting = 20;

    /// <summary>Who manages the shop switches its folder: files in it are brought in with that person's rights.</summary>
    private const string EditShop = "people.shop.edit";

    internal sealed record Request(Guid Shop, bool IsOn, string? Folder);

    internal sealed record View(bool IsOn, string Folder, string Path, bool MayChange, IReadOnlyList<string> Waiting, IReadOnlyList<WatchedFile> Files);

    public static async Task<IResult> ReadAsync(Guid shop, Actor actor, OrderAccess access, WatchBook book, CancellationToken ct) =>
        await access.FindShopAsync(actor, shop, Permissions.RunImport, ct) is { } card
            ? Results.Json(await ViewAsync(card, await book.FindAsync(card.Id, ct), actor, book, ct), HouseJson.Options)
            : new OrdersShopNotFound().ToProblem();

    public static async Task<IResult> WriteAsync(Request request, Actor actor, OrderAccess access, WatchBook book, CancellationToken ct)
    {
        if (await access.FindShopAsync(actor, request.Shop, Permissions.RunImport, ct) is not { } card)
        {
            return new OrdersShopNotFound().ToProblem();
        }

        if (!actor.Can(EditShop, card.Id))
        {
            return new WatchNeedsRight().ToProblem();
        }

        var known = await book.FindAsync(card.Id, ct);
        var folder = request.Folder is null ? known?.Folder ?? WatchedPlace.Of(card.Name) : WatchedPlace.Read(request.Folder);
        if (folder is null || !WatchedPlace.IsInside(book.Root, folder))
        {
            return new WatchFolderOutside().ToProblem();
        }

        // Two shops may be called the same; nobody chose the name yet.
        var set = await book.SetAsync(new WatchSetting(card.Id, request.IsOn, folder, actor.Person), card.Organisation, ct);
        if (set.Refusal is WatchFolderTaken && request.Folder is null)
        {
            set = await book.SetAsync(new WatchSetting(card.Id, request.IsOn, $"{folder}-{card.Id.ToString()[^6..]}", actor.Person), card.Organisation, ct);
        }

        if (set.Refusal is { } no)
        {
            return no.ToProblem();
        }

        return TryMake(Path.Combine(book.Root, set.Value.Folder)) is { } failed ? failed.ToProblem() : Results.Json(await ViewAsync(card, set.Value, actor, book, ct), HouseJson.Options);
    }

    private static WatchFolderNotMade? TryMake(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new WatchFolderNotMade();
        }
    }

    private static async Task<View> ViewAsync(ShopCard shop, WatchSetting? setting, Actor actor, WatchBook book, CancellationToken ct)
    {
        var folder = setting?.Folder ?? WatchedPlace.Of(shop.Name);
        var path = Path.Combine(book.Root, folder.Replace('/', Path.DirectorySeparatorChar));
        IReadOnlyList<string> waiting = setting is { IsOn: true } && WatchedPlace.IsInside(book.Root, folder) ? Names(path) : [];
        return new View(setting?.IsOn == true, folder, path, actor.Can(EditShop, shop.Id), waiting, await book.FilesAsync(shop.Id, MostFiles, ct));
    }

    private static IReadOnlyList<string> Names(string path)
    {
        try
        {
            return [.. new WatchedFolder(path).Waiting().Take(MostWaiting).Select(f => f.Name)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
