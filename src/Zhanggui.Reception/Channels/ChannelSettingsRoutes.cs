using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Zhanggui.Guard.Contracts;
using Zhanggui.Kernel.Access;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Outcomes;
using Zhanggui.People.Contracts;
using Zhanggui.Reception.Contracts;
using Zhanggui.Reception.Guarding;

namespace Zhanggui.Reception.Channels;

/// <summary>A channel as the settings page shows it; the secret only in the answer that made it.</summary>
internal sealed record ChannelShape(ChannelId Id, ShopId ShopId, string Kind, string Name, string PublicKey, ChannelSettings Settings, bool IsEnabled, bool HasSecret, string? Secret)
{
    public static ChannelShape Of(ChannelCard card, string? secret = null) =>
        new(card.Id, card.Shop, card.Kind, card.Name, card.PublicKey, card.Settings, card.IsEnabled, card.SecretWrapped is not null, secret);
}

internal static class ChannelSettingsRoutes
{
    public static void MapChannelSettings(this IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("/api/reception/channels").WithTags("Reception");
        channels.MapGet(string.Empty, ListAsync).Requires(Permissions.ReadChannels);
        channels.MapPost(string.Empty, AddAsync).Requires(Permissions.EditChannels);
        channels.MapPost("/{id:guid}/edit", EditAsync).Requires(Permissions.EditChannels);
        channels.MapPost("/{id:guid}/rotate-secret", RotateAsync).Requires(Permissions.EditChannels);
    }

    private static async Task<IResult> ListAsync(Guid shop, Actor actor, ChannelBook book, CancellationToken ct)
    {
        if (!actor.Can(Permissions.ReadChannels, new ShopId(shop)))
        {
            return new ShopNotFound().ToProblem();
        }

        // A permission on "all shops" means those of one's own organisation.
        var cards = (await book.ListAsync(new ShopId(shop), ct)).Where(c => c.Organisation == actor.Organisation);
        return Results.Json(new { channels = cards.Select(c => ChannelShape.Of(c)).ToList(), kinds = ChannelKinds.All }, HouseJson.Options);
    }

    private static async Task<IResult> AddAsync(Guid shop, ChannelForm form, Actor actor, ChannelBook book, IShops shops, TextGuard guard, ChannelsOptions options, CancellationToken ct)
    {
        var card = await shops.FindAsync(new ShopId(shop), ct);
        if (card is null || card.Organisation != actor.Organisation || !actor.Can(Permissions.EditChannels, card.Id))
        {
            return new ShopNotFound().ToProblem();
        }

        if (form.Check(form.Kind ?? ChannelKinds.Web, options.AllowPrivateAddresses) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await BlockedAsync(card.Id, form.Settings, guard, ct) is { } stopped)
        {
            return stopped.ToProblem();
        }

        var (channel, secret) = await book.AddAsync(card.Organisation, card.Id, form.Kind ?? ChannelKinds.Web, form.Name!.Trim(), form.Settings ?? new ChannelSettings(), actor.Person, null, ct);
        return Results.Json(ChannelShape.Of(channel, secret), HouseJson.Options);
    }

    /// <summary>What a channel says by itself has no place for a reason: only what the guard blocks is refused.</summary>
    private static async Task<Refusal?> BlockedAsync(ShopId shop, ChannelSettings? settings, TextGuard guard, CancellationToken ct) =>
        settings is not null && await guard.EyeAsync(shop, ct) is { } eye
            ? RereadTextsJob.ChannelTexts(settings).Where(t => t.Text.Length > 0).Select(t => StoredEye.Refuse(t.Field, eye.Look(t.Text), "-")).FirstOrDefault(no => no is not null)
            : null;

    private static async Task<IResult> EditAsync(Guid id, ChannelForm form, Actor actor, ChannelBook book, TextGuard guard, ChannelsOptions options, CancellationToken ct)
    {
        if (await FindAsync(id, actor, book, ct) is not { } before)
        {
            return new ChannelNotFound().ToProblem();
        }

        if (form.Check(before.Kind, options.AllowPrivateAddresses) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await BlockedAsync(before.Shop, form.Settings, guard, ct) is { } stopped)
        {
            return stopped.ToProblem();
        }

        var after = before with { Name = form.Name!.Trim(), Settings = form.Settings ?? before.Settings, IsEnabled = form.IsEnabled ?? before.IsEnabled };
        await book.EditAsync(before, after, actor.Person, ct);
        return Results.Json(ChannelShape.Of(after), HouseJson.Options);
    }

    private static async Task<IResult> RotateAsync(Guid id, Actor actor, ChannelBook book, CancellationToken ct) =>
        await FindAsync(id, actor, book, ct) is { } card
            ? Results.Json(ChannelShape.Of(card, await book.RotateAsync(card, actor.Person, ct)), HouseJson.Options)
            : new ChannelNotFound().ToProblem();

    private static async Task<ChannelCard?> FindAsync(Guid id, Actor actor, ChannelBook book, CancellationToken ct) =>
        await book.FindAsync(new ChannelId(id), ct) is { } card && card.Organisation == actor.Organisation && actor.Can(Permissions.EditChannels, card.Shop) ? card : null;
}
