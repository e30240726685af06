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

        var guarded = await GuardedAsync(card.Id, form.Settings ?? new ChannelSettings(), null, guard, ct);
        if (!guarded.IsDone)
        {
            return guarded.Refusal!.ToProblem();
        }

        var (channel, secret) = await book.AddAsync(card.Organisation, card.Id, form.Kind ?? ChannelKinds.Web, form.Name!.Trim(), guarded.Value, actor.Person, null, ct);
        return Results.Json(ChannelShape.Of(channel, secret), HouseJson.Options);
    }

    /// <summary>
    /// What a channel says by itself passes the guard as a phrase does: a block is refused, what asks for a reason is kept with one. The reason belongs to the words:
    /// words that stay as they are keep it, whatever has become of the rules (a channel can always be stopped), and where nothing asks for one none is kept.
    /// </summary>
    private static async Task<Outcome<ChannelSettings>> GuardedAsync(ShopId shop, ChannelSettings settings, ChannelSettings? before, TextGuard guard, CancellationToken ct)
    {
        var (texts, reason) = (RereadTextsJob.ChannelTexts(settings), settings.GuardReason.Trim());
        if (before is not null && texts.SequenceEqual(RereadTextsJob.ChannelTexts(before)))
        {
            return settings with { GuardReason = reason.Length > 0 ? reason : before.GuardReason };
        }

        if (await guard.EyeAsync(shop, ct) is not { } eye)
        {
            return settings;
        }

        var found = texts.Where(t => t.Text.Length > 0).Select(t => (t.Field, Verdict: eye.Look(t.Text))).ToList();
        return found.Select(f => StoredEye.Refuse(f.Field, f.Verdict, reason)).FirstOrDefault(no => no is not null) is { } refusal
            ? refusal
            : settings with { GuardReason = found.Exists(f => f.Verdict.Verdict == GuardLevel.Confirm) ? reason : string.Empty };
    }

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

        var guarded = form.Settings is null ? (Outcome<ChannelSettings>)before.Settings : await GuardedAsync(before.Shop, form.Settings, before.Settings, guard, ct);
        if (!guarded.IsDone)
        {
            return guarded.Refusal!.ToProblem();
        }

        var after = before with { Name = form.Name!.Trim(), Settings = guarded.Value, IsEnabled = form.IsEnabled ?? before.IsEnabled };
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
